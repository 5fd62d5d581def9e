"""The plain face: lines in, lines out, nothing is ever redrawn; for pipes, screen readers, old consoles."""

import select
from contextlib import suppress
from dataclasses import dataclass
from typing import TextIO

from difficult_cx.domain.call.line import LONGEST, Context, read_line
from difficult_cx.domain.call.view import View
from difficult_cx.terminal import sequences, spoken
from difficult_cx.terminal.call import Call, saved_now
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.stopping import Stopped, Stopping

CLOSED, CANT, PARKED = 0, 3, 4
# A line is read up to here, in characters; longer ones are refused by the call, the rest only passed over.
MOST_READ = 2 * LONGEST
# More than this without a line end is no line that somebody typed: it is refused, and reading ends there.
MOST_PASSED = 16 * 1024 * 1024
TERMINALS_OWN = (
    "A half-typed line belongs to the terminal here: Ctrl-C, a hang-up and all past 4,095 characters lose it."
)


def ready(handle: int) -> bool:
    """Whether a line, or the end, can be read there; waits a second for it."""
    return bool(select.select([handle], [], [], 1.0)[0])


def run(call: Call, stdin: TextIO, stdout: TextIO, stderr: TextIO, *, interactive: bool) -> int:
    """Walk the call line by line; 0 when it was closed, 4 when it was parked, 3 when lines came too late.

    `interactive`: somebody types. A closed stdout is the caller's business (BrokenPipeError); the call is
    parked then, with every line that was answered saved.
    """
    return _Plain(call, stdin, stdout, stderr, Stopping(interrupts=interactive), interactive).run()


@dataclass
class _Plain:
    call: Call
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    stopping: Stopping
    interactive: bool
    endless: bool = False
    reminded: str = ""

    def run(self) -> int:
        """The whole call, then what came after it."""
        with self.stopping.watched():
            try:
                self._begin()
                while not self.call.closed:
                    line = self._read()
                    if line is None or not self._answer(line) or self.endless:
                        return self._park()
                return self._after()
            except Stopped:
                return self._park()
            except BrokenPipeError:
                raise
            except OSError:  # nobody can be told any more; what was answered is saved, the call is parked
                return PARKED

    def _begin(self) -> None:
        draft = self.call.take_up()
        view = self.call.view()
        self._say(*spoken.opening(view, self.call.opening, resumed=self.call.resumed))
        if self.call.entered_again:
            self._say(saved_now(self.call.entered_again))
        self._card(view)
        if draft is not None and draft[0]:
            self._say(f"Half typed when the call was parked, not saved: {clean(draft[0])}")

    def _answer(self, line: str) -> bool:
        """Hand the line over and say what came of it; False when the rep wants to leave."""
        before = self.call.view()
        said = self.call.reply(line)
        after = self.call.view()
        shown = not self.call.closed and (said.card or _place(after) != _place(before))
        if not (shown and said.rows == after.prompt):  # a gate's card says the same two rows
            self._say(*spoken.feedback(said))
        self._remind(after)
        if self.interactive and _asks_for_help(line):
            self._say(TERMINALS_OWN)
        if shown:
            self._card(after)
        if self.call.closed and not any(row.startswith("Call closed") for row in said.rows):
            self._say("Call closed.")
        return not said.leave

    def _remind(self, view: View, before: str = "") -> bool:
        """That they are still on hold, once every two minutes."""
        due = view.reminder if view.reminder != self.reminded else ""
        self.reminded = view.reminder
        if due:
            self._say(f"{before}Reminder: {clean(due)}")
        return bool(due)

    def _card(self, view: View) -> None:
        self._say("", *spoken.card(view, terse=self.call.settings.terse))

    def _read(self) -> str | None:
        """The next line as it was typed; None at the end of input, or when the terminal is gone."""
        while True:
            self._prompt()
            try:
                with self.stopping.wait():
                    self._on_hold()
                    line = self._line()
            except KeyboardInterrupt:
                self._say("", f"{self.call.safe}. Ctrl-D leaves, and {self.call.left}.")
                continue
            if not (self.interactive and line):
                return line
            typed = sequences.WHOLE.sub("", line)  # a click is never a note, nor is it Enter
            if typed.strip() or not line.strip():
                return typed

    def _on_hold(self) -> None:
        """While they are on hold a reminder comes without a key; what is half typed stays where it is."""
        if not self.interactive or self.call.view().hold_since is None:
            return
        with suppress(OSError, ValueError):  # no terminal that can be watched: it comes with the next line
            handle = self.stdin.fileno()
            while not ready(handle):
                if self._remind(self.call.view(), "\n"):
                    self._prompt()

    def _line(self) -> str | None:
        try:
            line = self.stdin.readline(MOST_READ)
            rest, passed = line, 0
            while rest and not rest.endswith("\n") and len(rest) >= MOST_READ:
                passed += len(rest)
                if passed > MOST_PASSED:
                    self.endless = True
                    break
                rest = self.stdin.readline(MOST_READ)
        except OSError:  # a terminal that is gone reads as an error, not as an end
            self.stopping.hung_up = True
            return None
        return line.removesuffix("\n") if line else None

    def _prompt(self) -> None:
        if self.interactive and self.stdout.isatty():
            self.stdout.write(spoken.label(self.call.view()))
            self.stdout.flush()

    def _park(self) -> int:
        """Nothing is to be saved: every line that was answered is. Nobody is told who isn't there."""
        if not self.stopping.hung_up:
            prompted = self.interactive and self.stdout.isatty()
            self._say(*([""] if prompted else []), self.call.parting)
        return PARKED

    def _after(self) -> int:
        """Lines that come after the end are kept apart: the call is closed and takes no more."""
        if self.interactive:
            return CLOSED
        code, kept = CLOSED, ""
        while (line := self._read()) is not None:
            if not line.strip():
                continue
            where = self.call.rescue(line)
            if where != kept or code == CLOSED:
                self.stderr.write(f"The call is closed; a line came after it. {_where(where)}\n")
                self.stderr.flush()
            code, kept = CANT, where
        return code

    def _say(self, *rows: str) -> None:
        self.stdout.write("".join(f"{row}\n" for row in rows))
        self.stdout.flush()


def _where(sentence: str) -> str:
    return clean(sentence) if sentence else "It could not be kept."


def _place(view: View) -> tuple[str, str]:
    return (view.place, view.card)


def _asks_for_help(line: str) -> bool:
    read = read_line(line, Context())
    return read.kind == "command" and read.word == "help"
