"""Playbooks in two languages side by side: a whole German one with its situations, letters and phrases."""

from pathlib import Path

import pytest

from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.library import Library, shipped_folder
from tests.conftest import Dcx

CALL = """\
dcx: 1
id: difficult-call
kind: method
lang: de
title: Ein schwieriger Anruf
why: Erst zuhören, dann verstehen, dann helfen.
synonyms: [Beschwerde am Telefon, wütender Kunde]
steps:
  - id: ausreden
    title: Ausreden lassen
    do: Schweigen. Die Worte mitschreiben.
    tone: calm
    clock: true
    say: nothing
    never: [Beruhigen Sie sich]
    ways:
      - {label: Immer lauter, go: situation.yelling}
  - id: problem
    title: Was genau ist los
    do: Eine offene Frage. Dann warten.
    say: ["Damit ich es richtig habe: Was ist passiert?"]
    never: [Das ist bei uns so]
    ask: {field: issue, label: Das Problem}
    unless: [issue]
  - id: wiederholen
    title: Wiederholen
    do: Ihre Worte. Auf das Ja warten.
    say: ["{read_back|Was Sie sagten}. Habe ich das richtig?"]
    never: [Beruhigen Sie sich]
    ways:
      - {label: ja, set: {issue_agreed: ja}}
      - {label: nein, set: {issue_agreed: "no"}, go: problem}
  - id: zusage
    title: Zusagen
    do: Eine Zusage, eine Zeit.
    say: ["Ich mache das selbst, bis {due|zur vereinbarten Zeit}. Einverstanden?"]
    never: [Das ist bei uns so]
    ask: {field: promised, label: Zusage, as: promise, by: rep}
    needs: {issue_agreed: Über das Problem sind Sie noch nicht einig.}
"""
YELLING = """\
dcx: 1
id: yelling
kind: situation
lang: de
key: {key}
title: Laut
cues: [brüllt, kurze Antworten]
synonyms: [der Kunde brüllt, sie schreit]
steps:
  - id: ich
    title: Von sich sprechen
    do: Leiser werden. Von sich sprechen.
    say: ["Bei dieser Lautstärke fällt es mir schwer zu folgen."]
    never: [Beruhigen Sie sich]
    ways:
      - {label: Ruhiger, go: return}
"""
PHRASES = """\
dcx: 1
phrases:
  - {avoid: Beruhigen Sie sich, instead: Zuhören., level: warn, why: Es spricht das Gefühl ab}
  - {avoid: Das ist bei uns so, instead: Der Grund ist …, level: hint, why: Niemand fragt nach Regeln}
"""


@pytest.fixture
def shared(dcx: Dcx) -> Path:
    """A folder that the firm shares, with a translation in `de/`, named in the configuration."""
    folder = dcx.home.parent / "shared"
    (folder / "de").mkdir(parents=True)
    (folder / "de" / "difficult-call.yaml").write_text(CALL, encoding="utf-8")
    (folder / "de" / "yelling.yaml").write_text(YELLING.replace("{key}", "ä"), encoding="utf-8")
    (folder / "de" / "phrases.yaml").write_text(PHRASES, encoding="utf-8")
    dcx.config(f'playbook_folders = ["{folder}"]\nlang = "de"\n')
    return folder


def test_it_lints_clean(shared: Path) -> None:
    """With its own phrases, and the English situations beside it."""
    assert Checking(Library(shipped_folder(), (shared,))).everything() == []


def test_a_whole_call_in_it(dcx: Dcx, shared: Path) -> None:
    """Its cards, its letter, its labels as answers; what isn't translated stays English and within reach."""
    lines = [
        "der Drucker war zweimal kaputt", "ä", "ruhiger", "", "> Beruhigen Sie sich doch!",
        "ein Drucker, zweimal repariert", "", "ja", "s", "1", "Kim", "Techniker schicken fri noon",
        "/end agreed",
    ]  # fmt: skip
    assert shared.is_dir()
    ran = dcx("handle", "-c", "Brook", stdin="\n".join(lines) + "\n")
    assert "AUSREDEN LASSEN" in ran.out
    assert "Situation laut. VON SICH SPRECHEN" in ran.out
    assert "Habe ich das richtig?" in ran.out
    assert '"Beruhigen Sie sich" - better: Zuhören.' in ran.out
    assert "I'll bring my supervisor in and stay on with you." in ran.out
    call = dcx("call", "list", "--all", "--json").json["data"][0]["id"]
    record = dcx("call", "show", call, "--json").json["data"]
    assert record["issues"][0]["text"] == "ein Drucker, zweimal repariert"
    assert [one["key"] for one in record["situations"]] == ["ä", "s"]
    assert [one["text"] for one in dcx("followups", "--json").json["data"]] == ["Techniker schicken"]


def test_the_other_language_is_one_option_away(dcx: Dcx, shared: Path) -> None:
    """`--lang` for one call, one page, one question."""
    assert "BEFORE THE FIRST WORD" in dcx("handle", "--lang", "en", stdin="", code=4).out
    shown = dcx("playbook", "show", "difficult-call").out
    assert "AUSREDEN LASSEN" in shown
    assert "shared/de/difficult-call.yaml" in shown.rpartition("from ")[2]
    assert (shared / "de" / "difficult-call.yaml").is_file()
    assert "BEFORE THE FIRST WORD" in dcx("playbook", "show", "difficult-call", "--lang", "en").out
    assert dcx("say", "der Kunde brüllt").out.startswith("LAUT")
    assert dcx("say", "--lang", "en", "he yells").out.startswith("YELLING")
    listed = {one["id"]: one["lang"] for one in dcx("playbook", "list", "--json").json["data"]}
    assert (listed["difficult-call"], listed["pause"]) == ("de", "en")
    assert "is no language" in dcx("say", "--lang", "../x", "yes", code=2).err


def test_a_call_goes_on_in_the_language_it_began_in(dcx: Dcx, shared: Path) -> None:
    """Whatever the configuration says by then."""
    assert shared.is_dir()
    dcx("handle", stdin="kaputt\n\n", code=4)
    dcx.config("plain = true\n")
    assert "WAS GENAU IST LOS" in dcx("handle", "--resume", stdin="", code=4).out


@pytest.mark.parametrize(
    ("key", "said"),
    [("l", "is the situation leaving's"), ("u", "taken by the grammar"), ("ab", "one letter")],
)
def test_a_letter_that_is_taken_is_a_finding(shared: Path, key: str, said: str) -> None:
    """Of a situation in the same language, translated or not, or of the grammar of a call."""
    (shared / "de" / "yelling.yaml").write_text(YELLING.replace("{key}", key), encoding="utf-8")
    findings = Checking(Library(shipped_folder(), (shared,))).everything()
    assert any(said in one.message and one.line == 5 and one.column == 6 for one in findings), findings
