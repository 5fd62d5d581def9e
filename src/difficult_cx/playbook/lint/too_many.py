"""Five to nine stages: at most 12 cards, 9 of them without a condition."""

from collections.abc import Iterator

from difficult_cx.playbook.lint.subject import Subject, Told

MOST, MOST_ALWAYS = 12, 9


def check(subject: Subject) -> Iterator[Told]:
    """Counted on the way straight on; what stands behind `then: end` is an aside."""
    if not subject.walked:
        return
    line = []
    for card in subject.playbook.cards:
        line.append(card)
        if card.then == "end":
            break
    always = [card for card in line if not card.only_if and not card.unless]
    spot = subject.written.spots.get("steps") or subject.spot_of(subject.playbook.cards[0])
    if len(always) > MOST:
        yield Told(
            spot, f"{len(always)} cards without a condition, at most {MOST}", "what is needed in every call?"
        )
