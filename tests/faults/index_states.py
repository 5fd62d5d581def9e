"""Every state of the index with every command that reads: the answer is the one that a new index gives.

The index is missing, empty, garbage, cut, locked, read-only, older, newer, somebody else's, unfinished, or silently
wrong inside. Whatever it is, no command writes to the journal, and none fails.
"""

import os
import random
import re
import shutil
import sqlite3
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from tests.faults.broken import BLIND
from tests.faults.driving import PLAYBOOK, a_home, dcx
from tests.faults.report import Outcome

AT = ("--at", "2026-11-25T12:00+00:00")
# Every command that reads the record. {call}, {promise} stand for ids.
LISTS: tuple[tuple[str, ...], ...] = (
    AT,
    ("followups", "--all", "--json", *AT),
    ("followups", "--all", *AT),
    ("followups", "--check", *AT),
    ("followups", "--csv", *AT),
    ("followups", "show", "{promise}", *AT),
    ("call", "list", "--all", "--json"),
    ("call", "show", "{call}", "--json"),
    ("call", "show", "{call}", "--as", "review"),
    ("customer", "list", "--json"),
    ("customer", "show", "Ada Brook", *AT),
    ("customer", "export", "Ada Brook", "-"),
    ("search", "double charge", "--json"),
    ("search", "double", "-c", "Ada Brook"),
    ("report", "promises", "--json", *AT),
    ("report", "breakdowns", *AT),
    ("report", "learned", *AT),
    ("journal", "export", "-"),
    ("journal", "verify"),
    ("journal", "purge", "--before", "2027-01-01"),
    ("customer", "forget", "Ada Brook"),
)
# What only a comparison can tell, these do.
CHECKS = (("journal", "verify"), ("doctor",))
# When it was asked, and how late that is: what has no `--at` asks the clock.
_MOMENT = re.compile(rb'"(?:as_of": "[^"]*"|late_s": \d+)')
State = Callable[[Path, Path, random.Random], None]


def _index(home: Path) -> Path:
    return next((home / "cache").glob("index-*.sqlite"))


def _beside(home: Path) -> list[Path]:
    return sorted((home / "cache").glob("index-*"))


def missing(home: Path, _other: Path, _chance: random.Random) -> None:
    """No index, no cache folder."""
    shutil.rmtree(home / "cache")


def empty(home: Path, _other: Path, _chance: random.Random) -> None:
    """Nothing in any of its files."""
    for path in _beside(home):
        path.write_bytes(b"")


def garbage(home: Path, _other: Path, chance: random.Random) -> None:
    """Something else in its place."""
    _index(home).write_bytes(chance.randbytes(50_000))


