"""The firm's report out of the record: calls in batches, so that a million events need little room."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.past import calls_as_of
from difficult_cx.app.whose import Whose
from difficult_cx.app.world import World
from difficult_cx.domain.event import Entry
from difficult_cx.domain.kinds import BREAKDOWNS
from difficult_cx.domain.playbook import ACKNOWLEDGING, Playbook
from difficult_cx.domain.promise_numbers import count
from difficult_cx.domain.report.gathering import Brief, Gathered
from difficult_cx.domain.report.making import made
from difficult_cx.domain.report.material import Change, Material
from difficult_cx.domain.report.sections import Report
from difficult_cx.domain.story.person import CustomerNote, fold_person
from difficult_cx.errors import UsageError
from difficult_cx.journal.index.whose import calls_in
from difficult_cx.playbook.kept import from_json

YEAR = timedelta(days=365)


def report(
    world: World, ledger: Ledger, keys: Iterable[str], since: datetime | None, now: datetime, whose: Whose
) -> Report:
    """These sections over the calls that began from `since` (a year ago without it) until `now`."""
    begins = since or now - YEAR
    local = world.zone

    def day(at: datetime) -> str:
        return world.times.month_day(at, year=True)

    acknowledging, titles = _playbooks(ledger)
    gathered = Gathered(local, world.settings.policy, acknowledging)
    root_of = ledger.roots()
    files, index = whose.files(), ledger.index
    every_call = index.calls(since=begins) if files is None else calls_in(index, files)
    rows = [row.id for row in reversed(every_call) if begins <= row.started <= now]
    for call in calls_as_of(index, rows, now):
        gathered.take(call, root_of(call.customer) or "")
    notes = _notes(ledger, begins, now, whose)
    every = whose.promises((*ledger.open_promises(), *ledger.settled_promises(begins)))
    promises = count((one for one in every if one.made_at <= now), now, local, begins)
    changes = tuple(
        Change(one.at, one.text("breakdown"), one.text("text"))
        for one in ledger.events_of_kinds(("breakdown_changed",))
        if one.at <= now and whose.wrote(one.rep)
    )
    material = Material(
        gathered,
        promises,
        tuple(one for one in notes if one.kind == "feedback"),
        tuple(one for one in notes if one.kind == "works"),
        changes,
        _chronic(world, gathered.briefs, now),
        titles,
        now,
        day,
    )
    return Report("Report", day(begins), day(now), made(material, keys))


def _playbooks(ledger: Ledger) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """By a playbook's hash the cards that acknowledge; and the titles of situations by their letter."""
    acknowledging: dict[str, frozenset[str]] = {}
    titles: dict[str, str] = {}
    for event in ledger.events_of_kinds(("playbook_kept",)):
        playbook = _read(event.data.get("body"))
        if playbook is None:
            continue
        cards = [*playbook.cards, *(one.card for one in playbook.situations)]
        acknowledging[event.text("hash")] = frozenset(one.id for one in cards if ACKNOWLEDGING in one.rules)
        titles |= {f"situation.{one.key}": one.title.casefold() for one in playbook.situations}
    return acknowledging, titles


def _read(body: object) -> Playbook | None:
    """The playbook of a kept text; None where a newer version wrote it otherwise, or it is damaged."""
    try:
        return from_json(body) if isinstance(body, dict) else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _notes(ledger: Ledger, begins: datetime, now: datetime, whose: Whose) -> list[CustomerNote]:
    """Feedback and what works, newest first; open feedback however old it is."""
    kinds = ("customer_noted", "customer_note_undone", "feedback_answered")
    events = [one for one in ledger.events_of_kinds(kinds) if one.at <= now and whose.wrote(one.rep)]
    notes = fold_person(events).notes
    kept = (one for one in notes if one.at >= begins or (one.kind == "feedback" and one.changed is None))
    return sorted(kept, key=lambda one: one.at, reverse=True)


def _chronic(world: World, briefs: Iterable[Brief], now: datetime) -> tuple[int, int, int]:
    """Customers whose calls are chronic now, were so at some time, and are so no longer but still call."""
    settings = world.settings
    span = timedelta(days=settings.chronic_days)
    times: dict[str, list[datetime]] = {}
    calls: dict[str, datetime] = {}
    for one in briefs:
        if one.customer:
            calls[one.customer] = max(one.started, calls.get(one.customer, one.started))
            if one.words:
                times.setdefault(one.customer, []).append(one.started)
    now_chronic = ever = regular = 0
    for customer, found in times.items():
        ordered, least = sorted(found), settings.chronic_calls
        rows = range(max(0, len(ordered) - least + 1))
        once = [place for place in rows if ordered[place + least - 1] - ordered[place] <= span]
        is_now = sum(1 for at in ordered if now - span <= at) >= least
        now_chronic += is_now
        ever += bool(once) or is_now
        last = ordered[once[-1] + least - 1] if once else None
        regular += last is not None and not is_now and calls[customer] > last
    return now_chronic, ever, regular


def change(world: World, code: str, words: str) -> str:
    """Write down what was changed about a breakdown; the code it is kept under."""
    wanted, text = code.strip().casefold().replace("-", "_").replace(" ", "_"), " ".join(words.split())
    if wanted not in BREAKDOWNS:
        raise UsageError(f"{code!r} is no breakdown.", f"one of {', '.join(BREAKDOWNS)}")
    if not text:
        raise UsageError("What was changed about it? There are no words.", "a sentence is enough")
    world.journal.append(Entry("breakdown_changed", {"breakdown": wanted, "text": text}))
    return wanted
