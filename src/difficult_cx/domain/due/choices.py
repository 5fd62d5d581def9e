"""Two times in one phrase, each as it could be typed alone."""

import re
from collections.abc import Callable

_TWO = re.compile(
    r"(?:(.*?)\b(?:between|from)\b)?\s*(.+?)\s*(?:\bor\b|\band\b|\bto\b|-)\s*(.+)", re.IGNORECASE
)
_COUNTED = re.compile(r"\d+(?:[.:]\d+)? ?(\D.*)")
_BEFORE_NUMBER = re.compile(r".*\s(?=\d\S*$)")
_HALF = re.compile(r"[ap]\.?m\.?$", re.IGNORECASE)


def both(phrase: str, is_understood: Callable[[str], bool]) -> tuple[str, ...]:
    """`tomorrow between 3 and 5 pm`: `tomorrow 3pm` and `tomorrow 5 pm`; nothing where one isn't a time."""
    found = _TWO.fullmatch(phrase)
    if found is None:
        return ()
    before, first, last = ((part or "").strip() for part in found.groups())
    half = _HALF.search(last)
    of_first = [f"{before} {first}{half.group()}"] if half and first.isdecimal() else []
    # `3-5 days`: 3 days; `tomorrow 9-11`: tomorrow 11
    if (counted := _COUNTED.fullmatch(last)) and first[-1:].isdecimal():
        of_first.append(f"{before} {first} {counted.group(1)}")
    of_last = [f"{day.group()}{last}"] if (day := _BEFORE_NUMBER.match(first)) else []
    options = (
        [*of_first, f"{before} {first}", f"{before} at {first}", first],
        [*of_last, f"{before} {last}", f"{before} at {last}", last],
    )
    picked = [next((one.strip() for one in row if is_understood(one.strip())), None) for row in options]
    return tuple(one for one in picked if one is not None)
