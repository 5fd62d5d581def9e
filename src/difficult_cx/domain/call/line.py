"""How a line is read, on every face: contract section 1, row by row; the first row that fits decides."""

import re
from collections.abc import Sequence

from difficult_cx.records import dataclass

LONGEST = 64 * 1024
COMMANDS = (
    "hold",
    "concede",
    "heat",
    "issue",
    "who",
    "same",
    "use",
    "fix",
    "kept",
    "done",
    "readback",
    "redo",
    "end",
    "undo",
    "back",
    "skip",
    "promises",
    "help",
    "safety",
    "limit",
    "warn",
    "backup",
    "signal",
    "firm",
    "nudge",
)
LETTERS = {"u": "undo", "b": "back", "k": "skip", "p": "promises", "e": "end", "?": "help", "!": "safety"}
PREFIXES = {"~": "subtext", ">": "said", "*": "mark", "=": "answer anew"}
_TIMED = re.compile(r"\+(\d{1,4})\s+(\S.*)", re.DOTALL)
_WORDED = re.compile(r"([0-9])\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Context:
    """What a line's meaning depends on.

    `letters`: of the situations. `alternatives`: the card asks for some. `asking`: a small question is open.
    `labels`: of the card's numbered lines, in order. `unanswered`: the card's question has no answer yet.
    """

    letters: frozenset[str] = frozenset()
    alternatives: bool = False
    asking: bool = False
    labels: Sequence[str] = ()
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was read: `kind` says by which row, the rest is what it carries.

    Kinds: empty, plain (a small question's answer, else a note), literal (`//`), command, unknown, step,
    promise, promise_time, last_as_promise, subtext, said, mark, answer_anew, situation, digit, stray,
    alternative, answer, way, note, too_long.
    """

    kind: str
    text: str = ""
    number: int = 0
    word: str = ""


def read_line(typed: str, context: Context) -> Line:
    """What this line is; a pure function of the line and of what stands on the screen."""
    text = typed.strip()
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST:
        return Line("too_long", text)
    if not text:
        return Line("empty")
    if text.startswith("//"):
        return Line("literal", text[2:].strip()) if text[2:].strip() else Line("unknown", text, word="//")
    if text.startswith("/"):
        return _command(text, context)
    if text.startswith("+"):
        return _promise(text)
    if text[0] in PREFIXES and (len(text) > 1 or text == "*"):
        kind = PREFIXES[text[0]].replace(" ", "_")
        return Line(kind, text[1:].strip())
    if len(text) == 1:
        return _character(text, context)
    worded = _WORDED.fullmatch(text)
    if context.alternatives and worded and worded.group(1) != "0":
        return Line("alternative", worded.group(2).strip(), int(worded.group(1)))
    return _words(text, context)


def _words(text: str, context: Context) -> Line:
    """Rows 9 to 12."""
    if context.asking:
        return Line("plain", text)
    labels = [label.casefold() for label in context.labels]
    if text.casefold() in labels:
        return Line("way", text, labels.index(text.casefold()) + 1)
    return Line("answer" if context.unanswered else "note", text)


def _character(text: str, context: Context) -> Line:
    """Row 7."""
    if text in context.letters:
        return Line("situation", word=text)
    if text in LETTERS:
        return Line("command", word=LETTERS[text])
    if text in "0123456789":
        return Line("digit", text, int(text))
    return Line("stray", text)


def _promise(text: str) -> Line:
    """Row 5."""
    timed = _TIMED.fullmatch(text)
    if timed:
        return Line("promise_time", timed.group(2).strip(), int(timed.group(1)))
    words = text[1:].strip()
    return Line("promise", words) if words else Line("last_as_promise")


def _command(text: str, context: Context) -> Line:
    """Row 4: `/word …`, a situation's letter, a step's number; short forms have two letters or more."""
    word, _, rest = text[1:].partition(" ")
    rest = rest.strip()
    if word in context.letters:
        return Line("situation", rest, word=word)
    if word.isdecimal() and word.isascii():
        return Line("step", rest, int(word[:6]))
    found = matching(word)
    if len(found) == 1:
        return Line("command", rest, word=found[0])
    return Line("unknown", text, word=word)


def matching(word: str) -> list[str]:
    """The commands that this word can mean: itself, or those that begin with it."""
    small = word.casefold()
    if small in COMMANDS:
        return [small]
    return [one for one in COMMANDS if len(small) > 1 and one.startswith(small)]
