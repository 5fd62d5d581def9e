"""Every way to close a call goes through here: the screen, a pipe, `/end`, `dcx call close`."""

from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.event import Entry
from difficult_cx.domain.kinds import DISPOSITIONS
from difficult_cx.domain.moment import write_utc

WORDS = {
    "solved": "resolved",
    "agreed, still to be done": "agreed",
    "agreed, to be done": "agreed",
    "call back": "call_back",
    "callback": "call_back",
    "handed over": "handed_over",
    "we ended it": "ended_by_policy",
    "they left": "lost",
}


def disposition_of(typed: str) -> str | None:
    """The disposition that a number, its code or its words name; None when none."""
    text = typed.strip().casefold()
    if len(text) == 1 and text in "123456":
        return DISPOSITIONS[int(text) - 1]
    code = text.replace("-", "_").replace(" ", "_")
    return code if code in DISPOSITIONS else WORDS.get(text)


def split_disposition(typed: str) -> tuple[str | None, str]:
    """The disposition at the beginning of the text, the longest that fits, and the reason behind it."""
    words = typed.split()
    for count in range(min(5, len(words)), 0, -1):
        code = disposition_of(" ".join(words[:count]))
        if code is not None:
            return code, " ".join(words[count:])
    return None, typed.strip()


def needs_reason(state: CallState) -> bool:
    """Whether an issue without a plan is left, so that closing needs a reason."""
    return bool(state.unplanned())


def close(state: CallState, ended: str | None, disposition: str | None, reason: str = "") -> Entry:
    """The entry that closes the call; `ended` (UTC) only where the conversation had not been ended before."""
    data = {"call": state.id, "disposition": disposition}
    moment = write_utc(state.ended) if state.ended is not None else ended
    if moment:
        data["ended"] = moment
    if reason:
        data["reason"] = reason
    return Entry("call_closed", data)
