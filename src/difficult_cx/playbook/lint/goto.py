"""A `go` or `then` must lead somewhere."""

from collections.abc import Iterator
from difflib import get_close_matches

from difficult_cx.playbook.lint.subject import Subject, Told

WORDS = frozenset({"next", "next-issue", "end"})
RETURN = "return"


def check(subject: Subject) -> Iterator[Told]:
    """Every target is a word of the format, a card, or a situation; only a situation returns."""
    known = {card.id for card in subject.playbook.cards} | WORDS
    known |= {f"situation.{one}" for one in subject.situations}
    for card in subject.playbook.cards:
        places: list[tuple[str, tuple[str, ...]]] = [(card.then, ("then",))]
        places += [(way.go, (f"ways {number}", "ways", "use")) for number, way in enumerate(card.ways, 1)]
        for go, names in places:
            if go == RETURN and subject.written.kind == "method":
                spot = subject.spot_of(card, *names)
                yield Told(spot, "only a situation can `return`", "`next`, or a card's id")
            elif go != RETURN and go not in known:
                yield Told(
                    subject.spot_of(card, *names),
                    f"`{go[:80]}` leads nowhere",
                    _hint(go, known),
                )


def _hint(go: str, known: set[str]) -> str:
    """What may be meant: a situation by its bare name, a name that is nearly the same."""
    if f"situation.{go}" in known:
        return f"`situation.{go}`?"
    close = get_close_matches(go[:80], sorted(known), n=3)
    return (
        f"{', '.join(f'`{one}`' for one in close)}?"
        if close
        else "a card's id, situation.ID, next, return, end"
    )
