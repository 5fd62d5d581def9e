"""A call that runs: a line comes in, what it decides is saved, and only then is it said."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from datetime import datetime
from typing import Any, Protocol

from difficult_cx.domain.call import evolve
from difficult_cx.domain.call.desk import Asking, Decision, Desk, Standing
from difficult_cx.domain.call.show import view
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.call.view import Feedback, View
from difficult_cx.domain.clock import Clock
from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.ids import follower_id
from difficult_cx.domain.playbook import Playbook
from difficult_cx.domain.promise import MAKES
from difficult_cx.domain.redact import redact
from difficult_cx.domain.settings import Settings
from difficult_cx.errors import DcxError
from difficult_cx.journal.drafts import Draft
from difficult_cx.journal.rescue import rescue
from difficult_cx.playbook.kept import to_json
from difficult_cx.records import dataclass
from difficult_cx.storage.folders import Folders

# A call waits at most this long for another dcx that is writing (contract section 5).
WAIT = 2.0
CUT = "A card number or a security code was cut out before it was saved."


class Keeper(Protocol):
    """Where a call's entries go: the journal, or in a rehearsal nowhere."""

    def new_id(self) -> str:
        """An id that nothing else has."""

    def append(self, *entries: Entry, wait: float = ...) -> list[Event]:
        """Save these entries, and return them as the events they are now."""

    def kept_playbook(self, digest: str) -> Mapping[str, Any] | None:
        """The text of this hash, where it is kept already."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A line that is decided: what is to be saved, then the `events` it became, or the `error` why not."""

    line: str
    line_id: str
    decided: Decision
    entries: tuple[Entry, ...]
    events: tuple[Event, ...] = ()
    error: DcxError | None = None


