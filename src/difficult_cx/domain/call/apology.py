"""An apology that is being worded: short, once, and for the thing itself (A4.2)."""

import re

from difficult_cx.domain.call.state import CallState

LONGEST = 25
CARD = "A4.2"
_SORRY = re.compile(r"\b(?:sorry|apolog(?:y|ies|i[sz](?:e|ed|ing)))\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!?\n]")
# Words that name nothing: "I'm so sorry about all this" says sorry for what?
_EMPTY = frozenset(
    """i we am im are is was were be been being to hear that this it its about for of the a an and you your
    our my so very really truly deeply sincerely just if any all again please in on at with what has have had
    happened happens trouble situation issue issues problem problems everything anything inconvenience hassle
    feel felt feels way such matter thing things experience once more sir madam accept say""".split()  # noqa: SIM905
)


def hint(state: CallState, text: str) -> str:
    """What is to be said about the apology in these words; empty where there is none, or a good one."""
    found = _SORRY.search(text)
    if found is None:
        return ""
    count = len(text.split())
    if count > LONGEST:
        return f"An apology of {count} words: {LONGEST} at most. Name what failed, then stop."
    if said_before(state):
        return "A second sorry takes the first one back: one or two things you can do instead."
    rest = _ENDS.split(text[found.end() :], maxsplit=1)[0]
    named = [word for word in re.findall(r"[^\W_]+", rest.replace("'", "")) if word.casefold() not in _EMPTY]
    return "" if named else "Sorry for what? Name it: I'm sorry that who didn't do what."


def said_before(state: CallState) -> bool:
    """Whether an apology is on the record of this call already."""
    return any(one.kind == "said" and _SORRY.search(one.text) for one in state.notes)
