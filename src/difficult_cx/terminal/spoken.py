"""A card in whole sentences, one fact a line, label first: what a screen reader or a pipe gets."""

from difficult_cx.domain.call.view import Feedback, View
from difficult_cx.terminal.clean import clean

HOW = "Empty line: step done. Text: note. Plus sign: promise and when."
SILENCE = "Say: nothing. Listen."


def opening(view: View, rows: tuple[str, ...], *, resumed: bool) -> list[str]:
    """What is said before the first card: that the call is on, how it is typed, the situations' letters."""
    letters = ", ".join(f"{key} {title}" for key, title in view.situations)
    known = f"{letters}. " if letters else ""
    first = [] if resumed else ["Call started."]
    return [clean(row) for row in (*first, *rows, HOW, f"{known}Question mark: help.")]


def card(view: View, *, terse: bool = False) -> list[str]:
    """The card that stands: where we are, then do, say and never say, or what is asked."""
    lines = [heading(view)]
    if view.prompt:
        lines += view.prompt
        if view.lines:
            lines.append("Choices: " + ", ".join(f"{number} {text}" for number, text in view.lines))
        return [clean(line) for line in lines]
    lines += [f"Brief: {text}" for text in view.aside]
    if view.do and not terse:
        lines.append(f"Do: {view.do}")
    lines.append(f"Say: {_bare(view.say)}" if view.say and not view.silent else SILENCE)
    lines += [f"Choice {number}: {text}" for number, text in view.lines]
    if view.never:
        lines.append("Never say: " + " Or: ".join(_stopped(text) for text in view.never))
    lines += [f"Know: {text}" for text in view.know]
    return [clean(line) for line in lines]


def heading(view: View) -> str:
    """Where we are: `Step 3 of 9. NAME THE FEELING (calm)`, or `Situation yelling. SAY I. Then step 2.`."""
    tone = f" ({view.tone})" if view.tone else ""
    title = view.title.upper()
    if view.place.startswith("! "):
        back = f" {_sentence(view.onward)}" if view.onward else ""
        return f"Situation {view.place[2:].lower()}. {_stopped(title)}{tone}{back}"
    place = view.place[:1] + view.place[1:].lower()
    return f"{place}. {title}{tone}"


def feedback(said: Feedback) -> list[str]:
    """What a line came to: an error says first that it is one."""
    rows = list(said.rows)
    if said.error and rows:
        rows[0] = f"Error: {rows[0]}"
    hint = (f"Hint: {said.hint}",) if said.hint else ()
    return [clean(row) for row in (*rows, *hint, *said.more)]


def label(view: View) -> str:
    """What stands before the typed line on a terminal."""
    text = clean(view.label) or "Note"
    return f"{text} " if text.endswith("?") else f"{text}: "


def _sentence(text: str) -> str:
    return _stopped(text[:1].upper() + text[1:].lower())


def _stopped(text: str) -> str:
    """With a full stop, unless it has an end of its own."""
    return text if text.rstrip("\"'”’)").endswith((".", "?", "!", "…")) else f"{text}."


def _bare(text: str) -> str:
    """Without the quotation marks around the whole; the label says that it is said."""
    whole = len(text) > 1 and text[0] == '"' == text[-1] and '"' not in text[1:-1]
    return text[1:-1] if whole else text
