"""The full screen: one prompt_toolkit Application for a whole call."""

import asyncio
import signal
import time
from collections.abc import Mapping

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

from difficult_cx.terminal.screen.bursts import in_bursts
from difficult_cx.terminal.screen.colours import COLOURS
from difficult_cx.terminal.screen.first import Told
from difficult_cx.terminal.screen.keys import bindings
from difficult_cx.terminal.screen.layout import Frame, without_clock
from difficult_cx.terminal.screen.line import InputLine
from difficult_cx.terminal.screen.row import Row, fit_for
from difficult_cx.terminal.screen.session import PARKED, Session
from difficult_cx.terminal.width import width

TICK = 0.5
# A line that must wait for another dcx is handed over again after so long, and given back after WAIT.
AGAIN, WAIT = 0.02, 2.0
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
        self._setting = False
        self._saving = False
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
        if not self._setting:
            self.session.typed(buffer.text)

    def set_text(self, text: str) -> None:
        """Put this into the input line, the cursor behind it."""
        self._setting = True
        self.buffer.set_document(Document(text, len(text)), bypass_readonly=True)
        self._setting = False

    def after(self) -> None:
        """After a key that may have ended the call, or handed over a line that must wait."""
        if self.session.waiting and not self._saving and self.session.done is None:
            self._saving = True
            self.app.create_background_task(self._save_on())
        if self.session.done is not None and not self.app.is_done:
            self.app.exit(result=self.session.done)

    def stop(self) -> None:
        """A hang-up or a termination: the half-typed line is kept, the call is parked."""
        self.session.keep_draft()
        self.session.done = PARKED
        if self.app.is_running and not self.app.is_done:
            self.app.exit(result=PARKED)

    async def _save_on(self) -> None:
        """Waiting lines are handed over again and again, while the keys go on; at most `WAIT` for each."""
        until = time.monotonic() + WAIT
        while self.session.waiting and self.session.done is None:
            await asyncio.sleep(AGAIN)
            saved = self.session.pump(last=time.monotonic() >= until)
            if saved is None:
                self._saving = False
                self.set_text(self.session.text)
                self.app.invalidate()
                return
            if saved:
                until = time.monotonic() + WAIT
                self.app.invalidate()
        self._saving = False
        self.after()

    async def _tick(self) -> None:
        """Twice a second: the draft goes to the disk where it changed, the clock goes on where it shows."""
        await asyncio.sleep(TICK)
        self.session.call.warm()
        while True:
            await asyncio.sleep(TICK)
            self.session.keep_draft()
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
        self.app.create_background_task(self._tick())

    def run(self) -> int:
        """Until the call is closed (0) or parked (4); the end of the terminal parks it."""
        self.set_text(self.session.begin())
        try:
            code = self.app.run(pre_run=self._started, handle_sigint=False)
        except (EOFError, OSError, KeyboardInterrupt):
            code = PARKED
        self.session.keep_draft()
        return PARKED if code is None else code
