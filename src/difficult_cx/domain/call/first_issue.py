"""The first issue: thanked for once, right when it is named; one too general gets a probing question (E2)."""

import re

from difficult_cx.domain.call.desk import Standing

THANKS = "Thank you for bringing this up."
PROBE = "What was the first thing that went wrong?"
# Words that name nothing one could act on.
_GENERAL = frozenset(
    """a about again all always an and angry anything are at awful bad be been company complaint disaster
    disgusting ever every everything experience fed firm for from had happy has have he horrible how
    i in is issue issues it joke just my never nightmare no not nothing of on or our pathetic people
    poor problem problems really ridiculous rubbish same service services she so something stuff
    terrible that the their these they thing things this those time to too treatment unacceptable
    unhappy up useless very was we were what whole with work working works worse worst wrong you
    your""".split()  # noqa: SIM905
)


def too_general(text: str) -> bool:
    """Whether nothing in these words can be acted on: no noun, no name, no number of their own."""
    words = re.findall(r"[^\W_]+", text.replace("'", "").replace("’", ""))
    return all(word.casefold() in _GENERAL for word in words)


def fields(standing: Standing, text: str, *, first: bool) -> dict[str, object]:
    """What the entry of an issue carries beside its words."""
    found: dict[str, object] = {}
    if first and standing.state.thanked is None:
        found["thanked"] = THANKS
    if too_general(text):
        found["too_general"] = True
    return found


def to_say(found: dict[str, object]) -> tuple[str, ...]:
    """The row with the sentence that these ask for; none where they ask for none."""
    words = [str(found["thanked"])] if "thanked" in found else []
    words += [PROBE] if "too_general" in found else []
    return (f'Say: "{" ".join(words)}"',) if words else ()
