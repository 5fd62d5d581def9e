"""A call as the note to paste into another system: at most 12 lines of 72 columns, nothing around it."""

from collections.abc import Iterator

from difficult_cx.domain.call.state import CallState, Issue
from difficult_cx.domain.call.wrapup import BREAKDOWN_LABELS, open_items
from difficult_cx.domain.kinds import BREAKDOWNS
from difficult_cx.domain.times import Times
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.width import cut

COLUMNS, ROWS = 72, 12


def note(state: CallState, customer: str, times: Times) -> list[str]:
    """What another system needs to know of this call; what matters least is left out first."""
    rows = [cut(clean(row), COLUMNS) for row in _rows(state, customer, times)]
    if len(rows) <= ROWS:
        return rows
    left = len(rows) - ROWS + 1
    return [*rows[: ROWS - 1], f"(and {left} more: dcx call show {state.id[:6]})"]


def _rows(state: CallState, customer: str, times: Times) -> Iterator[str]:
    how = (state.disposition or state.phase).replace("_", " ")
    began = f"{times.month_day(state.started, year=True)} {times.clock(state.started)}"
    yield f"{began}, {state.channel}, {customer}: {how}"
    for issue in state.issues:
        yield from _issue(state, issue)
    for one in state.promises.values():
        when = f"by {times.moment(one.due)}" if one.due is not None else "no date"
        who = f", {one.owner}" if one.owner else ""
        kept = "" if one.state == "open" else f" ({one.state.replace('_', ' ')})"
        yield f"Promised: {one.text} {when}{who}{kept}"
    if state.heat:
        yield f"Heat: {' to '.join(dict.fromkeys(str(one.value) for one in state.heat))} of 4"
    if state.warnings:
        yield f"Warnings: {len(state.warnings)}"
    for given in state.concessions:
        yield f"Conceded: {given.amount} {given.text}"
    for name, value in state.wrap.items():
        yield f"{name.replace('_', ' ').capitalize()}: {value}"
    left = open_items(state)
    if left:
        yield f"Open: {', '.join(left)}"
    yield from (f"Said: {one.text}" for one in state.notes if one.kind == "words" and one.text)


def _issue(state: CallState, issue: Issue) -> Iterator[str]:
    went = dict(zip(BREAKDOWNS, BREAKDOWN_LABELS, strict=True)).get(issue.breakdown or "")
    why = f" ({went})" if went else ""
    yield f"Issue: {issue.text or '-'}{why}, {state.issue_state(issue).replace('_', ' ')}"
    wanted = issue.fields.get("wants") or issue.fields.get("asked_for")
    if wanted:
        yield f"Wants: {wanted}"
    if issue.fields.get("done_now"):
        yield f"Done now: {issue.fields['done_now']}"
    if issue.reason:
        yield f"Because: {issue.reason}"
