"""Nothing is asked twice on one path."""

from collections.abc import Iterator, Mapping

from difficult_cx.domain.call.facts import NOT
from difficult_cx.domain.playbook import Card
from difficult_cx.playbook.lint.subject import Subject, Told


def check(subject: Subject) -> Iterator[Told]:
    """A second card on the way that asks for a field is passed over when the field is known."""
    if not subject.walked:
        return
    asking = [card for card in subject.playbook.cards if card.ask is not None]
    leads = {card.id: subject.targets(place) for place, card in enumerate(subject.playbook.cards)}
    for place, card in enumerate(asking):
        assert card.ask is not None
        name = card.ask.field
        if name in card.unless or f"{NOT}{name}" in card.only_if:
            continue
        for before in asking[:place]:
            same = before.ask is not None and before.ask.field == name
            if same and not _exclude(before, card) and card.id in _reached(before.id, leads):
                yield Told(
                    subject.spot_of(card, "ask", "use"),
                    f"`{name}` is asked by `{before.id}` already",
                    f"unless: [{name}]",
                )
                break


def _exclude(one: Card, other: Card) -> bool:
    """Whether the two are never both shown: what one wants, the other is passed over for."""
    return any(_negated(fact) in _wanted(other) for fact in _wanted(one))


def _wanted(card: Card) -> set[str]:
    """Every fact that must be so for this card to be shown."""
    return {*card.only_if, *map(_negated, card.unless)}


def _negated(fact: str) -> str:
    return fact.removeprefix(NOT) if fact.startswith(NOT) else f"{NOT}{fact}"


def _reached(start: str, leads: Mapping[str, set[str]]) -> set[str]:
    """Every card that can come after this one."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        more = leads.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found
