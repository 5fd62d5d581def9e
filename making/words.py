"""The table of the completion: every command, its options, and what kind of value stands where."""

from collections.abc import Iterator, Mapping
from typing import Any

from difficult_cx.domain.kinds import BREAKDOWNS, CHANNELS, DISPOSITIONS
from making.commands import commands

# What a value is, by the name of its parameter; a parameter that isn't here is free text.
KINDS: Mapping[str, str] = {
    "customer": "customer",
    "call_id": "call",
    "promise": "promise",
    "playbook": "playbook",
    "scenario": "scenario",
    "channel": "|".join(CHANNELS),
    "disposition": "|".join(DISPOSITIONS),
    "breakdown": "|".join(BREAKDOWNS),
    "code": "|".join(BREAKDOWNS),
    "order": "mdy|dmy",
    "shell": "bash|zsh|fish|powershell",
}
# The same where the name alone doesn't say it: the command, then the parameter.
HERE: Mapping[tuple[str, str], str] = {
    ("resume", "call_id"): "parked",
    ("call close", "call_id"): "parked",
    ("call show", "as_"): "note|mail|mailto|brief|review",
    ("customer show", "name"): "customer",
    ("customer note", "name"): "customer",
    ("customer check-in", "name"): "customer",
    ("customer break-up", "name"): "customer",
    ("customer export", "name"): "customer",
    ("customer forget", "name"): "customer",
    ("customer merge", "gone"): "customer",
    ("customer merge", "into"): "customer",
    ("customer check-in", "went"): "good|bad",
    ("customer break-up", "recommend"): "improve|terminate",
    ("customer break-up", "decide"): "improve|terminate",
    ("customer note", "kind"): "cares_about|introduced|feedback|thanks|great|works|next_time|feeling|toll",
    ("followups add", "kind"): "promise|check_in|feedback|inside_look|after_resolution",
    ("followups attempt", "reason"): "no_answer|voicemail|wrong_number|other_time|reached",
    ("playbook new", "kind"): "method|technique|situation",
    ("playbook new", "playbook"): "",
    ("playbook show", "playbook"): "any-playbook",
}
FILES = ("FILE", "PATH", "[PATH…]", "FOLDER")
HEAD = "# Made from the commands by `python -m making`: command, row, name, kind of value, help\n"


def page() -> str:
    """The table as it stands in the package, a row a line."""
    return HEAD + "".join("\t".join(row) + "\n" for row in rows())


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Of every command: the commands below it, its options, its arguments; `...`: any number."""
    for path, command, context in commands():
        words = path.partition(" ")[2]
        above, _, name = words.rpartition(" ")
        if words:
            yield above, "command", name, "", _line(command.help)
        for param in command.get_params(context):
            kind, what = _kind(words, param), _line(param.help)
            if param.param_type_name == "argument":
                yield words, "argument", "..." if param.nargs == -1 else param.name, kind, what
            elif not param.hidden:
                for one in sorted((*param.opts, *param.secondary_opts)):  # help has them in a set
                    yield words, "option", one, "flag" if param.is_flag else kind, what


def _kind(words: str, param: Any) -> str:
    here = HERE.get((words, param.name))
    if here is not None:
        return here
    if (param.metavar or "") in FILES:
        return "file"
    return KINDS.get(param.name, "")


def _line(text: str | None) -> str:
    """The first sentence, on one line."""
    line = " ".join((text or "").split())
    return line.partition(". ")[0].rstrip(".")
