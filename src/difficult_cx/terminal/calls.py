"""Calls as rows and as a page, for people."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.call.wrapup import open_items
from difficult_cx.domain.customer import Customers
from difficult_cx.domain.event import Event
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.playbook import Playbook
from difficult_cx.domain.times import Times
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns

if TYPE_CHECKING:
    from difficult_cx.app.calls import Listed
    from difficult_cx.app.ledger import Short


def call_rows(
    calls: Sequence["Listed"],
    short: "Short",
    customers: Customers,
    times: Times,
    width: int,
    *,
    reps: bool = False,
) -> list[str]:
    """One row a call: id, when, how it stands or ended, whose, and what is open; with `reps` who took it."""
    rows = []
    for one in calls:
        state = one.state
        customer = customers.get(state.customer)
        how = one.standing if one.standing != "closed" else (state.disposition or "closed").replace("_", " ")
        about = "; ".join(clean(issue.text) for issue in state.issues if issue.text)
        left = ", ".join(open_items(state))
        rows.append(
            (
                short[state.id],
                times.moment(state.started),
                how,
                *((clean(one.rep),) if reps else ()),
                clean(customer.name) if customer is not None else "(no name)",
                f"{about} [open: {left}]" if left and about else (f"[open: {left}]" if left else about),
            )
        )
    return columns(rows, width)


def call_page(
    state: CallState,
    playbook: Playbook | None,
    customer: str,
    short: "Short",
    times: Times,
    width: int,
) -> list[str]:
    """The whole call: head, issues, log, promises, steps; each text made safe."""
    ended = f" to {times.clock(state.ended)}" if state.ended is not None else ""
    how = (state.disposition or ("not closed" if state.phase != "closed" else "no outcome")).replace("_", " ")
    rows = [
        f"CALL  {short[state.id]}  {clean(customer)}",
        f"      {times.moment(state.started)}{ended}, {state.channel}, by {clean(state.playbook)}: {how}",
    ]
    for number, issue in enumerate(state.issues, 1):
        standing = state.issue_state(issue).replace("_", " ")
        rows += ["", f"ISSUE {number}  {clean(issue.text) or '-'} ({standing})"]
        for name, value in issue.fields.items():
            rows.append(f"      {name.replace('_', ' ')}: {clean(value)}")
        for place, text in sorted(issue.alternatives.items()):
            rows.append(f"      {place} {clean(text)}")
        if issue.breakdown:
            rows.append(f"      went wrong: {issue.breakdown.replace('_', ' ')}")
        if issue.reason:
            rows.append(f"      because: {clean(issue.reason)}")
    if state.promises:
        rows += ["", "PROMISES"]
        rows += columns([_promise(one, short, times) for one in state.promises.values()], width)
    if state.log:
        rows += ["", "LOG"]
        rows += [f"  {times.clock_below(one.at)} {one.sign or ' '} {clean(one.text)}" for one in state.log]
    if state.fields or state.wrap:
        rows += ["", "NOTED BESIDE"]
        rows += [
            f"      {name.replace('_', ' ')}: {clean(text)}"
            for name, text in {**state.fields, **state.wrap}.items()
        ]
    if state.holds:
        minutes, seconds = divmod(state.hold_seconds(), 60)
        rows += ["", f"ON HOLD  {len(state.holds)} times, {minutes:02}:{seconds:02} in all"]
    rows += ["", *_steps(state, playbook)]
    left = open_items(state)
    return [*rows, f"Still open: {', '.join(left)}."] if left else rows


def _promise(one: Any, short: "Short", times: Times) -> tuple[str, ...]:
    when = times.moment(one.due) if one.due is not None else "no date"
    return ("", short[one.id], when, one.state.replace("_", " "), clean(one.text))


def _steps(state: CallState, playbook: Playbook | None) -> list[str]:
    """How many cards were met; the skipped ones by name."""
    done = sum(1 for one in state.steps.values() if one.outcome == "done")
    rows = [f"{done} card{'s' * (done != 1)} done."]
    for card, one in state.steps.items():
        if one.outcome == "skipped":
            found = playbook.card(card) if playbook is not None else None
            title = found.title if found is not None else card
            rows.append(f"Skipped: {clean(title)} ({clean(one.reason.replace('_', ' '))})")
    return rows


def raw_data(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Every event as JSON values."""
    return [
        {"id": one.id, "n": one.n, "at": write_utc(one.at), "rep": one.rep, "kind": one.kind, **one.data}
        for one in events
    ]


def raw_rows(events: Sequence[Event], times: Times) -> list[str]:
    """Every event in one row, those taken back included."""
    return [
        f"{one.n:>6}  {times.moment(one.at)}  {one.id}  {clean(one.kind)}  "
        f"{clean(json.dumps(dict(one.data), ensure_ascii=False, sort_keys=True))}"
        for one in events
    ]
