"""A stem doesn't say what reps are told never to say."""

from collections.abc import Iterator

from difficult_cx.domain.phrases import find
from difficult_cx.playbook.lint.subject import Subject, Told


def check(subject: Subject) -> Iterator[Told]:
    """A `quote` is free of this, but never first where it holds an avoided phrase."""
    phrases = tuple(dict.fromkeys(subject.phrases.values()))
    for step, card in subject.own_steps():
        for place, stem in enumerate(card.say):
            for hit in find(stem.text, phrases):
                if stem.quote and place > 0:
                    continue
                level = "error" if hit.phrase.level == "warn" else "warning"
                yield Told(step.spot, f"{stem.text!r} says {hit.text!r}", hit.phrase.instead, level)
