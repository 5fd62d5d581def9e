"""The full screen: one prompt_toolkit Application for a whole call."""

import asyncio
import gc
import signal
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding.bindings.basic import load_basic_bindings
from prompt_toolkit.layout import (
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style

from difficult_cx.terminal.screen.beside import Beside, Latest
from difficult_cx.terminal.screen.bursts import in_bursts
from difficult_cx.terminal.screen.colours import COLOURS
from difficult_cx.terminal.screen.first import Told
from difficult_cx.terminal.screen.keys import bindings
from difficult_cx.terminal.screen.layout import Frame, without_clock
from difficult_cx.terminal.screen.line import InputLine
from difficult_cx.terminal.screen.row import Row, fit_for
from difficult_cx.terminal.screen.session import CANT, CLOSED, PARKED, Session
from difficult_cx.terminal.width import width

if TYPE_CHECKING:
    from difficult_cx.app.running import Handed

TICK = 0.5
# A change of the half-typed line is on its way to the disk so soon.
DRAFT = 0.4
# A line that isn't saved after so long is said to wait.
SLOW = 0.25
# So long Enter may wait for the disk, in seconds: shorter than anybody sees.
AT_ONCE = 0.008
ESCAPE = 0.05


class Screen:
    """The Application around a session: it draws frames and hands keys over."""

    def __init__(
        self,
        session: Session,
        env: Mapping[str, str],
        source: Input | None = None,
        output: Output | None = None,
        encoding: str = "utf-8",
        told: Told | None = None,
    ) -> None:
        self.encoding = encoding
        self.told = told or Told()
        self.old_console = env.get("OS") == "Windows_NT" and not env.get("WT_SESSION")
        self.session = session
        self.buffer = Buffer(multiline=False, on_text_changed=self._typed)
        self._setting = self._drafting = False
        self._saving: Beside[Handed] = Beside()
        self._drafts = Latest()
        self._flying: Handed | None = None
        session.beside, session.draft = self._save, self._drafts
        self._frame = Frame((), "", ())
        self._last: object = None
        self.app: Application[int] = Application(
            layout=self._layout(),
            key_bindings=bindings(self),
            style=Style.from_dict(COLOURS),
            full_screen=True,
            mouse_support=False,
            enable_page_navigation_bindings=False,
            include_default_pygments_style=False,
            color_depth=ColorDepth.DEPTH_1_BIT if env.get("NO_COLOR") else None,
            before_render=self._before_render,
            input=source,
            output=output,
        )
        in_bursts(self.app.input)
        self.app.timeoutlen = self.app.ttimeoutlen = ESCAPE
        # The editor's own Esc and Alt sequences are off: only the plain editing keys stay.
        self.app._default_bindings = load_basic_bindings()  # noqa: SLF001

    def _layout(self) -> Layout:
        above = Window(
            FormattedTextControl(lambda: self._pieces(self._frame.above)),
            height=self._above,
            wrap_lines=False,
        )
        label = Window(
            FormattedTextControl(lambda: [("class:label", self._frame.label)]),
            width=lambda: Dimension.exact(width(self._frame.label)),
            height=1,
            dont_extend_width=True,
        )
        line = Window(InputLine(self.buffer, self.encoding), height=1, wrap_lines=False)
        below = Window(FormattedTextControl(lambda: self._pieces(self._frame.below)), height=self._below)
        return Layout(HSplit([above, VSplit([label, line]), below]), focused_element=line)

    def _pieces(self, rows: tuple[Row, ...]) -> StyleAndTextTuples:
        found: StyleAndTextTuples = []
        for place, row in enumerate(rows):
            if place:
                found.append(("", "\n"))
            found += fit_for(row, self.encoding)
        return found

    def _above(self) -> Dimension:
        return Dimension.exact(len(self._frame.above))

    def _below(self) -> Dimension:
        return Dimension.exact(len(self._frame.below))

    def _before_render(self, app: "Application[int]") -> None:
        size = app.output.get_size()
        self._frame = self.session.frame(size.columns, size.rows)

    def _typed(self, buffer: Buffer) -> None:
        if self._setting:
            return
        self.session.typed(buffer.text)
        if not self._drafting:  # half a second after the first change, whatever else has to wait
            with suppress(RuntimeError):  # nothing runs yet
                asyncio.get_running_loop().call_later(DRAFT, self._keep)
                self._drafting = True

    def _keep(self) -> None:
        self._drafting = False
        self.session.keep_draft()

    def set_text(self, text: str) -> None:
        """Put this into the input line, the cursor behind it."""
        self._setting = True
        self.buffer.set_document(Document(text, len(text)), bypass_readonly=True)
        self._setting = False

    def show_line(self) -> None:
        """The input line is what the session says it is."""
        if self.buffer.text != self.session.text:
            self.set_text(self.session.text)

    def after(self) -> None:
        """After a key, or a line that was saved, which may have ended the call."""
        if self.session.done is not None and not self.app.is_done:
            self.app.exit(result=self.session.done)

    def stop(self) -> None:
        """A hang-up or a termination: the half-typed line is kept, the call is parked."""
        self.session.keep_draft()
        self.session.done = PARKED
        if self.app.is_running and not self.app.is_done:
            self.app.exit(result=PARKED)

    def _save(self, handed: "Handed") -> None:
        """Saving waits for the disk, and for another dcx that is writing: the keys go on meanwhile."""
        loop = asyncio.get_running_loop()

        def told(ended: "Future[Handed]") -> None:
            with suppress(RuntimeError):  # the screen has ended meanwhile: `finish` takes it
                loop.call_soon_threadsafe(self._saved, ended)

        self._flying = handed
        self._saving.start(lambda: self.session.call.save(handed), told)
        loop.call_later(SLOW, self._slow, handed)

    def take_if_saved(self) -> None:
        """Mostly the disk is done before the screen could be drawn: it is drawn once, then."""
        ended = self._saving.soon(AT_ONCE)
        if ended is not None:
            self._saved(ended)

    def _saved(self, ended: "Future[Handed]") -> None:
        if not self._saving.take(ended):
            return
        self._flying = None
        try:
            self.session.saved(ended.result())
        except Exception as error:  # noqa: BLE001  (a bug on another thread is one of this program)
            self.app.exit(exception=error)
            return
        self.show_line()
        self.app.invalidate()
        self.after()

    def _slow(self, handed: "Handed") -> None:
        if self._flying is handed:
            self.session.still_saving()
            self.app.invalidate()

    def finish(self) -> None:
        """What was entered is saved, what is half typed is in the draft, nothing runs on."""
        session = self.session
        session.beside = None
        flying = self._saving.wait()
        if flying is not None:
            session.saved(flying.result())
        session.after_the_end()
        self._drafts.wait()
        session.draft, session.dirty = None, True
        session.keep_draft()

    async def _tick(self) -> None:
        """Twice a second the clock goes on where it shows; before, what the next lines need is read."""
        await asyncio.sleep(TICK)
        self.session.call.warm()
        gc.freeze()  # what is imported stays: going over all of it takes 20 ms each time, and a key waits
        while True:
            await asyncio.sleep(TICK)
            shown = self.session.shown()
            standing = (without_clock(shown), int(shown.now.timestamp()) if shown.clock != "off" else 0)
            if standing != self._last:
                self._last = standing
                self.app.invalidate()

    def _watch(self) -> None:
        """Before the first frame: whoever sees the screen can already hang up."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    loop.add_signal_handler(number, self.stop)
                except (NotImplementedError, RuntimeError, ValueError):
                    return

    def _started(self) -> None:
        self._watch()
        if self.told.to_stop:
            self.stop()
            return
        self.typed_ahead()
        self.after()
        self.app.create_background_task(self._tick())

    def typed_ahead(self) -> None:
        """What was typed before the first frame stood goes first; the line of last time comes after it."""
        if self.session.held is None:
            return
        self.app.key_processor.feed_multiple(self.app.input.read_keys())
        self.app.key_processor.process_keys()
        self.session.restore()
        self.show_line()

    def run(self) -> int:
        """Until the call is closed or parked, and how it ended; the end of the terminal parks it."""
        self.set_text(self.session.begin())
        try:
            self.app.run(pre_run=self._started, handle_sigint=False)
        except (EOFError, OSError, KeyboardInterrupt):
            self.session.done = PARKED
        finally:
            self.finish()
        return self.code

    @property
    def code(self) -> int:
        """0 closed, 4 parked, 3 when a line came after the end: it is kept apart."""
        if self.session.late:
            return CANT
        return CLOSED if self.session.call.closed else PARKED
