"""Reading config.toml."""

import os
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.config.keys import KEYS
from difficult_cx.config.load import load, read
from difficult_cx.config.show import example_text, rows, values
from difficult_cx.domain.settings import Settings

FILE = Path("/etc/dcx/config.toml")

WHOLE = """\
rep = "Sam  Field"
company = "Brook & Sons"
zone = "America/New_York"
playbook = "with-ease"
lang = "DE"
sync_after_call = true
clock = "minutes"
time_format = "12h"
day_order = "dmy"
hours = "8:30-18:00"
working_days = ["mon", "Tuesday", "SAT"]
holidays = ["2026-12-25", 2026-12-28]
aim = 30
warnings = 1
warning_words = { insult = "Called that I can't help you." }
may_end_call = true
authority = 12.5
approver = "Kim"
safety = ["Call the site lead.", "555-0100"]
plain = true
terse = true
backup = "Priya Nair"
watch_days = 21
quiet_days = 30
chronic_calls = 4
chronic_days = 60
care_offers = ["a walk", "fruit  in the kitchen"]
playbook_folders = ["team", "/srv/books", "~/mine"]
"""


def test_every_key_is_understood() -> None:
    """A file with every key gives the settings it says."""
    found = read(WHOLE, FILE, "/home/sam")
    assert found.findings == ()
    settings, office = found.settings, found.settings.office
    assert (settings.rep, settings.company, settings.zone) == (
        "Sam Field",
        "Brook & Sons",
        "America/New_York",
    )
    assert (settings.playbook, settings.clock, settings.aim_minutes) == ("with-ease", "minutes", 30)
    assert settings.twelve
    assert (settings.plain, settings.terse, settings.lang) == (True, True, "de")
    assert (settings.backup, settings.watch_days, settings.quiet_days) == ("Priya Nair", 21, 30)
    assert (settings.chronic_calls, settings.chronic_days) == (4, 60)
    assert settings.care_offers == ("a walk", "fruit in the kitchen")
    policy = settings.policy
    assert policy.warnings == {"threat": 1, "insult": 1, "swearing": 1}
    assert policy.may_end_call
    assert policy.warning("insult") == "Called that I can't help you."
    assert (policy.authority, policy.whom) == (1250, "Kim")
    assert policy.safety == ("Call the site lead.", "555-0100")
    assert (office.order, office.opens, office.closes) == ("dmy", time(8, 30), time(18))
    assert office.days == {0, 1, 5}
    assert office.holidays == {date(2026, 12, 25), date(2026, 12, 28)}
    assert settings.sync_after_call
    assert settings.playbook_folders == ("/etc/dcx/team", "/srv/books", "/home/sam/mine")


def test_the_whole_file_names_every_key() -> None:
    """The test above leaves no key out."""
    assert set(read(WHOLE, FILE).set_here) == set(KEYS)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\n\nclock = "second"', 3, ("clock", "'second'", "seconds, minutes, off")),
        ('zone = "Europe/Londn"', 1, ("zone", "'Europe/Londn'", "IANA")),
        ('zone = "../../etc/passwd"', 1, ("zone", "IANA")),
        ("time_format = 12", 1, ("time_format", "12 is neither", "24h, 12h")),
        ('day_order = "ymd"', 1, ("mdy, dmy",)),
        ('lang = "../de"', 1, ("no language", "pt-br")),
        ('hours = "17:00-09:00"', 1, ("closes before it opens", "09:00-17:00")),
        ('hours = "9-17"', 1, ("not two times",)),
        ('hours = "09:00-25:00"', 1, ("not two times",)),
        ("[hours]\nopen = 9", 1, ("hours", "a table")),
        ('working_days = ["mon", "tux"]', 1, ("'tux'", "mon, tue")),
        ("working_days = []", 1, ("list of days",)),
        ('holidays = [\n  "2026-12-25",\n  "2026-13-01",\n]', 3, ("'2026-13-01'", "2026-12-25")),
        ("holidays = 3", 1, ("list of dates",)),
        ("aim = -5", 1, ("aim", "0 to 10080")),
        ("warnings = 10", 1, ("warnings", "0 to 9")),
        ("aim = true", 1, ("aim", "minutes")),
        ('plain = "yes"', 1, ("true, false",)),
        ("rep = 5", 1, ("rep", "text")),
        ('rep = "a\\u001b[31m"', 1, ("rep", "can't be shown")),
        ("playbook_folders = [1]", 1, ("folders",)),
        ('\nreps = "Sam"', 2, ("'reps' is no key", "Did you mean rep?", "company")),
    ],
)
def test_a_mistake_has_its_line_and_what_is_allowed(text: str, line: int, words: tuple[str, ...]) -> None:
    """One clear message: the file, the line, what is wrong, what would be right."""
    found = read(text, FILE)
    assert len(found.findings) == 1
    said = str(found.findings[0])
    assert said.startswith(f"{FILE}:{line}: ")
    assert all(word in said for word in words), said
    assert found.settings == Settings()


