"""Hints about what a rep is going to say: shown while it is typed and after it is saved, never a block.

What the customer is quoted as saying is never read: a note of their words stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from difficult_cx.domain.call import apology, conceding
from difficult_cx.domain.call.desk import Standing
from difficult_cx.domain.call.line import Line, read_line
from difficult_cx.domain.call.reading import context
from difficult_cx.domain.phrases import Hit, find
from difficult_cx.domain.spelled import spell_out

YELLING = "D2.1"
VENTING = "C1.3"
HEARD_FIRST = "They want to be heard first: listen now, keep this for the offer."
PROMISE = "This looks like a promise: + makes it one."
AT_VOLUME = '"You are" sets them off now: start with I, "I can help best when …".'
OWN_FEELINGS = "Your own feelings put them on the defensive: stay with them and their issue."
_LIKE_A_PROMISE = re.compile(r"(?:i|we)(?:['’]ll| will)\b", re.IGNORECASE)
_OFFER = re.compile(
    r"\b(?:i will|we will|i can|we can|i could|we could|how about|let me|what about|would you like)\b"
)
_YOU_ARE = re.compile(r"\byou are\b")
_AS_I_FEEL = re.compile(r"\b(?:i feel|feeling like|feels like)\b[^.]*$")
_FEELINGS = re.compile(
    r"\bi (?:am|feel|felt|was|get|am feeling|am getting) (?:(?:~\S+|so|very|a bit|a little) )*"
    r"(?:upset|angry|annoyed|frustrated|irritated|hurt|offended|insulted|attacked|stressed|overwhelmed|tired|"
    r"exhausted|sad|shocked|uncomfortable|nervous|scared|furious|fed up|sick of|losing)\b"
    r"|\b(?:make|makes|making) me\b|\bi have (?:trouble|a hard time)\b|\bit is hard for me\b|\bhurts me\b"
)
_INSULTS = (
    r"(?:idiots?|morons?|crazy|insane|nuts|nutcase|nutter|psycho|bitch|bastard|karen|jerk|asshole|arsehole|"
    r"liar|trolls?|drama queen|hysterical|stupid|dumb|lunatic|nightmare|pathetic|loser)"
)
_THIRD = r"(?:the )?(?:customer|caller|client)|he|she|they|this (?:guy|man|woman|lady|person|one)"
_LABELS = rf"(?:{_INSULTS}|impossible|difficult|unreasonable|a pain)"
_LABEL_OF_THEM = re.compile(
    rf"\b(?:{_THIRD}) (?:is|are|was) (?:\S+ ){{0,2}}{_LABELS}\b|\bdifficult customer\b"
)
_LABEL_IN_A_NOTE = re.compile(
    rf"\b(?:customer|caller|client) (?:is|was) (?:\S+ ){{0,2}}{_LABELS}\b|\bdifficult customer\b"
)
_INSULT = re.compile(rf"\b{_INSULTS}\b")
LABEL = "That labels a person: write what was said or done."


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words that a rep is going to say: as a line of their own, a promise, an alternative, a warning."""

    text: str
    kind: str


def hint(standing: Standing, typed: str) -> str:
    """One sentence about this line, typed or half typed; empty when there is nothing to say."""
    if standing.state.phase == "closed":
        return ""
    return about(standing, read_line(typed, context(standing)))


def about(standing: Standing, line: Line) -> str:
    """The same for a line that was read already."""
    said = spoken(standing, line)
    if said is None:
        return _about_note(line)
    for check in _CHECKS:
        found = check(standing, said)
        if found:
            return found
    return ""


def spoken(standing: Standing, line: Line) -> Spoken | None:
    """What of this line is to be said to the customer; None for their own words and everything else."""
    if not line.text:
        return None
    if line.kind in ("said", "promise", "alternative"):
        return Spoken(line.text, line.kind)
    if line.kind == "command":
        return Spoken(line.text, "warning") if line.word == "warn" else None
    ask = standing.card.ask
    if line.kind in ("answer", "answer_anew") and ask is not None and ask.by == "rep":
        kinds = {"promise": "promise", "alternatives": "alternative"}
        return Spoken(line.text, kinds.get(ask.kind, "answer"))
    return None


def _about_note(line: Line) -> str:
    """A note is never checked for phrases; only what turns it into something else, or labels a person."""
    if line.kind in ("note", "plain", "literal") and _LIKE_A_PROMISE.match(line.text):
        return PROMISE
    label = _LABEL_OF_THEM if line.kind in ("subtext", "mark") else _LABEL_IN_A_NOTE
    if line.kind in ("note", "plain", "literal", "subtext", "mark") and label.search(_full(line.text)):
        return LABEL
    return ""


def _full(text: str) -> str:
    return spell_out(text).words


def _too_early(standing: Standing, said: Spoken) -> str:
    """While they vent nothing is offered: they want to be heard before they hear us (C1.3)."""
    card = standing.card
    venting = standing.state.phase == "card" and not card.say and (card.clock or VENTING in card.rules)
    if not venting or said.kind == "warning":
        return ""
    return HEARD_FIRST if said.kind != "said" or _OFFER.search(_full(said.text)) else ""


def _phrase(standing: Standing, said: Spoken) -> str:
    hits = find(said.text, standing.desk.phrases())
    if not hits:
        return ""
    worst = min(hits, key=lambda hit: hit.phrase.level != "warn")
    return of_hit(worst)


def of_hit(hit: Hit) -> str:
    """What is said about an avoided phrase: the words, and what to say instead."""
    instead = hit.phrase.instead or hit.phrase.why
    return f'"{" ".join(hit.text.split())}" - better: {instead}'


def _authority(standing: Standing, said: Spoken) -> str:
    return conceding.too_much(standing, said.text) if said.kind != "warning" else ""


def _apology(standing: Standing, said: Spoken) -> str:
    return apology.hint(standing.state, said.text) if said.kind == "said" else ""


def _insult(_standing: Standing, said: Spoken) -> str:
    full = _full(said.text)
    return LABEL if _INSULT.search(full) or _LABEL_OF_THEM.search(full) else ""


def _about_them(standing: Standing, said: Spoken) -> str:
    """At a raised voice one speaks of oneself (D2.1); at all other times of them (D2.2)."""
    full = _full(said.text)
    if YELLING in standing.card.rules:
        found = _YOU_ARE.search(full)
        return AT_VOLUME if found and not _AS_I_FEEL.search(full[: found.start()]) else ""
    return OWN_FEELINGS if _FEELINGS.search(full) else ""


def _looks_like_a_promise(_standing: Standing, said: Spoken) -> str:
    return PROMISE if said.kind == "said" and _LIKE_A_PROMISE.match(said.text) else ""


_CHECKS: tuple[Callable[[Standing, Spoken], str], ...] = (
    _too_early,
    _insult,
    _about_them,
    _apology,
    _phrase,
    _authority,
    _looks_like_a_promise,
)