@dataclass
class RunningCall:
    """A call with a rep in it, whatever face it has.

    `desk` makes the surroundings anew from the state (the customer may have been named meanwhile);
    `learn` is told every event. `opening`: what is said before the first card; `parting`: when the rep leaves
    before the end; `safe` and `left`: what Ctrl-C says of what was entered, and of leaving. Times are UTC.
    """

    journal: Keeper
    folders: Folders
    clock: Clock
    settings: Settings
    playbook: Playbook
    events: list[Event]
    desk: Callable[[CallState], Desk]
    learn: Callable[[Event], None]
    opening: tuple[str, ...] = ()
    resumed: bool = False
    parting: str = "Parked. dcx handle --resume goes on."
    safe: str = "Nothing is lost: what was entered is saved"
    left: str = "the call is parked"
    asking: Asking | None = None
    entered_again: int = 0
    state: CallState = field(init=False)
    _seen: tuple[tuple[object, ...], int, View] | None = field(default=None, init=False)
    _unsaved: dict[str, str] = field(default_factory=dict)
    _renamed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Fold what there is; a promise that was just made without a time is asked for again."""
        state = evolve.fold(self.events)
        assert state is not None, "a call begins with call_started"
        self.state = state
        self._desk = self.desk(state)
        last = self.events[-1]
        made = state.promises.get(last.id) if last.kind in MAKES else None
        if self.asking is None and made is not None and made.due is None and made.state == "open":
            self.asking = Asking("when", made.id, now=True)

    @property
    def id(self) -> str:
        """The call's id."""
        return self.state.id

    @property
    def closed(self) -> bool:
        """Whether the call is closed."""
        return self.state.phase == "closed"

    def now(self) -> datetime:
        """This moment, UTC."""
        return self.clock.now()

    def standing(self, line_id: str | None = None) -> Standing:
        """Everything as it is at this moment."""
        now = self.clock.now().astimezone(self._desk.zone)
        return Standing(self.state, self.playbook, self._desk, now, self.asking, line_id)

    def view(self) -> View:
        """What stands on the screen; made anew when something has changed, or a second has passed."""
        standing = self.standing()
        made_of = (standing.state, standing.asking, standing.playbook, standing.desk)
        second = int(standing.now.timestamp())
        seen = self._seen
        if (
            seen is None
            or seen[1] != second
            or any(a is not b for a, b in zip(seen[0], made_of, strict=True))
        ):
            seen = self._seen = (made_of, second, view(standing))
        return seen[2]

    def new_line_id(self) -> str:
        """An id for a line that has its first character."""
        return self.journal.new_id()

    def reply(self, line: str, line_id: str | None = None) -> Feedback:
        """One typed line: decided, saved, and only then answered."""
        handed = self.hand_over(line, line_id)
        return handed if isinstance(handed, Feedback) else self.answer(self.save(handed))

    def hand_over(self, line: str, line_id: str | None = None) -> Feedback | Handed:
        """What one typed line comes to: the answer where nothing is to be saved, else what is to be."""
        from difficult_cx.domain.call.decide import decide  # the first card stands before it is needed

        line_id = self._id_of(line, line_id) or self.new_line_id()
        decided = decide(self.standing(line_id), line)
        if not decided.entries:
            self.asking = decided.asking
            return decided.feedback
        entries: tuple[Entry, ...] = decided.entries
        kept = decided.playbook
        if kept is not None and self.journal.kept_playbook(kept.hash) is None:
            body = {"hash": kept.hash, "playbook": kept.id, "body": to_json(kept)}
            entries = (*entries, Entry("playbook_kept", body))
        return Handed(line, line_id, decided, entries)

    def save(self, handed: Handed) -> Handed:
        """Save it, waiting a moment for another dcx that is writing; may run beside the screen.

        It touches the journal, nothing of the call: it returns what was saved, or why it wasn't.
        """
        try:
            return replace(handed, events=tuple(self.journal.append(*handed.entries, wait=WAIT)))
        except DcxError as error:
            return replace(handed, error=error)

    def answer(self, handed: Handed) -> Feedback:
        """The call goes on by what was saved, and says so.

        What couldn't be saved is said with its reason; the line stays with whoever typed it, and in a rescue
        file where one can be written.
        """
        if handed.error is not None:
            self._unsaved[handed.line] = handed.line_id
            return self._not_saved(handed.error, handed.line)
        decided = handed.decided
        self._unsaved.clear()
        self._take_in(handed.events)
        self.asking = decided.asking
        if decided.playbook is not None:
            self.playbook = decided.playbook
        return _without_numbers(decided.feedback, decided.entries, handed.events)

    def _id_of(self, line: str, line_id: str | None) -> str | None:
        """The id that this line is saved by.

        One that couldn't be saved keeps its id when it is tried again, for it may have reached the disk after
        all, and then it must count once; changed in between, it is another line.
        """
        if line in self._unsaved:
            return self._unsaved[line]
        while line_id is not None and line_id in self._unsaved.values():
            line_id = self._renamed.setdefault(line_id, self.new_line_id())
        return line_id

    def _take_in(self, events: Iterable[Event]) -> None:
        """The state after what was saved; `u` and `/redo` fold all again."""
        again = False
        for event in events:
            self.learn(event)
            if event.text("call") != self.id:
                continue
            self.events.append(event)
            again = again or evolve.needs_fold(event)
            self.state = evolve.evolve(self.state, event)
        if again:
            folded = evolve.fold(self.events)
            assert folded is not None, "a call begins with call_started"
            self.state = folded
        self._desk = self.desk(self.state)

    def _not_saved(self, error: DcxError, line: str) -> Feedback:
        kept = self.rescue(line)
        rows = (f"Not saved: {error.message}", kept or error.hint or "The line stays; Enter tries again.")
        return Feedback(rows=rows, error=True, keep=True)

    def rescue(self, line: str) -> str:
        """Keep a line that the journal couldn't take in a rescue file; the sentence that says where."""
        path = rescue(self.folders, line, self.clock, self.id)
        return f"It is kept in {path}." if path is not None else ""

    def hint(self, text: str) -> str:
        """A live hint about a half-typed line, as it would be saved now."""
        from difficult_cx.domain.call import hints

        return hints.hint(self.standing(), text)

    def warm(self) -> None:
        """Read what the next lines need, phrases and the grammar of times, while nobody waits for it."""
        from difficult_cx.domain.due import read

        self.hint("> x")
        read("fri noon", self.standing().now, self._desk.office)

    def take_up(self) -> tuple[str, str] | None:
        """What was left of last time: lines that were entered are saved; the half-typed one and its id.

        A kill can fall between entering a line and saving it, or between saving it and taking its draft away:
        a line whose id is on the record isn't saved again. One that can't be saved now stands in front of the
        half-typed one.
        """
        kept = Draft(self.folders, self.id).load()
        if kept is None:
            return None
        left = [(line, one) for line, one in kept.entered if not self._has(one)]
        half = "" if self._has(kept.line_id) else kept.text
        line_id = kept.line_id
        for line, one in left:
            if self.closed or self.reply(line, one).keep:
                line_id = one
                break
            self.entered_again += 1
        left = left[self.entered_again :]
        text = " / ".join(filter(None, (*(line for line, _ in left), half)))
        if self.entered_again:
            self.drafting(text, line_id)()
        return (text, line_id) if text else None

    def _has(self, line_id: str) -> bool:
        """Whether this line reached the record."""
        ids = {line_id, follower_id(line_id, 1)}
        return any(event.id in ids for event in self.events)

    def drafting(
        self, text: str, line_id: str, entered: Sequence[tuple[str, str]] = ()
    ) -> Callable[[], None]:
        """What keeps the half-typed line and those that were entered when called, beside the screen too.

        Without any of them no draft is kept. One that can't be is no reason to stop.
        """
        draft, own = Draft(self.folders, self.id), self._id_of(text, line_id) or line_id
        before = [(line, self._id_of(line, one) or one) for line, one in entered]

        def keep() -> None:
            with suppress(DcxError):
                draft.save(text, own, before) if text or before else draft.clear()

        return keep


def _without_numbers(feedback: Feedback, entries: tuple[Entry, ...], events: tuple[Event, ...]) -> Feedback:
    """The feedback as it may be shown: what was cut out on the disk isn't repeated on the screen."""
    cut = any(entry.data != event.data for entry, event in zip(entries, events, strict=False))
    if not cut:
        return feedback
    rows = tuple(redact(row) for row in feedback.rows)
    return replace(feedback, rows=(*rows[:1], CUT, *rows[1:]))
