"""One question on a card (C3.3): a stem asks once, and never a bare `why did you`."""

from collections.abc import Iterator

from difficult_cx.playbook.lint.subject import Subject, Told


def check(subject: Subject) -> Iterator[Told]:
    """Two question marks in a stem are two questions."""
    for step, card in subject.own_steps():
        for place, stem in enumerate(card.say, 1):
            spot = step.spot_of(f"say {place}", "say")
            if stem.text.count("?") > 1 and not stem.quote:
                yield Told(spot, f"{stem.text!r} asks two questions", "one question at a time")
            if stem.text.casefold().startswith("why did you"):
                yield Told(spot, f"{stem.text!r} sounds like blame", "what happened?")
