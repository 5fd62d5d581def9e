"""What a face needs of a call: it asks what stands, hands over lines, and knows nothing else."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from difficult_cx.domain.call.view import Feedback, View
from difficult_cx.domain.settings import Settings

if TYPE_CHECKING:
    from difficult_cx.app.running import Handed


class Call(Protocol):
    """A running call, as its face sees it.

    `opening`: what is said before the first card. `resumed`: it was parked before and goes on;
    `entered_again`: so many lines that were entered then are saved only now.
    `parting`: what is said when the rep leaves before the end; `safe` and `left`: what is said on Ctrl-C of
    what was entered, and of what leaving does.
    """

    opening: tuple[str, ...]
    resumed: bool
    entered_again: int
    parting: str
    safe: str
    left: str

    @property
    def id(self) -> str:
        """The call's id."""

    @property
    def closed(self) -> bool:
        """Whether the call is closed."""

    @property
    def settings(self) -> Settings:
        """The settings of this run; a face reads `clock` and `terse`."""

    def view(self) -> View:
        """What stands now; pure and quick."""

    def reply(self, line: str, line_id: str | None = None) -> Feedback:
        """One line, saved when this returns; bad input is an error in the feedback, never an exception."""

    def hand_over(self, line: str, line_id: str | None = None) -> "Feedback | Handed":
        """The same in three steps, for a face that must not wait: what it comes to, nothing saved yet."""

    def save(self, handed: "Handed") -> "Handed":
        """The second step, which may wait for the disk; it may run beside the screen."""

    def answer(self, handed: "Handed") -> Feedback:
        """The third step: the call goes on by what was saved; or says why it wasn't, and the line stays."""

    def now(self) -> datetime:
        """This moment, UTC."""

    def new_line_id(self) -> str:
        """An id for a line that has its first character."""

    def take_up(self) -> tuple[str, str] | None:
        """The half-typed line of last time, and its id; lines that were entered before it are saved first."""

    def drafting(
        self, text: str, line_id: str, entered: Sequence[tuple[str, str]] = ()
    ) -> Callable[[], None]:
        """What keeps this half-typed line, and the lines (line, id) that were entered, when it is called."""

    def hint(self, text: str) -> str:
        """A live hint about a half-typed line; empty when there is none."""

    def warm(self) -> None:
        """Read what the next lines need, while nobody waits for it."""

    def rescue(self, line: str) -> str:
        """Keep a line that came after the end; the sentence that says where, empty when it couldn't."""


def saved_now(count: int) -> str:
    """That lines which were entered before the call was cut off are saved only now."""
    lines = "line" if count == 1 else f"{count} lines"
    return f"Saved now: your last {lines} from before the call was cut off."
