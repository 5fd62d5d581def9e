"""`dcx followups --check` answered before Typer says what the whole command says, or leaves it to that."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from difficult_cx import quick
from difficult_cx.journal.index.where import VERSION, index_file
from difficult_cx.storage.folders import find_folders
from tests.conftest import NOW, Dcx, SetClock

Process = Callable[..., "subprocess.CompletedProcess[str]"]


def both(dcx: Dcx, moment: datetime) -> tuple[int | None, int]:
    """What the quick way says at this moment, and what the whole command says."""
    dcx.clock.moment = moment
    said = quick.overdue({"DCX_HOME": str(dcx.home)}, "linux", moment.timestamp())
    long = dcx("followups", "--check", "--json", code=None)
    return said, int(long.json["data"]["overdue"])


def filled(dcx: Dcx) -> None:
    """Some promises: late, due, without a date, settled."""
    for words in ("a today 11:00", "b tomorrow 3pm", "c", "d in 2 hours", "e today 11:00"):
        dcx("followups", "add", *words.split())
    first = dcx("followups", "--json").json["data"][0]["id"]
    dcx("followups", "keep", first)
    dcx("followups")


@pytest.mark.parametrize("minutes", [0, 44, 45, 46, 119, 120, 121, 60 * 24, 60 * 30])
@pytest.mark.parametrize("seconds", [-1, 0, 0.5, 1])
def test_both_ways_agree_to_the_second(dcx: Dcx, minutes: int, seconds: float) -> None:
    """Before, at and after the second in which promises fall due."""
    filled(dcx)
    said, long = both(dcx, NOW + timedelta(minutes=minutes, seconds=seconds))
    assert said == long


def test_what_was_written_since_is_left_to_the_whole_command(dcx: Dcx) -> None:
    """A new promise, a new journal of another device: the index doesn't know it yet."""
    filled(dcx)
    ask = {"DCX_HOME": str(dcx.home)}
    assert quick.overdue(ask, "linux", NOW.timestamp()) == 0
    dcx("followups", "add", "f", "today", "11:00")
    dcx("customer", "list")
    assert quick.overdue(ask, "linux", NOW.timestamp()) == 0
    with (dcx.home / "journal.jsonl").open("ab") as file:
        file.write(b"\n")
    assert quick.overdue(ask, "linux", NOW.timestamp()) is None
    dcx("followups")
    (dcx.home / "fetched").mkdir()
    (dcx.home / "fetched" / "other.jsonl").write_bytes(b"")
    assert quick.overdue(ask, "linux", NOW.timestamp()) is None
    dcx("followups")
    assert quick.overdue(ask, "linux", NOW.timestamp()) == 0


def colleague(dcx: Dcx, rep: str, *owners: str) -> None:
    """This rep's journal beside one's own, with a promise for each of these owners, all of them late."""
    there = Dcx(dcx.home.parent / f"of {rep}", SetClock(), {"USER": rep})
    for owner in owners:
        there("followups", "add", "x", f"@{owner}", "today 11:00")
    (dcx.home / "fetched").mkdir(exist_ok=True)
    name = (there.home / "device").read_text().strip()
    (dcx.home / "fetched" / f"{name}.jsonl").write_bytes((there.home / "journal.jsonl").read_bytes())


NAMES = ("sam", "Sam Reed", "SAM", "bo", "Bo Diaz", "kim", "nobody", "Zoë")


ODD = ("rep = 7", 'rep = "a  b"', "rep = [")
CONFIGURATIONS = ("", 'rep = "Bo Diaz"', 'rep = "sam"', '"\\u0072ep" = "bo"', "report = 1", *ODD)


def test_with_colleagues_both_count_what_is_mine(dcx: Dcx) -> None:
    """Whoever I am by the configuration or the login, and whoever owns a promise; quick, unless it is odd."""
    for owner in NAMES:
        dcx("followups", "add", "x", f"@{owner}", "today 11:00")
    dcx("followups", "add", "y", "today 11:00")
    colleague(dcx, "bo", "sam", "bo", "kim")
    colleague(dcx, "Zoë", "Zoë", "sam")
    dcx("followups")
    dcx.clock.forward(hours=1)
    counts = set()
    for me in ("sam", "Sam Reed", "bo", "ghost", "Zoe\u0308"):
        dcx.env["USER"] = me
        for configuration in CONFIGURATIONS:
            dcx.config(configuration)
            ask = {"DCX_HOME": str(dcx.home), "USER": me}
            said = quick.overdue(ask, "linux", dcx.clock.moment.timestamp())
            long = dcx("followups", "--check", "--json", code=None).json["data"]["overdue"]
            assert said == (None if configuration in ODD else long), (me, configuration)
            counts.add(long)
    assert len(counts) > 3


