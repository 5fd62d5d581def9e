"""The life of a promise outside a call: made, kept, missed, tried, moved, handed over, withdrawn, undone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from difficult_cx.app.customers import close_line, name_customer
from difficult_cx.app.ledger import Ledger, open_ledger
from difficult_cx.app.whose import whose
from difficult_cx.app.world import World
from difficult_cx.domain.due import AskAgain, Due, read
from difficult_cx.domain.event import Entry
from difficult_cx.domain.kinds import ATTEMPTS, PROMISE_TYPES
from difficult_cx.domain.mine import name_key, same_person
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.promise_line import backup_for, parse, to_say
from difficult_cx.errors import DcxError, UsageError
from difficult_cx.records import dataclass

if TYPE_CHECKING:
    from difficult_cx.app.people import People


@dataclass(frozen=True, slots=True)
class Changed:
    """A promise after what was done, with the ledger that knows its names.

    `due`: the time that was read just now. `ask`: the question that its time needs first. `say`: the
    sentence that reads it back. `close`: customers with names like the one typed. `undone`: the kind of
    event that was taken back.
    """

    promise: Promise
    ledger: Ledger
    due: Due | None = None
    ask: AskAgain | None = None
    say: str = ""
    close: str = ""
    undone: str = ""


def local_now(world: World) -> datetime:
    """This moment in the zone dcx runs in."""
    return world.clock.now().astimezone(world.zone)


def add(world: World, words: str, customer: str | None, kind: str = "promise") -> Changed:
    """Make a promise of a line like `refund both fees #email @owner fri noon`."""
    settings, now = world.settings, local_now(world)
    line = parse(words, now, settings.office)
    if not line.text:
        raise UsageError(
            "What is promised? There are no words before the time.",
            'dcx followups add refund both fees fri noon -c "Ada Brook"',
        )
    if kind not in PROMISE_TYPES:
        raise UsageError(f"{kind!r} is no kind of promise.", f"allowed: {', '.join(PROMISE_TYPES)}")
    due = line.due if isinstance(line.due, Due) else None
    ledger = open_ledger(world.journal)
    named = name_customer(ledger, customer, world.journal.new_id) if customer is not None else None
    entry = Entry(
        "promise_made",
        {
            "text": line.text,
            "type": kind,
            "customer": named.customer.id if named else None,
            "owner": line.owner,
            "backup": backup_for(line.backup, line.owner, world.rep, settings.backup),
            "channel": line.channel,
            "stages": line.stage_fields() or None,
            **(timed(world, due, now) if due else {"due": None, "due_zone": world.zone_name}),
        },
    )
    saved = world.journal.append(*(named.entries if named else ()), entry)
    promise = as_saved(ledger.refresh(), saved[-1].id)  # as it was saved: card numbers cut out
    return Changed(
        promise,
        ledger,
        due,
        line.due if isinstance(line.due, AskAgain) else None,
        to_say(promise.text, promise.owner, world.rep, due, now, len(promise.stages)) if due else "",
        close_line(named.close) if named else "",
    )


def keep(world: World, typed: str) -> Changed:
    """It is done: kept, or kept late when it is past due."""
    ledger, promise = open_one(world, typed)
    return save(world, ledger, promise, "promise_kept", late=promise.overdue(world.clock.now()))


def miss(world: World, typed: str, reason: str) -> Changed:
    """It is broken, and why."""
    ledger, promise = open_one(world, typed)
    return save(world, ledger, promise, "promise_missed", reason=reason_of(reason, "it was missed"))


def withdraw(world: World, typed: str, reason: str) -> Changed:
    """It is no longer wanted, and why."""
    ledger, promise = open_one(world, typed)
    return save(world, ledger, promise, "promise_withdrawn", reason=reason_of(reason, "it is withdrawn"))


def attempt(world: World, typed: str, reason: str, text: str) -> Changed:
    """Somebody tried; whatever came of it, the promise stays open."""
    wanted = reason.strip().casefold().replace("-", "_").replace(" ", "_")
    if wanted not in ATTEMPTS:
        raise UsageError(f"{reason!r} is no outcome of an attempt.", f"allowed: {', '.join(ATTEMPTS)}")
    ledger, promise = open_one(world, typed)
    return save(world, ledger, promise, "promise_tried", reason=wanted, text=" ".join(text.split()))


def move(world: World, typed: str, words: str) -> Changed:
    """Another time was agreed: the same promise, its old time on the record."""
    now = local_now(world)
    due = read_time(world, words, now)
    ledger, promise = open_one(world, typed)
    in_time = not promise.overdue(now)
    changed = save(world, ledger, promise, "promise_moved", in_time=in_time, **timed(world, due, now))
    return with_time(world, changed, due, now)


def read_time(world: World, words: str, now: datetime) -> Due:
    """The time that was typed; a DcxError with the question and its choices where it must be asked."""
    found = read(words, now, world.settings.office)
    if isinstance(found, AskAgain):
        choices = "; ".join(found.choices)
        raise DcxError(
            f"{found.sentence} Nothing has changed.",
            f"for example: {choices}" if choices else "for example: tomorrow 3pm; fri noon; in 2 hours",
        )
    return found


def with_time(world: World, changed: Changed, due: Due, now: datetime) -> Changed:
    """The promise with the time that was read just now, and the sentence that reads it back."""
    promise = changed.promise
    return replace(changed, due=due, say=to_say(promise.text, promise.owner, world.rep, due, now))


def hand_over(world: World, typed: str, owner: str, backup: str | None) -> Changed:
    """Another owner sees to it."""
    if not owner.strip().removeprefix("@"):
        raise UsageError("Who takes it over? The name is empty.", "dcx followups hand-over k7q Priya")
    ledger, promise = open_one(world, typed)
    name = _people(world, ledger).find(owner)
    helper = " ".join(backup.split()).removeprefix("^") if backup else None
    backup = helper or _backup_beside(world, promise, name)
    return save(world, ledger, promise, "promise_handed", owner=name, backup=backup)


def _people(world: World, ledger: Ledger) -> "People":
    from difficult_cx.app.people import people  # most promises name nobody else

    return people(world, ledger)


def _backup_beside(world: World, promise: Promise, owner: str) -> str | None:
    """Who helps the new owner out: who did until now, unless it is the new owner; else the configured one."""
    known = promise.backup if (promise.backup or "").casefold() != owner.casefold() else None
    return backup_for(known, owner, world.rep, world.settings.backup)


def hand_over_all(world: World, absent: str, owner: str) -> tuple[Ledger, list[Promise]]:
    """Every open promise of somebody who is away goes to somebody else, in one go.

    Theirs are those they own, and those they made that have no owner.
    """
    if not owner.strip().removeprefix("@"):
        raise UsageError("Who takes them over? The name is empty.", "dcx followups hand-over @Priya Kim")
    ledger = open_ledger(world.journal)
    name = _people(world, ledger).find(owner)
    theirs = whose(world, ledger, absent).promises(ledger.open_promises())
    theirs.sort(key=lambda one: one.order)
    entries = [
        Entry(
            "promise_handed",
            {"promise": one.id, "owner": name, "backup": _backup_beside(world, one, name)},
        )
        for one in theirs
    ]
    if entries:
        world.journal.append(*entries)
        ledger.refresh()
    return ledger, [as_saved(ledger, one.id) for one in theirs]


def said_of_owner(world: World, changed: Sequence[Promise], ledger: Ledger) -> str:
    """What should be known of who has it now: a promise is always on somebody's list."""
    name = changed[-1].owner if changed else None
    if not name:
        return ""
    known = _people(world, ledger)
    if not known.names or known.writes_here(name):
        return ""
    mine = all(same_person(name_key(one.rep), name_key(world.rep)) for one in changed)
    where = f"on {'your list' if mine else 'the list of whoever promised it'} too"
    if known.knows(name):
        return f"{name} has sent nothing yet: until then it stays {where}."
    return f"{known.unknown(name)} It stays {where}."


