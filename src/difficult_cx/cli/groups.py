"""Groups of commands: they remember the path that was called, and name what was nearly typed."""

from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer._click.core import Command, Context
from typer.core import TyperGroup

from difficult_cx.errors import UsageError

PATH = "difficult_cx.path"
HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class Group(TyperGroup):
    """A group that says which of its commands is close to an unknown word."""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """The command that was typed; a UsageError with close names when there is none."""
        name = args[0]
        found = self.get_command(ctx, name)
        if found is None:
            raise UsageError(f"No command {name!r} in {ctx.command_path}.", self._nearly(ctx, name))
        ctx.meta[PATH] = f"{ctx.meta.get(PATH, '')} {name}".strip()
        return name, found, args[1:]

    def _nearly(self, ctx: Context, name: str) -> str:
        from difflib import get_close_matches

        names = self.list_commands(ctx)
        begun = [one for one in names if len(name) > 1 and one.startswith(name)]
        close = begun or get_close_matches(name, names, n=3, cutoff=0.5)
        if close:
            return f"close: {', '.join(f'{ctx.command_path} {one}' for one in close)}"
        return f"`{ctx.command_path} --help` lists the commands"


def new_group(what: str, alone: Callable[..., Any] | None = None) -> typer.Typer:
    """A group for a module's `app`; `alone` is what the group does when no command of it is named."""
    group = typer.Typer(
        cls=Group,
        help=what,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=alone is None,
        context_settings=HELP_NAMES,
    )
    if alone is not None:
        group.callback(invoke_without_command=True, help=what)(alone)
    return group


def build(target: Callable[..., Any] | typer.Typer, name: str) -> Command:
    """The command of a function or of a module's `app`, under this name."""
    if isinstance(target, typer.Typer):
        app = target
        app.info.name = name
        group = typer.main.get_group(app)
        group.name = name
        return group
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command(name=name, context_settings=HELP_NAMES)(target)
    return typer.main.get_command(app)


def list_rows(sections: Sequence[tuple[str, Sequence[tuple[str, str]]]], formatter: Any) -> None:
    """Write sections of names and lines of help, their columns aligned over all sections."""
    width = max((len(name) for _, rows in sections for name, _ in rows), default=0)
    for title, rows in sections:
        with formatter.section(title):
            formatter.write_dl([(name.ljust(width), what) for name, what in rows])
