"""Playbooks as lists and pages, for people."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from difficult_cx.domain.playbook import Card, Playbook
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns, wrap
from difficult_cx.terminal.width import cut
from difficult_cx.terminal.width import width as columns_of

if TYPE_CHECKING:
    from difficult_cx.playbook.coverage import Covered
    from difficult_cx.playbook.library import PlaybookInfo

PAGE_ROWS = 24
SITUATIONS_SHOWN = 4


def list_rows(found: Sequence["PlaybookInfo"], width: int) -> list[str]:
    """One row a playbook, methods first, then techniques and situations."""
    order = {"method": 0, "technique": 1, "situation": 2}
    rows = []
    for one in sorted(found, key=lambda info: (order.get(info.kind, 3), info.id)):
        what = "has mistakes: dcx playbook lint" if one.broken else clean(one.title)
        where = "outside a call" if one.when == "outside" else ""
        rows.append((clean(one.id), one.kind or "?", what, "own" if one.own else "", where))
    return columns(rows, width)


def page(playbook: Playbook, line: Sequence[str], width: int) -> list[str]:
    """One page of 24 rows: the cards with their numbers, what to do on each, and the situations.

    Where it gets tight, blank rows give way first; cards behind a condition and the situations after the
    first four are named in one row.
    """
    several = len(playbook.situations)
    count = f"{len(line)} step{'s' * (len(line) != 1)}, {several} situation{'s' * (several != 1)}"
    rows = [cut(f"PLAYBOOK  {playbook.id}   {count}   read, do, next", width), ""]
    shown = [card for card in playbook.cards if card.id in line]
    rows += columns(
        [(f"{line.index(card.id) + 1:>2} ", clean(card.title).upper(), clean(card.do)) for card in shown],
        width,
    )
    others = [card for card in playbook.cards if card.id not in line]
    if others:
        rows.append(
            cut(f" -   where it fits: {', '.join(clean(card.title).lower() for card in others)}", width)
        )
    if playbook.situations:
        rows += ["", *_situation_rows(playbook, width)]
    more = cut(f"dcx playbook show {playbook.id} --full   adds what to say and never to say", width)
    return _tight([*rows, "", more, _from(playbook.path, width)])


def _situation_rows(playbook: Playbook, width: int) -> list[str]:
    first, rest = playbook.situations[:SITUATIONS_SHOWN], playbook.situations[SITUATIONS_SHOWN:]
    rows = [cut("WHEN IT CHANGES   in a call: letter + Enter, or Tab + letter in mid-note", width)]
    rows += columns(
        [
            (f" {clean(one.key)}", clean(one.title).lower(), clean(one.card.title), clean(one.card.do))
            for one in first
        ],
        width,
    )
    if rest:
        names = "   ".join(f"{clean(one.key)}  {clean(one.title).lower()}" for one in rest)
        rows.append(cut(f" {names}", width))
    return rows


def _tight(rows: list[str]) -> list[str]:
    """The rows, without as many of the blank ones, from the last, as it takes to fit the page."""
    blanks = [place for place, row in enumerate(rows) if not row]
    over = max(0, len(rows) - PAGE_ROWS)
    gone = set(blanks[len(blanks) - over :] if over < len(blanks) else blanks) if over else set()
    return [row for place, row in enumerate(rows) if place not in gone]


def _from(path: str, width: int) -> str:
    """Which file it is; the end of a long path says more than its beginning."""
    row = f"from {clean(path)}"
    return row if columns_of(row) <= width else f"from ..{row[-max(1, width - 7) :]}"


def full(playbook: Playbook, line: Sequence[str]) -> list[str]:
    """Every word of every card and situation."""
    rows = [f"PLAYBOOK  {playbook.id}: {clean(playbook.title)}"]
    for card in playbook.cards:
        number = f"{line.index(card.id) + 1}" if card.id in line else "-"
        rows += [
            "",
            f"{number}  {clean(card.title).upper()}{f' ({card.tone})' if card.tone else ''}",
            *_words(card),
        ]
    for one in playbook.situations:
        rows += ["", f"{one.key}  {clean(one.title).upper()}: {clean(one.card.title)}", *_words(one.card)]
        if one.cues:
            rows.append(f"   Cues: {clean(', '.join(one.cues))}")
    return rows


def _words(card: Card) -> list[str]:
    rows = [f"   Do: {clean(card.do)}"]
    rows += [f'   Say: "{clean(stem.text)}"' for stem in card.say] or ["   Say: nothing. Listen."]
    for one in card.never:
        better = f" Instead: {clean(one.instead)}" if one.instead else ""
        why = f" ({clean(one.why)}.)" if one.why else ""
        rows.append(f"   Never: {clean(one.text)}{why}{better}")
    if card.listen:
        rows.append(f"   Listen for: {clean(', '.join(card.listen))}")
    if card.until:
        rows.append(f"   Until: {clean(card.until)}")
    if card.ask is not None:
        rows.append(f"   Asks: {clean(card.ask.label)}")
    rows += [f"   {number}: {clean(way.label)}" for number, way in enumerate(card.ways, 1)]
    rows += [f"   Held back until: {clean(sentence)}" for sentence in card.needs.values()]
    return rows


def why(
    playbook: Playbook, sources: Mapping[str, Any], evidence: Mapping[str, Any], rules: Mapping[str, str]
) -> list[str]:
    """Where it comes from: source, evidence with its grade, and the rules each card carries."""
    rows = [f"WHY  {playbook.id}: {clean(playbook.title)}"]
    if playbook.why:
        rows += ["", clean(playbook.why)]
    source = sources.get(playbook.source)
    if source:
        parts = [source.get(name, "") for name in ("author", "title", "publisher", "year")]
        rows += ["", f"Source {playbook.source}: {clean(', '.join(part for part in parts if part))}"]
    rows += ["", "EVIDENCE"]
    for key in playbook.evidence:
        one = evidence.get(key, {})
        rows.append(f"  {key} ({one.get('grade', '?')}): {clean(one.get('finding', ''))}")
        rows.append(f"      {clean(one.get('source', ''))}")
    if not playbook.evidence:
        rows.append("  craft: practitioners recommend it; no study of it is known to us")
    carried = dict.fromkeys([*playbook.rules, *(rule for card in playbook.cards for rule in card.rules)])
    if carried:
        rows += ["", "RULES"]
        rows += [f"  {rule}  {clean(rules.get(rule, ''))}" for rule in carried]
    return rows


def coverage_rows(found: Sequence["Covered"], width: int) -> list[str]:
    """Three rows a rule: what it says, what carries it, which test shows it; the last row counts them."""
    rows: list[str] = []
    for one in found:
        carriers = ", ".join((*one.by, *one.cards)) or "NOTHING CARRIES IT"
        tests = ", ".join(one.tests) or "NO TEST SHOWS IT"
        rows.append(cut(f"{one.rule:<5} {clean(one.text)}", width))
        rows += wrap(clean(f"carried by {carriers}"), width, " " * 6)
        rows += wrap(clean(f"shown by {tests}"), width, " " * 6)
    lacking = [one.rule for one in found if not one.whole]
    whole = len(found) - len(lacking)
    rows += ["", f"{len(found)} rules, {whole} with something that carries them and a test that shows it."]
    return [*rows, *wrap(f"Without: {', '.join(lacking)}", width)] if lacking else rows