@pytest.mark.parametrize("spoil", ["gone", "garbage", "empty", "link", "folder"])
def test_an_index_that_is_none_is_left_to_the_whole_command(dcx: Dcx, spoil: str) -> None:
    """Missing, broken, a link, a folder: never a wrong answer."""
    filled(dcx)
    path = index_file(find_folders({"DCX_HOME": str(dcx.home)}, "linux"))
    content = path.read_bytes()
    path.unlink()
    if spoil == "garbage":
        path.write_bytes(content[:100] + os.urandom(len(content)))
    elif spoil == "empty":
        path.touch()
    elif spoil == "link":
        path.with_name("other").write_bytes(content)
        path.symlink_to(path.with_name("other"))
    elif spoil == "folder":
        path.mkdir()
    assert quick.overdue({"DCX_HOME": str(dcx.home)}, "linux", NOW.timestamp()) is None


def test_nothing_on_the_record_is_left_to_the_whole_command(home: Path) -> None:
    """No journal: nothing is made, nothing is said."""
    assert quick.overdue({"DCX_HOME": str(home)}, "linux", NOW.timestamp()) is None
    assert not home.exists()


texts = st.one_of(
    st.none(), st.sampled_from(["", " ", "rel/ative", "/abs", "/a/../b", "~/x", "/with space "])
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    home=texts, data=texts, cache=texts, user=texts, platform=st.sampled_from(["linux", "darwin", "win32"])
)
def test_both_look_into_the_same_folders(
    home: str | None, data: str | None, cache: str | None, user: str | None, platform: str
) -> None:
    """Whatever the environment says; where platformdirs is asked the quick way has no answer."""
    named = {"DCX_HOME": home, "XDG_DATA_HOME": data, "XDG_CACHE_HOME": cache, "HOME": user}
    env = {name: value for name, value in named.items() if value is not None}
    quickly = quick.folders(env, platform)
    if quickly is not None:
        folders = find_folders(env, platform)
        assert [Path(one).resolve() for one in quickly] == [folders.data.resolve(), folders.cache.resolve()]
    else:
        assert not env.get("DCX_HOME")


def test_it_names_the_index_as_everybody_else() -> None:
    """The version stands in both places."""
    assert quick.INDEX_VERSION == VERSION


@pytest.mark.parametrize("late", [True, False])
def test_the_process_says_and_returns_the_same(dcx: Dcx, dcx_process: Process, *, late: bool) -> None:
    """With and without the index the same words and exit code, whatever the configuration says."""
    dcx("followups", "add", "old", "today", "11:00")
    if not late:
        dcx("followups", "withdraw", dcx("followups", "--json").json["data"][0]["id"], "no")
    dcx.config("nonsense = [")
    first = dcx_process(["followups", "--check"])
    second = dcx_process(["followups", "--check"])
    assert (first.returncode, first.stdout, first.stderr) == (second.returncode, second.stdout, second.stderr)
    assert (second.returncode, second.stdout) == ((1, "1 overdue\n") if late else (0, ""))


def test_the_second_time_nothing_heavy_is_imported(dcx: Dcx) -> None:
    """Neither Typer nor dataclasses nor pathlib: only SQLite and what it needs."""
    filled(dcx)
    code = (
        "import sys; from difficult_cx.__main__ import main; main(['followups', '--check']);"
        "print(sorted({'typer', 'dataclasses', 'pathlib', 're', 'json', 'difficult_cx.app.world'} & set(sys.modules)))"
    )
    env = {"PATH": os.environ.get("PATH", ""), "DCX_HOME": str(dcx.home), "HOME": str(dcx.home)}
    done = subprocess.run([sys.executable, "-S", "-c", code], env={**env, "PYTHONPATH": os.pathsep.join(sys.path)},
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
