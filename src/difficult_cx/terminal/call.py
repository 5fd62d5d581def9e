"""What a face needs of a call: it asks what stands, hands over lines, and knows nothing else."""

from datetime import datetime
from typing import Protocol

from difficult_cx.domain.call.view import Feedback, View
from difficult_cx.domain.settings import Settings


class Call(Protocol):
    """A running call, as its face sees it.

    `opening`: what is said before the first card. `resumed`: it was parked before and goes on.
    `parting`: what is said when the rep leaves before the end; `safe` and `left`: what is said on Ctrl-C of
    what was entered, and of what leaving does.
    """

    opening: tuple[str, ...]
    resumed: bool
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

    def try_reply(self, line: str, line_id: str | None = None, *, last: bool = False) -> Feedback | None:
        """The same at once: None where another dcx is writing, and the line is to be handed over again.

        With `last` it won't be: the feedback says who is writing.
        """

    def now(self) -> datetime:
        """This moment, UTC."""

    def new_line_id(self) -> str:
        """An id for a line that has its first character."""

    def load_draft(self) -> tuple[str, str] | None:
        """The half-typed line of last time, and its id."""

    def save_draft(self, text: str, line_id: str) -> None:
        """Keep the half-typed line."""

    def clear_draft(self) -> None:
        """Nothing is half-typed any more."""

    def hint(self, text: str) -> str:
        """A live hint about a half-typed line; empty when there is none."""

    def warm(self) -> None:
        """Read what the next lines need, while nobody waits for it."""

    def rescue(self, line: str) -> str:
        """Keep a line that came after the end; the sentence that says where, empty when it couldn't."""
