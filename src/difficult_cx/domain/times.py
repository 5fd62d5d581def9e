"""How a moment is worded: what people see of a day or a clock is made here, in English everywhere."""

from datetime import date, datetime, tzinfo

from difficult_cx.records import dataclass

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def month_day(day: date, *, year: bool = False) -> str:
    """`4 Dec`, `4 Dec 2026`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}{f' {day.year}' if year else ''}"


def short_day(day: date, *, year: bool = False) -> str:
    """`Fri 4 Dec`, `Fri 4 Dec 2026`."""
    return f"{weekday(day)[:3]} {month_day(day, year=year)}"


def long_day(day: date, *, year: bool = False) -> str:
    """`Friday 4 December`, `Friday 4 December 2026`."""
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"


def weekday(day: date) -> str:
    """`Friday`."""
    return DAYS[day.weekday()]


@dataclass(frozen=True, slots=True)
class Times:
    """Words for moments in one zone, by the 24 hour clock or, where that is set, the 12 hour clock.

    Twelve at noon is `noon`: nobody has to know which of am and pm that is. Twelve at night stays `12:00 am`,
    for it begins the day that stands beside it, and `midnight` would leave open which end of it is meant.
    """

    zone: tzinfo
    twelve: bool = False

    def clock(self, at: datetime) -> str:
        """`17:00`; `5:00 pm`, `noon`."""
        local = at.astimezone(self.zone)
        if not self.twelve:
            return f"{local.hour:02}:{local.minute:02}"
        if (local.hour, local.minute) == (12, 0):
            return "noon"
        return f"{local.hour % 12 or 12}:{local.minute:02} {'am' if local.hour < 12 else 'pm'}"

    def clock_below(self, at: datetime) -> str:
        """The same where clocks stand below each other."""
        return f"{self.clock(at):>{8 if self.twelve else 5}}"

    def weekday(self, at: datetime) -> str:
        """`Fri 17:00`, of a moment that is near."""
        return f"{weekday(at.astimezone(self.zone))[:3]} {self.clock(at)}"

    def moment(self, at: datetime, *, year: bool = False) -> str:
        """`Fri 4 Dec 17:00`, `Fri 4 Dec 2026 17:00`."""
        return f"{self.day(at, year=year)} {self.clock(at)}"

    def moment_below(self, at: datetime, *, year: bool = False) -> str:
        """The same where moments stand below each other."""
        local = at.astimezone(self.zone)
        return (
            f"{weekday(local)[:3]} {month_day(local, year=year):>{11 if year else 6}} {self.clock_below(at)}"
        )

    def day(self, at: datetime, *, year: bool = False) -> str:
        """`Fri 4 Dec`, `Fri 4 Dec 2026`."""
        return short_day(at.astimezone(self.zone), year=year)

    def month_day(self, at: datetime, *, year: bool = False) -> str:
        """`4 Dec`, `4 Dec 2026`."""
        return month_day(at.astimezone(self.zone), year=year)
