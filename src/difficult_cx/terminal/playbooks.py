"""Playbooks as lists and pages, for people."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from difficult_cx.domain.playbook import Card, Playbook
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns
from difficult_cx.terminal.width import cut

if TYPE_CHECKING:
    from difficult_cx.playbook.library import PlaybookInfo

SITUATIONS_SHOWN = 10


def list_rows(found: Sequence["PlaybookInfo"], width: int) -> list[str]:
    """One row a playbook, methods first, then techniques and situations."""
    order = {"method": 0, "technique": 1, "situation": 2}
    rows = []
    for one in sorted(found, key=lambda info: (order.get(info.kind, 3), info.id)):
        what = "has mistakes: dcx playbook lint" if one.broken else clean(one.title)
        where = "outside a call" if one.when == "outside" else ""
        rows.append((one.id, one.kind or "?", what, "own" if one.own else "", where))
    return columns(rows, width)


def page(playbook: Playbook, line: Sequence[str], width: int) -> list[str]:
    """One page: the cards with their numbers, what to do on each, and the situations."""
    several = len(playbook.situations)
    count = f"{len(line)} step{'s' * (len(line) != 1)}"
    rows = [
        f"PLAYBOOK  {playbook.id}   {count}, {several} situation{'s' * (several != 1)}   read, do, next",
        "",
    ]
    shown = [card for card in playbook.cards if card.id in line]
    rows += columns(
        [(f"{line.index(card.id) + 1:>2} ", clean(card.title).upper(), clean(card.do)) for card in shown],
        width,
    )
    others = [card for card in playbook.cards if card.id not in line]
    if others:
        rows += ["", "ONLY WHERE IT FITS"]
        rows += columns(
            [(" - ", clean(card.title).upper(), clean(_when(card) or card.do)) for card in others], width
        )
    if playbook.situations:
        rows += ["", "WHEN IT CHANGES   in a call: letter + Enter, or Tab + letter in mid-note"]
        rows += columns(
            [
                (f" {one.key} ", clean(one.title).lower(), clean(one.card.title), clean(one.card.do))
                for one in playbook.situations[:SITUATIONS_SHOWN]
            ],
            width,
        )
    more = f"dcx playbook show {playbook.id} --full   adds what to say and never to say"
    return [*rows, "", cut(more, width), cut(f"from {clean(playbook.path)}", width)]


def _when(card: Card) -> str:
    conditions = [*card.only_if, *(f"not {one}" for one in card.unless)]
    return f"if {', '.join(conditions).replace('_', ' ')}: {card.do}" if conditions else ""


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
