"""`dcx journal`: whether the record is whole; leaving with it, coming back, letting old parts go."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import Json
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

NOTED = "It is noted that this copy exists."

app = new_group("The record: whether it is whole, taken along, brought back.")


@app.command("verify")
def verify(*, as_json: Json = False) -> Result:
    """Read every record and name each damage: line, byte, kind, what next; exit 1 when something is lost.

    The index is compared with the record; one that says other things is removed, and made anew when needed.
    """
    from difficult_cx.journal.survey import survey
    from difficult_cx.terminal.clean import clean

    journal = current().journal
    reading = survey(journal)
    index = journal.check_index()
    serious = [one for one in reading.findings if one.serious]

    def data() -> dict[str, Any]:
        return {
            "events": reading.records,
            "findings": [
                {
                    "file": one.file,
                    "line": one.line,
                    "offset": one.offset,
                    "kind": one.kind,
                    "what": one.what,
                    "serious": one.serious,
                    "what_next": one.what_next,
                }
                for one in reading.findings
            ],
            "index": index,
        }

    def text() -> str:
        rows = []
        for one in reading.findings:
            rows += [clean(str(one)), f"    {'serious' if one.serious else 'harmless'}: {one.what_next}"]
        count = reading.records
        places = len(reading.findings)
        many = "1 place is damaged" if places == 1 else f"{places} places are damaged"
        whole = many if places else "nothing is damaged"
        rows.append(f"{count} record{'s' * (count != 1)} read; {whole}.")
        if index == "removed":
            rows.append("The index said other things than the journal; it was removed, and is made anew.")
        return "\n".join(rows)

    return Result(data=data, text=text, as_json=as_json, exit_code=1 if serious else 0)


@app.command("export")
def export(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A new file; - is stdout.")],
) -> Result:
    """Write every event to a file, one a line, in the documented format (docs/journal.md)."""
    from difficult_cx.app.copies import note_copy
    from difficult_cx.journal.journal import unreadable_files
    from difficult_cx.journal.ordering import lines_in_order
    from difficult_cx.journal.scanning import in_pieces
    from difficult_cx.storage.private import new_file, not_saved
    from difficult_cx.terminal.clean import clean

    world = current()
    left_out = tuple(
        clean(f"Left out, for it can't be read: {path}") for path in unreadable_files(world.folders)
    )
    if file == "-":
        for line in lines_in_order(world.journal):
            world.stdout.write(line.decode("ascii"))
        return Result(notes=left_out)
    path = Path(file).absolute()
    if os.path.lexists(path):
        raise UsageError(f"{path} is there already.", "a file that doesn't exist yet")
    unnoted = note_copy(world, path)
    count = 0

    def counted() -> Iterator[bytes]:
        nonlocal count
        for count, line in enumerate(lines_in_order(world.journal), 1):  # noqa: B007  (how many there were)
            yield line

    try:
        new_file(path, in_pieces(counted()))
    except FileExistsError as error:
        raise UsageError(f"{path} is there already.", "a file that doesn't exist yet") from error
    except OSError as error:
        raise not_saved(path, error) from error
    written = f"{count} record{'s' * (count != 1)} written to {clean(str(path))}."
    return Result(text=f"{written} {clean(unnoted) or NOTED}", notes=left_out)


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `dcx journal export` wrote; - is stdin.")],
) -> Result:
    """Take in the events of an export, or of another machine's journal; twice is once."""
    from difficult_cx.journal.moving import import_file, import_lines

    world = current()
    if file == "-":
        lines = (line.removesuffix("\n").encode("utf-8", "surrogateescape") for line in world.stdin)
        new, same, bad = import_lines(world.journal, filter(None, lines))
    else:
        new, same, bad = import_file(world.journal, Path(file))
    unread = f", {bad} could not be read" if bad else ""
    return Result(text=f"{new} new, {same} known before{unread}.", exit_code=1 if bad else 0)


@app.command("purge")
def purge(
    *,
    before: Annotated[str, typer.Option("--before", metavar="DATE", help="Everything settled before it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Erase it; without this it is only shown.")] = False,
) -> Result:
    """Erase closed calls and settled promises from before a date; shows first what would go."""
    from difficult_cx.app.forgetting import find_before, forget
    from difficult_cx.cli.moment import read_moment
    from difficult_cx.terminal.clean import clean
    from difficult_cx.terminal.customers import TEAM

    world = current()
    found = find_before(world, read_moment(before, world.zone, "--before"))
    loose = f"{len(found.promises)} promises without a call"
    what = f"{len(found.ids)} records: {len(found.calls)} calls, {loose}"
    if not yes:
        return Result(
            text=f"Would erase {what}.\nAgain with --yes erases them for good. Nothing has changed."
        )
    count = forget(world, found)
    copies = "".join(f"\nA copy made before still has them: {clean(one)}" for one in found.exports)
    team = f"\n{TEAM}" if world.folders.team.exists() else ""
    return Result(text=f"Erased {count} records, read back.{copies}{team}")
