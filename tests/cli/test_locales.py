"""The same answers whatever the locale: no word, order or comparison of dcx's is the machine's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOCALES = ("C", "tr_TR.UTF-8", "ja_JP.UTF-8", "ja_JP.eucJP", "nowhere")
NAMES = ("Işık İnşaat", "IRIS Limited", "王 小明", "iris limited")


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Locales made for this test where the machine can make them, found by LOCPATH."""
    folder = tmp_path_factory.mktemp("locales")
    for name, charset in (("tr_TR", "UTF-8"), ("ja_JP", "UTF-8"), ("ja_JP", "EUC-JP")):
        place = folder / f"{name}.{'utf8' if charset == 'UTF-8' else 'eucjp'}"
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
        said(home, {}, "utf-8", "followups", "add", "call back", "--customer", name, "in 1 week")
    at = ("--now", "2026-11-24T10:15", "--zone", "Europe/Istanbul")
    found = {}
    for locale in LOCALES:
        env = {**locales, "LC_ALL": locale, "LANG": locale}
        encoding = "euc_jp" if locale.endswith("eucJP") and locales else "utf-8"
        found[locale] = [
            said(home, env, encoding, *words)
            for words in (
                ("when", "IN 2 HOURS", *at),
                ("followups", "-c", "王 小明"),
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
