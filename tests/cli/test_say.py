"""`dcx say` as it is typed, in a second window while somebody shouts."""

import pytest

from tests.conftest import Dcx


def test_the_situation_with_its_letter_and_its_words(dcx: Dcx) -> None:
    """What to do, to say and never to say, and the letter that calls it."""
    out = dcx("say", "she", "wants", "my", "boss").out
    assert out.startswith("SUPERVISOR: Bring in help   (in a call: s)\n  DO    ")
    assert "stay on with you" in out
    assert "NEVER" in out


def test_a_phrase_with_what_to_say_instead(dcx: Dcx) -> None:
    """And why not."""
    rows = dcx("say", "can I say it's our policy").out.splitlines()
    assert rows[0] == 'NEVER  "it\'s our policy"   (phrase)'
    assert rows[1].startswith("  SAY   Here is the reason")
    assert rows[2].startswith("  WHY   ")


@pytest.mark.parametrize("width", ["80", "40", "120"])
def test_it_fits_the_window(dcx: Dcx, width: str) -> None:
    """No row is wider than the window, and at 80 columns all of it is one page."""
    dcx.env["COLUMNS"] = width
    for question in ("she wants my boss", "he keeps interrupting", "break up", "it's our policy"):
        rows = dcx("say", question).out.splitlines()
        assert max(map(len, rows)) <= int(width)
        assert width == "40" or len(rows) <= 24


def test_json_has_more_and_all_of_it(dcx: Dcx) -> None:
    """Up to ten, best first; a playbook with its steps, a phrase with what to say instead."""
    found = dcx("say", "calm down", "--json").json["data"]
    assert found[0] == {
        "kind": "phrase",
        "id": "calm down",
        "title": "calm down",
        "score": found[0]["score"],
        "step": None,
        "instead": found[0]["instead"],
        "why": found[0]["why"],
        "level": "warn",
        "also": found[0]["also"],
    }
    [first, *_] = dcx("say", "shouting", "--json").json["data"]
    assert set(first) == {"kind", "id", "title", "score", "step", "key", "when", "steps"}
    assert set(first["steps"][0]) == {"id", "title", "do", "say", "never"}


def test_nothing_found_is_an_answer(dcx: Dcx) -> None:
    """Exit 0, a hint for people, an empty list for programs; no words at all is a wrong command line."""
    assert dcx("say", "qwertz").out.startswith("Nothing fits.")
    assert dcx("say", "qwertz", "--json").json["data"] == []
    dcx("say", code=2)
    dcx("say", "  ", code=2)


def test_a_colleagues_file_can_do_no_harm(dcx: Dcx) -> None:
    """Its escapes are made visible or keep it out; the question is never shown."""
    folder = dcx.home / "playbooks"
    folder.mkdir(parents=True)
    (folder / "phrases.yaml").write_text(
        'dcx: 1\nphrases:\n  - {avoid: frobnicate, instead: "a\\u202eb\\u009bc"}\n', encoding="utf-8"
    )
    ran = dcx("say", "frobnicate \x1b[31m \u202e")
    for sign in ("\x1b", "\u202e", "\u009b"):
        assert sign not in ran.out + ran.err
