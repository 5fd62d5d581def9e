"""The same answers whatever the locale: no word, order or comparison of dcx's is the machine's."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LOCALES = ("C", "POSIX", "C.UTF-8", "tr_TR.UTF-8", "ja_JP.UTF-8", "ja_JP.eucJP", "nowhere")
# What is made for this test, and what a terminal of that locale sends; the others are everywhere.
MADE = {
    "tr_TR.UTF-8": ("tr_TR", "UTF-8", "utf-8"),
    "tr_TR.ISO-8859-9": ("tr_TR", "ISO-8859-9", "iso8859-9"),
    "ja_JP.UTF-8": ("ja_JP", "UTF-8", "utf-8"),
    "ja_JP.eucJP": ("ja_JP", "EUC-JP", "euc_jp"),
    "de_DE.ISO-8859-1": ("de_DE", "ISO-8859-1", "iso8859-1"),
}
HOSTILE = 'Zoë şık IİıŞ 王小明 [/] "; rm $(x) Ünïcödé € 😀 end'
NAMES = ("Işık İnşaat", "IRIS Limited", "王 小明", "iris limited")


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Locales made for this test where the machine can make them, found by LOCPATH."""
    folder = tmp_path_factory.mktemp("locales")
    for full, (name, charset, _) in MADE.items():
        place = folder / f"{name}.{full.partition('.')[2].casefold().replace('-', '')}"
        try:
            subprocess.run(
                ["localedef", "-i", name, "-f", charset, str(place)], capture_output=True, check=False
            )
        except FileNotFoundError:
            break
    return {"LOCPATH": str(folder)} if any(folder.iterdir()) else {}


