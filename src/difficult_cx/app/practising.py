"""A rehearsal: the same call as a real one, kept in memory, with a scripted customer at the other end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from textwrap import wrap

from difficult_cx.app.running import Handed, RunningCall
from difficult_cx.app.world import World
from difficult_cx.domain.call import walk
from difficult_cx.domain.call.desk import Desk, Standing
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.call.view import Feedback, LogRow, View
from difficult_cx.domain.clock import Clock
from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.ids import ALPHABET, LENGTH
from difficult_cx.domain.phrases import Phrase
from difficult_cx.domain.playbook import Playbook
from difficult_cx.domain.practice.debrief import Debrief, debrief
from difficult_cx.domain.practice.moves import avoided, moves_of
from difficult_cx.domain.practice.play import Play, answer, begin, heard
from difficult_cx.domain.practice.scenario import Scenario
from difficult_cx.domain.promise import Promise
from difficult_cx.errors import DcxError
from difficult_cx.journal.redacting import clean_data

SAYS = '"'
ROW = 66
PARTING = "Practice stopped. Nothing was written."
SAFE, LEFT = "This is practice: nothing is written", "the practice stops"


@dataclass
class Notebook:
    """A journal that forgets: it stamps entries as the real one does and writes nothing anywhere."""

    clock: Clock
    zone: str
    rep: str
    _ids: "count[int]" = field(default_factory=count)
    _n: int = 0

    def new_id(self) -> str:
        """An id in a row, so that the same rehearsal has the same ids."""
        rest, letters = next(self._ids), ""
        for _ in range(LENGTH):
            rest, digit = divmod(rest, len(ALPHABET))
            letters = ALPHABET[digit] + letters
        return letters

    def append(self, *entries: Entry, wait: float = 0.0) -> list[Event]:  # noqa: ARG002  (the journal's way)
        """The entries as events, numbers and codes cut out as on the disk."""
        found = []
        for entry in entries:
            self._n += 1
            found.append(
                Event(
                    entry.id or self.new_id(),
                    None,
                    self._n,
                    self.clock.now(),
                    self.zone,
                    self.rep,
                    "practice",
                    entry.kind,
                    clean_data(entry.data),
                )
            )
        return found

    def kept_playbook(self, digest: str) -> Mapping[str, object] | None:
        """It needn't be kept: nothing is."""
        return {"hash": digest}


