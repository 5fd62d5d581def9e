"""docs/commands.md, and every command with its context: from the commands themselves."""

from collections.abc import Iterator
from typing import Any

from difficult_cx.cli.main import TABLE, root

HEAD = """\
# Commands

Made from the code by `python -m making`; a test compares both.

`dcx` alone says what is late, due today and parked, or how to begin. Ids may be typed by any beginning
that fits one. Every command has `--help`. Exit codes: [exit-codes.md](exit-codes.md). JSON:
[json.md](json.md). Settings: [configuration.md](configuration.md).
"""


def commands() -> Iterator[tuple[str, Any, Any]]:
    """Every command with the words it is called by and its context: `dcx`, then the table, groups first."""
    top = root()
    context = top.make_context("dcx", [], resilient_parsing=True)
    yield "dcx", top, context
    for name in TABLE:
        yield from _walk(top.get_command(context, name), name, context)


def _walk(command: Any, name: str, parent: Any) -> Iterator[tuple[str, Any, Any]]:
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    yield context.command_path, command, context
    for under, one in getattr(command, "commands", {}).items():
        if not one.hidden:
            yield from _walk(one, under, context)


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for path, command, context in commands():
        usage = " ".join([path, *command.collect_usage_pieces(context)])
        parts.append(f"## {path}\n\n{' '.join((command.help or '').split())}\n\n    {usage}\n")
        rows = [_row(param, context) for param in command.get_params(context)]
        shown = [row for row in rows if row and not row.startswith("| `-h, --help`")]
        if shown:
            parts.append("\n".join(["| | |", "|---|---|", *shown]) + "\n")
    return "\n".join(parts)


def _row(param: Any, context: Any) -> str:
    """One argument or option; empty for what is hidden or has nothing to say."""
    record = param.get_help_record(context)
    if record is None or not any(record):
        return ""
    name, what = (part.strip().replace("|", "\\|") for part in record)
    return f"| `{name}` | {' '.join(what.split())} |"
