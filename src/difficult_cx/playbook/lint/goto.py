"""A `go` or `then` must lead somewhere."""

from collections.abc import Iterator

from difficult_cx.playbook.lint.subject import Subject, Told

WORDS = frozenset({"next", "return", "next-issue", "end"})


def check(subject: Subject) -> Iterator[Told]:
    """Every target is a word of the format, a card, or a situation that exists."""
    known = {card.id for card in subject.playbook.cards} | {
        f"situation.{one}" for one in subject.letters.values()
    }
    for card in subject.playbook.cards:
        for go in (card.then, *(way.go for way in card.ways)):
            if go not in WORDS and go not in known:
                yield Told(
                    subject.spot_of(card),
                    f"`{go}` leads nowhere",
                    "a card's id, situation.ID, next, return, end",
                )
