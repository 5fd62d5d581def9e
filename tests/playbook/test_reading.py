"""Playbooks are read as text with their places; hostile files are refused fast and say where."""

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.errors import FindingsError, NotFoundError
from difficult_cx.playbook.kept import digest, from_json, to_json, with_hash
from difficult_cx.playbook.library import Library, shipped_folder
from difficult_cx.playbook.nodes import read_file, read_page
from difficult_cx.playbook.written import FILE_KEYS, STEP_KEYS, read_written

STEP = "  - id: one\n    title: One\n    do: Do it.\n    say: [Hello.]\n    never: [Calm down]\n"
GOOD = f"dcx: 1\nid: mine\nkind: method\ntitle: Mine\nsteps:\n{STEP}"


def library(tmp_path: Path, text: str | bytes, name: str = "mine") -> Library:
    """The shipped playbooks with one of one's own."""
    own = tmp_path / "own"
    own.mkdir(exist_ok=True)
    (own / f"{name}.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return Library(shipped_folder(), (own,))


def findings(tmp_path: Path, text: str | bytes) -> str:
    """What is said about this file."""
    with pytest.raises(FindingsError) as error:
        library(tmp_path, text).load("mine")
    return "\n".join(error.value.findings)


def test_a_good_file_is_a_playbook(tmp_path: Path) -> None:
    """With all ten rows filled in, its phrases explained, its hash made."""
    loaded = library(tmp_path, GOOD).load("mine")
    [card] = loaded.playbook.cards
    assert (card.id, card.do, card.say[0].text) == ("one", "Do it.", "Hello.")
    assert card.never[0].why
    assert len(loaded.playbook.hash) == 16
    assert "".join(one.key for one in loaded.playbook.situations) == "ycsalrgvhw"


@pytest.mark.parametrize("text", ["no", "12:30", "0123", "null", "1e3", "yes", "2026-11-24", "~x"])
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    """What YAML would make a boolean, a number or a date is what was written."""
    loaded = library(tmp_path, GOOD.replace("title: One", f"title: {text}")).load("mine")
    assert loaded.playbook.cards[0].title == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "mine.yaml:1:1: the file is empty"),
        ("dcx: 2\n", "this dcx reads format 1"),
        ("- a\n- b\n", "must be a map"),
        (GOOD.replace("id: mine", "id: other"), "the file mine.yaml"),
        (GOOD.replace("kind: method", "kind: song"), "mine.yaml:3:7: `kind` is 'song'"),
        (GOOD.replace("    do: Do it.\n", ""), "needs `do`"),
        (GOOD.replace("    never: [Calm down]\n", ""), "needs `never`"),
        (GOOD.replace("[Calm down]", "[Never heard of]"), "is not in phrases.yaml"),
        (GOOD.replace("    do:", "    doo:"), "`do`?"),
        (GOOD + STEP, "stands here twice"),
        (
            GOOD.replace("title: Mine", "title: Mine\ntitle: Again"),
            "mine.yaml:5:1: `title` stands here twice",
        ),
        (GOOD.replace("title: Mine", "title: one two three four five six seven"), "7 words, at most 6"),
        (GOOD.replace("[Hello.]", "{a: b, c}"), "one to three stems"),
        (GOOD.replace("[Hello.]", "[Hello, [there]"), "mine.yaml:"),
        (GOOD + "  - use: nothing-there\n", "there is no technique `nothing-there`"),
        (GOOD.replace("title: One", "title: &a One"), "anchors and aliases"),
        (GOOD.replace("title: One", "title: *a"), "anchors and aliases"),
        (GOOD.replace("title: One", "title: !!python/object/apply:os.system [id]"), "tags"),
        (GOOD.replace("title: One", "<<: {a: b}\n    title: One"), "merges"),
        (GOOD + "---\ndcx: 1\n", "a second document"),
        (GOOD.replace("title: One", "title: " + "[" * 30 + "]" * 30), "nested deeper"),
        (GOOD.encode() + b"# \xff\n", "isn't UTF-8"),
        (GOOD.replace("title: One", 'title: "a\\u202eb"'), "can't be seen"),
        (GOOD.replace("title: One", "title: a\x00b"), "mine.yaml:"),
        (GOOD + "#" * 300_000, "larger than 256 KiB"),
        (GOOD.replace("say: [Hello.]", "say: []"), "one to three stems"),
        ("hello\n", "must be a map"),
        ("dcx: [1]\n", "`dcx` is a list"),
        ("kind: method\n", "`dcx: 1` is missing"),
        (GOOD + "...\nmore: text\n", "nothing follows its end"),
        (GOOD.encode("utf-16"), "isn't UTF-8"),
        (GOOD + "    ways: [{label: Later, with a time}]\n", "hint: a comma inside { } needs quotes"),
        (GOOD + "    needs: {issue: They said it, twice}\n", "hint: a comma inside { } needs quotes"),
        (GOOD.replace("[Hello.]", "['It's me']"), "hint: text with an apostrophe goes in double quotes"),
        (GOOD.replace("Do it.", "Do it: now"), "hint: a colon inside text needs quotes"),
        (GOOD.replace("    do:", "\tdo:"), "hint: use blanks, not tabs, to indent"),
        (GOOD.replace("[Hello.]", "[nothing]"), "without brackets"),
        (GOOD.replace("[Hello.]", "Hello."), "must be a list, or `nothing`"),
        (GOOD.replace("[Hello.]", "[{quote: Hi, by: me}]"), "has no key `by`"),
        (GOOD.replace("One", "x" * 200), "mine.yaml:7:12: `title` is too long"),
        (GOOD.replace("[Calm down]", "[Calm down, As I said, Definitely]"), "3 entries, at most 2"),
        (GOOD + "    listen: [a, b, c, d]\n", "4 entries, at most 3"),
        (GOOD + "    tone: angry\n", "one of calm, warm, firm, serious, upbeat"),
        (GOOD + "    clock: yes\n", "`clock` is true or it isn't there"),
        (GOOD + "    ways: []\n", "`ways` has 0 lines"),
        (GOOD + "    ways:\n" + "      - {label: x, go: end}\n" * 7, "`ways` has 7 lines"),
        (GOOD + "    ways: [{label: x, from: 0}]\n", "a number from 1 to 99"),
        (GOOD + "    ways: [{label: x, from: ٣}]\n", "a number from 1 to 99"),
        (GOOD + "    ways: [{go: end}]\n", "a way needs `label`"),
        (GOOD + "    ask: {field: two words, label: It}\n", "is no name"),
        (GOOD + "    ask: {field: issue, label: one two three four}\n", "4 words, at most 3"),
        (GOOD + "    if: [not not issue]\n", "is no name"),
        (GOOD.replace("title: Mine", "title: Mine\nlang: ../x"), "is no language"),
        (GOOD.replace("title: Mine", "title: Mine\nkey: x"), "only a situation has `key`"),
        (GOOD.replace("title: Mine", "title: Mine\nwhy: " + "word " * 26), "26 words, at most 25"),
        (GOOD.replace("kind: method", "kind: situation"), "a situation needs `key`"),
        (GOOD.split("steps:", maxsplit=1)[0] + "steps: []\n", "`steps` is empty"),
        (GOOD.split("steps:", maxsplit=1)[0] + "steps: [x]\n", "a step must be a map"),
        (GOOD.split("steps:", maxsplit=1)[0], "a playbook needs `steps`"),
        (GOOD + "  - use: pause\n  - use: pause.listen\n", "`pause.listen` is used twice"),
        (GOOD + "  - use: with-ease\n", "a method can't be used"),
        (GOOD + "  - use: yelling\n", "`go: situation.yelling`"),
        (GOOD + "  - use: pause.nothing\n", "hint: pause has listen"),
        (GOOD + "  - use: ../../../etc/passwd\n", "that can be read"),
        (GOOD.replace("say: [Hello.]", "say: nothing\n    ask: {field: issue, label: It}"), "asks nothing"),
    ],
)
def test_a_mistake_has_its_place(tmp_path: Path, text: str | bytes, said: str) -> None:
    """What is wrong, where; nothing runs, nothing hangs."""
    assert said in findings(tmp_path, text)


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    """Each with line, column, the line itself and a hint."""
    said = findings(
        tmp_path, GOOD.replace("kind: method", "kind: song").replace("    do: Do it.", "    doo: Do it.")
    )
    assert said.count("mine.yaml:") == 3
    assert "    kind: song\n          ^" in said


