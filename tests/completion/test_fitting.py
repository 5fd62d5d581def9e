"""What is offered for a word that isn't whole yet."""

import os
import subprocess
import sys
from urllib import parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.cli.completion import SCRIPTS
from difficult_cx.cli.main import TABLE
from difficult_cx.completion import SHELLS, answer, decoded
from difficult_cx.completion.bash import quoted, split
from difficult_cx.completion.fitting import FILES, fitting
from tests.conftest import Dcx


def offered(dcx: Dcx, *words: str) -> list[str]:
    """The values offered for the last of these words."""
    return [value for value, _ in fitting(words, {"DCX_HOME": str(dcx.home)}, "linux")]


def test_commands_their_options_and_their_choices_are_offered(dcx: Dcx) -> None:
    """By their beginnings; an option once."""
    assert offered(dcx, "") == list(TABLE)
    assert offered(dcx, "cu") == ["customer"]
    assert offered(dcx, "followups", "ke") == ["keep"]
    assert offered(dcx, "handle", "--ch") == ["--channel"]
    assert offered(dcx, "handle", "--channel", "e") == ["email"]
    assert offered(dcx, "handle", "--channel=e") == ["--channel=email"]
    assert "--plain" not in offered(dcx, "handle", "--plain", "--")
    assert offered(dcx, "nonsense", "") == []
    assert fitting(["journal", "export", ""], {"DCX_HOME": str(dcx.home)}, "linux") is FILES


def test_playbooks_are_offered_where_one_is_wanted(dcx: Dcx) -> None:
    """One's own and the firm's with the shipped ones; a situation can be shown, not handled."""
    folder = dcx.config('playbook_folders = ["firm"]\n').parent
    for place, name in (("playbooks", "my-own"), ("firm", "firms-own")):
        (folder / place).mkdir()
        (folder / place / f"{name}.yaml").write_text("kind: method\ntitle: Ours\n", encoding="utf-8")
    handled = offered(dcx, "handle", "")
    assert {"with-ease", "my-own", "firms-own"} <= set(handled)
    assert "yelling" not in handled
    assert "phrases" not in handled
    assert offered(dcx, "playbook", "show", "yel") == ["yelling"]
    assert offered(dcx, "practice", "") != []


def test_customers_are_offered_case_apart_under_every_name(dcx: Dcx) -> None:
    """A name that was merged still leads to its customer; one that can't be typed is left out."""
    for name in ("Brook Ltd", "brooke", "Élan", "Other", "torn\u202ename"):
        dcx("followups", "add", "call", "fri", "noon", "-c", name)
    dcx("customer", "merge", "brooke", "Other")
    assert offered(dcx, "customer", "show", "BRO") == ["Brook Ltd", "brooke"]
    assert offered(dcx, "handle", "-c", "é") == ["Élan"]
    assert offered(dcx, "handle", "-c", "torn") == []
    assert len(offered(dcx, "customer", "merge", "Brook Ltd", "")) == 4


def test_open_promises_are_offered_with_their_words_soonest_first(dcx: Dcx) -> None:
    """A settled one isn't; what was written since the index was made is."""
    ids = [
        dcx("followups", "add", *words.split(), "--json").json["data"]["id"]
        for words in ("call thu", "write tomorrow", "undated", "gone fri")
    ]
    dcx("followups")
    dcx("followups", "withdraw", ids[3], "no")
    found = fitting(["followups", "keep", ""], {"DCX_HOME": str(dcx.home)}, "linux")
    assert [what for _, what in found] == ["write", "call", "undated"]
    assert all(ids[number].startswith(found[place][0]) for place, number in ((0, 1), (1, 0), (2, 2)))
    assert offered(dcx, "handle", "--for", ids[0][:4].upper()) == [found[1][0]]
    assert offered(dcx, "handle", "--for", "aeiou") == []


def test_calls_are_offered_where_one_is_wanted(dcx: Dcx) -> None:
    """Parked ones to go on with, all of them to look at."""
    dcx("handle", "-c", "Ada", stdin="it broke\n", code=4)
    dcx("handle", "-c", "Bo", stdin="it broke\n/end resolved\n")
    told = fitting(["resume", ""], {"DCX_HOME": str(dcx.home)}, "linux")
    assert [what for _, what in told] == ["Ada"]
    assert len(offered(dcx, "call", "show", "")) == 2


