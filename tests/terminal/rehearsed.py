"""A call without a disk for the faces: the real engine, its events in a list, drafts in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from difficult_cx.app.running import Handed
from difficult_cx.domain.call.decide import decide
from difficult_cx.domain.call.desk import Decision
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
    entered_again: int = 0
    parting: str = "Parked. dcx handle --resume goes on."
    safe: str = "Nothing is lost: what was entered is saved"
    left: str = "the call is parked"
    draft: tuple[str, str] | None = None
    refusing: bool = False
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
        handed = self.hand_over(line, line_id)
        return handed if isinstance(handed, Feedback) else self.answer(self.save(handed))

    def hand_over(self, line: str, line_id: str | None = None) -> Feedback | Handed:
        """Decide."""
        self.typed.append((line, line_id))
        line_id = line_id or self.new_line_id()
        decided = decide(replace(self.rehearsal.standing, line_id=line_id), line)
        return Handed(line, line_id, decided, decided.entries) if decided.entries else self._told(decided)

    def save(self, handed: Handed) -> Handed:
        """As the journal would, which is not there."""
        return handed

    def answer(self, handed: Handed) -> Feedback:
        """Keep, unless `refusing`."""
        if self.refusing:
            return Feedback(
                ("Not saved: the disk is full (ENOSPC).", "The line stays."), error=True, keep=True
            )
        self.rehearsal.save(*handed.entries)
        return self._told(handed.decided)

    def _told(self, decided: Decision) -> Feedback:
        self.rehearsal.asking = decided.asking
        self.rehearsal.playbook = decided.playbook or self.rehearsal.playbook
        return decided.feedback

    def new_line_id(self) -> str:
        """The next id."""
        return next(self.rehearsal.ids)

    def take_up(self) -> tuple[str, str] | None:
        """The half-typed line of last time."""
        return self.draft

    def drafting(
        self, text: str, line_id: str, entered: Sequence[tuple[str, str]] = ()
    ) -> Callable[[], None]:
        """Keep it, and that it was kept."""
        text = " / ".join(filter(None, (*(line for line, _ in entered), text)))
        line_id = entered[0][1] if entered else line_id

        def keep() -> None:
            self.draft = (text, line_id) if text else None
            self.drafts += [(text, line_id)] if text else []

        return keep

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
