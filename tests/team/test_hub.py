"""A hub: what one sends the others have, line for line, whatever is cut off."""

from pathlib import Path

from tests.team.conftest import Hub, Rep
from tests.team.seeing import device, views


def test_what_one_sends_the_others_have_line_for_line(joined: Rep) -> None:
    """A colleague's file is what their journal is, byte for byte, and both see the same."""
    sam, bo = joined("sam"), joined("bo")
    sam("followups", "add", "refund the fee fri noon", "-c", "Ada Brook")
    bo("followups", "add", "call back @sam", "-c", '王 [/] "; rm')
    sam("team", "sync")
    assert bo("team", "sync").out == "2 fetched, 2 sent\n"
    assert sam("team", "sync").out == "2 fetched, 0 sent\n"
    assert (bo.home / "fetched" / f"{device(sam)}.jsonl").read_bytes() == (
        sam.home / "journal.jsonl"
    ).read_bytes()
    assert (sam.home / "fetched" / f"{device(bo)}.jsonl").read_bytes() == (
        bo.home / "journal.jsonl"
    ).read_bytes()
    assert sam("team", "sync").out == "0 fetched, 0 sent\n"
    assert sam("journal", "verify").code == 0
    assert views(sam) == views(bo)


def test_a_quiet_sync_says_nothing(joined: Rep) -> None:
    """For cron; what it could not take would be said."""
    sam = joined("sam")
    sam("followups", "add", "refund fri noon")
    done = sam("team", "sync", "--quiet")
    assert (done.out, done.err) == ("", "")
    assert sam("team", "sync").out == "0 fetched, 0 sent\n"


def test_a_record_that_the_hub_changed_is_named_and_not_kept(hub: Hub, joined: Rep) -> None:
    """A wrong check sum, another record's id, another device's record; their neighbours are kept."""
    sam, bo = joined("sam"), joined("bo")
    for text in ("one", "two", "three", "four"):
        sam("followups", "add", f"{text} fri noon")
    sam("team", "sync")
    hub.run(
        'UPDATE dcx.event SET line = replace(line, \'"text":"two"\', \'"text":"2wo"\')',
        "UPDATE dcx.event SET line = (SELECT line FROM dcx.event WHERE pos = 4) WHERE pos = 3",
    )
    done = bo("team", "sync", code=1).out
    assert "the record was changed after it was written" in done
    assert [one["text"] for one in bo("followups", "--team", "--json").json["data"]] == ["one", "four"]
    assert bo("journal", "verify", code=None).code == 0


def test_what_reading_finds_is_what_was_written(hub: Hub, joined: Rep) -> None:
    """Bytes that are no UTF-8, NUL, surrogates, backslashes, every script: the line is the same at both ends."""
    sam, bo = joined("sam"), joined("bo")
    for text in (
        "nul \x00 and \\u0000",
        "tail \\",
        '"quoted" \\"',
        "王 ♥ 🙂 \u202e",
        "\udce9 bytes",
        "line\u2028end",
        "%s {} $1",
    ):
        sam("followups", "add", f"{text} fri noon", "-c", f"x {text}")
    sam("team", "sync")
    bo("team", "sync")
    assert (bo.home / "fetched" / f"{device(sam)}.jsonl").read_bytes() == (
        sam.home / "journal.jsonl"
    ).read_bytes()
    assert len(hub.run("SELECT id FROM dcx.promise")) == 7


def test_who_only_fetches_has_synced_too(joined: Rep) -> None:
    """Colleagues see who has what they wrote, whether or not anything came back."""
    sam, bo = joined("sam"), joined("bo")
    sam("followups", "add", "refund fri noon")
    sam("team", "sync")
    members = {one["login"]: one for one in sam("team", "status", "--json").json["data"]["members"]}
    assert (bool(members["sam"]["synced_at"]), members["bo"]["synced_at"]) == (True, None)
    bo("team", "sync")
    members = {one["login"]: one for one in sam("team", "status", "--json").json["data"]["members"]}
    assert members["bo"]["synced_at"]
    assert members["bo"]["records"] == 0


def test_another_place_is_joined_with_a_word_on_the_first(hub: Hub, joined: Rep, tmp_path: Path) -> None:
    """A journal goes to one place; the same again is no other place."""
    sam = joined("sam")
    (tmp_path / "folder").mkdir()
    said = sam("team", "join", str(tmp_path / "folder")).out
    assert f"nothing more is shared with {hub.url('sam')}" in said
    assert "nothing more" not in sam("team", "join", str(tmp_path / "folder")).out


def test_a_hub_that_is_gone_for_good_can_be_left(hub: Hub, joined: Rep) -> None:
    """Nobody has to stay in a team whose hub no longer answers; that it couldn't be told is said."""
    sam = joined("sam")
    place = sam.home / "team.json"
    place.write_text(place.read_text().replace(f":{hub.server.port}/", ":1/"))
    said = sam("team", "leave").out
    assert "LEFT" in said
    assert "it couldn't be told: its owner runs dcx team remove URL LOGIN" in said
    assert not place.exists()
