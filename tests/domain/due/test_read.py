"""Due phrases: what is understood, what is asked, and what can never happen."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from difficult_cx.domain.due import AskAgain, Due, Office, read, read_back, split_end, spoken
from difficult_cx.domain.due.lexer import _spellings
from difficult_cx.domain.due.read import EXAMPLES

LONDON = ZoneInfo("Europe/London")
# Tuesday
NOW = datetime(2026, 11, 24, 10, 15, tzinfo=LONDON)

UNDERSTOOD = """
fri noon                        2026-11-27 12:00
friday                          2026-11-27 17:00
by friday                       2026-11-27 17:00
tuesday                         2026-12-01 17:00
next friday                     2026-12-04 17:00
next tuesday                    2026-12-01 17:00
friday week                     2026-12-04 17:00
wed of this week                2026-11-25 17:00
this thursday at 4              2026-11-26 16:00
tomorrow                        2026-11-25 17:00
tmrw 9                          2026-11-25 09:00
tommorow 15:30                  2026-11-25 15:30
day after tomorrow              2026-11-26 17:00
thurs 2                         2026-11-26 14:00
2 pm                            2026-11-24 14:00
9am                             2026-11-25 09:00
at 9                            2026-11-25 09:00
by 5                            2026-11-24 17:00
half past 4                     2026-11-24 16:30
half 4                          2026-11-24 16:30
quarter to 3                    2026-11-24 14:45
ten past three                  2026-11-24 15:10
20 min past eight in the evening 2026-11-24 20:20
5.30pm                          2026-11-24 17:30
fri at 5.30                     2026-11-27 17:30
noon tomorrow                   2026-11-25 12:00
midnight                        2026-11-25 00:00
eod                             2026-11-24 17:00
cob friday                      2026-11-27 17:00
end of day tomorrow             2026-11-25 17:00
eow                             2026-11-27 17:00
end of next week                2026-12-04 17:00
next week                       2026-12-04 17:00
end of month                    2026-11-30 17:00
end of january                  2027-01-29 17:00
march                           2027-03-31 17:00
monday morning                  2026-11-30 12:00
in the morning                  2026-11-25 12:00
this afternoon                  2026-11-24 17:00
tonight                         2026-11-24 21:00
tonight at 8                    2026-11-24 20:00
first thing                     2026-11-25 09:00
first thing monday              2026-11-30 09:00
before noon                     2026-11-24 12:00
before friday                   2026-11-26 17:00
no later than fri 10:30         2026-11-27 10:30
in 2 hours                      2026-11-24 12:15
90 mins                         2026-11-24 11:45
1.5 hours                       2026-11-24 11:45
half an hour                    2026-11-24 10:45
an hour and a half              2026-11-24 11:45
2h30m                           2026-11-24 12:45
within 24 hours                 2026-11-25 10:15
1 day and 5 hours               2026-11-25 15:15
3d                              2026-11-27 17:00
couple of days                  2026-11-26 17:00
a fortnight                     2026-12-08 17:00
in a month                      2026-12-24 17:00
2 weeks from friday             2026-12-11 17:00
3 days after 1 dec              2026-12-04 17:00
in 3 business days              2026-11-27 17:00
next business day               2026-11-25 17:00
10 working days                 2026-12-08 17:00
the 5th                         2026-12-05 17:00
1st of december at 10           2026-12-01 10:00
dec 1                           2026-12-01 17:00
12/1                            2026-12-01 17:00
12/1 5pm                        2026-12-01 17:00
25/12                           2026-12-25 17:00
2026-12-01                      2026-12-01 17:00
2026-12-01 14:30                2026-12-01 14:30
5 jan 2027 at noon              2027-01-05 12:00
friday the 27th                 2026-11-27 17:00
first monday of march           2027-03-01 17:00
last friday in december         2026-12-25 17:00
3pm ET                          2026-11-24 20:00
10am PST tomorrow               2026-11-25 18:00
noon Asia/Tokyo                 2026-11-25 03:00
"""
ASKED = [
    "", "  ", "4", "13", "soon", "asap", "later", "tbc", "yesterday", "today 9am", "2025-01-01", "30 feb", "32/13",
    "25:00", "in -2 hours", "99999999 days", "next blursday", "friday the 26th", "friday or monday", "tomorrow 3pm 4pm",
    "tuesday 3pm", "3pm IST", "call back mon 10am re router", "every day", "in 3 years", "fri-mon", "last week",
    "between 3 and 4", "x" * 81, "\x00", "🙂", "1 2 3 4 5 6", "0 days", "in 0 hours", "24th 25th",
    "12 in the morning", "\udce9", "noon and midnight", "half past 13",
]  # fmt: skip


@pytest.mark.parametrize("line", UNDERSTOOD.strip().splitlines(), ids=lambda line: line[:31].strip())
def test_a_phrase_is_understood(line: str) -> None:
    """Each phrase is due when a colleague would say it is."""
    phrase, wanted = line[:32].strip(), line[32:].strip()
    found = read(phrase, NOW)
    assert isinstance(found, Due), found
    assert found.at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") == wanted
    assert found.words == " ".join(phrase.split())


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
        ],
    )
    def test_a_time_is_read_back(self, phrase: str, line: str, words: str) -> None:
        """Weekday, date, 24 hours, distance, assumptions in brackets; and as a rep says it."""
        found = read(phrase, NOW)
        assert isinstance(found, Due)
        assert read_back(found, NOW) == line
        assert spoken(found, NOW) == words


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
        ],
    )
    def test_the_longest_end_is_the_time(self, line: str, rest: str, when: str) -> None:
        """With the little word that leads to it."""
        left, found = split_end(line, NOW)
        assert isinstance(found, Due)
        assert (left, found.words) == (rest, when)

    @pytest.mark.parametrize(
        "line", ["pay 4", "call back", "send 2 forms", "march them home", "may I help", "", "9"]
    )
    def test_no_time_is_no_time(self, line: str) -> None:
        """A bare number alone is never one."""
        assert split_end(line, NOW) == (line, None)

    @pytest.mark.parametrize(
        "line", ["call back friday the 26th", "tell them soon", "call fri or mon", "go tuesday 3pm"]
    )
    def test_a_time_that_must_be_asked_is_asked(self, line: str) -> None:
        """A shorter end that could be read doesn't hide what was said."""
        left, found = split_end(line, NOW)
        assert isinstance(found, AskAgain)
        assert left == " ".join(line.split()[:2]).removesuffix(" fri").removesuffix(" tuesday")

    def test_a_long_line_is_quick(self) -> None:
        """Only the end of a 64 KiB line is looked at."""
        left, found = split_end("word " * 13_000 + "tomorrow 3pm", NOW)
        assert isinstance(found, Due)
        assert left.endswith("word")


