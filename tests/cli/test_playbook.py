"""`dcx playbook` as it is typed: list, show, lint, new, schema."""

from pathlib import Path

import pytest

from difficult_cx.domain.playbook import ACKNOWLEDGING
from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.library import Library, shipped_folder
from tests.conftest import Dcx

SHIPPED = Library(shipped_folder()).overview()
STEP = "  - id: one\n    title: One\n    do: Do it.\n    say: [Hello.]\n    never: [Calm down]\n"


def own(dcx: Dcx, name: str, text: str) -> Path:
    """A playbook in the rep's own folder."""
    folder = dcx.home / "playbooks"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def method(name: str, title: str = "Mine", step: str = STEP) -> str:
    """A method of one card."""
    return f"dcx: 1\nid: {name}\nkind: method\ntitle: {title}\nsteps:\n{step}"


class TestList:
    def test_it_names_all_that_there_is(self, dcx: Dcx) -> None:
        """Every shipped playbook and one's own, methods first."""
        own(dcx, "mine", method("mine"))
        rows = dcx("playbook", "list").out.splitlines()
        assert len(rows) == len(SHIPPED) + 1
        assert any(row.split()[:2] == ["mine", "method"] and "own" in row for row in rows)
        found = dcx("playbook", "list", "--json").json["data"]
        assert {one["id"] for one in found} == {one.id for one in SHIPPED} | {"mine"}
        assert {"id", "kind", "title", "when", "path", "lang", "own", "broken"} == set(found[0])

    def test_a_broken_one_is_listed_as_broken(self, dcx: Dcx) -> None:
        """Reported and skipped, not hidden."""
        own(dcx, "mine", "dcx: 1\n\ttitle: [")
        assert "has mistakes" in next(
            row for row in dcx("playbook", "list").out.splitlines() if row.startswith("mine")
        )


class TestShow:
    @pytest.mark.parametrize("name", [one.id for one in SHIPPED])
    def test_it_is_one_page(self, dcx: Dcx, name: str) -> None:
        """80 columns and 24 rows, the four urgent letters and the file on it."""
        rows = dcx("playbook", "show", name).out.splitlines()
        assert len(rows) <= 24
        assert max(map(len, rows)) <= 80
        assert rows[0].startswith(f"PLAYBOOK  {name}   ")
        assert [row[1] for row in rows if row[:1] == " " and row[1:2] in tuple("ycsa")] == list("ycsa")
        assert rows[-1].endswith(f"{name}.yaml")

    def test_numbers_are_those_of_a_call(self, dcx: Dcx) -> None:
        """`3` on the page is where `/3` leads, and where the first screen counts to."""
        rows = dcx("playbook", "show", "with-ease").out.splitlines()
        third = next(row for row in rows if row.startswith(" 3 "))
        said = dcx("handle", "with-ease", stdin="/3\n", code=4).out
        assert "Step 3 of 9. " in said
        assert third.split("  ")[1].strip() in said.upper()
        assert rows[0].startswith("PLAYBOOK  with-ease   9 steps,")

    def test_full_has_every_word(self, dcx: Dcx) -> None:
        """Every stem, every phrase to avoid with its reason, what to listen for."""
        playbook = Library(shipped_folder()).load("with-ease").playbook
        out = dcx("playbook", "show", "with-ease", "--full").out
        for card in playbook.cards:
            assert all(stem.text in out for stem in card.say)
            assert all(one.text in out and one.instead in out for one in card.never)

    def test_why_has_the_source_and_the_grade(self, dcx: Dcx) -> None:
        """Author and finding; where there is no study it says craft."""
        out = dcx("playbook", "show", "acknowledge", "--why").out
        assert "Richard Riche" in out
        assert "mirror (B)" in out
        assert ACKNOWLEDGING in out
        assert "venting (A)" in dcx("playbook", "show", "pause", "--why").out
        assert "craft" in dcx("playbook", "show", "with-ease", "--why").out

    def test_a_broken_one_of_ones_own_falls_back(self, dcx: Dcx) -> None:
        """The shipped one is shown, and stderr says what is wrong with mine, cleaned."""
        own(dcx, "pause", "dcx: 1\nid: pause\nkind: song\n# \u202e\u009b\n")
        ran = dcx("playbook", "show", "pause")
        assert "LET THEM FINISH" in ran.out
        assert "Yours has mistakes" in ran.err
        assert "pause.yaml:4:4: " in ran.err
        assert "\u202e" not in ran.err
        assert "\u009b" not in ran.err

    def test_one_that_is_only_broken_is_explained(self, dcx: Dcx) -> None:
        """Exit 3 with every finding; nothing of the file reaches the terminal as it is."""
        own(dcx, "mine", method("mine").replace("title: One", 'title: "a\\e[31m\\u202eb"'))
        ran = dcx("playbook", "show", "mine", code=3)
        assert "mine.yaml:7:12" in ran.err
        assert "\x1b" not in ran.err

    def test_an_unknown_one_names_close_ones(self, dcx: Dcx) -> None:
        """Exit 3, with candidates."""
        assert "with-ease" in dcx("playbook", "show", "with-eas", code=3).err


