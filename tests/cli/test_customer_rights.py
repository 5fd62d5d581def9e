"""Breaking up only by evidence and by somebody else's decision; a person's whole part of the record."""

import json
from pathlib import Path

from tests.cli.test_customer_story import HOSTILE, two_calls
from tests.conftest import Dcx

ABUSED = "/issue late again\n/heat 4\na\n/end agreed later\n"


def test_both_sides_stand_on_the_page(dcx: Dcx) -> None:
    """Contacts, hours, concessions, warnings; and our own late and broken promises (fairness)."""
    two_calls(dcx)
    late = dcx("followups", "--json").json["data"][0]["id"]
    dcx("followups", "miss", late, "nobody did it")
    dcx("customer", "note", "Ada Brook", "--kind", "toll", "--value", "3", "two of us in tears")
    page = dcx("customer", "break-up", "Ada Brook").out
    for words in (
        "Contacts: 2, 2 of them hard",
        "Hours on the line: 0.0",
        "Concessions: 1, in all £25",
        "Toll marked by a rep: 1",
        "two of us in tears",
        "Promises of ours that were broken: 1",
        "refund the double charge (nobody did it)",
        "check-ins: **not on the record**",
        "1. **Improve**",
        "2. **Terminate**",
        "Nothing ends by itself.",
    ):
        assert words in page
    data = dcx("customer", "break-up", "Ada Brook", "--json").json["data"]
    assert (data["contacts"], data["hard"], len(data["broken"])) == (2, 2, 1)


def test_without_evidence_it_is_no_recommendation(dcx: Dcx) -> None:
    """It says what is missing, and refuses the word."""
    dcx("handle", "-c", "Ada Brook", stdin="/issue a question\n/end resolved answered\n")
    page = dcx("customer", "break-up", "Ada Brook").out
    assert "no recommendation yet" in page
    assert "calls: 1 on the record, at least 2 are needed" in page.replace("\\", "")
    assert (
        "no recommendation yet"
        in dcx("customer", "break-up", "Ada Brook", "--recommend", "terminate", "enough", code=3).err
    )
    assert dcx("customer", "show", "Ada Brook", "--json").json["data"]["recommendations"] == []


def test_parting_needs_a_reason_where_nothing_was_tried(dcx: Dcx) -> None:
    """Check-ins, venue and backup come first; improving needs no excuse."""
    two_calls(dcx)
    said = dcx("customer", "break-up", "Ada Brook", "--recommend", "terminate", "too dear", code=3).err
    assert "Not tried yet: check-ins, another venue, backup" in said
    dcx("customer", "break-up", "Ada Brook", "--recommend", "improve", "one owner, and keep what we owe")
    done = dcx(
        "customer",
        "break-up",
        "Ada Brook",
        "--recommend",
        "terminate",
        "too dear",
        "--untried",
        "they declined all",
    ).out
    assert "recommends **terminate**: too dear. Not tried before: they declined all." in done.replace(
        "\\", ""
    )


def test_somebody_else_decides(dcx: Dcx) -> None:
    """With a name, once, and a word where they are better served; nothing is closed by it."""
    two_calls(dcx)
    decide = ("customer", "break-up", "Ada Brook", "--decide", "terminate")
    dcx(*decide, "--by", "Kim", code=3)
    dcx(
        "customer",
        "break-up",
        "Ada Brook",
        "--recommend",
        "terminate",
        "too dear",
        "--untried",
        "all declined",
    )
    dcx(*decide, code=2)
    page = dcx(*decide, "--by", "Kim, head of service", "--elsewhere", "Cole & Sons").out.replace("\\", "")
    assert "Kim, head of service decided **terminate**" in page
    assert "better served by: Cole & Sons" in page
    assert "I think Cole & Sons can serve you better" in page
    assert "decided already" in dcx(*decide, "--by", "Kim", code=3).err
    assert len(dcx("followups", "--json").json["data"]) == 2
    assert "decided by Kim" in dcx("customer", "show", "Ada Brook").out


def test_a_limit_needs_its_words(dcx: Dcx) -> None:
    """Where the abusive card was used and no warning is noted, evidence is missing."""
    for _ in range(2):
        dcx("handle", "-c", "Rex", stdin=ABUSED)
    assert "the words of a warning" in dcx("customer", "break-up", "Rex").out


def test_an_export_is_complete(dcx: Dcx) -> None:
    """Every event of theirs, under all their names, and where else they are mentioned, without others' words."""
    dcx("handle", "-c", "A. Brook", stdin="/issue afraid of heights\n+ call fri noon\n/end agreed\n")
    two_calls(dcx)
    dcx("customer", "merge", "A. Brook", "Ada Brook")
    dcx("customer", "note", "Ada Brook", "quiet mornings")
    dcx("handle", "-c", "Ben Cole", stdin="Ada Brook told me about his debts\n/end resolved\n")
    path = dcx.home.parent / "ada.json"
    dcx("customer", "export", "Ada Brook", str(path))
    whole = json.loads(path.read_text())
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text()
    for words in (
        "afraid of heights",
        "quiet mornings",
        "billing charged twice",
        "A. Brook",
        "refund the double",
    ):
        assert words in text
    assert "his debts" not in text
    assert len(whole["mentioned"]) == 1
    assert len(whole["story"]["calls"]) == 3
    ours = [
        json.loads(line)
        for line in (dcx.home / "journal.jsonl").read_text().splitlines()
        if "Ben Cole" not in line and "his debts" not in line
    ]
    ids = {one["id"] for one in whole["events"]}
    theirs = [one for one in ours if one["kind"] not in ("playbook_kept", "exported")]
    ben = {one["id"] for one in theirs if one["kind"] in ("call_started", "call_closed")} - ids
    assert {one["id"] for one in theirs} - ids == ben
    assert len(ben) == 2
    dcx("customer", "export", "Ada Brook", str(path), code=2)
    assert str(path) in dcx("customer", "forget", "Ada Brook").out
    assert json.loads(dcx("customer", "export", "Ada Brook").out)["customer"]["name"] == "Ada Brook"


def test_a_link_is_never_followed(dcx: Dcx, tmp_path: Path) -> None:
    """Not even one that leads nowhere yet."""
    two_calls(dcx)
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "elsewhere")
    dcx("customer", "export", "Ada Brook", str(link), code=2)
    assert not (tmp_path / "elsewhere").exists()


def test_hostile_words_in_markdown_and_json(dcx: Dcx) -> None:
    """No heading, link, tag or table of theirs; no escape; JSON stays JSON."""
    bad = f"# {HOSTILE} [x](javascript:y) <script>"
    dcx("handle", "-c", bad, stdin=f"/issue {bad}\n/heat 4\n/concede 5 {bad}\n/end agreed {bad}\n")
    dcx("handle", "-c", bad, stdin="/heat 4\n/end agreed\n")
    dcx("customer", "note", bad, "--kind", "toll", bad)
    page = dcx("customer", "break-up", bad).out
    assert "\x1b" not in page
    assert "<script>" not in page.replace("\\<", "")
    assert "](" not in page.replace("\\](", "").replace("\\]\\(", "")
    assert json.loads(dcx("customer", "export", bad).out)["customer"]["name"] == bad