def generated(count: int, seed: int) -> list[str]:
    """Phrases of the grammar's own words, a fifth of them with noise."""
    chance = random.Random(seed)
    words = [
        *_spellings(),
        "3pm",
        "10:30",
        "5th",
        "2026-12-01",
        "12/1",
        "4",
        "2.5",
        "the",
        "of",
        "@",
        "1/4",
        "2h",
        "0600",
    ]
    phrases = []
    for _ in range(count):
        phrase = " ".join(chance.choice(words) for _ in range(chance.randint(1, 7)))
        if chance.random() < 0.2:
            place = chance.randrange(len(phrase))
            phrase = (
                phrase[:place] + chance.choice("x#é\x00-9 \udce9") + phrase[place + chance.randint(0, 3) :]
            )
        phrases.append(phrase)
    return phrases


def holds(phrases: list[str]) -> None:
    """No exception, no answer in the past or more than two years off, every choice understood."""
    for phrase in phrases:
        found = read(phrase, NOW)
        if isinstance(found, Due):
            assert NOW < found.at <= NOW + timedelta(days=733), phrase


def test_words_thrown_together_never_break_it() -> None:
    """A small share of what `-m slow` runs."""
    holds(generated(3_000, 1))


@pytest.mark.slow
def test_sixty_thousand_phrases_never_break_it() -> None:
    """60,000 phrases, seeded."""
    holds(generated(60_000, 2))
