"""Rehearsals as they are seen: which there are, and what is said after one."""

from collections.abc import Sequence

from difficult_cx.domain.practice.debrief import Debrief
from difficult_cx.domain.practice.scenario import MOST_HEAT, Scenario
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns, wrap

COLUMNS = 78
HOW = "dcx practice yelling     --seed 7 plays the same again"


def listed(found: Sequence[tuple[Scenario, bool]], most: int) -> str:
    """One row a customer: id, who, what it is about; those that can't be played say so."""
    rows = [
        (f"  {clean(one.id)}", clean(one.who), clean(one.title) + (" (has mistakes)" if broken else ""))
        for one, broken in found
    ]
    head = f"PRACTICE  {len(found)} customers to rehearse with; nothing is written"
    return "\n".join(
        [head, "", *columns(rows, most), "", "dcx practice yelling     --seed 7 plays the same again"]
    )


def debriefed(one: Debrief, scenario: Scenario, seed: int) -> str:
    """What went well, one thing to try, and how to play it again."""
    lines = ["", f"PRACTICE  {clean(scenario.title)}", ""]
    if one.well:
        lines.append("WENT WELL")
        lines += [row for text in one.well for row in _item("+", text)]
    else:
        lines.append("Nothing of what is practised here was tried yet.")
    rule = f" ({one.rule})" if one.rule else ""
    lines += ["", "ONE THING TO TRY", *_item("-", f"{one.attempt}{rule}"), ""]
    lines.append(f"Their anger: {one.began} when it began, {one.ended} at the end, of {MOST_HEAT}.")
    if one.told:
        lines.append(f"{one.noted} of {one.told} things they told you are noted.")
    if not one.finished:
        lines.append("You left before the end; e ends the conversation.")
    lines.append(f"The same again: dcx practice {clean(scenario.id)} --seed {seed}")
    return "\n".join(lines)


def _item(sign: str, text: str) -> list[str]:
    rows = wrap(clean(text), COLUMNS - 4)
    return [f"  {sign} {rows[0]}", *(f"    {row}" for row in rows[1:])]
