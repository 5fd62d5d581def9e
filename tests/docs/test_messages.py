"""docs/errors.md shows every message that the code can give: walked from its `raise`s and refusals."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "difficult_cx"
PAGE = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
SAYING = {
    "DcxError",
    "UsageError",
    "NotFoundError",
    "NotSavedError",
    "BusyError",
    "FindingsError",
    "HubError",
    "refuse",
}

# What no command of the page can provoke, and why.
WHY = {
    "race": "another process at the same moment; tests/faults and tests/journal run such",
    "hub": "a hub that answers; tests/team has one of its own",
    "team": "colleagues and their journals; tests/team and tests/app have some",
    "ids": "ids are random; tests/app/test_ledger.py has two that begin alike",
    "guard": "no line leads there; it guards what would otherwise be a bug",
    "machine": "another machine than this one",
    "story": "weeks of calls; tests/cli/test_customer_rights.py has them",
    "damage": "a record of which a part is gone; tests/journal",
}
ELSEWHERE = {
    "Sam may be several people.": "team",
    "The call c4l with them is going on now.": "race",
    "The playbook this call ran under (mine) is missing from the journal.": "damage",
    "Several promises begin with 'k7'.": "ids",
    "Several calls begin with 'k7'.": "ids",
    "Not tried yet: a second pair of eyes. Say why before parting is recommended.": "story",
    "That was decided already: improve, by Kim. Nothing has changed.": "story",
    "This machine has no time zone data.": "machine",
    "That promise was settled meanwhile (kept): it is not taken back.": "race",
    "This call is closed. Nothing was saved.": "guard",
    "No card asks it here: 1 settles it, or type why you go on all the same.": "guard",
    "No situation q. Not saved.": "guard",
    "There is no other issue without a plan. Nothing has changed.": "guard",
    "The mail template doesn't begin with its subject.": "guard",
    "The draft can't be read back as it was written; nothing was made.": "guard",
    "Not everything could be erased: a draft.": "machine",
    "The index in cache says other things than the journal, and can't be removed: access is denied.": "machine",
    "The journal is being changed while it is read.": "race",
    "The index can't be read: disk I/O error.": "machine",
    "The journal is being written anew by another dcx.": "race",
    "The index in cache can't be removed: access is denied.": "machine",
    "journal.lock is held by another dcx.": "race",
    "Talking to a hub needs psycopg, which isn't installed.": "machine",
    "The hub hub.example has schema 9; this dcx needs 3. Nothing was sent.": "hub",
    "The hub hub.example has schema 9, which this dcx is too old for. Nothing was sent.": "hub",
    "'Our team' is no name for a team.": "hub",
    "The server knows no login 'kim'.": "hub",
    "'kim' is in no team there.": "hub",
}


def words(node: ast.expr) -> list[str]:
    """The parts of a message that are always the same; none of one that is made elsewhere."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        return [str(part.value) if isinstance(part, ast.Constant) else "" for part in node.values]
    if isinstance(node, ast.IfExp):
        return words(node.body)
    return []


def messages() -> Iterator[tuple[str, str]]:
    """The place and the pattern of every message."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in SAYING
                and node.args
            ):
                continue
            parts = words(node.args[0])
            if any(len(part.strip(" .:'")) > 3 for part in parts):
                yield (
                    f"{path.relative_to(SOURCES).as_posix()}:{node.lineno}",
                    "".join(re.escape(p) if p else ".{0,200}?" for p in parts),
                )


@pytest.mark.parametrize(("place", "pattern"), list(messages()))
def test_a_message_stands_on_the_page(place: str, pattern: str) -> None:
    """As it was provoked, or it is known where it is."""
    assert re.search(pattern, PAGE) or any(re.search(pattern, one) for one in ELSEWHERE), (
        f"{place}: provoke it in docs/errors.md, or say in ELSEWHERE why that can't be"
    )


def test_what_is_provoked_elsewhere_is_a_message() -> None:
    """No line is left over from a message that is gone, none stands on the page after all."""
    patterns = [pattern for _, pattern in messages()]
    assert set(ELSEWHERE.values()) == set(WHY)
    for one in ELSEWHERE:
        assert any(re.search(pattern, one) for pattern in patterns), one
        assert one not in PAGE, one
