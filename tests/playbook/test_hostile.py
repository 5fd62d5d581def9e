"""Files that somebody made to do harm: no code runs, nothing else is read, nothing hangs, every finding has a place."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from difficult_cx.domain.phrases import find
from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.library import Library, shipped_folder
from difficult_cx.playbook.phrases import load
from tests.conftest import Dcx

GOOD = (
    "dcx: 1\nid: mine\nkind: method\ntitle: Mine\nsteps:\n"
    "  - {id: one, title: One, do: Do it., say: [Hello.], never: [Calm down]}\n"
)
STEP = "dcx: 1\nid: mine\nkind: method\ntitle: T\nsteps:\n  - "
SECRET = "the secret of another file"

TEXTS: dict[str, tuple[str | bytes, str]] = {
    "an alias bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "yaml"),
    "an anchor that holds itself": ("dcx: 1\nx: &x [*x]\n", "yaml"),
    "a hundred thousand brackets": ("[" * 100_000, "yaml"),
    "maps within maps": ("a: " + "{a: " * 5_000, "yaml"),
    "lists within lists": ("\n".join(" " * deep + "- a:" for deep in range(300)), "yaml"),
    "five megabytes": (b"#" * 5_000_000, "size"),
    "thirty thousand keys": ("".join(f"k{number}: 1\n" for number in range(30_000)), "size"),
    "a tag that would run": ("dcx: 1\nid: !!python/object/apply:os.system ['true']\n", "yaml"),
    "a tag that would import": ("!!python/name:os.system\n", "yaml"),
    "a tag as long as the file": ("!" * 200_000, "yaml"),
    "an anchor that nobody uses": (GOOD.replace("title: Mine", "title: &a Mine"), "yaml"),
    "an alias to nothing": (GOOD.replace("title: Mine", "title: *a"), "yaml"),
    "a plain tag": (GOOD.replace("title: Mine", "title: !!str Mine"), "yaml"),
    "an end, and more": (GOOD + "...\nid: other\n", "yaml"),
    "infinity": (GOOD.replace("dcx: 1", "dcx: .inf"), "format"),
    "a float": (GOOD.replace("dcx: 1", "dcx: 1.0"), "format"),
    "ten megabytes in a line": ("title: " + "x" * 10_000_000, "size"),
    "blanks within blanks": (GOOD.replace("Hello.", "'{a|{b|{c|d}}}'"), "blank"),
    "a private name to set": (
        GOOD.replace("[Calm down]}", "[Calm down], ways: [{label: a, set: {__class__: y}}]}"),
        "name",
    ),
    "a number in other digits": (
        GOOD.replace("[Calm down]}", "[Calm down], ways: [{label: a, from: \u0663}]}"),
        "type",
    ),
    "a tag of one's own": ("%TAG ! tag:evil,2000:\n---\ndcx: !x 1\n", "yaml"),
    "a merge": ("dcx: 1\nid: mine\nx: {<<: {a: 2}}\n", "yaml"),
    "a second document": (GOOD + "---\ndcx: 1\n", "yaml"),
    "a key twice": (GOOD + "title: Other\n", "duplicate-key"),
    "a list as a key": (GOOD + "? [a, b]\n: 1\n", "yaml"),
    "a bell": (b"dcx: 1\ntitle: a\x07b\n", "yaml"),
    "an escape sequence": (b"dcx: 1\ntitle: a\x1b[31m\n", "yaml"),
    "a null byte": (b"dcx: 1\nid: mine\x00\n", "yaml"),
    "a null byte, written out": (GOOD.replace("title: Mine", 'title: "a\\0b"'), "control"),
    "a byte order mark within": (GOOD.replace("title: Mine", "title: \ufeffMine"), "control"),
    "letters that run backwards": (GOOD.replace("title: Mine", "title: a\u202eb"), "control"),
    "half a surrogate": ('dcx: 1\ntitle: "\\ud800"\n', "yaml"),
    "UTF-16": (GOOD.encode("utf-16"), "encoding"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-be"), "encoding"),
    "UTF-32": (GOOD.encode("utf-32"), "encoding"),
    "Latin 1": ("dcx: 1\ntitle: caf\xe9\n".encode("latin-1"), "encoding"),
    "a very long line": (GOOD.replace("title: Mine", "title: " + "x" * 200_000), "limit"),
    "a very long key": (GOOD + "? " + "k" * 900 + "\n: 1\n", "unknown-key"),
    "tabs": ("dcx: 1\n\tid: mine\n", "yaml"),
    "nothing": (b"", "empty"),
    "a word": ("hello\n", "type"),
    "a number with 5,000 digits": (
        STEP
        + "{id: one, title: T, do: D, say: [H], never: [Calm down], ways: [{label: x, from: "
        + "9" * 5000
        + "}]}",
        "type",
    ),
    "itself": (STEP + "use: mine\n", "use"),
    "another file": (STEP + "use: ../../etc/passwd\n", "use"),
    "nine hundred steps": (
        STEP.removesuffix("  - ")
        + "".join(f"  - {{id: s{n}, title: T, do: D, say: [H], never: [Calm down]}}\n" for n in range(900)),
        "too-many",
    ),
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of one's own, empty."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("what", TEXTS)
def test_it_is_a_finding_with_a_place(own: Path, what: str) -> None:
    """Of the rule that is meant, at a line and column of the file; the library goes on without it."""
    content, rule = TEXTS[what]
    path = own / "mine.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    library = Library(shipped_folder(), (own,))
    findings = Checking(library).files([path])
    assert rule in {one.rule for one in findings}
    for one in findings:
        assert one.path == str(path)
        assert one.line >= 1
        assert one.column >= 1
        assert len(one.render()) < 1_000
    assert len(library.load("difficult-call").playbook.situations) == 10


@pytest.mark.parametrize(
    "text", ["yes", "no", "null", "~", ".nan", "0o17", "0123", "12:30", "2026-01-01", "1e3", "0x1F"]
)
def test_what_yaml_would_turn_into_something_else_stays_text(own: Path, text: str) -> None:
    """The schema decides the type; what was written is what a rep reads."""
    path = own / "mine.yaml"
    path.write_text(GOOD.replace("title: Mine", f"title: {text}").replace("Do it.", text))
    library = Library(shipped_folder(), (own,))
    assert Checking(library).files([path]) == []
    playbook = library.load("mine").playbook
    assert (playbook.title, playbook.cards[0].do) == (text, text)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_editors_write_is_read(own: Path, ending: str, mark: bytes) -> None:
    """Line ends of every system, and the byte order mark of some."""
    path = own / "mine.yaml"
    path.write_bytes(mark + GOOD.replace("\n", ending).encode())
    assert Checking(Library(shipped_folder(), (own,))).files([path]) == []


def _link(path: Path) -> None:
    secret = path.parent.parent / "secret"
    secret.write_text(SECRET)
    path.symlink_to(secret)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's whole path may be too long
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)


NO_FILES: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a link": _link,
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nowhere": lambda path: path.symlink_to("/nowhere/at/all"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a socket": _socket,
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
@pytest.mark.parametrize("name", ["pause", "yelling", "phrases"])
@pytest.mark.parametrize("what", NO_FILES)
def test_what_is_no_file_is_never_read(dcx: Dcx, what: str, name: str) -> None:
    """Neither waited for nor followed: every command goes on, and nothing of another file is shown."""
    folder = dcx.home / "playbooks"
    folder.mkdir(parents=True)
    NO_FILES[what](folder / f"{name}.yaml")
    shown = [
        dcx("playbook", "list"),
        dcx("playbook", "show", "pause"),
        dcx("playbook", "lint", code=None),
        dcx("playbook", "lint", str(folder), code=None),
        dcx("say", "she wants my boss"),
        dcx("handle", stdin="", code=4),
    ]
    assert all(SECRET not in ran.out + ran.err for ran in shown)
    assert "LET THEM FINISH" in shown[1].out
    assert shown[4].out.startswith("SUPERVISOR")


def test_a_wording_can_not_keep_the_matcher_busy(own: Path) -> None:
    """Many stars are a finding and are left out; what is left is quick on the longest entry there can be."""
    (own / "phrases.yaml").write_text(
        f"dcx: 1\nphrases:\n  - {{avoid: '{'* ' * 40}x'}}\n  - {{avoid: '* * * x'}}\n"
    )
    findings = Checking(Library(shipped_folder(), (own,))).files([own / "phrases.yaml"])
    assert [one.rule for one in findings] == ["limit"]
    phrases = load([own])
    assert [one.avoid for one in phrases] == ["* * * x"]
    assert find("a " * 32_000, phrases) == []
