"""Playbooks are read as text with their places; hostile files are refused fast and say where."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from difficult_cx.errors import FindingsError, NotFoundError
from difficult_cx.playbook.kept import digest, from_json, to_json, with_hash
from difficult_cx.playbook.library import Library, shipped_folder

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
