"""How one stands with the team, as programs get it (docs/json.md)."""

from typing import Any

from difficult_cx.app.team import Found
from difficult_cx.domain.moment import maybe_utc


def as_data(found: Found) -> dict[str, Any]:
    """The fields of `dcx team status --json`."""
    there = found.standing
    return {
        "place": found.place.shown,
        "team": there.team or None,
        "login": there.login or None,
        "role": there.role or None,
        "schema": there.schema or None,
        "overdue": there.overdue,
        "open_promises": there.open_promises,
        "unsent": found.unsent,
        "clock_off_s": int(found.clock_off.total_seconds()) if found.clock_off else 0,
        "members": [
            {
                "login": one.login,
                "rep": one.rep,
                "records": one.records,
                "synced_at": maybe_utc(one.synced_at),
                "here": one.here,
            }
            for one in there.members
        ],
    }
