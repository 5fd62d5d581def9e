"""The root of the commands: a table of names; only the command that was called is imported and built."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import typer
from typer._click.core import Command, Context
from typer._click.exceptions import ClickException, NoArgsIsHelpError
from typer._click.exceptions import UsageError as ClickUsageError

from difficult_cx import __version__
from difficult_cx.app.world import World
from difficult_cx.cli.groups import HELP_NAMES, PATH, Group, build, list_rows
from difficult_cx.cli.options import At, Json
from difficult_cx.errors import DcxError, UsageError
from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A command in the list: its section, `module:name` of its function or group, one line of help."""

    section: str
    target: str
    what: str


CALL, PROMISES, PLAYBOOKS, RECORD = "On a call", "Promises", "Playbooks", "Record and settings"

# The order is the order of `dcx --help`. `target` is a module of this room, and a function or a Typer in it.
TABLE: Mapping[str, Line] = {
    "handle": Line(CALL, "handle:handle", "Walk through a call: what to do, what to say, what was promised."),
    "resume": Line(CALL, "handle:resume", "Go on with a parked call: the same card, the same notes."),
    "call": Line(CALL, "call:app", "The calls on the record: list, show, close."),
    "care": Line(CALL, "care:app", "Your own day: load, a breather, what helps; nobody else reads it."),
    "practice": Line(CALL, "practice:command", "Rehearse with a scripted customer; nothing is written."),
    "followups": Line(
        PROMISES, "followups:app", "What was promised: late, due today, this week, undated, later."
    ),
    "customer": Line(PROMISES, "customer:app", "Customers: their story, notes, check-ins; two made one."),
    "report": Line(PROMISES, "report:app", "Numbers from the record, with how many they are of."),
    "when": Line(PROMISES, "when:command", "What dcx understands by a due phrase, or what it asks."),
    "say": Line(PLAYBOOKS, "say:command", "What to say, found by everyday words; what to avoid."),
    "playbook": Line(PLAYBOOKS, "playbook:app", "The checklists: list, show, lint."),
    "search": Line(RECORD, "search:command", "Find what was said, promised or noted, newest first."),
    "journal": Line(RECORD, "journal:app", "The record: whether it is whole, taken along, brought back."),
    "team": Line(RECORD, "team:app", "One record for a team: join, share, how it stands, leave."),
    "doctor": Line(RECORD, "doctor:command", "What there is, what is wrong, what to do next."),
    "config": Line(
        RECORD, "config:app", "The settings: what they are, where each comes from, what is wrong."
    ),
    "completion": Line(
        RECORD, "completion:command", "What lets bash, zsh, fish or PowerShell complete with Tab."
    ),
}


class Root(Group):
    """`dcx`: knows every command by its line in the table."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  (Typer's signature)
        """Every command's name."""
        return list(TABLE)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002
        """The command, built now; None when there is none of that name."""
        line = TABLE.get(cmd_name)
        if line is None:
            return None
        module, _, name = line.target.partition(":")
        return build(getattr(import_module(f"difficult_cx.cli.{module}"), name), cmd_name)

    def format_commands(self, ctx: Context, formatter: Any) -> None:  # noqa: ARG002
        """The table, section by section, without importing a command."""
        names = dict.fromkeys(line.section for line in TABLE.values())
        sections = [
            (section, [(name, line.what) for name, line in TABLE.items() if line.section == section])
            for section in names
        ]
        list_rows(sections, formatter)


@dataclass
class Invocation:
    """What a command line came to: the words of the command, and what it returned."""

    command: str = ""
    value: Any = None


_app = typer.Typer(
    cls=Root,
    add_completion=False,
    pretty_exceptions_enable=False,  # Typer's hook would print locals: a customer's words
    rich_markup_mode=None,
    context_settings=HELP_NAMES,
)


@_app.callback(
    invoke_without_command=True,
    help="A checklist for the people who take calls from difficult customers. "
    "Alone: what is late, due today and parked.",
)
def _alone(
    ctx: typer.Context,
    *,
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
    at: At = None,
    as_json: Json = False,
) -> Any:
    if version:
        from difficult_cx.cli.output import Result

        return Result(data={"version": __version__}, text=f"dcx {__version__}", as_json=as_json)
    if ctx.invoked_subcommand is not None:
        if at or as_json:
            raise UsageError(
                "`--at` and `--json` come after the command's name.",
                f"dcx {ctx.invoked_subcommand} {'--json' if as_json else '--at TIME'}",
            )
        return None
    from difficult_cx.cli.morning import command

    return command(at=at, as_json=as_json)


def root() -> Root:
    """The root group, with nothing but its table."""
    group = typer.main.get_group(_app)
    assert isinstance(group, Root)
    return group


def invoke(args: Sequence[str], world: World, done: Invocation) -> None:
    """Run the command line in this world; `done` gets the command's words as soon as they are known."""
    group = root()
    meta: dict[str, Any] = {}
    try:
        with group.make_context("dcx", list(args)) as ctx:
            meta = ctx.meta
            done.value = group.invoke(ctx)
    except typer.Exit as stop:
        done.value = stop.exit_code
    except NoArgsIsHelpError as ask:
        world.stdout.write(f"{ask.format_message()}\n")
        done.value = 2
    except ClickException as error:
        raise _usage(error) from error
    finally:
        done.command = str(meta.get(PATH, ""))


def _usage(error: ClickException) -> DcxError:
    """Typer's complaint in our words: what, and where the help is."""
    message = error.format_message()
    message = message if message.endswith((".", "?", ")")) else f"{message}."
    ctx = error.ctx if isinstance(error, ClickUsageError) else None
    path = ctx.command_path if ctx is not None else "dcx"
    return UsageError(message, f"`{path} --help` shows how it is called")
