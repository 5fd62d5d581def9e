"""The handover brief: who, what, wanted, tried, promised; built from the notes, ready to read out (D4.1)."""

from collections.abc import Iterator

from difficult_cx.domain.call import promising
from difficult_cx.domain.call.blanks import cut
from difficult_cx.domain.call.desk import Standing
from difficult_cx.domain.call.state import Logged
from difficult_cx.domain.followups import distance
from difficult_cx.domain.moment import lasted
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.story.past import LONGEST_GAP

WORDS = 14
PROMISES = 2
MOST = 75
LETTERS = 120


def rows(standing: Standing) -> tuple[str, ...]:
    """A sentence a row, most needed first; each short enough to be read in one breath."""
    return tuple(_shortened(row, WORDS) for row in _rows(standing))


def handover(standing: Standing) -> tuple[str, ...]:
    """The same as a page to hand over: at most 75 words, and what authority is needed.

    Where the rows are too long, each gets shorter, none is left out.
    """
    whole = [*_rows(standing)]
    if not any(not one.answer for one in standing.state.approvals):
        whole.append("No authority beyond ours is needed")
    for words in range(WORDS, 2, -1):
        found = [_shortened(row, words) for row in whole]
        if sum(len(row.split()) for row in found) <= MOST:
            return tuple(found)
    return tuple(found)


def _shortened(row: str, words: int) -> str:
    """At most so many words, and no word that is a page: some scripts have no blanks between theirs."""
    short = cut(row, words)
    whole = short if len(short) <= LETTERS else short[:LETTERS].rstrip(".,;:!?") + ".."
    return whole if whole.endswith("..") else f"{whole}."


def in_order(standing: Standing) -> tuple[str, ...]:
    """Everything that was entered, in its order: what a colleague who goes on with the call must know.

    Each with its time; a promise with the time that was told.
    """
    return tuple(_entered(standing, one) for one in standing.state.log)


def _entered(standing: Standing, one: Logged) -> str:
    made = standing.state.promises.get(one.promise or "")
    when = f", {_when(standing, made)}" if made is not None else ""
    return f"{standing.desk.times.clock_below(one.at)} {one.sign or ' '} {one.text}{when}"


def _when(standing: Standing, one: Promise) -> str:
    """A promise's time as it was told, and how late it is now."""
    if one.state != "open":
        return one.state.replace("_", " ")
    if one.due is not None and one.overdue(standing.now):
        return distance(one.due, standing.now, late=True)
    return promising.when_spoken(standing, one) or "no time"


def _rows(standing: Standing) -> Iterator[str]:
    state, desk = standing.state, standing.desk
    heat = f", heat {state.heat[-1].value} of 4" if state.heat else ""
    yield f"{_name(desk.customer)}, {state.channel}, {_how_long(standing)}{heat}"
    issue = state.issue
    heard = [one.text for one in state.notes if one.kind == "words" and one.text]
    if issue is not None and issue.text:
        agreed = ", agreed" if state.value("issue_agreed") == "yes" else ""
        yield f"Wrong: {issue.text}{agreed}"
    if heard:
        yield f"In their words: {heard[-1]}"
    if asked_for := state.value("asked_for"):
        yield f"Asks for: {asked_for}"
    if wants := state.value("wants"):
        yield f"Wants: {wants}"
    if tried := _tried(standing):
        yield f"Tried: {', '.join(tried)}"
    for one in [one for one in state.promises.values() if one.state == "open"][:PROMISES]:
        yield f"Promised: {one.text}, {_when(standing, one)}"
    if state.warnings:
        yield f"Warned: {', '.join(one.kind or 'once' for one in state.warnings)}"
    waiting = [one for one in state.approvals if not one.answer]
    for given in waiting[:PROMISES]:
        yield f"Needs a yes for {given.amount} {given.text}"
    if len(waiting) > PROMISES:
        yield f"And for {len(waiting) - PROMISES} more"


def _how_long(standing: Standing) -> str:
    """`12 min on the line`; of a parked call how long it was, and since when it is parked."""
    state = standing.state
    last = state.log[-1].at if state.log else state.started
    parked = state.phase != "closed" and standing.now - last > LONGEST_GAP
    minutes = lasted(state.started, last if parked else standing.now) // 60
    if parked:
        return f"{minutes} min, parked {standing.desk.times.weekday(last)}"
    return f"{minutes} min on the line"


def _name(customer: str) -> str:
    """The name in so few words that the rest of its row can be read."""
    return cut(customer, 4) if customer else "No name yet"


def _tried(standing: Standing) -> list[str]:
    """Situations that were met and alternatives that were offered."""
    state = standing.state
    titles = {one.key: one.title.casefold() for one in standing.playbook.situations if one.key != "s"}
    found = list(dict.fromkeys(titles[one.key] for one in state.situations if one.key in titles))
    issue = state.issue
    return [*found, *(issue.alternatives.values() if issue is not None else ())]