def undo(world: World, typed: str) -> Changed:
    """Take back the last thing that was done to the promise; it was made, that stays."""
    ledger = open_ledger(world.journal)
    promise = ledger.find_promise(typed)
    changes = ledger.changes_of(promise)
    if not changes:
        raise DcxError(
            f"Nothing was done to {ledger.short[promise.id]} that could be taken back.",
            f"dcx followups withdraw {ledger.short[promise.id]} REASON takes back the promise itself",
        )
    changed = save(world, ledger, promise, "promise_undone", target=changes[-1].id)
    return replace(changed, undone=changes[-1].kind)


def save(world: World, ledger: Ledger, promise: Promise, kind: str, **data: object) -> Changed:
    """Append one event of the promise's life and see what it comes to."""
    world.journal.append(Entry(kind, {"promise": promise.id, **data}))
    return Changed(as_saved(ledger.refresh(), promise.id), ledger)


def as_saved(ledger: Ledger, promise_id: str) -> Promise:
    """The promise as the record has it, card numbers cut out."""
    found = ledger.promise(promise_id)
    assert found is not None, "what was just saved is on the record"
    return found


def open_one(world: World, typed: str) -> tuple[Ledger, Promise]:
    """The promise that was named, which must still be open."""
    ledger = open_ledger(world.journal)
    promise = ledger.find_promise(typed)
    if promise.state != "open":
        short = ledger.short[promise.id]
        since = f", since {world.times.moment(promise.settled_at)}" if promise.settled_at else ""
        raise DcxError(
            f"{short} is {promise.state.replace('_', ' ')} already{since}. Nothing has changed.",
            f"dcx followups undo {short} takes that back",
        )
    return ledger, promise


def timed(world: World, due: Due, now: datetime) -> dict[str, object]:
    """The fields of a time: UTC, the zone it was read in, the words, and the time we aim at."""
    aim = due.at - timedelta(minutes=world.settings.aim_minutes)
    return {
        "due": write_utc(due.at),
        "due_zone": due.zone,
        "words": due.words,
        "aim": write_utc(aim) if world.settings.aim_minutes and aim > now else None,
    }


def reason_of(reason: str, what: str) -> str:
    """The reason on one line; a UsageError where there is none."""
    wanted = " ".join(reason.split())
    if not wanted:
        raise UsageError(f"Say why {what}; the reason stays with the promise.", "a few words are enough")
    return wanted
