"""`dcx followups` for other programs: calendar, spreadsheet, Markdown, the desktop; and the report."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Dcx
from tests.export.reading import events

HOSTILE = '=cmd|" /C calc"!A9; [/] **x** \x1b[2J'


def add(dcx: Dcx, words: str, who: str = "Ada Brook") -> str:
    """The id of the promise of these words."""
    found: str = dcx("followups", "add", words, "-c", who, "--json").json["data"]["id"]
    return found


def test_the_calendar_is_written_and_updated(dcx: Dcx, tmp_path: Path) -> None:
    """Dated ones with stable ids; a second one has the new time; undated ones are counted."""
    one = add(dcx, "refund both fees fri noon")
    add(dcx, "send the voucher")
    file = tmp_path / "promises.ics"
    assert (
        dcx("followups", "--ics", str(file)).out
        == "1 promise in promises.ics. 1 without a date is not in it.\n"
    )
    first = events(file.read_bytes())
    dcx("followups", "move", one, "mon 9am")
    dcx("followups", "--ics", str(file))
    second = events(file.read_bytes())
    assert first[0]["UID"] == second[0]["UID"] == f"{one}@promise.dcx"
    assert second[0]["DTSTART"].dt == datetime(2026, 11, 30, 9, tzinfo=UTC)
    assert second[0]["SEQUENCE"] > first[0]["SEQUENCE"]
    assert file.stat().st_mode & 0o777 == 0o600


def test_taking_back_updates_the_calendar_too(dcx: Dcx, tmp_path: Path) -> None:
    """Kept, then undone: the sequence never falls, so that a program takes the event that is back."""
    one = add(dcx, "refund both fees fri noon")
    file = tmp_path / "promises.ics"
    seen = []
    for step in ((), ("hand-over", one, "Kim"), ("keep", one), ("undo", one), ("undo", one), ("keep", one)):
        if step:
            dcx("followups", *step)
        dcx("followups", "--all", "--ics", str(file))
        (event,) = events(file.read_bytes())
        seen.append((int(event["SEQUENCE"]), str(event["STATUS"])))
    assert [sequence for sequence, _ in seen] == sorted({sequence for sequence, _ in seen})
    assert [status for _, status in seen] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]


@pytest.mark.parametrize("name", ["link.ics", "folder"])
def test_a_calendar_goes_only_into_a_plain_file(dcx: Dcx, tmp_path: Path, name: str) -> None:
    """A link or a folder is refused and stays what it is."""
    place = tmp_path / name
    if name == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "other")
    assert "no plain file" in dcx("followups", "--ics", str(place), code=2).err
    assert not (tmp_path / "other").exists()


def test_csv_has_every_field_and_runs_nothing(dcx: Dcx) -> None:
    """Hostile words are text in their cell."""
    add(dcx, f"{HOSTILE} fri noon", HOSTILE)
    (row,) = csv.DictReader(io.StringIO(dcx("followups", "--csv").out))
    assert row["customer"].startswith("'=cmd")
    assert row["text"].startswith("'=cmd")
    assert (row["due"], row["state"], row["overdue"]) == ("2026-11-27T12:00:00Z", "open", "no")
    assert "\x1b" not in str(row)


def test_markdown_groups_what_is_listed(dcx: Dcx) -> None:
    """A heading a group, a box a promise."""
    add(dcx, f"{HOSTILE} fri noon")
    add(dcx, "call back today 3pm")
    out = dcx("followups", "--markdown").out
    assert "## Today\n\n- [ ] **Tue 24 Nov 15:00, in 4 h** Ada Brook: call back (" in out
    assert "## Next 7 days" in out
    assert "\\*\\*x\\*\\*" in out
    assert "\x1b" not in out


def test_only_one_view_at_once(dcx: Dcx) -> None:
    """Two of them are a usage error."""
    assert "Only one of these" in dcx("followups", "--csv", "--markdown", code=2).err
    assert "Only one of these" in dcx("followups", "--csv", "--json", code=2).out


def desktop(folder: Path, code: int = 0) -> Path:
    """A notify-send that writes its arguments down."""
    tool = folder / "notify-send"
    tool.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{folder}/shown"\nexit {code}\n')
    tool.chmod(0o755)
    return folder / "shown"


class TestNotify:
    def test_the_desktop_is_told_numbers_only(self, dcx: Dcx, tmp_path: Path) -> None:
        """No word of the customer's is in another program's arguments."""
        shown = desktop(tmp_path)
        add(dcx, "tell Ada the secret today 10:30am")
        add(dcx, "refund today 11am")
        dcx.clock.moment = datetime(2026, 11, 24, 10, 45, tzinfo=UTC)
        dcx.env["PATH"] = str(tmp_path)
        ran = dcx("followups", "--notify")
        assert (ran.out, ran.err) == ("", "")
        assert shown.read_text().splitlines() == [
            "--app-name=dcx", "dcx", "1 promise overdue, 1 due within 30 minutes",
        ]  # fmt: skip

    @pytest.mark.parametrize("there", [False, True])
    def test_without_a_desktop_it_is_said_here(self, dcx: Dcx, tmp_path: Path, there: bool) -> None:
        """Cron mails what a command prints; a tool that fails counts as none."""
        if there:
            desktop(tmp_path, code=1)
        add(dcx, "refund today 10:30am")
        dcx.env["PATH"] = str(tmp_path)
        ran = dcx("followups", "--notify")
        assert ran.out == "1 due within 30 minutes\n"

    def test_it_says_the_same_once_a_day(self, dcx: Dcx, tmp_path: Path) -> None:
        """Coming near, then late, then nothing more today; tomorrow once again; what is new is said at once."""
        add(dcx, "refund today 10:30am")
        dcx.env["PATH"] = str(tmp_path)
        said = []
        for minutes in (0, 5, 20, 30, 30, 60):
            dcx.clock.forward(minutes=minutes)
            said.append(dcx("followups", "--notify").out)
        assert said == ["1 due within 30 minutes\n", "", "1 promise overdue\n", "", "", ""]
        add(dcx, "call back in 10 minutes")
        assert dcx("followups", "--notify").out == "1 promise overdue, 1 due within 30 minutes\n"
        dcx.clock.forward(days=1)
        assert dcx("followups", "--notify").out == "2 promises overdue\n"
        assert dcx("followups", "--notify").out == ""

    @pytest.mark.parametrize(
        "what", ["nonsense", "[]", '{"day": 1}', '{"day": "2026-11-24", "said": 7}', "folder"]
    )
    def test_what_it_remembers_may_be_damaged(self, dcx: Dcx, tmp_path: Path, what: str) -> None:
        """Then it is said once more, and no traceback."""
        add(dcx, "refund today 10:30am")
        dcx.env["PATH"] = str(tmp_path)
        kept = dcx.home / "cache" / "notified.json"
        if what == "folder":
            kept.mkdir(parents=True)
        else:
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(what)
        assert dcx("followups", "--notify").out == "1 due within 30 minutes\n"

    def test_a_try_remembers_nothing(self, dcx: Dcx, tmp_path: Path) -> None:
        """`--at` says what it would say then, as often as it is asked."""
        add(dcx, "refund today 10:30am")
        dcx.env["PATH"] = str(tmp_path)
        for _ in range(2):
            assert dcx("followups", "--notify", "--at", "2026-11-24T11:00").out == "1 promise overdue\n"
        assert dcx("followups", "--notify").out == "1 due within 30 minutes\n"

    def test_when_nothing_presses_it_is_silent(self, dcx: Dcx, tmp_path: Path) -> None:
        """No promise, or only far ones: nothing is shown or said."""
        shown = desktop(tmp_path)
        add(dcx, "refund fri noon")
        dcx.env["PATH"] = str(tmp_path)
        assert dcx("followups", "--notify").out == ""
        assert not shown.exists()


def test_the_report_counts_how_promises_went(dcx: Dcx) -> None:
    """The rate says how many it is of; JSON and CSV carry the same."""
    kept, late, broken = (add(dcx, f"{name} today 3pm @Priya") for name in ("one", "two", "three"))
    add(dcx, "four")
    dcx("followups", "keep", kept)
    dcx.clock.moment = datetime(2026, 11, 25, 9, tzinfo=UTC)
    dcx("followups", "keep", late)
    dcx("followups", "miss", broken, "forgot")
    out = dcx("report", "promises").out
    assert out.splitlines()[3].split() == ["all", "4", "1", "1", "1", "0", "0", "1", "33", "%", "of", "3"]
    data = dcx("report", "promises", "--json").json["data"]
    assert (data["all"]["made"], data["all"]["due"], data["all"]["undated"]) == (4, 3, 1)
    assert [row["name"] for row in data["owner"]] == ["Priya", "sam"]
    rows = list(csv.DictReader(io.StringIO(dcx("report", "promises", "--csv").out)))
    assert (rows[0]["by"], rows[0]["made"], rows[0]["on_time"]) == ("all", "4", "1")
    assert "No promise yet." in dcx("report", "promises", "--since", "2027-01-01").out


class TestMail:
    def call(self, dcx: Dcx, who: str = "Ada Brook") -> str:
        """A call in which two things were promised."""
        said = "they lost my parcel, it is all your fault\n+ refund both fees fri noon\n+ call tomorrow 3pm\n/end agreed\n"
        dcx("handle", "-c", who, "--plain", stdin=said)
        found: str = dcx("call", "list", "--json").json["data"][0]["id"]
        return found

    def test_the_draft_says_what_was_promised_and_no_more(self, dcx: Dcx) -> None:
        """Promises by date, thanks; not a word of what was wrong or whose fault it was."""
        out = dcx("call", "show", self.call(dcx), "--as", "mail", "--to", "ada@example.com").out
        assert "\nTo: ada@example.com\n" in out
        assert "- Refund both fees, by noon on Friday 27 November\n" in out
        assert "- Call, by 3 pm on Wednesday 25 November\n" in out
        assert "fault" not in out
        assert "parcel" not in out

    def test_a_promise_that_was_kept_since_is_done(self, dcx: Dcx) -> None:
        """The draft tells how promises stand now."""
        call = self.call(dcx)
        one = dcx("followups", "--text", "refund", "--json").json["data"][0]["id"]
        dcx("followups", "keep", one)
        other = dcx("followups", "--text", "call", "--json").json["data"][0]["id"]
        dcx("followups", "withdraw", other, "not needed")
        body = dcx("call", "show", call, "--as", "mail", "--json").json["data"]["body"]
        assert "Already done:\n- refund both fees\n" in body
        assert "Call, by" not in body

    def test_a_template_of_ones_own_is_used_and_checked(self, dcx: Dcx) -> None:
        """`agreement.txt` beside the configuration; phrases to avoid in it are named."""
        dcx.home.mkdir()
        (dcx.home / "agreement.txt").write_text("Subject: {company|Us}\n\nAs per our policy, {promises|-}\n")
        ran = dcx("call", "show", self.call(dcx), "--as", "mail", "--json")
        assert ran.json["data"]["subject"] == "Us"
        assert "policy" in dcx("call", "show", self.call(dcx), "--as", "mail").err

    def test_the_link_opens_a_mail_program(self, dcx: Dcx) -> None:
        """One line for a browser or a shell."""
        out = dcx("call", "show", self.call(dcx), "--as", "mailto").out
        assert out.startswith("mailto:?subject=What%20we%20agreed")
        assert len(out.splitlines()) == 1
