"""The record in which everything happened holds the pages about events and JSON to what programs get."""

import re
from pathlib import Path

from making.json_page import NEVER_SEEN, PAGE
from making.regions import PART, cells
from making.rich import WORDS, rich

from difficult_cx.domain.kinds import DISPOSITIONS, KINDS

JOURNAL = PAGE.parent / "journal.md"


def told(head: str) -> dict[str, list[str]]:
    """The rows of docs/journal.md below this head: what is in the first cell, and the codes of the second."""
    text = JOURNAL.read_text(encoding="utf-8")
    below = text[text.index(head) :].partition("\n\n")[0]
    return {
        name: re.findall("`([^`]*)`", row[1])
        for row in cells(below)
        for name in re.findall(r"`(\w+)`", row[0])
    }


ENVELOPE = set(told("| field | meaning |"))


def test_every_key_of_the_json_is_told() -> None:
    """A key that is new has its words too, not only its name and type."""
    page = PAGE.read_text(encoding="utf-8")
    rows = [row for part in PART.finditer(page) for row in cells(part[3])]
    assert [row for row in rows if "?" in row[1:]] == []


def test_the_record_is_rich_enough() -> None:
    """No type is told by nulls and empty lists alone, but for what is known to be always so."""
    page = PAGE.read_text(encoding="utf-8")
    poor = {
        (part[2].removeprefix("json "), row[0].strip("`"))
        for part in PART.finditer(page)
        for row in cells(part[3])
        if row[1].startswith(("null", "empty", "list of null"))
    }
    assert poor == NEVER_SEEN


def test_every_kind_of_event_is_written_with_fields_of_the_page_only() -> None:
    """docs/journal.md has them from the code; here the code writes them."""
    seen: dict[str, set[str]] = {}
    for event in rich().recorded:
        seen.setdefault(event["kind"], set()).update(event.keys() - ENVELOPE)
    assert seen.keys() == KINDS.keys()
    known = {name: {*kind.needs, *kind.may} for name, kind in KINDS.items()}
    assert {name: fields - known[name] for name, fields in seen.items() if fields - known[name]} == {}


def test_every_event_has_the_fields_of_the_envelope() -> None:
    """All of the first table, in its order at the beginning, the check sum last."""
    rows = list(told("| field | meaning |"))
    for event in rich().recorded:
        assert [*list(event)[: len(rows) - 1], list(event)[-1]] == rows


def test_the_codes_in_events_are_those_of_the_page() -> None:
    """The kinds of notes, the outcomes, the questions of the wrap-up: none is written that isn't told."""
    rows = told("| field | meaning |\n|---|---|\n| `call`")
    assert tuple(rows["disposition"]) == DISPOSITIONS
    for field in ("note", "disposition", "asked"):
        kinds = [event for event in rich().recorded if event["kind"] != "customer_noted"]
        assert {event[field] for event in kinds if event.get(field)} <= set(rows[field])


def test_every_file_of_the_script_is_played() -> None:
    """None lies there for nothing."""
    script = (WORDS / "commands.txt").read_text(encoding="utf-8")
    names = {line.split()[1] for line in script.splitlines() if line.startswith("file ")}
    assert names | {"commands.txt"} == {path.name for path in Path(WORDS).iterdir()}