def test_all_mistakes_at_once_in_the_order_of_the_file() -> None:
    """Nobody mends a file one message at a time; what is right counts all the same."""
    found = read('aim = "x"\nrep = "Sam"\nclok = "off"\nclock = 1\n', FILE)
    assert [finding.line for finding in found.findings] == [1, 3, 4]
    assert found.settings == Settings(rep="Sam")


@pytest.mark.parametrize(
    ("text", "line"),
    [('rep = "Sam"\nclock = \n', 2), ('rep = "Sam"\nrep = "Tom"\n', 2), ("rep = Sam", 1), ('rep = "Sam', 1)],
)
def test_broken_toml_has_its_line(text: str, line: int) -> None:
    """A file that isn't TOML is one finding with its line."""
    found = read(text, FILE)
    assert [finding.line for finding in found.findings] == [line]
    assert "isn't TOML" in str(found.findings[0])


def test_no_file_is_no_mistake(tmp_path: Path) -> None:
    """Nothing is configured first."""
    found = load(tmp_path / "config.toml")
    assert not found.there
    assert found.findings == ()
    assert found.settings == Settings()


def test_a_mark_at_the_beginning_is_no_mistake(tmp_path: Path) -> None:
    """Windows editors put a byte order mark in front."""
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbfrep = "Sam"\r\n')
    assert load(path).settings.rep == "Sam"


def test_bytes_that_are_no_text_have_their_line(tmp_path: Path) -> None:
    """Latin-1 is said to be no UTF-8, on the line where it stands."""
    path = tmp_path / "config.toml"
    path.write_bytes(b'clock = "off"\nrep = "Ren\xe9"\n')
    assert str(load(path).findings[0]) == f"{path}:2: isn't UTF-8 text"


@pytest.mark.skipif(os.name == "nt", reason="links and modes of Unix")
def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    """A link may lead anywhere, a pipe never ends, a folder is no file: each is one finding."""
    path = tmp_path / "config.toml"
    real = tmp_path / "real.toml"
    real.write_text('rep = "Sam"')
    makers: tuple[Callable[[], None], ...] = (
        lambda: path.symlink_to(real),
        lambda: os.mkfifo(path),
        path.mkdir,
    )
    for make in makers:
        make()
        found = load(path)
        assert len(found.findings) == 1
        assert found.settings == Settings()
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    """Whatever stands in the file, the answer is settings and findings."""
    found = read(text, FILE)
    assert isinstance(found.settings, Settings)


def test_the_example_is_read_without_a_finding() -> None:
    """Every key of the example, its # taken away, is right, and gives back what it says."""
    text = "\n".join(
        line.removeprefix("#") for line in example_text().splitlines() if not line.startswith("# ")
    )
    found = read(text, FILE)
    assert found.findings == ()
    assert set(found.set_here) == set(KEYS)


def test_rows_say_where_a_value_comes_from() -> None:
    """A key of the file with a mistake has its default, and says so."""
    shown = {name: (value, source) for name, value, source in rows(read('rep = "Sam"\naim = "x"', FILE))}
    assert shown["rep"] == ("Sam", "config.toml")
    assert shown["aim"] == (0, "default")
    assert shown["hours"] == ("09:00-17:00", "default")
    assert list(values(Settings())) == list(KEYS)
