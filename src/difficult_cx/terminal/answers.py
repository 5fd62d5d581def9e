"""What `dcx say` found, for somebody who reads with one eye: a head, what to do, to say and never to say."""

from collections.abc import Sequence
from typing import Any

from difficult_cx.domain.call.blanks import fill
from difficult_cx.domain.finding import Entry, Found
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import wrap

SHOWN = 3
INDENT = 8


def rows(found: Sequence[Found], width: int) -> list[str]:
    """The best three, a blank row between; each in at most six rows of 80 columns."""
    lines: list[str] = []
    for one in found[:SHOWN]:
        lines += [""] * bool(lines) + _answer(one, max(width, 30))
    rest = [clean(one.entry.id) for one in found[SHOWN:]]
    if rest:
        lines += ["", *_row("more", ", ".join(rest), max(width, 30))]
    shown = next((one.entry for one in found[:SHOWN] if one.entry.kind != "phrase"), None)
    if shown is not None:
        lines += ["", *wrap(f"All of it: dcx playbook show {clean(shown.id)} --full", max(width, 30))]
    return lines


def _answer(one: Found, width: int) -> list[str]:
    if one.entry.kind == "phrase":
        return _phrase(one.entry, width)
    shown = one.entry.shown
    steps: list[dict[str, Any]] = shown["steps"]
    step = steps[max(0, one.step)]  # a playbook has one at least
    title = clean(one.entry.title)
    head = title.upper() if step["title"] == title else f"{title.upper()}: {clean(step['title'])}"
    how = f"in a call: {clean(shown['key'])}" if shown["key"] else f"{one.entry.kind} {clean(one.entry.id)}"
    said = [fill(clean(text), {}) for text in step["say"][:2]]
    said = [f'"{text}"' for text in said] or ["(nothing. Listen.)"]
    never = [f'"{clean(text)}"' for text in step["never"][:1]]
    return [
        *_row("", f"{head}   ({how})", width),
        *_row("DO", clean(step["do"]), width),
        *(row for text in said for row in _row("SAY", text, width)),
        *(row for text in never for row in _row("NEVER", text, width)),
    ]


def _phrase(one: Entry, width: int) -> list[str]:
    shown = one.shown
    return [
        *_row("", f'NEVER  "{clean(one.title)}"   (phrase)', width),
        *_row("SAY", clean(shown["instead"]) or "(something else)", width),
        *_row("WHY", clean(shown["why"]), width),
    ]


def _row(label: str, text: str, width: int) -> list[str]:
    """`  LABEL  text`, as many rows as it takes; a head has no label and begins at the left."""
    first, *others = wrap(text, width - INDENT)
    return [f"  {label:<{INDENT - 2}}{first}" if label else first, *(" " * INDENT + row for row in others)]