def test_a_page_of_mistakes_is_cut_and_says_so(tmp_path: Path) -> None:
    """200 are listed; that there are more is said."""
    said = findings(tmp_path, GOOD + "".join(f"  - id: s{number}\n" for number in range(200)))
    assert said.count("mine.yaml:") == 201
    assert "there are more mistakes than these" in said


def test_a_blank_counts_as_its_fallback(tmp_path: Path) -> None:
    """15 words with `{words|…}` in it, however long the filling may become; a dash is no word."""
    fits = "one two three four five six - seven eight nine ten eleven twelve thirteen {words|that then}"
    assert library(tmp_path, GOOD.replace("[Hello.]", f'["{fits}"]')).load("mine").findings == ()
    assert "16 words, at most 15" in findings(tmp_path, GOOD.replace("[Hello.]", f'["{fits} more"]'))


HOSTILE = {
    "brackets": "dcx: 1\na: " + "[" * 100_000,
    "dashes": "dcx: 1\na:\n" + "- " * 100_000,
    "keys": "dcx: 1\n" + "".join(f"k{number}: 1\n" for number in range(18_000)),
    "same key": "dcx: 1\n" + "k: 1\n" * 40_000,
    "items": "dcx: 1\nsteps:\n" + "- x\n" * 60_000,
    "one line": "dcx: 1\ntitle: " + "a " * 120_000,
    "one word": "dcx: 1\ntitle: " + "a" * 250_000,
    "quotes": 'dcx: 1\ntitle: "' + "\\n" * 120_000 + '"',
    "comments": "dcx: 1\n" + "# x\n" * 60_000,
    "questions": "dcx: 1\n" + "? " * 100_000,
    "anchors": "dcx: 1\na: [" + ", ".join(f"&a{number} x" for number in range(18_000)) + "]",
    "tags": "%TAG ! tag:x,2000:\n---\ndcx: 1\na: !x y",
    "python": "dcx: 1\na: !!python/object/apply:os.system [id]",
    "folded": "dcx: 1\ntitle: >\n" + "  a\n" * 60_000,
    "documents": "---\ndcx: 1\n" * 20_000,
    "large": "#" * 300_000,
    "uses": GOOD + "  - use: pause\n" * 12_000,
    "ways": GOOD + "    ways: [" + "{label: x}, " * 6_000 + "{label: x}]\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_fast(tmp_path: Path, text: str) -> None:
    """Bombs, depth, size, tags, keys without end: a finding each, and nobody waits."""
    started = time.process_time()
    assert "mine.yaml:" in findings(tmp_path, text)
    assert time.process_time() - started < 3


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_are_findings(content: bytes) -> None:
    """Whatever a file holds: a finding with a place in it, never an error."""
    page, root = read_page("mine.yaml", content)
    if root is not None:
        read_written(page, root, "mine")
    assert page.findings
    for one in page.findings:
        assert one.line >= 1 <= one.column
        assert one.render().startswith("mine.yaml:")


@given(
    st.recursive(
        st.text(max_size=9), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner)
    )
)
def test_any_shape_under_any_key_is_findings(value: object) -> None:
    """JSON is YAML: every key of a step with any shape below it."""
    step = dict.fromkeys((*STEP_KEYS, "use"), value)
    for steps in (value, [value], [step], [dict.fromkeys(STEP_KEYS, value)]):
        whole = {**dict.fromkeys(FILE_KEYS, value), "dcx": "1", "steps": steps}
        page, root = read_page("mine.yaml", json.dumps(whole).encode())
        if root is not None:
            read_written(page, root, "mine")
        assert page.findings


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    """A folder of that name, a link to nowhere: one is passed over, the other said."""
    own = tmp_path / "own"
    (own / "pause.yaml").mkdir(parents=True)
    (own / "mine.yaml").symlink_to(tmp_path / "gone")
    here = Library(shipped_folder(), (own,))
    assert here.load("pause").fell_back is False
    with pytest.raises(NotFoundError):
        here.load("mine")
    page, root = read_file(own)
    assert root is None
    assert [one.rule for one in page.findings] == ["unreadable"]