class TestLint:
    def test_a_folder_sees_its_own(self, dcx: Dcx, tmp_path: Path) -> None:
        """Another organisation's checkout: its playbooks use each other and its phrases."""
        folder = tmp_path / "theirs"
        folder.mkdir()
        (folder / "phrases.yaml").write_text("dcx: 1\nphrases:\n  - {avoid: no way, instead: I see}\n")
        (folder / "greet.yaml").write_text(
            method("greet", step=STEP.replace("Calm down", "No way")).replace("method", "technique")
        )
        (folder / "theirs.yaml").write_text(method("theirs", step="  - use: greet\n"))
        assert dcx("playbook", "lint", str(folder)).out == "No mistakes.\n"
        assert dcx("playbook", "lint", str(folder / "theirs.yaml")).out == "No mistakes.\n"

    def test_ones_own_are_among_all(self, dcx: Dcx) -> None:
        """Without a path, one's own folder is linted with what came with dcx."""
        path = own(dcx, "mine", method("mine", "one two three four five six seven"))
        ran = dcx("playbook", "lint", code=1)
        assert ran.out.startswith(f"{path}:4:8: ")
        assert ran.out.endswith("1 mistake\n")

    def test_nothing_of_the_file_reaches_the_terminal(self, dcx: Dcx) -> None:
        """Escapes and bidi in a line that is shown are made visible."""
        own(dcx, "mine", method("mine").replace("title: One", "title: One # \u202e\u200b \u009b31m"))
        own(dcx, "other", method("other", "a b c d e f g # \u202e"))
        out = dcx("playbook", "lint", code=1).out
        assert "\u202e" not in out
        assert "<U+202E>" in out

    def test_no_such_path(self, dcx: Dcx) -> None:
        """A wrong word on the command line: exit 2."""
        dcx("playbook", "lint", "/nowhere/at/all.yaml", code=2)


class TestNew:
    @pytest.mark.parametrize("kind", ["method", "technique", "situation"])
    @pytest.mark.parametrize("stdin", ["", "\n\n\n\n\n"])
    def test_it_writes_what_lints_clean(self, dcx: Dcx, kind: str, stdin: str) -> None:
        """Without an answer too; and `show` shows it from there."""
        out = dcx("playbook", "new", "slow-parcel", "--kind", kind, stdin=stdin).out
        path = dcx.home / "playbooks" / "slow-parcel.yaml"
        assert str(path) in out
        assert Checking(Library(shipped_folder(), (path.parent,))).everything() == []
        assert "# yaml-language-server: $schema=" in path.read_text(encoding="utf-8")
        dcx.env["COLUMNS"] = "400"
        assert f"from {path}\n" in dcx("playbook", "show", "slow-parcel").out

    def test_answers_stand_in_it_as_typed(self, dcx: Dcx) -> None:
        """Quotes, colons, signs and other scripts are text, whatever YAML would make of them."""
        answers = ['Über: "all" #1', "no", "Look & see: now, {not} later"]
        dcx(
            "playbook",
            "new",
            "mine",
            stdin="technique\n" + "\n".join([answers[0], answers[1], "yes", '"Hm: yes" \\ so']) + "\n",
        )
        playbook = Library(shipped_folder(), (dcx.home / "playbooks",)).load("mine").playbook
        assert (playbook.title, playbook.why) == (answers[0], "no")
        assert (playbook.cards[0].do, playbook.cards[0].say[0].text) == ("yes", '"Hm: yes" \\ so')

    def test_at_a_terminal_it_asks_again(self, dcx: Dcx) -> None:
        """What would not lint clean is said at once, and asked again."""
        ran = dcx(
            "playbook", "new", "mine", stdin="song\nmethod\n\n\n\nPlease calm down.\nI see.\n", tty=True
        )
        assert "'song' is no kind." in ran.err
        assert "says 'calm down'" in ran.err
        assert "I see." in (dcx.home / "playbooks" / "mine.yaml").read_text(encoding="utf-8")

    def test_from_a_pipe_it_stops(self, dcx: Dcx) -> None:
        """Nobody could answer again: nothing is written."""
        dcx("playbook", "new", "mine", "--kind", "method", stdin="a b c d e f g\n", code=3)
        assert not (dcx.home / "playbooks" / "mine.yaml").exists()

    def test_nothing_is_overwritten(self, dcx: Dcx) -> None:
        """Neither one's own nor, unseen, one that came with dcx; an id never leaves the folder."""
        path = own(dcx, "mine", "mine")
        dcx("playbook", "new", "mine", code=3)
        assert path.read_text() == "mine"
        dcx("playbook", "new", "pause", code=3)
        for name in ("../x", "/tmp/x", "A b", "x"):
            dcx("playbook", "new", name, code=2)
        dcx("playbook", "new", "other", "--kind", "song", code=2)

    def test_the_letter_must_be_free(self, dcx: Dcx) -> None:
        """`y` is yelling's."""
        ran = dcx("playbook", "new", "mine", "--kind", "situation", stdin="\n\n\n\ny\n", code=3)
        assert "letter `y` is the situation yelling's" in ran.err


def test_a_card_number_is_in_no_playbook_of_dcx(dcx: Dcx) -> None:
    """Neither as the id of a new one nor in an answer; one that has it by hand is not kept in the cache."""
    card = "5555555555554444"
    dcx("playbook", "new", f"card-{card}", code=2)
    dcx("playbook", "new", "mine", "--kind", "method", stdin=f"Card {card}\n")
    path = dcx.home / "playbooks" / "mine.yaml"
    assert card not in path.read_text()
    path.write_text(path.read_text().replace("Listen.", f"Listen to {card}."))
    dcx("handle", "mine", stdin="/end resolved\n")
    written = [one for one in dcx.home.rglob("*") if one.is_file() and one != path]
    assert not [one for one in written if card.encode() in one.read_bytes()]
