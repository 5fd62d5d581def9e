"""Five to nine stages: at most 9 cards without a condition, and 12 on the way of a call that goes well."""

from collections.abc import Iterator

from difficult_cx.domain.playbook import Card
from difficult_cx.playbook.lint.subject import Subject, Told

MOST, MOST_ALWAYS = 12, 9


def check(subject: Subject) -> Iterator[Told]:
    """Counted on the way straight on; what stands behind `then: end` is an aside.

    Not among the 12: a card with `if`, and one that an answer on an earlier card passes over.
    """
    if not subject.walked:
        return
    way: list[Card] = []
    always = 0
    answers: set[str] = set()
    for card in subject.playbook.cards:
        if not card.only_if and not answers & set(card.unless):
            way.append(card)
        always += not card.only_if and not card.unless
        answers |= {name for one in card.ways for name in one.sets}
        if card.then == "end":
            break
    spot = subject.written.spots["steps"]
    if always > MOST_ALWAYS:
        yield Told(
            spot, f"{always} cards without `if`, at most {MOST_ALWAYS}", "what is needed in every call?"
        )
    elif len(way) > MOST:
        yield Told(spot, f"{len(way)} cards on the way, at most {MOST}", "`if` or `unless`, or take some out")
