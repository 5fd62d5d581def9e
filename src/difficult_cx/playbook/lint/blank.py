"""A blank has a fallback, and stands where it is filled: in `say`."""

import re
from collections.abc import Iterator

from difficult_cx.domain.call.blanks import BLANK
from difficult_cx.playbook.lint.subject import Subject, Told

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def check(subject: Subject) -> Iterator[Told]:
    """`{name|fallback}`, nothing else in braces: nothing is ever asked to fill one."""
    for step, card in subject.own_steps():
        for place, stem in enumerate(card.say, 1):
            for found in _BRACES.findall(stem.text):
                blank = BLANK.fullmatch(found)
                if blank is None or not blank.group(2).strip():
                    yield Told(
                        step.spot_of(f"say {place}", "say"),
                        f"the blank {found[:60]} has no fallback",
                        "{name|words that stand without it}",
                    )
        for key, text in (
            ("title", card.title),
            ("do", card.do),
            ("ask", card.ask.label if card.ask else ""),
        ):
            if _BRACES.search(text):
                yield Told(step.spot_of(key), f"`{key}` is never filled in", "blanks stand in `say`")
