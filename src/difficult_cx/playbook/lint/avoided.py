"""A stem doesn't say what reps are told never to say."""

from collections.abc import Iterator

from difficult_cx.domain.phrases import find
from difficult_cx.playbook.lint.subject import Subject, Told


def check(subject: Subject) -> Iterator[Told]:
    """A `quote` is free of this, but never first where it holds an avoided phrase."""
    phrases = tuple(dict.fromkeys(subject.phrases.values()))
    for step, card in subject.own_steps():
        for place, stem in enumerate(card.say, 1):
            if stem.quote and place > 1:
                continue
            for hit in find(_spoken(stem.text), phrases):
                level = "error" if hit.phrase.level == "warn" else "warning"
                yield Told(
                    step.spot_of(f"say {place}", "say"),
                    f"{stem.text!r} says {hit.text!r}",
                    hit.phrase.instead,
                    level,
                )


def _spoken(text: str) -> str:
    """The stem as it is said when nothing is known: every blank with its fallback."""
    from difficult_cx.domain.call.blanks import fill

    return fill(text, {})