def said(home: Path, env: dict[str, str], encoding: str, *args: str) -> str:
    """What a process in this locale prints, its words typed in the locale's own encoding."""
    whole = {
        "PATH": os.environ.get("PATH", ""),
        "DCX_HOME": str(home),
        "HOME": str(home),
        "USER": "sam",
        "TZ": "Europe/Istanbul",
        "PYTHONCOERCECLOCALE": "0",
        **env,
    }
    words: list[str | bytes] = [sys.executable, "-m", "difficult_cx", *(one.encode(encoding) for one in args)]
    done = subprocess.run(words, env=whole, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == b""
    return done.stdout.decode(encoding if args[0] == "completion" else "utf-8")


def test_every_locale_gets_the_same_answers(home: Path, locales: dict[str, str]) -> None:
    """Dates in words, names compared, lists in order: the same, and in Turkish too `I` is an `i`."""
    for name in NAMES:
        said(home, {}, "utf-8", "followups", "add", "call back", "--customer", name, "1 december 2027 noon")
    at = ("--now", "2026-11-24T10:15", "--zone", "Europe/Istanbul")
    found = {}
    for locale in LOCALES:
        env = {**locales, "LC_ALL": locale, "LANG": locale}
        encoding = "euc_jp" if locale.endswith("eucJP") and locales else "utf-8"
        found[locale] = [
            said(home, env, encoding, *words)
            for words in (
                ("when", "IN 2 HOURS", *at),
                ("followups", "-c", "王 小明", "--at", "2026-11-24T10:15"),
                ("customer", "list", "iris LIMITED"),
                ("completion", "zsh", "--", "customer", "show", "王"),
            )
        ]
    first = found[LOCALES[0]]
    assert "Tue 24 Nov 12:15" in first[0]
    assert "王 小明" in first[1]
    assert "IRIS Limited" in first[2]
    assert first[3] == "王 小明\n"
    for locale, answers in found.items():
        assert answers == first, locale


@pytest.mark.parametrize("encoding", ["euc_jp", "shift_jis", "iso8859_9", "ascii", "utf-8"])
def test_a_terminal_that_lacks_a_letter_gets_it_written_out(home: Path, encoding: str) -> None:
    """Nothing fails; what the terminal has is shown as it is."""
    pexpect = pytest.importorskip("pexpect")
    env = {
        "PATH": os.environ.get("PATH", ""),
        "DCX_HOME": str(home),
        "TZ": "Asia/Tokyo",
        "TERM": "dumb",
        "PYTHONIOENCODING": encoding,
        "PYTHONUTF8": "0",
        "HOME": str(home),
    }
    add = ["-m", "difficult_cx", "followups", "add", "call", "-c", "王 Şule"]
    subprocess.run(
        [sys.executable, *add], env={**env, "PYTHONIOENCODING": "utf-8"}, check=True, capture_output=True
    )
    child = pexpect.spawn(sys.executable, ["-m", "difficult_cx", "customer", "list"], env=env, timeout=20)
    out = child.read().decode(encoding)
    child.close()
    assert child.exitstatus == 0
    for letter in "王Ş":
        try:
            letter.encode(encoding)
        except UnicodeEncodeError:
            assert f"\\u{ord(letter):04x}" in out
        else:
            assert letter in out
    assert "ule" in out


def in_locale(locale: str, locales: dict[str, str], **more: str) -> dict[str, str]:
    """Its environment; the test is skipped where the locale can't be made."""
    if locale in MADE and not locales:
        pytest.skip("localedef and Debian's `locales` make this locale; they aren't here")
    return {**locales, "LC_ALL": locale, "LANG": locale, **more}


def notes(home: Path) -> list[str]:
    """The notes on the record."""
    lines = (home / "journal.jsonl").read_text(encoding="ascii").splitlines()
    return [one["text"] for one in map(json.loads, lines) if one["kind"] == "noted"]


@pytest.mark.parametrize("face", ["--plain", "screen"])
@pytest.mark.parametrize(
    ("locale", "more"),
    [
        *((locale, {}) for locale in ("C", "POSIX", "C.UTF-8", "nowhere", *MADE)),
        ("C", {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        ("de_DE.ISO-8859-1", {"PYTHONUTF8": "1"}),
        ("tr_TR.UTF-8", {"PYTHONIOENCODING": "latin-1"}),
        ("C.UTF-8", {"PYTHONIOENCODING": "ascii:strict"}),
    ],
)
def test_what_is_typed_at_a_terminal_is_kept_as_it_was_typed(
    home: Path, locales: dict[str, str], locale: str, more: dict[str, str], face: str
) -> None:
    """In the terminal's own encoding, letter by letter; what it can't show again fails nothing."""
    pytest.importorskip("pexpect")
    pytest.importorskip("pyte")
    from tests.terminal.screen.pseudo import Terminal

    encoding = MADE.get(locale, ("", "", "utf-8"))[2]
    encoding = "utf-8" if "PYTHONUTF8" in more else more.get("PYTHONIOENCODING", encoding)
    encoding = "utf-8" if encoding.startswith("ascii") else encoding
    text = HOSTILE.encode(encoding, "ignore").decode(encoding)
    flags = [face] if face == "--plain" else []
    terminal = Terminal(home, "with-ease", "-c", "Ada", *flags, env=in_locale(locale, locales, **more))
    terminal.wait("Note")
    terminal.child.send(text.encode(encoding) + b"\r")
    terminal.wait("Noted")
    terminal.type("/end agreed as told\r", "Call closed")
    assert terminal.ends() == 0
    assert b"Traceback" not in terminal.came
    assert notes(home) == [text]


@pytest.mark.parametrize(
    ("locale", "more"),
    [
        *((locale, {}) for locale in ("C", "C.UTF-8", *MADE)),
        ("POSIX", {"PYTHONIOENCODING": "ascii:strict"}),
        ("nowhere", {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    ],
)
def test_a_pipe_is_utf_8_in_every_locale(
    home: Path, locales: dict[str, str], locale: str, more: dict[str, str]
) -> None:
    """At both ends, names and commands included: I and i are one letter in Turkish too."""
    env = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(home),
        "DCX_HOME": str(home),
        "TZ": "UTC",
        "USER": "sam",
        "COLUMNS": "200",
        **in_locale(locale, locales, **more),
    }

    def dcx(*args: str, typed: str = "") -> str:
        words = [sys.executable, "-m", "difficult_cx", *args]
        done = subprocess.run(words, env=env, input=typed.encode(), capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout.decode("utf-8")

    said = dcx("handle", "with-ease", "-c", "-", typed=f"IRIS {HOSTILE}\n{HOSTILE}\n/END AGREED x\n")
    assert f"Noted: {HOSTILE}" in said
    assert notes(home) == [HOSTILE]
    assert HOSTILE in dcx("search", "RM", "end").replace("*", "")
    assert json.loads(dcx("customer", "list", "--json"))["data"][0]["name"] == f"IRIS {HOSTILE}"
    assert "Tue" in dcx("when", "TUE MIDDAY")
