"""Due phrases: what is understood, what is asked, and what can never happen."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from difficult_cx.domain.due import AskAgain, Due, Office, read, read_back, split_end, spoken
from difficult_cx.domain.due.reading import EXAMPLES
from difficult_cx.domain.times import Times
from tests.domain.due.thrown import thrown

LONDON = ZoneInfo("Europe/London")
# Tuesday
NOW = datetime(2026, 11, 24, 10, 15, tzinfo=LONDON)

ASKED = [
    "", "  ", "4", "13", "soon", "asap", "later", "tbc", "yesterday", "today 9am", "2025-01-01", "30 feb", "32/13",
    "25:00", "in -2 hours", "99999999 days", "next blursday", "friday the 26th", "friday or monday", "tomorrow 3pm 4pm",
    "tuesday 3pm", "3pm IST", "call back mon 10am re router", "every day", "in 3 years", "fri-mon", "last week",
    "between 3 and 4", "x" * 81, "\x00", "🙂", "1 2 3 4 5 6", "0 days", "in 0 hours", "24th 25th",
    "12 in the morning", "\udce9", "noon and midnight", "half past 13", "in a few days", "in 5", "15h", "1h30",
    "2027", "5.12", "2.5", "first week of december", "friday after next", "mother's day", "midnight friday",
    "november a", "mon till", "call by", "friday morning eod", "friday eod first thing", "next christmas", "labour day", "3 hours 15 december", "week of sunday the 6th of december", "2:30 hours", "5 dec 2034", "5 minutes and 2 days",
    "first thing this afternoon", "the week of 6 december", "after lunch", "after 3pm", "3-5pm", "every monday", "on mondays", "next week at 3pm", "UTC+5:30 noon",
    "in a moment", "one day", "right away", "3pm JST", "half a day", "bank holiday", "easterr noon today",
]  # fmt: skip


@pytest.mark.parametrize("phrase", ASKED)
def test_a_phrase_is_asked_again(phrase: str) -> None:
    """What can't be worked out is a question, and every choice it gives is understood."""
    found = read(phrase, NOW)
    assert isinstance(found, AskAgain)
    assert found.sentence
    assert len(found.choices) >= 1
    for choice in found.choices:
        assert isinstance(read(choice, NOW), Due), choice


def test_both_choices_are_named() -> None:
    """The two readings of a phrase are different moments."""
    for phrase in ("4", "friday the 26th", "tuesday 3pm", "friday or monday"):
        found = read(phrase, NOW)
        assert isinstance(found, AskAgain)
        answers = {answer.at for one in found.choices if isinstance(answer := read(one, NOW), Due)}
        assert len(answers) == 2, phrase


@pytest.mark.parametrize(
    "now", [NOW, NOW.replace(hour=23, minute=50), datetime(2028, 2, 29, 0, 1, tzinfo=UTC)]
)
def test_the_examples_are_always_understood(now: datetime) -> None:
    """What dcx offers to type works at any moment."""
    assert all(isinstance(read(one, now), Due) for one in EXAMPLES)


def test_eod_after_closing_is_asked() -> None:
    """Today's close has passed: nobody can keep that."""
    assert isinstance(read("eod", NOW.replace(hour=17, minute=1)), AskAgain)
    assert isinstance(read("eod", NOW.replace(hour=16, minute=59)), Due)


def test_the_office_decides_close_holidays_and_order() -> None:
    """Hours, working days and holidays come from the configuration."""
    office = Office(opens=time(8), closes=time(18), holidays=frozenset({date(2026, 11, 25)}), order="dmy")
    for phrase, wanted in (
        ("next business day", datetime(2026, 11, 26, 18)),
        ("12/1", datetime(2027, 1, 12, 18)),
        ("first thing tomorrow", datetime(2026, 11, 25, 8)),
    ):
        found = read(phrase, NOW, office)
        assert isinstance(found, Due)
        assert found.at.replace(tzinfo=None) == wanted


