"""Nothing is asked twice on one path."""

from collections.abc import Iterator

from difficult_cx.domain.playbook import Card
from difficult_cx.playbook.lint.subject import Subject, Told


def check(subject: Subject) -> Iterator[Told]:
    """A second card that asks for a field is passed over when the field is known."""
    if not subject.walked:
        return
    first: dict[str, Card] = {}
    for card in subject.playbook.cards:
        if card.ask is None:
            continue
        name = card.ask.field
        before = first.setdefault(name, card)
        if before is not card and name not in card.unless:
            yield Told(
                subject.spot_of(card),
                f"`{name}` is asked by `{before.id}` already",
                f"unless: [{name}]",
            )
