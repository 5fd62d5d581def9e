"""A call without a disk for the faces: the real engine, its events in a list, drafts in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from difficult_cx.domain.call.decide import decide
from difficult_cx.domain.call.view import Feedback, View
from difficult_cx.domain.settings import Settings
from tests.domain.call.rehearsal import Rehearsal


@dataclass
class RehearsedCall:
    """Answers as a running call does; what was typed is in `typed`, with the ids that came with it."""

    rehearsal: Rehearsal = field(default_factory=Rehearsal)
    settings: Settings = field(default_factory=Settings)
    opening: tuple[str, ...] = ()
    resumed: bool = False
    parting: str = "Parked. dcx handle --resume goes on."
    safe: str = "Nothing is lost: what was entered is saved"
    left: str = "the call is parked"
    draft: tuple[str, str] | None = None
    refusing: bool = False
    busy: bool = False
    typed: list[tuple[str, str | None]] = field(default_factory=list)
    drafts: list[tuple[str, str]] = field(default_factory=list)
    rescued: list[str] = field(default_factory=list)
    hints: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The call's id."""
        return self.rehearsal.events[0].id

    @property
    def closed(self) -> bool:
        """Whether the call is closed."""
        return self.rehearsal.state.phase == "closed"

    @property
    def lines(self) -> list[str]:
        """The lines that came in."""
        return [line for line, _ in self.typed]

    def view(self) -> View:
        """What stands now."""
        return self.rehearsal.view

    def now(self) -> datetime:
        """The rehearsal's clock."""
        return self.rehearsal.now

    def forward(self, seconds: float) -> None:
        """Time passes."""
        self.rehearsal.now += timedelta(seconds=seconds)

    def reply(self, line: str, line_id: str | None = None) -> Feedback:
        """Decide and keep; nothing is kept while `refusing`."""
        self.typed.append((line, line_id))
        one = self.rehearsal
        decided = decide(replace(one.standing, line_id=line_id), line)
        if self.refusing and decided.entries:
            return Feedback(
                ("Not saved: the disk is full (ENOSPC).", "The line stays."), error=True, keep=True
            )
        one.save(*decided.entries)
        one.asking = decided.asking
        one.playbook = decided.playbook or one.playbook
        return decided.feedback

    def try_reply(self, line: str, line_id: str | None = None, *, last: bool = False) -> Feedback | None:
        """The same, unless the test says that another dcx is writing."""
        return None if self.busy and not last else self.reply(line, line_id)

    def new_line_id(self) -> str:
        """The next id."""
        return next(self.rehearsal.ids)

    def load_draft(self) -> tuple[str, str] | None:
        """The half-typed line of last time."""
        return self.draft

    def save_draft(self, text: str, line_id: str) -> None:
        """Keep it, and that it was kept."""
        self.draft = (text, line_id)
        self.drafts.append(self.draft)

    def clear_draft(self) -> None:
        """Nothing is half-typed."""
        self.draft = None

    def hint(self, text: str) -> str:
        """The hint a test put there."""
        return self.hints.get(text, "")

    def warm(self) -> None:
        """Nothing is read late here."""

    def rescue(self, line: str) -> str:
        """Keep it in the list."""
        self.rescued.append(line)
        return "It is kept in rescue/late.txt."


def lines_of(rows: Sequence[str]) -> str:
    """The rows as they are typed into a pipe."""
    return "".join(f"{row}\n" for row in rows)
