"""A condition or a need speaks of a fact that something sets."""

from collections.abc import Iterator

from difficult_cx.domain.call.facts import NO, NOT, RECORDED
from difficult_cx.domain.playbook import Card, Way
from difficult_cx.playbook.lint.subject import Subject, Told

# Set by the call itself: a pick sets `chosen`, a promise kept at once `done_now`, the wrap-up `agreed`,
# `--about` and `/issue` the issue.
BY_THE_CALL = frozenset({"chosen", "done_now", "agreed", "issue", "alternatives", "disposition"})


def check(subject: Subject) -> Iterator[Told]:
    """Facts that nothing sets, or that are only ever set to `no`, never come true."""
    if not subject.walked:
        return
    cards = (*subject.playbook.cards, *(one.card for one in subject.playbook.situations))
    known = RECORDED | BY_THE_CALL
    known |= {card.ask.field for card in cards if card.ask is not None}
    sets = [pair for card in cards for way in card.ways for pair in way.sets.items()]
    known |= {name for name, value in sets if value.strip().casefold() != NO}
    only_no = {name for name, _ in sets} - known
    for card in subject.playbook.cards:
        for fact, names in _facts(card):
            name = fact.removeprefix(NOT)
            if name in known:
                continue
            told = f"nothing sets the fact `{name[:60]}`"
            if name in only_no:
                told = f"`{name}` is only ever set to no"
            yield Told(subject.spot_of(card, *names, "use"), told, "an `ask`, or `set` of a way")


def _facts(card: Card) -> list[tuple[str, tuple[str, ...]]]:
    """Every fact that this card names, and the keys where it may stand."""
    found: list[tuple[str, tuple[str, ...]]] = []
    found += [(fact, (f"if {number}", "if")) for number, fact in enumerate(card.only_if, 1)]
    found += [(fact, (f"unless {number}", "unless")) for number, fact in enumerate(card.unless, 1)]
    found += [(fact, (f"needs {fact}", "needs")) for fact in card.needs]
    numbered: list[tuple[int, Way]] = list(enumerate(card.ways, 1))
    return found + [(fact, (f"ways {number}", "ways")) for number, way in numbered for fact in way.conditions]
