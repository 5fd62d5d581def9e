"""A blank has a name that is known and a fallback."""

import re
from collections.abc import Iterator

from difficult_cx.domain.call.blanks import BLANK
from difficult_cx.playbook.lint.subject import Subject, Told

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def check(subject: Subject) -> Iterator[Told]:
    """`{name|fallback}`, nothing else in braces: nothing is ever asked to fill one."""
    for step, card in subject.own_steps():
        for stem in card.say:
            for found in _BRACES.findall(stem.text):
                blank = BLANK.fullmatch(found)
                if blank is None or not blank.group(2).strip():
                    yield Told(
                        step.spot, f"the blank {found} has no fallback", "{name|words that stand without it}"
                    )
