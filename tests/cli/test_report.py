"""`dcx report`: a year of a busy rep's record, in the terminal, as JSON, CSV and one page of HTML."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Dcx
from tests.domain.report.year import HOSTILE, make

CALLS = 120


@pytest.fixture
def year(dcx: Dcx) -> Dcx:
    """A data folder with a year in it."""
    make(dcx.home, CALLS)
    return dcx


def data(dcx: Dcx, *words: str) -> Any:
    """The report as JSON."""
    return dcx("report", *words, "--json").json["data"]


def rows(section: Any, caption: str) -> list[Any]:
    """The rows of one table."""
    found: list[Any] = next(one["rows"] for one in section["tables"] if one["caption"] == caption)
    return found


def test_an_empty_record_has_a_report(dcx: Dcx) -> None:
    """It says that there is nothing to count, with n = 0, and no number is made up."""
    out = dcx("report").out
    assert "nothing to count yet (n = 0)" in out
    assert "None" not in out
    assert "nan" not in out
    dcx("report", "--html", str(dcx.home.parent / "empty.html"))


def test_every_question_of_the_firm(year: Dcx) -> None:
    """Each section is there, with its numbers and how many they are of."""
    found = data(year)
    assert list(found) == [
        "since",
        "until",
        "overview",
        "breakdowns",
        "repeat_contacts",
        "acknowledgement",
        "situations",
        "techniques",
        "heat",
        "promises",
        "concessions",
        "feedback",
        "learned",
    ]
    by_code = rows(found["breakdowns"], "Issues by breakdown")
    assert sum(one["issues"] for one in by_code) == CALLS
    assert all(one["low"] <= one["share"] <= one["high"] for one in by_code)
    months = rows(found["breakdowns"], "Breakdowns by month")
    assert sum(one["all"] for one in months) == CALLS
    assert sum(one["calls"] for one in rows(found["overview"], "Calls by month")) == CALLS
    heat = {one["heat"]: one for one in rows(found["heat"], "Heat, 0 to 4")}
    assert heat["before"]["n"] == heat["after"]["n"] == CALLS
    assert heat["fell by"]["mean"] == pytest.approx(heat["before"]["mean"] - heat["after"]["mean"], abs=0.011)
    tried = rows(found["techniques"], "Techniques with and without effect")
    assert {"acknowledge", "reflect", "respond"} <= {one["technique"] for one in tried}
    assert all(one["tried"] >= one["none"] for one in tried)
    assert rows(found["situations"], "Situations, and their share of calls")[0]["situation"] == "yelling"
    assert len(rows(found["feedback"], "Feedback without an answer")) == 3
    assert rows(found["learned"], "What makes it work, by customers who were asked")[0]["what works"]


def test_what_was_changed_about_a_breakdown(year: Dcx) -> None:
    """Stands beside its number; a code that recurs without a change is named."""
    year("report", "change", "over-promise", "no date without the warehouse's word")
    found = data(year, "breakdowns")
    changed = {
        one["breakdown"]: one["what was changed"] for one in rows(found["breakdowns"], "Issues by breakdown")
    }
    assert changed["over-promise"].startswith("no date without the warehouse's word (")
    assert changed["supplier"] == "nothing"
    says = " ".join(found["breakdowns"]["says"])
    assert "supplier" in says.split("nothing was changed")[1]
    assert "over-promise" not in says.split("nothing was changed")[1]
    year("report", "change", "whims", "x", code=2)
    year("report", "change", "supplier", " ", code=2)


def test_the_same_issue_again_is_a_repeat(dcx: Dcx) -> None:
    """By the customer, merged ones as one, however it was worded; never across customers."""
    for name, issue in (
        ("Ada", "billing charged twice"),
        ("A. Brook", "charged twice again"),
        ("Ben", "billing charged twice"),
        ("Ada", "late parcel"),
    ):
        dcx("handle", "-c", name, stdin=f"/issue {issue}\n/end agreed later\n")
        dcx.clock.forward(days=1)
    assert "0% (n = 4" in data(dcx)["repeat_contacts"]["says"][0]
    dcx("customer", "merge", "A. Brook", "Ada")
    found = data(dcx)
    assert "25% (n = 4" in found["repeat_contacts"]["says"][0]
    counts = rows(found["repeat_contacts"], "Issues by how many calls they took")
    assert [one["issues"] for one in counts] == [2, 1, 0, 0]


def test_seconds_to_the_first_acknowledgement(dcx: Dcx) -> None:
    """From the call's beginning to the card that acknowledges, whatever it is called."""
    world = ("handle", "with-ease", "-c", "Ada")
    dcx(*world, stdin="/issue late\n\n\n", code=4)
    assert "(n = 1, too few" in data(dcx)["acknowledgement"]["says"][0]
    dcx(*world, stdin="/issue late\n", code=4)
    assert "Never acknowledged: 50% (n = 2" in data(dcx)["acknowledgement"]["says"][1]


def test_who_was_chronic_and_no_longer_is(dcx: Dcx) -> None:
    """Counted, with how many: the most difficult calls can become regular ones."""
    for days in (0, 10, 10, 200):
        dcx.clock.forward(days=days)
        dcx("handle", "-c", "Ada", stdin="/issue late parcel\n/end agreed later\n")
    says = " ".join(data(dcx)["heat"]["says"])
    assert "0 now, 1 ever; 1 became regular customers" in says


