"""`dcx playbook`: the checklists, their words, where they come from, and what is wrong in one's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import Json, Lang, library_in
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

if TYPE_CHECKING:
    from difficult_cx.domain.playbook import Playbook
    from difficult_cx.playbook.library import Library, Loaded

app = new_group("Playbooks: the checklists, their words, where they come from.")


@app.command("list")
def list_playbooks(*, lang: Lang = "", as_json: Json = False) -> Result:
    """List every playbook: methods, techniques, situations."""
    world = current()
    found = library_in(world, lang).overview()

    def data() -> list[dict[str, Any]]:
        from dataclasses import asdict

        return [asdict(one) for one in found]

    def text() -> str:
        from difficult_cx.terminal.playbooks import list_rows

        return "\n".join(list_rows(found, world.width))

    return Result(data=data, text=text, as_json=as_json)


@app.command("show")
def show(
    playbook: Annotated[str, typer.Argument(metavar="ID", help="The playbook.")],
    *,
    full: Annotated[bool, typer.Option("--full", help="Every word of every card.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Source, evidence with its grade, rules.")] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> Result:
    """Show a playbook on one page; with --full every word, with --why where it comes from."""
    world = current()
    loaded = library_in(world, lang).load(playbook)
    found = loaded.playbook
    notes = _notes(loaded)

    def data() -> dict[str, Any]:
        from difficult_cx.playbook.kept import to_json

        return {**to_json(found), "hash": found.hash, "path": found.path}

    def text() -> str:
        from difficult_cx.terminal import playbooks

        line = _line(found)
        if why:
            return "\n".join(playbooks.why(found, *_tables(world.library)))
        if full:
            return "\n".join(playbooks.full(found, line))
        return "\n".join(playbooks.page(found, line, world.width))

    return Result(data=data, text=text, as_json=as_json, notes=notes)


def _notes(loaded: "Loaded") -> tuple[str, ...]:
    """What was wrong on the way, for stderr: one's own file that was passed over, a broken situation."""
    from difficult_cx.terminal.clean import clean

    rows = [clean(row) for one in loaded.findings for row in one.render().split("\n")]
    if loaded.fell_back:
        rows.insert(0, f"Yours has mistakes; this is {clean(loaded.playbook.path)}:")
    return tuple(rows)


@app.command("lint")
def lint(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH…]", help="Files or folders.")] = None,
    *,
    as_json: Json = False,
) -> Result:
    """Name every mistake in playbooks, with its place; exit 1 when there is one."""
    from difficult_cx.playbook.checking import Checking

    library = current().library
    if paths:
        files = _files(paths)
        found = Checking(_beside(library, files)).files(files)
    else:
        found = Checking(library).everything()
    errors = sum(one.level == "error" for one in found)
    data = [
        {
            "file": one.path,
            "line": one.line,
            "column": one.column,
            "rule": one.rule,
            "level": one.level,
            "message": one.message,
            "hint": one.hint,
        }
        for one in found
    ]

    def text() -> str:
        from difficult_cx.terminal.clean import clean

        rows = [clean(row) for one in found for row in one.render().split("\n")]
        count = f"{errors} mistake{'s' * (errors != 1)}" if errors else "No mistakes."
        return "\n".join([*rows, count])

    return Result(data=data, text=text, as_json=as_json, exit_code=1 if errors else 0)


def _files(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(path.rglob("*.yaml"))
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"{path} is no file and no folder.", "a playbook's file, or a folder of them")
    return found


def _beside(library: "Library", files: list[Path]) -> "Library":
    """The library as it would be with these files' folders among one's own: they may use each other."""
    from difficult_cx.playbook.library import Library
    from difficult_cx.playbook.names import LANG

    folders = {path.parent for path in files}
    tops = {one.parent if LANG.fullmatch(one.name) and _has_any(one.parent) else one for one in folders}
    return Library(library.shipped, (*sorted(tops - {library.shipped}), *library.own))


def _has_any(folder: Path) -> bool:
    return next(folder.glob("*.yaml"), None) is not None


@app.command("new")
def new(
    playbook: Annotated[str, typer.Argument(metavar="ID", help="The id of the new playbook.")],
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="method, technique or situation.")
    ] = None,
    as_json: Json = False,
) -> Result:
    """Ask a few questions and write a playbook of your own, with comments, into your folder."""
    from difficult_cx.cli.playbook_new import write
    from difficult_cx.playbook.written import KINDS
    from difficult_cx.terminal.clean import clean

    if kind is not None and kind not in KINDS:
        raise UsageError(f"No kind {kind!r}.", f"one of {', '.join(KINDS)}")
    path = write(current(), playbook, kind)
    text = f"Written: {clean(str(path))}\nChange it in your editor, then: dcx playbook lint"
    return Result({"id": playbook, "path": str(path)}, text, as_json)


@app.command("schema")
def schema() -> Result:
    """Print the JSON Schema of a playbook, for your editor."""
    from difficult_cx.playbook.schema import text

    return Result(text=text)


@app.command("coverage")
def coverage(*, as_json: Json = False) -> Result:
    """Show rule by rule what carries it and which test shows it; exit 1 where one has not both."""
    from difficult_cx.playbook.coverage import coverage as covered

    world = current()
    found = covered(world.library)
    lacking = [one.rule for one in found if not one.whole]

    def data() -> list[dict[str, Any]]:
        from dataclasses import asdict

        return [{**asdict(one), "whole": one.whole} for one in found]

    def text() -> str:
        from difficult_cx.terminal.playbooks import coverage_rows

        return "\n".join(coverage_rows(found, world.width))

    return Result(data=data, text=text, as_json=as_json, exit_code=1 if lacking else 0)


def _line(playbook: "Playbook") -> list[str]:
    """The cards on the way straight on when nothing is known yet: the numbers of a call's first screen."""
    from datetime import UTC, datetime

    from difficult_cx.domain.call.state import CallState
    from difficult_cx.domain.call.walk import line

    start = datetime(2000, 1, 1, tzinfo=UTC)
    blank = CallState("", start, playbook.id, playbook.hash, "", start)
    return line(playbook, blank, frozenset())


def _tables(library: "Library") -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    """Sources, evidence and rules, the shipped ones and one's own."""
    from difficult_cx.playbook.data import EVIDENCE_KEYS, SOURCE_KEYS, read_table, read_texts

    sources: dict[str, Any] = {}
    evidence: dict[str, Any] = {}
    rules: dict[str, str] = {}
    for folder in (library.shipped, *library.own):
        sources |= read_table(folder / "sources.yaml", "sources", SOURCE_KEYS)[0]
        evidence |= read_table(folder / "evidence.yaml", "evidence", EVIDENCE_KEYS)[0]
        rules |= read_texts(folder / "rules.yaml", "rules")[0]
    return sources, evidence, rules