class TestOnesOwn:
    def test_a_broken_one_falls_back_and_says_so(self, tmp_path: Path) -> None:
        """The shipped one runs; every finding is there."""
        loaded = library(tmp_path, "dcx: 1\nid: pause\nkind: song\n", "pause").load("pause")
        assert loaded.fell_back
        assert loaded.playbook.path == str(shipped_folder() / "pause.yaml")
        assert {one.path for one in loaded.findings} == {str(tmp_path / "own" / "pause.yaml")}

    @pytest.mark.parametrize(
        "text", ["", "garbage: [", "dcx: 1\nid: yelling\nkind: situation\n", "dcx: 2\nkind: situation\n"]
    )
    def test_a_broken_situation_leaves_the_shipped_one(self, tmp_path: Path, text: str) -> None:
        """All ten letters are there whatever lies in one's own folder."""
        loaded = library(tmp_path, text, "yelling").load("with-ease")
        assert "".join(one.key for one in loaded.playbook.situations) == "ycsalrgvhw"

    def test_a_broken_technique_leaves_the_shipped_one(self, tmp_path: Path) -> None:
        """A method that uses it goes on with the shipped steps, and the findings say why."""
        loaded = library(tmp_path, "dcx: 1\nid: pause\nkind: song\n", "pause").load("with-ease")
        assert loaded.playbook.cards[0].id == "pause.listen"
        assert "pause.yaml" in {Path(one.path).name for one in loaded.findings}

    def test_one_of_the_same_id_takes_the_place(self, tmp_path: Path) -> None:
        """As a whole playbook, as a technique that others use, as a situation."""
        text = GOOD.replace("id: mine", "id: pause").replace("kind: method", "kind: technique")
        here = library(tmp_path, text, "pause")
        assert here.load("pause").playbook.title == "Mine"
        assert here.load("with-ease").playbook.cards[0].id == "pause.one"
        text = GOOD.replace("id: mine", "id: yelling").replace("kind: method", "kind:   'situation'\nkey: y")
        [yelling] = [
            one
            for one in library(tmp_path, text, "yelling").load("with-ease").playbook.situations
            if one.key == "y"
        ]
        assert (yelling.title, yelling.card.id) == ("Mine", "situation.yelling")

    def test_only_what_is_needed_is_read(self, tmp_path: Path) -> None:
        """A broken playbook that nobody asked for hides nothing and says nothing."""
        assert library(tmp_path, "dcx: [", "other").load("with-ease").findings == ()


