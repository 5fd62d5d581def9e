"""A follow-up as programs get it: the fields of docs/json.md, in their order."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.zone import load_zone
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.times import Times


def as_data(promise: Promise, ledger: Ledger, now: datetime, zone: ZoneInfo) -> dict[str, object]:
    """The promise as JSON values; times are UTC to the second, `read_back` is in the zone dcx runs in."""
    customer = ledger.customer_of(promise)
    return {
        "id": promise.id,
        "call": promise.call,
        "customer": {"id": customer.id, "name": customer.name} if customer else None,
        "kind": promise.kind,
        "text": promise.text,
        "due": _utc(promise.due),
        "aim": _utc(promise.aim),
        "zone": promise.zone,
        "words": promise.words,
        "channel": promise.channel,
        "owner": promise.owner,
        "backup": promise.backup,
        "state": promise.state,
        "overdue": promise.overdue(now),
        "late_s": int(promise.late_by(now).total_seconds()),
        "made_at": _utc(promise.made_at),
        "read_back": said_again(promise, now, Times(zone)),
        "earlier": [{"due": _utc(one.due), "in_time": one.in_time} for one in promise.earlier],
        "attempts": [
            {"at": _utc(one.at), "reason": one.reason, "text": one.text} for one in promise.attempts
        ],
        "stages": [
            {"text": one.text, "due": _utc(one.due), "done_at": _utc(one.done_at)} for one in promise.stages
        ],
        "issue": promise.issue,
        "read_back_at": _utc(promise.read_back_at),
        "at_risk": {
            "at": _utc(promise.risk.at),
            "reason": promise.risk.reason,
            "told_at": _utc(promise.risk.told_at),
        }
        if promise.risk
        else None,
        "rep": promise.rep,
        "settled_by": promise.settled_by or None,
        "also_said": [
            {"state": one.state, "rep": one.rep, "at": _utc(one.at), "reason": one.reason}
            for one in promise.also
        ],
    }


def said_again(promise: Promise, now: datetime, times: Times) -> str | None:
    """`Fri 27 Nov 12:00, in 3 days`, from `now`; None without a date."""
    if promise.due is None:
        return None
    from difficult_cx.domain.due import Due, read_back  # a grammar that lists have no use for

    read_in = load_zone(promise.zone) if promise.zone else None
    due = Due(promise.due.astimezone(read_in or times.zone), promise.zone or str(times.zone), promise.words)
    return read_back(due, now, times)


def _utc(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None
