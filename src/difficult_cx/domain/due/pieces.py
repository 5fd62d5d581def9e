"""What the rules make of words: days, times of day, spans, zones; and what they are made from."""

from dataclasses import dataclass
from datetime import date, datetime

from difficult_cx.domain.due.office import Office


@dataclass(frozen=True, slots=True)
class Here:
    """The moment and the place a phrase is read in: `now` aware and local."""

    now: datetime
    office: Office

    @property
    def today(self) -> date:
        """The calendar day."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Piece:
    """One understood piece of a phrase.

    `kind`: date (explicit), weekday, day (relative), clock, part, close, opening, span (hours), zone, before,
    lead, ask. `note`: what was assumed. `strict`: the piece names this very day (`today`), so a time that has
    passed on it is past.
    """

    kind: str
    value: object = None
    note: str = ""
    strict: bool = False
