"""A first playbook of one's own: a commented file that lints clean, made from a few answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.library import Library
from difficult_cx.playbook.resolve import FIRST_KEYS


@dataclass(frozen=True, slots=True)
class Question:
    """A question of `dcx playbook new`: the key it fills, its words, and what stands without an answer."""

    key: str
    ask: str
    without: str


HEAD = """\
# Yours. `dcx playbook lint` reads it, `dcx playbook show {id}` shows it{run}.
# Every key: docs/playbook-format.md. Help in your editor: `dcx playbook schema > playbook.schema.json`, and
# yaml-language-server: $schema=playbook.schema.json
dcx: 1
id: {id}
kind: {kind}
title: {title}  # at most 6 words
why: {why}  # at most 25 words; `dcx playbook show {id} --why`
"""
STEP = """\
  - id: first
    title: {title}  # at most 5 words: the header of the card
    do: {do}  # at most 12 words: what to do now
    tone: calm  # calm, warm, firm, serious or upbeat
    say:  # one to three, 15 words each; the first one is shown. {{issue|that}} is filled in
      - {say}
    never: [Calm down]  # one or two of `phrases.yaml`; the reason and better words come from there
"""
METHOD = """\
steps:  # at most 9 that every call needs
  - use: let-them-vent.listen  # a step of a technique; `dcx playbook list` names them
  - use: acknowledge.feeling
{step}\
    ask: {{field: issue, label: The problem}}  # the one question; what is typed answers it
    unless: [issue]  # passed over when it is known already
  - use: respond.do-now
  - use: respond.promise
"""
SITUATION = """\
key: {key}  # the letter that calls it, free in the grammar of a call
cues: [what you hear, what you see]  # at most 6
steps:  # a situation is one card
{step}\
    ways:  # numbered lines; `return` leads back to the step
      - {{label: It's settled, go: return}}
      - {{label: It gets worse, go: situation.abusive}}
"""
TECHNIQUE = """\
steps:  # a method takes them by `use: {id}` or `use: {id}.first`
{step}\
    listen: [a lower voice, a pause]  # at most 3: what tells you that it works
"""
BODIES = {"method": METHOD, "situation": SITUATION, "technique": TECHNIQUE}


def questions(kind: str, playbook_id: str, library: Library) -> tuple[Question, ...]:
    """What is asked for a playbook of this kind, in order; every question has an answer already."""
    title = " ".join(playbook_id.replace("-", " ").split()[:5]).capitalize() or "Mine"
    asked = [
        Question("title", "Its name, at most 5 words", title),
        Question("why", "Why it helps, at most 25 words", "It has helped us before."),
        Question("do", "The first thing to do, at most 12 words", "Listen. Write their words."),
        Question(
            "say", "The first thing to say, at most 15 words", "Can you tell me more about {issue|that}?"
        ),
    ]
    if kind == "situation":
        free = free_letters(library)
        asked.append(Question("key", f"Its letter, one of {' '.join(free)}", free[:1] or "z"))
    return tuple(asked)


def free_letters(library: Library) -> str:
    """The letters that neither a command nor a situation has."""
    from difficult_cx.domain.call.line import LETTERS

    taken = {*LETTERS, *FIRST_KEYS, *(one.key for one in library.shelf.situations())}
    return "".join(letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in taken)


def draft(kind: str, playbook_id: str, answers: Mapping[str, str]) -> str:
    """The file, with comments; every answer in quotes, so that it stays the text it is."""
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in answers.items()}
    run = f", `dcx handle {playbook_id}` runs it" if kind == "method" else ""
    head = HEAD.format(id=playbook_id, kind=kind, run=run, title=quoted["title"], why=quoted["why"])
    step = STEP.format(title=quoted["title"], do=quoted["do"], say=quoted["say"])
    return head + BODIES[kind].format(id=playbook_id, key=quoted.get("key", ""), step=step)


def mistakes(library: Library, path: Path, text: str) -> list[Finding]:
    """What the lint would say about this text under this name; nothing is written."""
    return Checking(library).text(path, text)
