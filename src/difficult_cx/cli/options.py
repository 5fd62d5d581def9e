"""Options that several commands share, so that they read the same everywhere."""

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON (docs/json.md).")]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="TIME", help="As it stands at this time (ISO 8601), instead of now."),
]
Customer = Annotated[
    str | None,
    typer.Option("-c", "--customer", metavar="NAME", help="The customer's name; - reads it from stdin."),
]