@dataclass
class PracticeCall(RunningCall):
    """A call with a scripted customer: every line is decided as in a real one, then they answer."""

    scenario: Scenario = field(kw_only=True)
    seed: int = field(kw_only=True)
    phrases: tuple[Phrase, ...] = field(kw_only=True, default=())
    play: Play = field(init=False)
    spoken: list[tuple[int, LogRow]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """The customer speaks first."""
        super().__post_init__()
        self.parting, self.safe, self.left = PARTING, SAFE, LEFT
        self.play, said = begin(self.scenario, self.seed)
        at = self.clock.now()
        known = wrap(self.scenario.brief, ROW)
        self.spoken = [(0, LogRow(at, "", row)) for row in known]
        self._log(said)
        self.opening = (*self.opening, self.scenario.brief, *quoted(said))

    def answer(self, handed: Handed) -> Feedback:
        """What the call answers, and what the customer says to it."""
        before, known = self.standing(handed.line_id), len(self.events)
        feedback = super().answer(handed)
        new = self.events[known:]
        if feedback.error or not new:
            return feedback
        return self._answered(before, new, feedback)

    def _answered(self, before: Standing, new: list[Event], feedback: Feedback) -> Feedback:
        moves = moves_of(before, new, heard(self.scenario, self.state))
        by_rep = before.card.ask is not None and before.card.ask.by == "rep"
        self.play, said = answer(self.play, moves, avoided(new, self.phrases, by_rep))
        if not said:
            return feedback
        self._log(said)
        return replace(feedback, rows=(*feedback.rows, *quoted(said)))

    def _log(self, rows: tuple[str, ...]) -> None:
        at = self.clock.now()
        self.spoken += [(len(self.state.log), LogRow(at, SAYS, row)) for row in rows]

    def view(self) -> View:
        """The call's own view, with what the customer said in the log."""
        view = super().view()
        log = list(view.log)
        for place, row in reversed(self.spoken):
            log.insert(min(place, len(log)), row)
        return replace(view, log=tuple(log))

    @property
    def debrief(self) -> Debrief:
        """What went well, and one thing to try."""
        return debrief(self.play, self.state)

    def take_up(self) -> tuple[str, str] | None:
        """A rehearsal has no half-typed line of last time."""
        return None

    def drafting(  # nothing is written
        self,
        text: str,  # noqa: ARG002
        line_id: str,  # noqa: ARG002
        entered: Sequence[tuple[str, str]] = (),  # noqa: ARG002
    ) -> Callable[[], None]:
        """There is none."""
        return lambda: None

    def rescue(self, line: str) -> str:  # noqa: ARG002  (nothing is kept)
        """A line after the end is of no use in a rehearsal."""
        return "It was only practice."


def quoted(rows: tuple[str, ...]) -> tuple[str, ...]:
    """`They: "…"`, in the rows that the customer says in one breath."""
    return tuple(f'They: "{row}"' for row in rows)


def practise(world: World, scenario: Scenario, seed: int, playbook_id: str = "") -> PracticeCall:
    """Begin a rehearsal: the playbook's first card, the customer's first words, nothing on any disk."""
    loaded = world.library.load(playbook_id or scenario.playbook)
    notebook = Notebook(world.clock, world.zone_name, world.rep)
    call_id = notebook.new_id()

    def desk(_state: CallState) -> Desk:
        return _desk(world, scenario, notebook)

    playbook = loaded.playbook
    started = notebook.append(_started(world, scenario, playbook, call_id, desk))
    return PracticeCall(
        journal=notebook,
        folders=world.folders,
        clock=world.clock,
        settings=world.settings,
        playbook=playbook,
        events=started,
        desk=desk,
        learn=lambda _event: None,
        opening=(f"PRACTICE: {scenario.title}. Nothing is written.",),
        scenario=scenario,
        seed=seed,
        phrases=world.library.phrases,
    )


def _started(
    world: World, scenario: Scenario, playbook: Playbook, call_id: str, desk: Callable[[CallState], Desk]
) -> Entry:
    now, first = world.clock.now(), playbook.cards[0].id
    blank = CallState(call_id, now, playbook.id, playbook.hash, first, now, call_id)
    known = desk(blank).known
    card = next((one.id for one in playbook.cards if walk.applies(blank, known, one)), first)
    data = {"playbook": playbook.id, "hash": playbook.hash, "card": card, "customer": call_id}
    return Entry("call_started", {**data, "channel": scenario.channel}, call_id)


def _desk(world: World, scenario: Scenario, notebook: Notebook) -> Desk:
    settings, now = world.settings, world.clock.now()
    late = {}
    if scenario.promise:
        due = now - timedelta(days=1)
        late["promise"] = Promise("promise", scenario.promise, due - timedelta(days=3), due=due)

    def find_playbook(name: str) -> Playbook | str:
        try:
            return world.library.load(name).playbook
        except DcxError as error:
            return f"{error.message} {error.hint}".strip().rstrip(".")

    return Desk(
        zone=world.zone,
        zone_name=world.zone_name,
        new_id=notebook.new_id,
        rep=world.rep,
        company=settings.company,
        customer=scenario.who,
        office=world.office,
        aim_minutes=settings.aim_minutes,
        known=frozenset({*scenario.known, *(("may_end_call",) if settings.policy.may_end_call else ())}),
        promises=late,
        find_playbook=find_playbook,
        phrases=lambda: world.library.phrases,
        policy=settings.policy,
        standby=settings.backup,
        twelve=settings.twelve,
    )
