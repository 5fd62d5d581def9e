"""The team as people see it: joined, shared, how one stands, left."""

from datetime import timedelta
from typing import TYPE_CHECKING

from difficult_cx.domain.times import Times
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns

if TYPE_CHECKING:
    from difficult_cx.app.team import Found
    from difficult_cx.app.team_place import Place
    from difficult_cx.app.team_sync import Synced
    from difficult_cx.domain.team import Standing

MOST_REFUSED = 10


def begun(where: str, url: str, team: str, versions: list[int], *, quiet: bool) -> str:
    """What was made, and what its owner does next."""
    made = f"schema {', '.join(map(str, versions))} made" if versions else "the schema was up to date"
    lines = [f"HUB {clean(where)}: {made}; the team is called {clean(team)}"]
    if not quiet:
        lines.append(
            "the server's superuser keeps customers' words out of its log: docs/team.md has two lines for it"
        )
    return "\n".join([*lines, f"next, for each colleague: dcx team add {clean(url)} LOGIN"])


def joined(place: "Place", standing: "Standing", before: "Place | None" = None) -> str:
    """What was joined, as whom, what comes next; `before`: where this machine's team met until now."""
    who = f" as {clean(standing.login)}, {standing.role} of {clean(standing.team)}" if standing.login else ""
    note = f"\n{clean(standing.note)}" if standing.note else ""
    moved = f"\nnothing more is shared with {clean(before.shown)}" if before and before.shown else ""
    return f"JOINED {clean(place.shown)}{who}{note}{moved}\ndcx team sync shares the record now"


def synced(done: "Synced") -> str:
    """`12 fetched, 3 sent`, and what was refused."""
    erased = f", {done.erased} erased" if done.erased else ""
    lines = [f"{done.fetched} fetched, {done.sent} sent{erased}"]
    lines += [f"not taken: {clean(one)}" for one in done.refused[:MOST_REFUSED]]
    if len(done.refused) > MOST_REFUSED:
        lines.append(f"and {len(done.refused) - MOST_REFUSED} more; dcx team sync --json has all")
    return "\n".join(lines)


def standing(found: "Found", times: Times, width: int) -> str:
    """Where the team meets, as whom, who is in it, what is to be sent."""
    there = found.standing
    lines = [f"TEAM {clean(found.place.shown)}"]
    if there.login:
        lines.append(
            f"you are {clean(there.login)}, {there.role} of {clean(there.team)}; schema {there.schema}"
        )
    if there.open_promises is not None:
        lines.append(f"the team's promises: {there.open_promises} open, {there.overdue} of them overdue")
    unsent = "not known; dcx team sync compares" if found.unsent is None else str(found.unsent)
    lines.append(f"to be sent: {unsent}")
    lines += [clean(there.note)] if there.note else []
    if found.clock_off is not None:
        lines.append(
            f"this machine's clock is {_far(found.clock_off)} the hub's; the order of records isn't by it"
        )
    rows = [
        (
            f"   {clean(one.rep or one.login)}",
            clean(one.login) if one.rep not in ("", one.login) else "",
            f"{one.records} record{'' if one.records == 1 else 's'}" if one.here else "left",
            times.moment(one.synced_at) if one.synced_at else "never",
        )
        for one in there.members
    ]
    return "\n".join([*lines, *(["", "MEMBERS", *columns(rows, width - 1)] if rows else [])])


def _far(off: timedelta) -> str:
    minutes = int(abs(off).total_seconds()) // 60
    size = f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
    return f"{size} {'ahead of' if off > timedelta(0) else 'behind'}"


def left(place: "Place", *, remove: bool, told: bool = True) -> str:
    """What was left, and what is still here; not `told`: the hub doesn't know it."""
    rest = "colleagues' records are gone from here" if remove else "colleagues' records stay here to be read"
    whom = "" if told else "\nit couldn't be told: its owner runs dcx team remove URL LOGIN"
    return f"LEFT {clean(place.shown)}; your own record stays, {rest}{whom}"
