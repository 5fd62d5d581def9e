"""What waits for the disk runs beside the screen: saving a line, keeping the half-typed one."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Beside(Generic[T]):
    """Runs one thing at a time on a thread of its own; `told` is called there with what came of it."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._running: Future[T] | None = None

    def start(self, job: Callable[[], T], told: Callable[["Future[T]"], None]) -> None:
        """Begin this; the one before it has ended."""
        self._running = self._thread.submit(job)
        self._running.add_done_callback(told)

    def soon(self, seconds: float) -> "Future[T] | None":
        """What runs, if it has ended by then; it is still to be taken."""
        running = self._running
        if running is not None:
            wait([running], seconds)
        return running if running is not None and running.done() else None

    def take(self, ended: "Future[T]") -> bool:
        """Whether what came of it is still to be taken; only the first who asks is told so."""
        first = ended is self._running
        if first:
            self._running = None
        return first

    def wait(self) -> "Future[T] | None":
        """What still runs, or ended and wasn't taken, once it has ended; nothing is begun any more."""
        self._thread.shutdown()
        running, self._running = self._running, None
        return running


class Latest:
    """Runs the newest job it was given, one at a time; older ones that still wait are passed over."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._lock = Lock()
        self._next: Callable[[], None] | None = None

    def __call__(self, job: Callable[[], None]) -> None:
        """Run this soon, in place of what hasn't begun yet."""
        with self._lock:
            waiting, self._next = self._next, job
        if waiting is None:
            self._thread.submit(self._run)

    def _run(self) -> None:
        with self._lock:
            job, self._next = self._next, None
        if job is not None:
            job()

    def wait(self) -> None:
        """Until everything has run; nothing is begun any more."""
        self._thread.shutdown()
