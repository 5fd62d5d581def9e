"""A condition or a need speaks of a fact that something sets."""

from collections.abc import Iterator

from difficult_cx.domain.call.facts import NOT, RECORDED
from difficult_cx.domain.playbook import Card
from difficult_cx.playbook.lint.subject import Subject, Told

# Set by the call itself: a pick sets `chosen`, a promise kept at once `done_now`, the wrap-up `agreed`.
BY_THE_CALL = frozenset({"chosen", "done_now", "agreed", "issue", "alternatives"})


def check(subject: Subject) -> Iterator[Told]:
    """Facts that nothing sets never come true."""
    if not subject.walked:
        return
    cards = (*subject.playbook.cards, *(one.card for one in subject.playbook.situations))
    known = RECORDED | BY_THE_CALL
    known |= {card.ask.field for card in cards if card.ask is not None}
    known |= {name for card in cards for way in card.ways for name in way.sets}
    for card in subject.playbook.cards:
        for fact in _facts(card):
            if fact not in known:
                yield Told(
                    subject.spot_of(card), f"nothing sets the fact `{fact}`", "an `ask`, or `set` of a way"
                )


def _facts(card: Card) -> list[str]:
    named = [*card.only_if, *card.unless, *card.needs, *(one for way in card.ways for one in way.conditions)]
    return [one.removeprefix(NOT) for one in named]