def test_nothing_is_offered_and_nothing_said_where_nothing_can_be_read(dcx: Dcx) -> None:
    """No record, a broken index, a journal that is a folder, a broken configuration."""
    assert offered(dcx, "customer", "show", "") == []
    dcx("followups", "add", "call", "-c", "Ada")
    index = next((dcx.home / "cache").glob("index-*.sqlite"))
    index.write_bytes(b"no index at all" * 100)
    assert offered(dcx, "customer", "show", "") in ([], ["Ada"])
    dcx.config("playbook_folders = [")
    assert "with-ease" in offered(dcx, "handle", "")
    (dcx.home / "journal.jsonl").unlink()
    (dcx.home / "journal.jsonl").mkdir()
    assert offered(dcx, "customer", "show", "") == []


def test_a_long_record_without_an_index_is_not_read(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Tab key waits for no reading; an index that is a little behind answers as it is."""
    monkeypatch.setattr("difficult_cx.completion.record.TAIL", 10)
    dcx("followups", "add", "call", "-c", "Ada")
    with (dcx.home / "journal.jsonl").open("ab") as file:
        file.write(b"\n" * 20)
    assert offered(dcx, "customer", "show", "") == ["Ada"]
    next((dcx.home / "cache").glob("index-*.sqlite")).unlink()
    assert offered(dcx, "customer", "show", "") == []
    assert not list((dcx.home / "cache").glob("index-*.sqlite"))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(["", "'", '"']))
def test_what_is_offered_to_bash_reads_back_as_it_is(value: str, quote: str) -> None:
    """With each quote that may be open, whatever the value has in it."""
    typed = quoted(value, quote)
    closed = typed if len(typed) > 1 and typed.endswith(quote) else typed + quote
    words, raw, still_open = split(f"dcx {closed}")
    assert (words, raw, still_open) == (["dcx", value], closed, "")


def test_the_last_command_of_a_line_counts() -> None:
    """Behind a pipe, behind variables; an open quote holds a blank."""
    assert split("cat x | TZ=UTC dcx handle -c 'Bro ")[0] == ["dcx", "handle", "-c", "Bro "]
    assert split("dcx ")[0] == ["dcx", ""]
    assert split('dcx "a\\"b\\c')[0] == ["dcx", 'a"b\\c']


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_lines_both_ways(dcx: Dcx, shell: str) -> None:
    """The quick way and the command print the same."""
    assert dcx("completion", shell).out == answer([shell])
    assert {path.suffix[1:] for path in SCRIPTS.iterdir()} == set(SHELLS)


def test_a_tab_key_imports_neither_typer_nor_the_record(dcx: Dcx) -> None:
    """Nothing but SQLite and what finds its place."""
    dcx("followups", "add", "call", "-c", "Ada")
    dcx("followups")
    code = (
        "import sys; from difficult_cx.__main__ import main; main(['completion', 'zsh', '--', 'customer', 'show', 'a']);"
        "print(sorted({'typer', 'dataclasses', 'pathlib', 'difficult_cx.journal.journal'} & set(sys.modules)))"
    )
    env = {
        "PATH": os.environ.get("PATH", ""),
        "DCX_HOME": str(dcx.home),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["Ada", "[]"]
    assert done.stderr == ""


@pytest.mark.parametrize(
    "word", ["", "Zoë's \\ café!", 'Brook "Ltd"; touch gone', "=", "100 %", "王 小明", "d$(touch gone)"]
)
def test_what_powershell_hands_over_reads_back_as_it_was(word: str) -> None:
    """Without a quote, a blank or an empty word on the way; as `[Uri]::EscapeDataString` writes it."""
    coded = "=" + parse.quote(word, safe="-_.~")
    assert coded.isascii()
    assert not set(coded) & set("\"' $;`")
    assert decoded(coded) == word
    assert decoded("typed by hand") == "typed by hand"
    assert decoded("=%zz") == "=%zz"
