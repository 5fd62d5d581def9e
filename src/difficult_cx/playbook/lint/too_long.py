"""A card is read in one breath: title, do, first stem and never have 40 words at most."""

from collections.abc import Iterator

from difficult_cx.playbook.fields import words_in
from difficult_cx.playbook.lint.subject import Subject, Told

MOST = 40


def check(subject: Subject) -> Iterator[Told]:
    """Counted with each blank's fallback."""
    for step, card in subject.own_steps():
        texts = [
            card.title,
            card.do,
            *(stem.text for stem in card.say[:1]),
            *(one.text for one in card.never),
        ]
        count = sum(words_in(text) for text in texts)
        if count > MOST:
            yield Told(
                step.spot, f"{count} words on the card, at most {MOST}", "an aim and a stem, not a paragraph"
            )