class TestSummerTime:
    def test_a_time_that_does_not_exist_moves_on_by_the_gap(self) -> None:
        """01:30 on the last Sunday of March is 02:30, and it is said."""
        found = read("28 mar 2027 01:30", NOW)
        assert isinstance(found, Due)
        assert found.at.astimezone(UTC) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
        assert any("doesn't exist" in one for one in found.assumed)

    def test_a_time_that_comes_twice_is_the_first(self) -> None:
        """01:30 on the last Sunday of October is still summer time, and it is said."""
        found = read("31 oct 2027 01:30", NOW)
        assert isinstance(found, Due)
        assert found.at.astimezone(UTC) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
        assert any("twice" in one for one in found.assumed)

    def test_hours_are_added_in_utc_and_days_on_the_calendar(self) -> None:
        """Across the change an hour is an hour, and 9 am is 9 am."""
        night = datetime(2027, 3, 27, 20, 0, tzinfo=LONDON)
        hours, clock = read("in 12 hours", night), read("tomorrow 9am", night)
        assert isinstance(hours, Due)
        assert isinstance(clock, Due)
        assert hours.at.astimezone(UTC) == datetime(2027, 3, 28, 8, tzinfo=UTC)
        assert clock.at.astimezone(UTC) == datetime(2027, 3, 28, 8, tzinfo=UTC)

    def test_another_zone_is_read_on_its_own_date(self) -> None:
        """America changes first: for two weeks 3 pm in New York is 19:00 in London."""
        for day, hour in (
            (datetime(2027, 3, 10, 9), 20),
            (datetime(2027, 3, 20, 9), 19),
            (datetime(2027, 4, 2, 9), 20),
        ):
            found = read("3pm ET", day.replace(tzinfo=LONDON))
            assert isinstance(found, Due)
            assert found.at.astimezone(LONDON).hour == hour
            assert found.zone == "America/New_York"

    def test_a_time_that_does_not_exist_is_said_in_any_form(self) -> None:
        """An hour that is jumped over is named as typed, whichever words name the day."""
        saturday = datetime(2027, 3, 27, 10, tzinfo=LONDON)
        for phrase in ("tomorrow 1:30 am", "sunday at half past 1 am", "1.30am on the 28th"):
            found = read(phrase, saturday)
            assert isinstance(found, Due)
            assert found.at.strftime("%d %H:%M") == "28 02:30", phrase
            assert any("01:30 doesn't exist" in one for one in found.assumed), phrase

    def test_a_day_and_some_hours_across_the_change(self) -> None:
        """The day is one of the calendar, the hours are real ones."""
        night = datetime(2027, 3, 27, 20, 0, tzinfo=LONDON)
        found = read("1 day and 5 hours", night)
        assert isinstance(found, Due)
        assert found.at.astimezone(UTC) == datetime(2027, 3, 29, 0, tzinfo=UTC)

    def test_today_is_the_day_of_the_zone_that_is_named(self) -> None:
        """23:30 in London on Tuesday is Wednesday in Tokyo, by name or by hours from UTC."""
        late = datetime(2026, 11, 24, 23, 30, tzinfo=LONDON)
        for phrase in ("today noon Asia/Tokyo", "today noon UTC+9", "noon today GMT+09:00"):
            found = read(phrase, late)
            assert isinstance(found, Due), phrase
            assert found.at.strftime("%a %H:%M") == "Wed 12:00"
            assert found.at.astimezone(UTC) == datetime(2026, 11, 25, 3, tzinfo=UTC)