def test_learned_collects_the_backup_too(dcx: Dcx) -> None:
    """What was learned, and what the backup did, with the breakdown; the same line is one with its count."""
    lines = "/issue late\ns\n1\nPriya\ne\n1\n1\n4\n0\nshe read it back twice\n"
    for _ in range(2):
        dcx("handle", "-c", "Ada", stdin=lines, code=None)
    found = data(dcx, "learned")
    assert list(found) == ["since", "until", "learned"]
    kept = rows(found["learned"], "Learned on calls, and from backup")
    assert [(one["times"], one["kind"], one["learned"]) for one in kept] == [
        (2, "backup", "she read it back twice")
    ]


def test_a_time_of_ones_own(year: Dcx) -> None:
    """`--since` and `--at` cut it; a call belongs to the time in which it began."""
    half = data(year, "--since", "2026-06-01")
    assert half["since"] == "1 Jun 2026"
    count = sum(one["calls"] for one in rows(half["overview"], "Calls by month"))
    assert 0 < count < CALLS
    early = data(year, "--at", "2026-06-01", "--since", "2025-01-01")
    assert sum(one["calls"] for one in rows(early["overview"], "Calls by month")) == CALLS - count


def test_the_terminal_fits(year: Dcx) -> None:
    """80 columns, no escape, bars and sparklines; plain ASCII where the terminal knows no better."""
    out = year("report").out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert "█" in out
    from difficult_cx.terminal.reports import page
    from difficult_cx.terminal.spark import bar, can_draw, sparkline

    assert not can_draw("ascii")
    assert can_draw("utf-8")
    assert sparkline([0, 1, None, 4], ascii_only=True) == "_- #"
    assert bar(1, 2, 8, ascii_only=True) == "####"
    assert page is not None


def test_what_was_learned_is_read_to_its_end(dcx: Dcx) -> None:
    """A long line stands below its row, whole; a report of them is there to be read."""
    learned = "ask for the serial number before anything else, and say on which day the van comes"
    dcx("handle", "-c", "Ada", stdin=f"/issue late\ne\n1\n1\n4\n0\n{learned}\n", code=None)
    dcx(
        "report",
        "change",
        "shortfall",
        "the depot has one more driver from Monday on, until the end of the year",
    )
    out = dcx("report").out
    assert max(map(len, out.splitlines())) <= 80
    assert learned in " ".join(out.split())
    assert "until the end of the year" in " ".join(out.split())


def test_csv_runs_nothing(year: Dcx) -> None:
    """One number a row; a cell that a spreadsheet would run stands behind a quote."""
    out = year("report", "--csv").out
    found = list(csv.DictReader(io.StringIO(out)))
    assert {one["section"] for one in found} >= {"breakdowns", "heat", "learned", "feedback"}
    assert any(one["value"] == f"{CALLS}" for one in found if one["table"] == "Heat, 0 to 4")
    assert HOSTILE.split('"')[0] in out
    assert not any(cell.lstrip().startswith(("=", "@", "+")) for one in found for cell in one.values())
    assert "\x1b" not in out


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.text.append(data)


def the_page(dcx: Dcx) -> str:
    """The report as HTML."""
    path = dcx.home.parent / "report.html"
    dcx("report", "--html", str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    return path.read_text(encoding="utf-8")


def test_one_page_without_anything_from_elsewhere(year: Dcx) -> None:
    """No script, no link out, no attribute that runs; a content policy that lets nothing else in."""
    html = the_page(year)
    page = Page()
    page.feed(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "audio",
        "video",
    }
    policy = next(attrs["content"] or "" for tag, attrs in page.tags if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    for _, attrs in page.tags:
        assert not any(name.startswith("on") or name == "style" for name in attrs)
        assert (attrs.get("href") or "#").startswith("#")
    assert "url(" not in html
    assert "@import" not in html
    assert set(re.findall(r"https?://[^\"' <]+", html)) <= {"http://www.w3.org/2000/svg"}


def test_hostile_words_are_only_words_there(year: Dcx) -> None:
    """Tags, formulas, escapes and directions of a customer's stand as text."""
    html = the_page(year)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_a_screen_reader_can_read_it(year: Dcx) -> None:
    """A language, one main heading, a heading a section, captions and scopes, a title and words per drawing."""
    page = Page()
    page.feed(the_page(year))
    tags = [tag for tag, _ in page.tags]
    assert next(attrs for tag, attrs in page.tags if tag == "html")["lang"] == "en"
    assert tags.count("h1") == 1
    assert tags.count("h2") == tags.count("section") == 11
    assert tags.count("table") == tags.count("caption") > 10
    assert all(attrs.get("scope") for tag, attrs in page.tags if tag == "th")
    drawings = [attrs for tag, attrs in page.tags if tag == "svg"]
    ids = {attrs.get("id") for _, attrs in page.tags}
    assert len(drawings) >= 8
    for attrs in drawings:
        assert attrs["role"] == "img"
        assert set((attrs["aria-labelledby"] or "").split()) <= ids
    named = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(named) == len(set(named))


def test_where_the_page_may_not_go(year: Dcx, tmp_path: Path) -> None:
    """Not through a link, not over a folder; two ways to write at once are one too many."""
    link = tmp_path / "link.html"
    link.symlink_to(tmp_path / "elsewhere.html")
    year("report", "--html", str(link), code=2)
    year("report", "--html", str(tmp_path), code=2)
    year("report", "--html", str(tmp_path / "a.html"), "--csv", code=2)
    year("report", "--json", "learned", code=2)
    assert not (tmp_path / "elsewhere.html").exists()


def test_no_person_is_ranked_or_named(year: Dcx) -> None:
    """No rep and no customer stands in the report."""
    year.clock.forward(days=1)
    year("handle", "-c", "Zebedee Quirk", stdin="/issue late\n/end agreed later\n")
    whole = json.dumps(data(year)) + the_page(year)
    for name in ("Zebedee", "Sam", "sam", "Customer 1"):
        assert not re.search(rf"\b{name}\b", whole)