def test_an_alias_bomb_is_refused_fast(tmp_path: Path) -> None:
    """Nine levels of nine aliases: the first anchor ends it."""
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(f'*{before}' for _ in range(9))}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    started = time.process_time()
    assert "anchors and aliases" in findings(tmp_path, f"dcx: 1\n{bomb}")
    assert time.process_time() - started < 5


def test_a_name_never_leaves_the_folder(tmp_path: Path) -> None:
    """Ids are looked up, never joined to a path."""
    (tmp_path / "secret.yaml").write_text(GOOD)
    found = library(tmp_path, GOOD)
    for name in (
        "../secret",
        "/etc/passwd",
        "..",
        "own/mine",
        "phrases",
        "",
        "a" * 300,
        "mine.yaml",
        "C:\\x",
    ):
        with pytest.raises(NotFoundError):
            found.load(name)


def test_close_names_are_said() -> None:
    """`with-eas` is nearly something."""
    with pytest.raises(NotFoundError) as error:
        Library(shipped_folder()).load("with-eas")
    assert "with-ease" in error.value.hint


def test_kept_and_back_again() -> None:
    """The text kept in the journal is the whole playbook, under the same hash."""
    for info in Library(shipped_folder()).overview():
        playbook = Library(shipped_folder()).load(info.id).playbook
        again = with_hash(from_json(to_json(playbook)))
        assert again.hash == playbook.hash == digest(playbook)
        assert again.cards == playbook.cards
        assert again.situations == playbook.situations


