"""The man page, docs/dcx.1: every command with its arguments and options, exit codes, environment, files."""

import re
from collections.abc import Iterator
from pathlib import Path

from difficult_cx import __version__
from difficult_cx.cli.main import TABLE
from making.commands import commands

DOCS = Path(__file__).parent.parent / "docs"
DATE = "2026-11-25"  # of the release; a page that changed with every day would never be current
DESCRIPTION = """\
.B dcx
stands beside you while a difficult customer is on the line: one card at a time with one thing to do,
one thing to say and what never to say.
Notes and promises are on the disk before the screen says so, and nothing that was promised is forgotten
afterwards.
.PP
Without a command it says what is late, due today and parked. Ids may be typed by any beginning that fits one.
Inside a call
.B ?
shows what can be typed.
"""
EXAMPLES = (
    ("dcx handle -c 'Brook Ltd'", "Walk through a call with this customer."),
    ("dcx handle --resume", "Go on with the call that was cut off."),
    ("dcx followups keep k7q", "The promise whose id begins so is kept."),
    ("dcx when 'fri noon'", "What dcx understands by it."),
    ("dcx followups --check || echo late", "For a script or a shell prompt."),
)


def page() -> str:
    """The whole page, in the man macros."""
    parts = [
        '.\\" Made from the commands by `python -m making`.',
        f'.TH DCX 1 {DATE} "dcx {__version__}" "User commands"',
        ".SH NAME\ndcx \\- a checklist for the people who take calls from difficult customers",
        ".SH SYNOPSIS\n.B dcx\n.RI [ options ]\n.RI [ command ]\n.RI [ arguments ]",
        f".SH DESCRIPTION\n{_filled(DESCRIPTION)}",
        ".SH COMMANDS\n" + "\n".join(_commands()),
        ".SH EXIT STATUS\n" + "\n".join(_table(DOCS / "exit-codes.md")),
        ".SH ENVIRONMENT\n" + "\n".join(_table(DOCS / "configuration.md", "| variable |")),
        ".SH FILES\n" + _files(),
        ".SH EXAMPLES\n" + "\n".join(_tagged(f"\\fB{_text(line)}\\fR", what) for line, what in EXAMPLES),
    ]
    return "\n".join(parts) + "\n"


def _commands() -> Iterator[str]:
    group = ""
    for path, command, context in commands():
        words = path.split()
        above = words[1] if len(words) > 1 else ""
        if above != group:
            group = above
            yield f".SS {_text(f'dcx {group}')}"
        usage = " ".join(command.collect_usage_pieces(context))
        yield f".TP\n\\fB{_text(path)}\\fR {_text(usage)}".rstrip()
        yield _filled(_text(" ".join((command.help or TABLE[above].what).split())))
        rows = [one.get_help_record(context) for one in command.get_params(context)]
        told = [row for row in rows if row is not None and any(row) and "--help" not in row[0]]
        if told:
            yield ".RS"
            yield from (_tagged(_text(name.strip()), what or "as it says") for name, what in told)
            yield ".RE"


def _table(path: Path, head: str = "| code |") -> Iterator[str]:
    """The rows of a table of the docs, its first two columns."""
    rows = path.read_text(encoding="utf-8").partition(head)[2].partition("\n\n")[0].splitlines()[2:]
    for row in rows:
        first, second = (one.strip() for one in row.strip("|").split("|")[:2])
        yield _tagged(_text(_unmarked(first)), _unmarked(second))


def _files() -> str:
    return "\n".join(
        _tagged(_text(name), what)
        for name, what in (
            (
                "~/.local/share/dcx/journal.jsonl",
                "The record: one event a line, none is ever changed.",
            ),
            ("~/.config/dcx/config.toml", "Settings; dcx config show --example prints one with every key."),
            ("~/.config/dcx/playbooks/", "Playbooks of your own."),
            ("~/.cache/dcx/", "What is derived from the record; it can be deleted at any moment."),
        )
    )


def _tagged(name: str, what: str) -> str:
    return f".TP\n{name}\n{_filled(_text(' '.join(what.split())))}"


def _unmarked(text: str) -> str:
    """Markdown's signs taken out."""
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text).replace("`", "")


def _text(text: str) -> str:
    """Text that roff takes for nothing else."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe


def _filled(text: str) -> str:
    """A new line for every sentence, none longer than 78; a line that would begin like a macro is guarded."""
    from textwrap import wrap

    out: list[str] = []
    for line in text.strip().splitlines():
        if line.startswith("."):
            out.append(line)
            continue
        for sentence in re.split(r"(?<=[a-z)]\.) (?=[A-Z])", line):
            broken = wrap(sentence, 78, break_long_words=False, break_on_hyphens=False)
            out += [f"\\&{one}" if one.startswith(("'", ".")) else one for one in broken]
    return "\n".join(out)
