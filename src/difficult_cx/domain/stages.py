"""Work in several steps: the word to the customer after each."""

from datetime import datetime, tzinfo

from difficult_cx.domain.due import Due, spoken
from difficult_cx.domain.promise import Promise


def word(promise: Promise, number: int, now: datetime, zone: tzinfo) -> str:
    """What to say when step `number` is done: that it is, and what comes next by when.

    `now` is aware, in `zone`, the one that times are said in.
    """
    done = f"As I promised, you hear from me: {promise.stages[number - 1].text} is done."
    following = promise.next_stage
    if following is None:
        return f"{done} That was the last step."
    step = following[1]
    by = f", {spoken(Due(step.due.astimezone(zone), '', ''), now)}" if step.due is not None else ""
    return f"{done} Next: {step.text}{by}."
