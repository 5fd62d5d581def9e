"""Options that several commands share, so that they read the same everywhere."""

from typing import Annotated

import typer

from difficult_cx.app.world import World

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


def read_name(world: World, typed: str | None) -> str | None:
    """The name of `-c NAME`; `-c -` is stdin's first line, so that a name needn't be in a shell's history."""
    return world.stdin.readline().strip() if typed == "-" else typed
