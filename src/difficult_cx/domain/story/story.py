"""A customer's story: all that the record knows of them, told as of one moment."""

from collections.abc import Iterable
from datetime import datetime

from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Event
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.settings import Settings
from difficult_cx.domain.story.hard import is_hard
from difficult_cx.domain.story.likeness import SameIssue, group_issues
from difficult_cx.domain.story.past import PastCall, latest_first, past_calls
from difficult_cx.domain.story.person import Person, fold_person
from difficult_cx.domain.story.rules import Kind, Plan, Watch, kind_of, next_check_in, watch_of
from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """A customer as of `now`.

    `calls` newest first, `promises` oldest first. `backup`: who knows them
    beside the rep, by introduction or by configuration; empty: nobody.
    """

    customer: Customer
    now: datetime
    calls: tuple[PastCall, ...]
    promises: tuple[Promise, ...]
    person: Person
    kind: Kind
    watch: Watch | None
    plan: Plan | None
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


def story_of(
    settings: Settings, customer: Customer, events: Iterable[Event], promises: list[Promise], now: datetime
) -> Story:
    """The story that these events and promises tell."""
    own = list(events)
    return told(settings, customer, past_calls(own).values(), fold_person(own), promises, now)


def told(
    settings: Settings,
    customer: Customer,
    past: Iterable[PastCall],
    person: Person,
    promises: list[Promise],
    now: datetime,
) -> Story:
    """The story of these calls, of what is known beside them, and of these promises."""
    calls = latest_first(past)
    introduced = person.newest("introduced")
    known = introduced.colleague if introduced is not None else ""
    feelings = person.of_kind("feeling")
    return Story(
        customer=customer,
        now=now,
        calls=tuple(calls),
        promises=tuple(promises),
        person=person,
        kind=kind_of(calls, now, settings.chronic_calls, settings.chronic_days),
        watch=watch_of(calls, promises, feelings, now, settings.watch_days),
        plan=next_check_in(calls, promises, person.check_ins, now, settings.office),
        backup=known or settings.backup,
    )
