"""What the rules make of words: days, periods, lengths, times of day, zones; and what they are made from."""

from datetime import date, datetime, timedelta

from difficult_cx.domain.office import Office
from difficult_cx.records import dataclass


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
    passed on it is past. `first`: where the day ends something longer, the day that begins it (`before next
    week`); `yearless`: a date whose year was not said.
    """

    kind: str
    value: object = None
    note: str = ""
    strict: bool = False
    first: date | None = None
    yearless: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask where words never come to one moment, and phrases to choose from."""

    sentence: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A week, a month, a quarter, a year, a weekend: its first and last day; `note` is how it is said."""

    first: date
    last: date
    unit: str
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """So long: months and days on the calendar, a time on the clock; or working days, or hours of them."""

    months: int = 0
    days: int = 0
    clock: timedelta = timedelta(0)
    business: int = 0
    office: timedelta = timedelta(0)

    def plus(self, other: "Length") -> "Length | None":
        """Both together; None where working days or hours are added to something else."""
        if self.business or other.business or self.office or other.office:
            return None
        return Length(self.months + other.months, self.days + other.days, self.clock + other.clock)
