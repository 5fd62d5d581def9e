"""What a report needs of each call, gathered call by call so that a million events need little room."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from difficult_cx.domain.kinds import BREAKDOWNS
from difficult_cx.domain.policy import Policy, amount_of
from difficult_cx.domain.story.hard import is_hard
from difficult_cx.domain.story.likeness import alike, key_words
from difficult_cx.domain.story.past import PastCall, techniques


@dataclass(frozen=True, slots=True)
class Brief:
    """A call in so few words that all of them fit into memory."""

    id: str
    customer: str
    started: datetime
    words: tuple[frozenset[str], ...]
    hard: bool
    first: int | None
    last: int | None
    solved: bool


@dataclass(frozen=True, slots=True)
class Learned:
    """A line of what was learned, or of what a backup did, with the breakdowns of its call."""

    at: datetime
    text: str
    breakdowns: tuple[str, ...]
    kind: str = "learned"


@dataclass(frozen=True, slots=True)
class Heated:
    """The anger before and after a call, and the month."""

    month: str
    before: int
    after: int
    techniques: frozenset[str]


@dataclass
class Gathered:
    """The sums over all calls of the time.

    `acknowledging`: by a playbook's hash, the cards that acknowledge. `situations`: how often each was
    called; `turned`: in how many calls.
    """

    zone: tzinfo
    policy: Policy
    acknowledging: Mapping[str, frozenset[str]] = field(default_factory=dict)
    calls: int = 0
    closed: int = 0
    hard: int = 0
    briefs: list[Brief] = field(default_factory=list)
    by_month: Counter[str] = field(default_factory=Counter)
    breakdowns: Counter[tuple[str, str]] = field(default_factory=Counter)
    without_breakdown: int = 0
    acknowledged: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    unacknowledged: int = 0
    read_back: int = 0
    read_back_no: int = 0
    with_issue: int = 0
    situations: Counter[str] = field(default_factory=Counter)
    turned: Counter[str] = field(default_factory=Counter)
    techniques: Counter[tuple[str, str]] = field(default_factory=Counter)
    heat: list[Heated] = field(default_factory=list)
    heat_once: int = 0
    dispositions: Counter[str] = field(default_factory=Counter)
    conceded: list[str] = field(default_factory=list)
    approved: int = 0
    over: int = 0
    learned: list[Learned] = field(default_factory=list)

    def month(self, at: datetime) -> str:
        """The calendar month in the zone dcx runs in."""
        return f"{at.astimezone(self.zone):%Y-%m}"

    def take(self, call: PastCall, customer: str) -> None:
        """Add this call; `customer`: whose it is, merged ones as one."""
        month = self.month(call.started)
        self.calls += 1
        self.by_month[month] += 1
        self.closed += call.closed
        self.hard += is_hard(call)
        if call.closed:
            self.dispositions[call.disposition or "none"] += 1
        self._issues(call, month, customer)
        self._said(call, month)
        self.situations.update(key for key, _ in call.situations)
        self.turned.update({key for key, _ in call.situations})
        done = techniques(call)
        self.techniques.update((name, how if how in OUTCOMES else "other") for name, how in done.items())
        first, last = call.first_heat, call.last_heat
        if first is not None and last is not None:
            met = frozenset(name for name, how in done.items() if how == "done")
            self.heat.append(Heated(month, first, last, met))
        elif first is not None:
            self.heat_once += 1
        self._given(call)

    def _issues(self, call: PastCall, month: str, customer: str) -> None:
        for issue in call.issues:
            if issue.breakdown in BREAKDOWNS:
                self.breakdowns[issue.breakdown, month] += 1
            else:
                self.without_breakdown += 1
        self.briefs.append(
            Brief(
                call.id,
                customer,
                call.started,
                tuple(words for one in call.issues if (words := key_words(one.text))),
                is_hard(call),
                call.first_heat,
                call.last_heat,
                call.disposition == "resolved",
            )
        )
        codes = tuple(dict.fromkeys(one.breakdown for one in call.issues if one.breakdown))
        for kind in ("learned", "backup"):
            text = call.wrap.get(kind)
            if text:
                self.learned.append(Learned(call.started, text, codes, kind))

    def _said(self, call: PastCall, month: str) -> None:
        if not call.issues:
            return
        self.with_issue += 1
        seconds = call.acknowledged(self.acknowledging.get(call.hash))
        if seconds is not None:
            self.acknowledged[month].append(seconds)
        else:
            self.unacknowledged += 1
        agreed = any(call.read_backs) or any(one.agreed for one in call.issues)
        self.read_back += agreed
        self.read_back_no += bool(call.read_backs) and not agreed

    def _given(self, call: PastCall) -> None:
        for one in call.concessions:
            self.conceded.append(one.amount)
            self.approved += bool(one.approved_by)
            amount = amount_of(one.amount)
            limit = self.policy.authority
            self.over += limit is not None and amount is not None and amount > limit


OUTCOMES = frozenset({"done", "no_effect", "not_needed", "later"})


def repeats(briefs: Iterable[Brief]) -> tuple[int, int, list[int]]:
    """How many calls with an issue were about one that had come up before; of how many; how often each."""
    whose: dict[str, list[Brief]] = defaultdict(list)
    for one in briefs:
        if one.words and one.customer:
            whose[one.customer].append(one)
    again = total = 0
    sizes: list[int] = []
    for ones in whose.values():
        groups: list[tuple[frozenset[str], int]] = []
        for brief in sorted(ones, key=lambda one: (one.started, one.id)):
            total += 1
            known = False
            for words in brief.words:
                place = next(
                    (n for n, (known_words, _) in enumerate(groups) if alike(words, known_words)), None
                )
                if place is None:
                    groups.append((words, 1))
                else:
                    groups[place] = (groups[place][0], groups[place][1] + 1)
                    known = True
            again += known
        sizes += [count for _, count in groups]
    return again, total, sizes
