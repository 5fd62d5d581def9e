"""One result, two views: text for people, an envelope of ASCII JSON for programs (docs/json.md)."""

import json
from collections.abc import Callable
from typing import Any

from difficult_cx.records import dataclass

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What a command came to; `main` speaks, commands return.

    `data`: JSON values. `text`: the same for people, cleaned, without a last newline; both may be functions,
    so that only the view that is wanted is made. `as_json` mirrors `--json`. `exit_code` is 0, or 1 when the
    answer is no. `notes`: lines for stderr, in the text view only. `for_others`: the text is a file for
    another program, with signs that a terminal isn't given.
    """

    data: Any | Callable[[], Any] = None
    text: str | Callable[[], str] = ""
    as_json: bool = False
    exit_code: int = 0
    notes: tuple[str, ...] = ()
    for_others: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as the envelope has it; `findings` are places in files, ready to print."""

    code: str
    message: str
    hint: str = ""
    findings: tuple[str, ...] = ()

    def as_data(self) -> dict[str, str]:
        """The three fields of the contract; the findings stand in the message, one a line."""
        message = "\n".join((self.message, *self.findings))
        return {"code": self.code, "message": message, "hint": self.hint}


def envelope(command: str, data: Any, problems: tuple[Problem, ...] = ()) -> str:
    """`{"dcx": 1, "command": …, "data": …, "errors": […]}` on one line of ASCII, newline included."""
    whole = {
        "dcx": FORMAT,
        "command": command,
        "data": data,
        "errors": [problem.as_data() for problem in problems],
    }
    return json.dumps(whole, ensure_ascii=True) + "\n"


def view(result: Result, command: str) -> str:
    """The view that was asked for, ending in a newline, or nothing at all."""
    if result.as_json:
        data = result.data() if callable(result.data) else result.data
        return envelope(command, data)
    text = result.text() if callable(result.text) else result.text
    return f"{text}\n" if text else ""


def say_problem(problem: Problem) -> str:
    """An error for people: what and why, the places, and `hint:` what next."""
    from difficult_cx.terminal.clean import clean  # an error may name a customer, or repeat what was typed

    lines = [problem.message, *problem.findings]
    if problem.hint:
        lines.append(f"hint: {problem.hint}")
    return "".join(clean(line, newline="\n") + "\n" for line in lines)
