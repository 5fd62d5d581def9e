"""`dcx customer break-up` and `export`: both sides of the record, and the person's right to it."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from difficult_cx.cli.customer_story import Name, Words
from difficult_cx.cli.options import Json, read_name
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError


def break_up(
    name: Name,
    words: Words = None,
    *,
    recommend: Annotated[
        str, typer.Option("--recommend", metavar="OPTION", help="improve or terminate, because of WORDS.")
    ] = "",
    untried: Annotated[
        str, typer.Option("--untried", metavar="REASON", help="Why what was not tried need not be.")
    ] = "",
    decide: Annotated[
        str, typer.Option("--decide", metavar="OPTION", help="improve or terminate: what was decided.")
    ] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decided it.")] = "",
    elsewhere: Annotated[
        str, typer.Option("--elsewhere", metavar="WHERE", help="Where they may be better served.")
    ] = "",
    as_json: Json = False,
) -> Result:
    """Print the evidence for a recommendation as Markdown; record one, or what was decided about it."""
    from difficult_cx.app import parting

    world = current()
    whose, text = read_name(world, name) or "", " ".join(words or ()).strip()
    if recommend and decide:
        raise UsageError("A rep recommends, somebody else decides: not both at once.", "--recommend first")
    if recommend:
        found = parting.recommend(world, whose, recommend, text, untried)
    elif decide:
        found = parting.decide(world, whose, decide, by, text, elsewhere)
    elif text or by or elsewhere or untried:
        raise UsageError("What is to be done with that?", "--recommend OPTION, or --decide OPTION --by NAME")
    else:
        found = parting.evidence(world, whose)

    def data() -> dict[str, Any]:
        from difficult_cx.app.parting_data import parting_data

        return parting_data(found)

    def page() -> str:
        from difficult_cx.terminal.parting import page as drawn

        return drawn(found, world.clock.now(), world.times)

    return Result(data, page, as_json)


def export(
    name: Name,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A new file; - is stdout.")] = "-",
) -> Result:
    """Write everything the record has of a customer, as JSON, for them to take along."""
    import json

    from difficult_cx.app.copies import note_copy
    from difficult_cx.app.customer_export import exported
    from difficult_cx.cli.journal import NOTED
    from difficult_cx.storage.private import new_file, not_saved
    from difficult_cx.terminal.clean import clean

    world = current()
    whole = json.dumps(exported(world, read_name(world, name) or ""), ensure_ascii=True, indent=1)
    if file == "-":
        return Result(text=whole)
    path = Path(file).absolute()
    if os.path.lexists(path):
        raise UsageError(f"{path} is there already.", "a file that doesn't exist yet")
    unnoted = note_copy(world, path)
    try:
        new_file(path, (f"{whole}\n".encode("ascii"),))
    except FileExistsError as error:
        raise UsageError(f"{path} is there already.", "a file that doesn't exist yet") from error
    except OSError as error:
        raise not_saved(path, error) from error
    return Result(text=f"Written. {clean(unnoted) or NOTED}")