def half_garbage(home: Path, _other: Path, chance: random.Random) -> None:
    """A page of it is something else."""
    content = bytearray(_index(home).read_bytes())
    page = 4096 * chance.randrange(1, max(2, len(content) // 4096))
    content[page : page + 4096] = chance.randbytes(4096)
    _index(home).write_bytes(content)


def cut(home: Path, _other: Path, chance: random.Random) -> None:
    """Its end is gone."""
    os.truncate(_index(home), chance.randrange(1, _index(home).stat().st_size))


def cut_log(home: Path, _other: Path, chance: random.Random) -> None:
    """The log beside it is another one, or half of one."""
    path = _index(home)
    path.with_name(path.name + "-wal").write_bytes(chance.randbytes(chance.choice((10, 5_000))))


def read_only(home: Path, _other: Path, _chance: random.Random) -> None:
    """Nobody may write to it."""
    for path in _beside(home):
        path.chmod(stat.S_IRUSR)


def unreadable(home: Path, _other: Path, _chance: random.Random) -> None:
    """A folder in its place."""
    path = _index(home)
    path.unlink()
    path.mkdir()


def linked(home: Path, other: Path, _chance: random.Random) -> None:
    """A link to somebody else's."""
    path = _index(home)
    path.unlink()
    path.symlink_to(_index(other))


def closed_folder(home: Path, _other: Path, _chance: random.Random) -> None:
    """Nothing can be put into the cache folder: a file stands in its place."""
    shutil.rmtree(home / "cache")
    (home / "cache").write_bytes(b"")


def older(home: Path, _other: Path, _chance: random.Random) -> None:
    """An index of an older version, under its own name and under ours."""
    path = _index(home)
    path.rename(path.with_name(path.name.replace("index-1-", "index-0-")))
    with suppress(sqlite3.Error), sqlite3.connect(path) as db:
        db.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT)")
        db.execute("INSERT INTO meta VALUES ('made', '0.0.1')")


def newer(home: Path, _other: Path, _chance: random.Random) -> None:
    """Tables of a newer version under our name."""
    with sqlite3.connect(_index(home)) as db:
        db.execute("ALTER TABLE promise RENAME COLUMN state TO standing")
        db.execute("ALTER TABLE event ADD COLUMN team INTEGER")


def anothers(home: Path, other: Path, _chance: random.Random) -> None:
    """The index of another journal, in the place of ours."""
    for path in _beside(home):
        path.unlink()
    path = home / "cache" / _name_for(home)
    shutil.copy(_index(other), path)


def _name_for(home: Path) -> str:
    shutil.rmtree(home / "cache")
    dcx(home, "followups")
    name = _index(home).name
    for path in _beside(home):
        path.unlink()
    return name


def behind(home: Path, _other: Path, _chance: random.Random) -> None:
    """Of yesterday, with what came since not taken in."""
    path = _index(home)
    old = path.read_bytes()
    dcx(home, "followups", "add", "call about the double charge tomorrow 3pm", "-c", "Ada Brook")
    path.write_bytes(old)
    for one in _beside(home):
        if one != path:
            one.unlink()


def unfinished(home: Path, _other: Path, chance: random.Random) -> None:
    """What a kill in the middle of the making left."""
    path = _index(home)
    part = path.read_bytes()[: chance.randrange(1, path.stat().st_size)]
    path.unlink()
    path.with_name(f"{path.name}.999999.new").write_bytes(part)


def another_id(home: Path, _other: Path, _chance: random.Random) -> None:
    """It says of each record that it lies where another one does."""
    _execute(
        home,
        "CREATE TEMP TABLE shifted AS SELECT key, lead(place) OVER o AS p, lead(size) OVER o AS s FROM event "
        "WINDOW o AS (ORDER BY key)",
        "UPDATE event SET place = (SELECT p FROM shifted WHERE shifted.key = event.key), "
        "size = (SELECT s FROM shifted WHERE shifted.key = event.key) "
        "WHERE key IN (SELECT key FROM shifted WHERE p IS NOT NULL)",
    )


def another_place(home: Path, _other: Path, _chance: random.Random) -> None:
    """It says of each record that it lies a few bytes on."""
    _execute(home, "UPDATE event SET place = place + 7")


def another_state(home: Path, _other: Path, _chance: random.Random) -> None:
    """It says of each open promise that it is due at another time."""
    _execute(home, "UPDATE promise SET due = due + 86400000 WHERE state = 'open'")


def no_json(home: Path, _other: Path, _chance: random.Random) -> None:
    """Names that can't be read."""
    _execute(home, "UPDATE customer SET names = '[\"Ada'")


def circle(home: Path, _other: Path, _chance: random.Random) -> None:
    """A customer who was merged into themselves."""
    _execute(home, "UPDATE customer SET into_ = id")


def _execute(home: Path, *statements: str) -> None:
    with sqlite3.connect(_index(home)) as db:
        for one in statements:
            db.execute(one)


def fewer(home: Path, _other: Path, _chance: random.Random) -> None:
    """Promises, calls and words are missing from it."""
    _execute(home, "DELETE FROM promise", "DELETE FROM call", "DELETE FROM said_data WHERE id > 10")


def other_names(home: Path, _other: Path, _chance: random.Random) -> None:
    """A customer has another name in it."""
    _execute(home, "UPDATE customer SET names = '[\"Somebody Else\"]'")


STATES: tuple[State, ...] = (
    missing, empty, garbage, half_garbage, cut, cut_log, read_only, unreadable, linked, closed_folder, older,
    newer, anothers, behind, unfinished, another_id, another_place, another_state, no_json, circle,
)  # fmt: skip
# What only a comparison with the journal can tell.
UNSEEN: tuple[State, ...] = (fewer, other_names)


@cache
def _made() -> tuple[Path, Path]:
    """Two homes with everything in them, made once; copies of them are spoiled."""
    import atexit
    import tempfile

    place = Path(tempfile.mkdtemp(prefix="dcx-faults-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    for name, words in (("one", "They charged me double"), ("other", "Quite another journal")):
        home = place / name
        for customer in ("Ada Brook", "[/] \x1b[31m; rm"):
            lines = f"//{words}\n//and the refund is late\n+ refund the double charge #email fri noon\n+ call back\n\n"
            done = dcx(home, "handle", PLAYBOOK, "-c", customer, "--now", AT[1], stdin=lines)
            assert b"PROMISE" in done.stdout, done
        done = dcx(home, "followups", "add", "send the form tomorrow 3pm", "-c", "Ada Brook")
        assert done.returncode == 0, done
        dcx(home, "search", "double")
    return place / "one", place / "other"


@contextmanager
def a_copy(state: State | None, chance: random.Random) -> Iterator[Path]:
    """A copy of the home whose index is in this state; `None`: there is none yet."""
    one, other = _made()
    with a_home() as home:
        shutil.copytree(one, home, symlinks=True)
        if state is None:
            shutil.rmtree(home / "cache")
        else:
            dcx(home, "search", "double")  # a copied journal is another file, with an index of its own
            state(home, other, chance)
        yield home


def answers(
    home: Path, commands: tuple[tuple[str, ...], ...], broken: str = ""
) -> dict[str, tuple[int, bytes, bytes]]:
    """What each of these commands says, its exit code first."""
    ids = _ids(home)
    found = {}
    for words in commands:
        args = [ids.get(one, one) for one in words]
        done = dcx(home, *args, broken=broken, more={"COLUMNS": "100"})
        place = str(home).encode()
        out = _MOMENT.sub(b"", done.stdout.replace(place, b"HOME"))
        found[" ".join(words) or "dcx"] = (done.returncode, out, done.stderr.replace(place, b"HOME"))
    return found


def _ids(home: Path) -> dict[str, str]:
    from tests.faults import record

    every = record.records(home)
    return {
        "{call}": next(one.id for one in every if one.fields["kind"] == "call_started"),
        "{promise}": next(one.id for one in every if one.fields["kind"] == "promise_made"),
    }


def compared(
    state: State,
    chance: random.Random,
    *,
    commands: tuple[tuple[str, ...], ...] = LISTS,
    broken: str = "",
) -> tuple[int, list[str]]:
    """Every reading command on an index in this state, each on a copy of its own; how many, and what was wrong."""
    wrong = []
    for words in commands:
        with a_copy(state, chance) as home:
            journal = home / "journal.jsonl"
            before = journal.read_bytes()
            said = answers(home, (words,), broken)
            if journal.read_bytes() != before:
                wrong.append(f"{state.__name__}, {words}: the journal was written to")
            if (home / "cache").is_file():
                (home / "cache").unlink()
            shutil.rmtree(home / "cache", ignore_errors=True)
            right = answers(home, (words,))
            wrong += [
                f"{state.__name__}, {name}: {said[name]!r:.700} instead of {right[name]!r:.700}"
                for name in said
                if not _alike(said[name], right[name])
            ]
    return len(commands), wrong


def _alike(one: tuple[int, bytes, bytes], other: tuple[int, bytes, bytes]) -> bool:
    """The same answer; that a wrong index was thrown away may be said beside it."""
    aside = b"The index said other things"
    cleaned = b"\n".join(row for row in one[1].split(b"\n") if not row.startswith(aside))
    return (one[0], cleaned, one[2]) == other


def noticed(state: State, chance: random.Random, commands: tuple[tuple[str, ...], ...] = LISTS) -> list[str]:
    """What only a comparison can tell, `journal verify` and `doctor` do: then everything answers as with a new one."""
    wrong = []
    for words in CHECKS:
        with a_copy(state, chance) as home:
            said = dcx(home, *words)
            if b"said other things" not in said.stdout:
                wrong.append(f"{state.__name__}: {' '.join(words)} doesn't notice it: {said.stdout[-300:]!r}")
            again = dcx(home, *words)
            if b"said other things" in again.stdout:
                wrong.append(f"{state.__name__}: {' '.join(words)} says so twice")
            after = answers(home, commands)
            shutil.rmtree(home / "cache")
            right = answers(home, commands)
            wrong += [
                f"{state.__name__}, {name}: still wrong after {words}"
                for name in after
                if after[name] != right[name]
            ]
    return wrong


def held(chance: random.Random) -> list[str]:
    """Another process holds the index for writing all the while."""
    wrong = []
    with a_copy(missing, chance) as home:
        dcx(home, "search", "double")
        db = sqlite3.connect(_index(home), isolation_level=None)
        db.execute("BEGIN EXCLUSIVE")
        # something new, so that there is something to be taken in
        dcx(home, "followups", "add", "one more thing tomorrow 4pm", "-c", "Ada Brook")
        said = answers(home, LISTS)
        db.close()
        shutil.rmtree(home / "cache")
        right = answers(home, LISTS)
        wrong += [f"locked, {name}: {said[name]!r:.300}" for name in said if said[name] != right[name]]
    return wrong


def killed_while_made(chance: random.Random) -> list[str]:
    """Killed at random moments while the index is made; then every command answers."""
    with a_copy(missing, chance) as home:
        from tests.faults.driving import command, environment

        for _ in range(6):
            child = subprocess.Popen(
                [*command(), "search", "double"],
                env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            time.sleep(chance.uniform(0.05, 0.25))
            child.kill()
            child.wait()
        said = answers(home, LISTS)
        shutil.rmtree(home / "cache")
        right = answers(home, LISTS)
        return [f"killed, {name}: {said[name]!r:.300}" for name in said if said[name] != right[name]]


def run(seed: int, seconds: float) -> Outcome:
    """Prove that a reader that believes any index is caught, then every state with every command."""
    outcome = Outcome("states of the index")
    chance = random.Random(seed)
    outcome.caught(
        "a reader that believes whatever index there is", bool(compared(behind, chance, broken=BLIND)[1])
    )
    until = time.monotonic() + seconds
    for state in STATES if outcome.proves else ():
        if time.monotonic() > until:
            break
        count, wrong = compared(state, chance)
        outcome.count(states=1, answers=count)
        outcome.found(*wrong)
        outcome.tell_now_and_then()
    for state in UNSEEN if outcome.proves else ():
        outcome.found(*noticed(state, chance))
        outcome.count(states=1)
    if outcome.proves:
        outcome.found(*held(chance), *killed_while_made(chance))
        outcome.count(states=2, answers=2 * len(LISTS))
    return outcome
