"""What the full screen remembers between keys: pure enough to be driven by a test, no terminal in it."""

from collections.abc import Callable
from dataclasses import field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from difficult_cx.domain.call.view import Feedback
from difficult_cx.records import dataclass
from difficult_cx.terminal.call import Call, saved_now
from difficult_cx.terminal.screen.layout import Frame, Shown, layout
from difficult_cx.terminal.screen.log import furthest

if TYPE_CHECKING:
    from difficult_cx.app.running import Handed

BOUNCE = timedelta(milliseconds=350)
EMPTYING = "Ctrl-U empties the line up to the cursor, Ctrl-K from the cursor on."
# A longer line is read along only when it is saved: nobody says a page in one breath.
MOST_HINTED = 2000
CLOSED, CANT, PARKED = 0, 3, 4


@dataclass
class Session:
    """The state of one screen: what was said last, what is scrolled, the line that is being typed.

    `text` is the input line as it stands, `line_id` the id its entry will have. `done` is the exit code once
    the call is over for this screen. `waiting`: lines that were entered and aren't saved yet, the first of
    them being saved unless they are `stuck`; `late`: where those are that came after the end. `beside` begins
    to save a line and calls `saved` later, `draft` runs what keeps the draft; without them both are done now.
    `held`: the half-typed line of last time, while keys that were typed before it was seen are to come.
    """

    call: Call
    said: tuple[str, ...] = ()
    wrong: bool = False
    arrival: tuple[str, ...] = ("",)
    more: tuple[str, ...] = ()
    back: int = 0
    down: int = 0
    strip: bool = False
    text: str = ""
    line_id: str = ""
    hint: str = ""
    unhinted: bool = False
    dirty: bool = False
    done: int | None = None
    begun: bool = False
    held: tuple[str, str] | None = None
    waiting: list[tuple[str, str]] = field(default_factory=list)
    told_to_wait: bool = False
    stuck: bool = False
    late: list[str] = field(default_factory=list)
    beside: "Callable[[Handed], None] | None" = None
    draft: Callable[[Callable[[], None]], None] | None = None
    entered_at: datetime | None = None
    log_height: int = field(default=1)

    def begin(self, *, typed_ahead: bool = False) -> str:
        """The half-typed line of last time, to go into the input; what is said first. Twice is once.

        Where something was typed ahead it is held back until that is in, which was meant for an empty line.
        """
        if self.begun:
            return self.text
        self.begun = True
        self.said = tuple(self.call.opening[:2])
        draft = self.call.take_up()
        if self.call.entered_again:
            self.said = (saved_now(self.call.entered_again),)
        if self.call.closed:
            self.done = CLOSED
        if draft is not None:
            self.held = draft
            if not typed_ahead:
                self.restore()
        return self.text

    def restore(self) -> None:
        """The half-typed line of last time stands in the input again, before what was typed meanwhile."""
        if self.held is None:
            return
        (text, line_id), self.held = self.held, None
        self.text, self.line_id = " / ".join(filter(None, (text, self.text))), line_id or self.line_id
        self.unhinted = True
        self.said = (*self.said[:1], "Your half-typed line is here again; Enter saves it.")

    def shown(self) -> Shown:
        """Everything the screen shows now; a hint is looked for once a frame, not once a key of a burst."""
        if self.unhinted:
            short = len(self.text) <= MOST_HINTED
            self.unhinted, self.hint = False, self.call.hint(self.text) if short else ""
        return Shown(
            view=self.call.view(),
            now=self.call.now(),
            clock=self.call.settings.clock,
            terse=self.call.settings.terse,
            said=self.said,
            wrong=self.wrong,
            arrived=self.said == self.arrival,
            hint=self.hint,
            more=self.more,
            back=self.back,
            down=self.down,
            strip=self.strip,
        )

    def frame(self, columns: int, rows: int) -> Frame:
        """The rows of this moment."""
        found = layout(self.shown(), columns, rows)
        self.log_height = max(1, found.log)
        return found

    def typed(self, text: str) -> None:
        """The input line reads so now: its id is made at its first character."""
        if text == self.text:
            return
        self.text = text
        self.more = ()
        self.dirty = True
        if text and not self.line_id:
            self.line_id = self.call.new_line_id()
        if not text:
            self.line_id = ""
        self.unhinted = True

    def enter(self) -> None:
        """Enter: the line is handed over, and leaves the input where it could be.

        On an empty line within 350 ms of the Enter before it, it is a key that bounced: ignored, and counted
        as the one before.
        """
        now = self.call.now()
        before, self.entered_at = self.entered_at, now
        if not self.text.strip() and before is not None and timedelta(0) <= now - before < BOUNCE:
            return
        self.more, self.back = (), 0
        self._hand_over(self.text, self.line_id or None)

    def _hand_over(self, line: str, line_id: str | None) -> None:
        """To the call; while a line is being saved others wait here, in their order, and typing goes on."""
        line_id = line_id or self.call.new_line_id()
        if not self.waiting:
            self._begin(line, line_id)
            return
        if line.strip() or not (self.told_to_wait or self.stuck):  # who must wait may press Enter again
            self.waiting.append((line, line_id))
        self.text, self.line_id, self.dirty = "", "", True
        self.hint, self.unhinted = "", False
        if self.stuck:
            self._go_on()
        elif self.told_to_wait:
            self.still_saving()

    def _begin(self, line: str, line_id: str) -> None:
        """What the line comes to: answered at once where nothing is to be saved."""
        handed = self.call.hand_over(line, line_id)
        if isinstance(handed, Feedback):
            self._answered(handed)
            self.keep_draft()
            return
        self.waiting.append((line, line_id))
        self.text, self.line_id, self.dirty = "", "", True
        self.hint, self.unhinted = "", False
        self._save(handed)

    def _save(self, handed: "Handed") -> None:
        if self.beside is not None:
            self.beside(handed)
        else:
            self.saved(self.call.save(handed))

    def _go_on(self) -> None:
        """The first of the lines that wait is handed over; those that have nothing to save are answered."""
        self.stuck = False
        while self.waiting and not self.call.closed:
            handed = self.call.hand_over(*self.waiting[0])
            if not isinstance(handed, Feedback):
                self._save(handed)
                return
            self._taken(handed)

    def still_saving(self) -> None:
        """The line that is being saved takes a while: it is said, and typing goes on."""
        self.told_to_wait = True
        count = len(self.waiting)
        lines = "line waits" if count == 1 else f"{count} lines wait"
        row = f"Not saved yet: your {lines} for the disk or another dcx. Go on typing."
        self.said, self.wrong = (row,), False

    def saved(self, handed: "Handed") -> None:
        """The first waiting line was saved, and is answered only now; then the next one goes.

        Where it couldn't be, it is said why. A line that waits alone is back in the input; others stay, and
        are handed over before the next one.
        """
        self.told_to_wait = False
        said = self.call.answer(handed)
        if said.error and said.keep:
            line, line_id = self.waiting[0]
            if len(self.waiting) == 1 and not self.text:
                self.waiting, self.text, self.line_id, self.dirty = [], line, line_id or "", True
            else:
                self.stuck = True
            self.said, self.wrong = said.rows, True
            return
        self._taken(said)
        self._go_on()

    def _taken(self, said: Feedback) -> None:
        """The first waiting line is answered; what is being typed stays, a refused line before it."""
        line, line_id = self.waiting.pop(0)
        typed, typed_id, self.text = self.text, self.line_id, ""
        self._answered(said)
        self.text, self.line_id, self.dirty = typed, typed_id, True
        if said.keep:
            self.text = " / ".join(filter(None, (line, typed)))
            self.line_id = line_id or typed_id
        if self.call.closed:
            self.late += [self.call.rescue(one) for one, _ in self.waiting if one.strip()]
            self.waiting = []
        self.keep_draft()

    def _answered(self, said: Feedback) -> None:
        """What the call answered stands on the screen; the line leaves the input unless it was refused."""
        self.said, self.more, self.wrong, self.down = said.rows, said.more, said.error, 0
        if said.keep and len(self.text) > MOST_HINTED:  # a long paste that was refused is in the way
            self.said = (*said.rows[:1], EMPTYING)
        if said.card and not said.rows and not self.call.closed:
            self.said = self.arrival = (self._arrived(),)
        self.hint, self.unhinted = said.hint, False
        if not said.keep:
            self.text, self.line_id, self.dirty = "", "", True
        if self.call.closed:
            self.done = CLOSED
        elif said.leave:
            self.done = PARKED

    def _arrived(self) -> str:
        view = self.call.view()
        if view.place.startswith("! "):
            back = view.onward.removeprefix("then ").lower() or "the card"
            return f"{view.place[2:]}: {view.title}. Enter returns to {back}."
        return f"Now {view.place}: {view.title.upper()}"

    def open_strip(self) -> None:
        """Tab: the situations stand in the feedback rows; Tab again closes them."""
        self.strip = not self.strip
        self.more = ()

    def strip_key(self, letter: str) -> bool:
        """A key while the strip is open; True when it was a situation's letter. The typed text stays."""
        self.strip = False
        if letter not in {key for key, _ in self.call.view().situations}:
            return False
        text, line_id, self.text, self.line_id = self.text, self.line_id, "", ""
        self._hand_over(f"/{letter}", None)
        if text or not self.text:
            self.text, self.line_id, self.dirty = text, line_id, True
        return True

    def escape(self) -> None:
        """Esc: the strip closes, a longer answer goes; nothing else changes."""
        self.strip, self.more, self.back = False, (), 0

    def interrupt(self) -> None:
        """Ctrl-C never quits and never clears."""
        self.strip = False
        self.said = (
            f"{self.call.safe}, the half-typed line is kept.",
            f"Ctrl-D on an empty line leaves; {self.call.left}.",
        )
        self.wrong = False

    def leave(self) -> bool:
        """Ctrl-D: on an empty line the call is parked; True when it is."""
        if self.text:
            self.said, self.wrong = ("Ctrl-D leaves on an empty line only. Your line is kept.",), False
            return False
        self.done = PARKED
        return True

    def page(self, up: bool) -> None:
        """PgUp and PgDn: the longer answer, else the log."""
        step = max(1, self.log_height - 1)
        if self.more:
            self.down = max(0, self.down - step if up else self.down + step)
            return
        far = furthest(self.call.view().log, self.log_height)
        self.back = min(far, max(0, self.back + step if up else self.back - step))

    def pasted(self, data: str) -> str:
        """A bracketed paste as one line, joined by " / ", not sent; its count is shown."""
        lines = [line.strip() for line in data.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
        kept = [line for line in lines if line]
        joined = " / ".join(kept)
        if len(kept) > 1:
            self.said = (f"Pasted {len(kept)} lines, {len(joined)} characters, as one. Enter saves it.",)
            self.wrong = False
        return joined

    def after_the_end(self) -> None:
        """A line half typed when the call was closed is kept apart, like one that was entered."""
        if self.call.closed and self.text.strip():
            self.late.append(self.call.rescue(self.text))
            self.text, self.line_id, self.dirty = "", "", True

    def keep_draft(self) -> None:
        """What isn't saved yet goes to the disk, where it changed since; where there is nothing, no draft."""
        if not self.dirty:
            return
        self.dirty = False
        held, held_id = self.held or ("", "")
        text, line_id = " / ".join(filter(None, (held, self.text))), held_id or self.line_id
        keep = self.call.drafting(text, line_id or self.call.new_line_id(), tuple(self.waiting))
        if self.draft is not None:
            self.draft(keep)
        else:
            keep()