class TestParsedCopies:
    def test_a_second_load_reads_no_yaml(self, tmp_path: Path) -> None:
        """The same playbook, hash and all, and yaml isn't even imported."""
        cache = tmp_path / "cache"
        first = Library(shipped_folder(), (), cache).load("difficult-call").playbook
        code = (
            "import sys; from pathlib import Path; from difficult_cx.playbook.library import Library, shipped_folder;"
            f"p = Library(shipped_folder(), (), Path({str(cache)!r})).load('difficult-call').playbook;"
            "print(p.hash, 'yaml' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split() == [first.hash, "False"]
        assert Library(shipped_folder(), (), cache).load("difficult-call").playbook == first

    def test_any_change_is_seen(self, tmp_path: Path) -> None:
        """A file edited, added or taken away: read anew."""
        cache = tmp_path / "cache"
        own = tmp_path / "own"
        library(tmp_path, GOOD)
        assert Library(shipped_folder(), (own,), cache).load("mine").playbook.title == "Mine"
        (own / "mine.yaml").write_text(GOOD.replace("title: Mine", "title: Other"))
        assert Library(shipped_folder(), (own,), cache).load("mine").playbook.title == "Other"
        (own / "mine.yaml").unlink()
        with pytest.raises(NotFoundError):
            Library(shipped_folder(), (own,), cache).load("mine")

    def test_phrases_are_kept_too(self, tmp_path: Path) -> None:
        """Hints while somebody types need no YAML; one's own file that changes is seen."""
        cache, own = tmp_path / "cache", tmp_path / "own"
        own.mkdir()
        first = Library(shipped_folder(), (own,), cache).phrases
        code = (
            "import sys; from pathlib import Path; from difficult_cx.playbook.library import Library, shipped_folder;"
            f"p = Library(shipped_folder(), (Path({str(own)!r}),), Path({str(cache)!r})).phrases;"
            "print(len(p), 'yaml' in sys.modules, 'difficult_cx.playbook.shelf' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split() == [str(len(first)), "False", "False"]
        assert Library(shipped_folder(), (own,), cache).phrases == first
        (own / "phrases.yaml").write_text("dcx: 1\nphrases: [{avoid: howdy}]\n")
        assert "howdy" in {one.avoid for one in Library(shipped_folder(), (own,), cache).phrases}
        (cache / "playbooks" / "_phrases.json").write_bytes(b'{"version": "0.1.0", "signature": []}')
        assert "howdy" in {one.avoid for one in Library(shipped_folder(), (own,), cache).phrases}

    def test_what_is_kept_is_for_its_owner_alone(self, tmp_path: Path) -> None:
        """0600, as all of dcx's files."""
        Library(shipped_folder(), (), tmp_path / "cache").load("with-ease")
        [kept] = (tmp_path / "cache" / "playbooks").iterdir()
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600 or os.name == "nt"

    @pytest.mark.parametrize("garbage", [b"", b"{", b"[]", b"null", b'{"version": 1}', b"\xff" * 50])
    def test_garbage_in_the_cache_changes_nothing(self, tmp_path: Path, garbage: bytes) -> None:
        """The same answer, only slower; a read-only cache too."""
        cache = tmp_path / "cache"
        wanted = Library(shipped_folder(), (), cache).load("with-ease").playbook
        [kept] = (cache / "playbooks").iterdir()
        kept.write_bytes(garbage)
        assert Library(shipped_folder(), (), cache).load("with-ease").playbook == wanted
        (tmp_path / "file").write_text("")
        assert Library(shipped_folder(), (), tmp_path / "file").load("with-ease").playbook == wanted
