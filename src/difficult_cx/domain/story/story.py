"""A customer's story: all that the record knows of them, told as of one moment."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Event
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.settings import Settings
from difficult_cx.domain.story.hard import is_hard
from difficult_cx.domain.story.heard import check_ins_of, notes_of
from difficult_cx.domain.story.likeness import SameIssue, group_issues
from difficult_cx.domain.story.past import PastCall, latest_first
from difficult_cx.domain.story.person import Person, fold_person
from difficult_cx.domain.story.rules import Kind, Plan, Watch, kind_of, next_check_in, watch_of
from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """A customer as of `now`.

    `calls` newest first, `promises` oldest first. `colleagues`: whom they know
    beside the rep, the last one first. `backup`: the first of them, else who is configured; empty: nobody.
    """

    customer: Customer
    now: datetime
    calls: tuple[PastCall, ...]
    promises: tuple[Promise, ...]
    person: Person
    kind: Kind
    watch: Watch | None
    plan: Plan | None
    colleagues: tuple[str, ...] = ()
    backup: str = ""

    @property
    def issues(self) -> list[SameIssue]:
        """What the calls were about, the same thing as one, the most frequent first."""
        return group_issues(self.calls)

    @property
    def hard(self) -> list[PastCall]:
        """The hard calls, newest first."""
        return [one for one in self.calls if is_hard(one)]

    @property
    def late(self) -> list[Promise]:
        """Promises of ours that are overdue, longest late first."""
        found = [one for one in self.promises if one.overdue(self.now)]
        return sorted(found, key=lambda one: (one.due or self.now, one.order))

    @property
    def broken(self) -> list[Promise]:
        """Promises of ours that were broken, the last one first."""
        found = [one for one in self.promises if one.state == "broken"]
        return sorted(found, key=lambda one: (one.settled_at or one.made_at, one.order), reverse=True)

    @property
    def next_due(self) -> Promise | None:
        """The next thing due, the overdue ones first."""
        dated = [one for one in self.promises if one.state == "open" and one.due is not None]
        return min(dated, key=lambda one: (one.due or self.now, one.order), default=None)

    @property
    def last_spoken(self) -> datetime | None:
        """When there was a word with them last: a call, a check-in, an attempt that reached them."""
        reached = [a.at for one in self.promises for a in one.attempts if a.reason == "reached"]
        times = [one.started for one in self.calls] + [one.at for one in self.person.check_ins] + reached
        return max((one for one in times if one <= self.now), default=None)


def told(
    settings: Settings,
    customer: Customer,
    past: Iterable[PastCall],
    events: Iterable[Event],
    promises: list[Promise],
    now: datetime,
) -> Story:
    """The story of these calls, of what events say of the customer beside them, and of these promises."""
    calls = latest_first(past)
    person = fold_person(events, notes_of(calls))
    as_calls = tuple(check_ins_of(calls, person.check_ins))
    if as_calls:
        check_ins = sorted((*person.check_ins, *as_calls), key=lambda one: one.at)
        person = replace(person, check_ins=tuple(check_ins))
    colleagues = _colleagues(calls, person)
    return Story(
        customer=customer,
        now=now,
        calls=tuple(calls),
        promises=tuple(promises),
        person=person,
        kind=kind_of(calls, now, settings.chronic_calls, settings.chronic_days),
        watch=watch_of(calls, promises, person.of_kind("feeling"), now, settings.watch_days),
        plan=next_check_in(calls, promises, person.check_ins, now, settings.office),
        colleagues=colleagues,
        backup=next(iter(colleagues), settings.backup),
    )


def _colleagues(calls: Iterable[PastCall], person: Person) -> tuple[str, ...]:
    """Whom they know beside the rep, the last one first: introduced to them, or called in on a call."""
    known = [(one.at, one.colleague) for one in person.of_kind("introduced")]
    known += [(call.started, name) for call in calls for name in call.backups]
    ordered = sorted(known, key=lambda one: one[0], reverse=True)
    return tuple({name.casefold(): name for _, name in reversed(ordered) if name}.values())[::-1]
