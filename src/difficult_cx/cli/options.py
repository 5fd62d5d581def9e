"""Options that several commands share, so that they read the same everywhere."""

from typing import TYPE_CHECKING, Annotated

import typer

from difficult_cx.app.world import World
from difficult_cx.errors import UsageError

if TYPE_CHECKING:
    from difficult_cx.playbook.library import Library

Json = Annotated[bool, typer.Option("--json", help="Print JSON (docs/json.md).")]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="TIME", help="As it stands at this time (ISO 8601), instead of now."),
]
Customer = Annotated[
    str | None,
    typer.Option(
        "-c",
        "--customer",
        metavar="NAME",
        help="The customer's name; - reads it from stdin.",
    ),
]


Team = Annotated[bool, typer.Option("--team", help="The whole team's, not only mine.")]
Owner = Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Whose it is, instead of mine.")]
Lang = Annotated[
    str,
    typer.Option("--lang", metavar="LANG", help="Playbooks in this language first: de, pt-br."),
]


def library_in(world: World, lang: str) -> "Library":
    """The playbooks, in the language that was asked for or that is configured."""
    from difficult_cx.playbook.names import LANG

    if not lang:
        return world.library
    if not LANG.fullmatch(lang.casefold()):
        raise UsageError(f"{lang!r} is no language.", "en, de, pt-br")
    return world.library.in_language(lang.casefold())


def read_name(world: World, typed: str | None) -> str | None:
    """The name of `-c NAME`; `-c -` is stdin's first line, so that a name needn't be in a shell's history.

    A name that was given and is empty is mostly a script's empty variable: it is refused.
    """
    if typed is None:
        return None
    name = world.stdin.readline() if typed == "-" else typed
    if not name.strip():
        raise UsageError("The customer's name is empty.", 'for example -c "Ada Brook"')
    return name.strip()