class TestSaying:
    @pytest.mark.parametrize(
        ("phrase", "line", "words"),
        [
            ("fri noon", "Fri 27 Nov 12:00, in 3 days", "by noon on Friday 27 November"),
            ("eod", "Tue 24 Nov 17:00, today, in 7 h (close of business)", "by 5 pm today, Tuesday"),
            ("tomorrow 3:30pm", "Wed 25 Nov 15:30, tomorrow, in 29 h", "by 3:30 pm tomorrow, Wednesday"),
            (
                "next week",
                "Fri 4 Dec 17:00, in 10 days (next week; close of business)",
                "by 5 pm on Friday 4 December",
            ),
            ("in 20 min", "Tue 24 Nov 10:35, today, in 20 min", "by 10:35 am today, Tuesday"),
            ("5 jan 9am", "Tue 5 Jan 2027 09:00, in 42 days", "by 9 am on Tuesday 5 January 2027"),
            (
                "3pm ET",
                "Tue 24 Nov 20:00 (Tue 24 Nov 15:00 America/New_York), today, in 10 h",
                "by 8 pm today, Tuesday",
            ),
            ("midnight", "Wed 25 Nov 00:00, tomorrow, in 14 h (the end of today)", "by midnight tonight"),
            (
                "28 nov 0:00",
                "Sat 28 Nov 00:00, in 4 days",
                "by midnight at the end of Friday 27 November",
            ),
            (
                "1 jan 2028 0:00",
                "Sat 1 Jan 2028 00:00, in 403 days",
                "by midnight at the end of Friday 31 December 2027",
            ),
        ],
    )
    def test_a_time_is_read_back(self, phrase: str, line: str, words: str) -> None:
        """Weekday, date, 24 hours, distance, assumptions in brackets; and as a rep says it."""
        found = read(phrase, NOW)
        assert isinstance(found, Due)
        assert read_back(found, NOW) == line
        assert spoken(found, NOW) == words

    @pytest.mark.parametrize(
        ("phrase", "line"),
        [
            ("fri noon", "Fri 27 Nov noon, in 3 days"),
            ("tomorrow 3:30pm", "Wed 25 Nov 3:30 pm, tomorrow, in 29 h"),
            ("5 jan 9am", "Tue 5 Jan 2027 9:00 am, in 42 days"),
            ("3pm ET", "Tue 24 Nov 8:00 pm (Tue 24 Nov 3:00 pm America/New_York), today, in 10 h"),
        ],
    )
    def test_a_time_is_read_back_by_the_12_hour_clock(self, phrase: str, line: str) -> None:
        """The same line; what it is read from stays the same."""
        found = read(phrase, NOW)
        assert isinstance(found, Due)
        assert read_back(found, NOW, Times(NOW.tzinfo or UTC, twelve=True)) == line


