"""What the full screen remembers between keys: pure enough to be driven by a test, no terminal in it."""

from dataclasses import field
from datetime import datetime, timedelta

from difficult_cx.domain.call.view import Feedback
from difficult_cx.records import dataclass
from difficult_cx.terminal.call import Call
from difficult_cx.terminal.screen.layout import Frame, Shown, layout
from difficult_cx.terminal.screen.log import furthest

BOUNCE = timedelta(milliseconds=350)
EMPTYING = "Ctrl-U empties the line up to the cursor, Ctrl-K from the cursor on."
# A longer line is read along only when it is saved: nobody says a page in one breath.
MOST_HINTED = 2000
CLOSED, PARKED = 0, 4


@dataclass
class Session:
    """The state of one screen: what was said last, what is scrolled, the line that is being typed.

    `text` is the input line as it stands, `line_id` the id its entry will have. `done` is the exit code once
    the call is over for this screen.
    """

    call: Call
    said: tuple[str, ...] = ()
    wrong: bool = False
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
    waiting: list[tuple[str, str | None]] = field(default_factory=list)
    entered_at: datetime | None = None
    log_height: int = field(default=1)

    def begin(self) -> str:
        """The half-typed line of last time, to go into the input; what is said first. Twice is once."""
        if self.begun:
            return self.text
        self.begun = True
        self.said = tuple(self.call.opening[:2])
        draft = self.call.load_draft()
        if draft is None:
            return ""
        text, self.line_id = draft
        self.text = text
        self.said = (*self.said[:1], "Your half-typed line is here again; Enter saves it.")
        return text

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

    def enter(self) -> bool:
        """Enter: the line is handed over; True when it left the input.

        On an empty line within 350 ms of the Enter before it, it is a key that bounced: ignored, and counted
        as the one before.
        """
        now = self.call.now()
        before, self.entered_at = self.entered_at, now
        if not self.text.strip() and before is not None and timedelta(0) <= now - before < BOUNCE:
            return False
        self.more, self.back = (), 0
        return self._hand_over(self.text, self.line_id or None)

    def _hand_over(self, line: str, line_id: str | None) -> bool:
        """To the call; while another dcx is writing lines wait here, in their order, and typing goes on."""
        said = None if self.waiting else self.call.try_reply(line, line_id)
        if said is not None:
            return self._answered(said)
        if line.strip() or not self.waiting:
            self.waiting.append((line, line_id))
        self.text, self.line_id, self.dirty = "", "", True
        self.said, self.wrong, self.hint, self.unhinted = (self._saving(),), False, "", False
        return True

    def _saving(self) -> str:
        count = len(self.waiting)
        lines = "line" if count == 1 else f"{count} lines"
        return f"Not saved yet, your {lines} will be: another dcx is writing. Go on typing."

    def pump(self, *, last: bool) -> bool | None:
        """Hand the first waiting line over again: True when it was answered, False when it still waits.

        With `last` the wait is over: None, it is said who holds the journal, and a line that waits alone is
        back in the input; others stay, and are handed over before the next one.
        """
        line, line_id = self.waiting[0]
        said = self.call.try_reply(line, line_id, last=last)
        if said is None:
            return False
        if last and said.keep and said.error:
            if len(self.waiting) == 1 and not self.text:
                self.waiting, self.text, self.line_id = [], line, line_id or ""
            self.said, self.wrong = said.rows, True
            return None
        del self.waiting[0]
        typed = self.text, self.line_id
        self._answered(said)
        self.text, self.line_id, self.dirty = *typed, True
        return True

    def _answered(self, said: Feedback) -> bool:
        """What the call answered stands on the screen; True when the line left the input."""
        self.said, self.more, self.wrong, self.down = said.rows, said.more, said.error, 0
        if said.keep and len(self.text) > MOST_HINTED:  # a long paste that was refused is in the way
            self.said = (*said.rows[:1], EMPTYING)
        if said.card and not said.rows and not self.call.closed:
            self.said = (self._arrived(),)
        self.hint, self.unhinted = said.hint, False
        if not said.keep:
            self.text, self.line_id, self.dirty = "", "", False
            self.call.clear_draft()
        if self.call.closed:
            self.done = CLOSED
        elif said.leave:
            self.done = PARKED
        return not said.keep

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
        text, line_id, dirty = self.text, self.line_id, self.dirty
        self._hand_over(f"/{letter}", None)
        self.text, self.line_id, self.dirty = text, line_id, dirty or bool(text)
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

    def keep_draft(self) -> None:
        """The half-typed line goes to the disk, where it changed since."""
        lines = [*(line for line, _ in self.waiting), self.text]
        text = " / ".join(line for line in lines if line)
        if self.dirty and text:
            ids = [*(one for _, one in self.waiting), self.line_id]
            self.call.save_draft(text, next(filter(None, ids), "") or self.call.new_line_id())
        elif self.dirty:
            self.call.clear_draft()
        self.dirty = False
