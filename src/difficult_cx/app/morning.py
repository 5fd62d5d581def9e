"""The morning's question: what is late, what is due today, and which calls are parked."""

from datetime import datetime, tzinfo

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.whose import Whose
from difficult_cx.domain.followups import Groups, distance, group
from difficult_cx.domain.promise import Promise


def morning_groups(ledger: Ledger, now: datetime, zone: tzinfo, whose: Whose | None = None) -> Groups:
    """The open promises that are meant, everybody's without `whose`, in their groups."""
    return group(_open(ledger, whose), now, zone)


def overdue_line(ledger: Ledger, now: datetime, whose: Whose | None = None) -> str:
    """`2 promises are overdue, k7q by 1 d. dcx followups lists them.`; empty when none is."""
    late = sorted(
        (one for one in _open(ledger, whose) if one.overdue(now)),
        key=lambda one: (one.due or now, one.order),
    )
    if not late:
        return ""
    worst = late[0]
    assert worst.due is not None, "what is overdue has a date"
    by = distance(worst.due, now, late=True).removesuffix(" late")
    many = "1 promise is" if len(late) == 1 else f"{len(late)} promises are"
    return f"{many} overdue, {ledger.short[worst.id]} by {by}. dcx followups lists what is promised."


def _open(ledger: Ledger, whose: Whose | None) -> list[Promise]:
    every = ledger.open_promises()
    return every if whose is None else whose.promises(every)