class TestSplitting:
    @pytest.mark.parametrize(
        ("line", "rest", "when"),
        [
            ("refund both fees fri noon", "refund both fees", "fri noon"),
            ("send it by friday", "send it", "by friday"),
            ("call back in 2 hours", "call back", "in 2 hours"),
            ("refund 25 friday", "refund 25", "friday"),
            ("call about order 12 by 5", "call about order 12", "by 5"),
            ("call her at 3pm tomorrow", "call her", "at 3pm tomorrow"),
            ("text ETA to 555-0134 today 17:00", "text ETA to 555-0134", "today 17:00"),
            ("send 20 at 3pm", "send 20", "at 3pm"),
            ("promise 4 in 3 weeks", "promise 4", "in 3 weeks"),
            ("call back April 5", "call back", "April 5"),
            ("send the forms by wed am", "send the forms", "by wed am"),
            ("deliver before the end of the week", "deliver", "before the end of the week"),
            ("refund by close", "refund", "by close"),
            ("set it up for friday", "set it up", "for friday"),
        ],
    )
    def test_the_longest_end_is_the_time(self, line: str, rest: str, when: str) -> None:
        """With the little word that leads to it."""
        left, found = split_end(line, NOW)
        assert isinstance(found, Due)
        assert (left, found.words) == (rest, when)

    @pytest.mark.parametrize(
        "line",
        [
            *(
                "pay 4",
                "call back",
                "send 2 forms",
                "march them home",
                "may I help",
                "",
                "9",
                "call 555 0134",
                "book a table for two",
                "four",
            ),
            *("call April", "send it to April", "do this first", "refund the second", "tell her we close"),
            *("give them a day", "wait a minute", "hold the order for 2 days", "see what we may"),
        ],
    )
    def test_no_time_is_no_time(self, line: str) -> None:
        """A bare number alone is never one."""
        assert split_end(line, NOW) == (line, None)

    @pytest.mark.parametrize(
        "line",
        [
            *("call back friday the 26th", "tell them soon", "call fri or mon", "go tuesday 3pm"),
            *(
                "answer her between 3 and 5 pm",
                "refund today and tomorrow",
                "call in 15",
                "ring her after lunch",
            ),
        ],
    )
    def test_a_time_that_must_be_asked_is_asked(self, line: str) -> None:
        """A shorter end that could be read doesn't hide what was said."""
        left, found = split_end(line, NOW)
        assert isinstance(found, AskAgain)
        assert line.startswith(left)
        assert left in ("call back", "tell them", "call", "go", "answer her", "refund", "ring her")

    @pytest.mark.parametrize(
        ("line", "rest", "choices"),
        [
            ("send 5 tomorrow", "send 5", ("5 tomorrow", "tomorrow")),
            ("refund 12.50 friday", "refund 12.50", ("12.50 friday", "friday")),
            ("order two by friday", "order two", ("two by friday", "by friday")),
            ("ship order 1730 today", "ship order 1730", ("1730 today", "today")),
        ],
    )
    def test_a_number_before_a_day_is_asked(self, line: str, rest: str, choices: tuple[str, ...]) -> None:
        """It may be the hour, or how many; it stays with the words, and nobody guesses."""
        left, found = split_end(line, NOW)
        assert left == rest
        assert isinstance(found, AskAgain)
        assert found.choices == choices
        assert all(isinstance(read(one, NOW), Due) for one in choices)

    @pytest.mark.parametrize(
        ("line", "rest"),
        [
            ("pay 50 on friday", "pay 50"),
            ("call 555-0134 friday", "call 555-0134"),
            ("call 555 0134 friday", "call 555 0134"),
            ("clean room 4 tonight", "clean room 4"),
            ("refund £12.50 friday", "refund £12.50"),
            ("call May tomorrow", "call May"),
        ],
    )
    def test_what_can_be_no_hour_belongs_to_the_words(self, line: str, rest: str) -> None:
        """A number too high, one behind another, one that the part of the day doesn't have, a name."""
        left, found = split_end(line, NOW)
        assert left == rest
        assert isinstance(found, Due)

    @pytest.mark.parametrize(
        "line",
        [
            "call at 5 tomorrow",
            "call 5 pm tomorrow",
            "call 10:30 tomorrow",
            "call 8 in the morning",
            "call 5 dec",
        ],
    )
    def test_what_is_nothing_but_a_time_is_one(self, line: str) -> None:
        """With `at`, am or pm, minutes, a part of the day or a month the number is no other thing."""
        left, found = split_end(line, NOW)
        assert left == "call"
        assert isinstance(found, Due)

    def test_a_stretch_offers_both_its_ends(self) -> None:
        """Each as it could be typed alone."""
        for phrase, wanted in (
            ("3-5 business days", ("3 business days", "5 business days")),
            ("tomorrow 9-11", ("tomorrow 9", "tomorrow 11")),
            ("tomorrow 9:00-10:00", ("tomorrow 9:00", "tomorrow 10:00")),
            ("15:00-16:00", ("15:00", "16:00")),
            ("between 9 and 11 tomorrow", ("9 tomorrow", "11 tomorrow")),
        ):
            found = read(phrase, NOW)
            assert isinstance(found, AskAgain)
            assert found.choices == wanted

    def test_a_long_line_is_quick(self) -> None:
        """Only the end of a 64 KiB line is looked at."""
        left, found = split_end("word " * 13_000 + "tomorrow 3pm", NOW)
        assert isinstance(found, Due)
        assert left.endswith("word")


def holds(phrases: list[str]) -> None:
    """No exception, no answer in the past or more than two years off, every choice understood."""
    for phrase in phrases:
        found = read(phrase, NOW)
        if isinstance(found, Due):
            assert NOW < found.at <= NOW + timedelta(days=733), phrase
        else:
            assert found.sentence, phrase
            assert found.choices, phrase


@pytest.mark.parametrize("year", [1, 1899, 9000, 9999])
def test_a_clock_beside_the_calendar_breaks_nothing(year: int) -> None:
    """A year in which nothing can be added or taken away is said."""
    for phrase in ("fri", "yesterday", "in 2 days", "eoy", "in 100000 hours", "3pm ET"):
        found = read(phrase, datetime(year, 12, 31, 23, 59, tzinfo=UTC))
        assert isinstance(found, AskAgain)
        assert str(year) in found.sentence


def test_words_thrown_together_never_break_it() -> None:
    """A small share of what `-m slow` runs."""
    holds(thrown(3_000, 1))


@pytest.mark.slow
def test_sixty_thousand_phrases_never_break_it() -> None:
    """60,000 phrases, seeded."""
    holds(thrown(60_000, 2))
