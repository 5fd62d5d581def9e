"""What must be read is readable: every card of every playbook, at every size, on a real terminal's grid."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pyte
import pytest

from difficult_cx.domain.call.desk import Desk, Standing
from difficult_cx.domain.call.show import view
from difficult_cx.domain.call.state import CallState, Logged
from difficult_cx.playbook.library import Library, shipped_folder
from difficult_cx.terminal.screen.layout import Shown, layout
from difficult_cx.terminal.screen.row import columns_of, text_of

START = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
SIZES = [(80, 24), (120, 40), (50, 15), (40, 12)]
IDS = [info.id for info in Library(shipped_folder()).overview() if info.kind in ("method", "technique")]


def cards() -> Iterator[tuple[str, str]]:
    """Every card of every shipped playbook that is walked, its situations included."""
    seen = set()
    for name in IDS:
        playbook = Library(shipped_folder()).load(name).playbook
        for card in (*playbook.cards, *(one.card for one in playbook.situations)):
            if card.id not in seen:
                seen.add(card.id)
                yield name, card.id


def standing(name: str, card: str) -> Standing:
    """This card with 25 long notes in the log, and long words in every blank."""
    playbook = Library(shipped_folder()).load(name).playbook
    notes = tuple(
        Logged(f"n{number}", START, "", "a long note about the printer " * 6) for number in range(25)
    )
    state = CallState(
        "call",
        START,
        name,
        playbook.hash,
        card,
        START,
        "customer",
        log=notes,
        shown={card: 3},
        back=playbook.cards[0].id,
    )
    found = playbook.card(card)
    assert found is not None
    gates = frozenset((card, fact) for fact in (*found.needs, "acknowledged", "cooled"))
    desk = Desk(ZoneInfo("UTC"), "UTC", lambda: "bcdfghjkmnpq", "Sam", customer="Dana Ruiz of Brook & Co")
    return Standing(replace(state, gates=gates), playbook, desk, START)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize(("name", "card"), list(cards()))
def test_say_and_never_are_readable_at_every_size(name: str, card: str, columns: int, rows: int) -> None:
    """On a real terminal's grid: every word of SAY, and NEVER in two rows, whatever else must give way."""
    shown = view(standing(name, card))
    frame = layout(Shown(shown, START), columns, rows)
    screen = pyte.Screen(columns, rows)
    stream = pyte.Stream(screen)
    stream.feed("\r\n".join(text_of(row) for row in frame.rows))
    assert len(frame.rows) <= rows
    assert all(columns_of(row) <= columns for row in frame.rows)
    text = " ".join(" ".join(screen.display).split())
    said = shown.say or "(nothing. Listen.)"
    assert said in text.replace("\n", " ")
    for never in shown.never:
        assert never[:12] in text


def test_a_screen_has_few_words() -> None:
    """15 words for SAY, 40 for a card, as a listening person can take in."""
    for name, card in cards():
        found = view(standing(name, card))
        assert len(found.say.split()) <= 40, card
        assert len(found.do.split()) <= 12, card
