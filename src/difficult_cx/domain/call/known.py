"""What the record and the firm know for the card that stands: shown on it, and in full on `?`."""

from collections.abc import Iterator

from difficult_cx.domain.call.conceding import limit_row
from difficult_cx.domain.call.desk import Standing
from difficult_cx.domain.call.firm import AGREED_BEFORE
from difficult_cx.domain.call.firm import rows as firm_rows
from difficult_cx.domain.call.reading import heat_due
from difficult_cx.domain.call.state import Note
from difficult_cx.domain.playbook import ACKNOWLEDGING

ABUSE = "B0.4"
PROBING = frozenset({"A3.4", "C3.1", "C5", "E2.1"})
FIRM = frozenset({"E1.2", AGREED_BEFORE})


def rows(standing: Standing) -> tuple[str, ...]:
    """Sentences for this card, the most needed first; none on most cards."""
    return tuple(_rows(standing))


def _rows(standing: Standing) -> Iterator[str]:
    card, state, policy = standing.card, standing.state, standing.desk.policy
    if ABUSE in card.rules:
        yield policy.sentence(state.warned_by_kind())
    beneath = pending(standing)
    if beneath is not None:
        yield f'Beneath, to ask and not to say: {beneath.text}. "Is there more to it for you than that?"'
    if card.ask is not None and card.ask.kind == "alternatives":
        wants = state.value("wants") or state.value("asked_for")
        if wants:
            yield f"They want: {wants}"
        yield from standing.desk.beside(state, card)
        if limit := limit_row(standing):
            yield limit
    else:
        yield from standing.desk.beside(state, card)
    if FIRM & set(card.rules):
        yield from firm_rows(standing)
    for rule in card.rules:
        yield from standing.desk.facts.get(rule, ())


def pending(standing: Standing) -> Note | None:
    """The note of what lies beneath that this card is to ask about, once, and never states (A2.2)."""
    if not PROBING & set(standing.card.rules) or standing.gate:
        return None
    state = standing.state
    return next((one for one in state.notes if one.kind == "subtext" and one.id not in state.probed), None)


def met(standing: Standing, said: str) -> dict[str, str | None]:
    """What going on from this card puts on the record beside: what was said, what was asked about."""
    beneath = pending(standing)
    return {
        "left": "heat" if heat_due(standing) else None,
        "said": said if ACKNOWLEDGING in standing.card.rules and said else None,
        "probed": beneath.id if beneath is not None else None,
    }
