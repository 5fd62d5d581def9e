"""Being told to stop: a hang-up, a termination, Ctrl-C; never in the middle of saving."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any


class Stopped(BaseException):
    """The terminal hung up, or we were asked to end: the call is parked. Not an error."""


@dataclass
class Stopping:
    """Turns signals into exceptions, but only while a line is awaited.

    What arrives while a line is being saved waits until it is. `interrupts`: Ctrl-C is told apart (somebody
    sits there, and goes on); otherwise it stops like the rest. `hung_up`: nobody sits there any more.
    """

    interrupts: bool
    awaiting: bool = False
    stopped: bool = False
    interrupted: bool = False
    hung_up: bool = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Our handlers, as long as this lasts; only the main thread can have them."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        names = [signal.SIGINT, signal.SIGTERM]
        if hasattr(signal, "SIGHUP"):
            names.append(signal.SIGHUP)
        before: dict[signal.Signals, Any] = {name: signal.signal(name, self._take) for name in names}
        try:
            yield
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)

    @contextmanager
    def wait(self) -> Iterator[None]:
        """A line is awaited: now a signal may break in."""
        self.awaiting = True
        try:
            self._raise()
            yield
        finally:
            self.awaiting = False

    def _take(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGINT and self.interrupts:
            self.interrupted = True
        else:
            self.stopped = True
            self.hung_up = number not in (signal.SIGINT, signal.SIGTERM)
        if self.awaiting:
            self._raise()

    def _raise(self) -> None:
        if self.stopped:
            raise Stopped
        if self.interrupted:
            self.interrupted = False
            raise KeyboardInterrupt
