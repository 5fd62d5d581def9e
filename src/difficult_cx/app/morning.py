"""The morning's question: what is late, what is due today, and which calls are parked."""

from datetime import datetime, tzinfo

from difficult_cx.app.ledger import Ledger
from difficult_cx.domain.followups import Groups, distance, group


def morning_groups(ledger: Ledger, now: datetime, zone: tzinfo) -> Groups:
    """Every open promise, in its group."""
    return group(ledger.open_promises(), now, zone)


def overdue_line(ledger: Ledger, now: datetime) -> str:
    """`2 promises are overdue, k7q by 1 d. dcx followups lists them.`; empty when none is."""
    late = sorted(
        (one for one in ledger.open_promises() if one.overdue(now)),
        key=lambda one: (one.due or now, one.order),
    )
    if not late:
        return ""
    worst = late[0]
    assert worst.due is not None, "what is overdue has a date"
    by = distance(worst.due, now, late=True).removesuffix(" late")
    many = "1 promise is" if len(late) == 1 else f"{len(late)} promises are"
    return f"{many} overdue, {ledger.short[worst.id]} by {by}. dcx followups lists what is promised."
