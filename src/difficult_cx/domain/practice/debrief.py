"""What is said after a rehearsal: what went well, each with its proof, and one thing to try."""

from dataclasses import dataclass

from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.practice.play import Play, told


@dataclass(frozen=True, slots=True)
class Debrief:
    """`well`: what went well; `attempt`: the one thing to try; `rule`: the rule behind it.

    `began`, `ended`, `highest`: the customer's anger, 0 to 4. `noted`: facts noted, of how many.
    """

    well: tuple[str, ...]
    attempt: str
    rule: str
    began: int
    ended: int
    highest: int
    noted: int
    told: int
    finished: bool


def debrief(play: Play, state: CallState) -> Debrief:
    """A few sentences about this rehearsal: praise with its proof first, then exactly one thing."""
    scenario = play.scenario
    well = [aim.well for aim in scenario.aims if aim.move in play.made]
    known = told(scenario, state)
    if scenario.facts and len(known) == len(scenario.facts):
        well.append(f"You noted everything they told you ({len(known)} of {len(known)}).")
    if play.made and not play.avoided and any(one in play.made for one in ("say", "promise", "offer")):
        well.append("Not one phrase to avoid in what you said.")
    attempt, rule = _attempt(play)
    return Debrief(
        tuple(well),
        attempt,
        rule,
        scenario.heat,
        play.heat,
        play.highest,
        len(known),
        len(scenario.facts),
        play.ended,
    )


def _attempt(play: Play) -> tuple[str, str]:
    """The one thing: a phrase that made it worse, else the first aim that was missed, else what is harder."""
    if play.avoided:
        hit = min(play.avoided, key=lambda one: one.phrase.level != "warn")  # the first of the worst
        better = f" Instead: {hit.phrase.instead}" if hit.phrase.instead else ""
        why = f" {hit.phrase.why}." if hit.phrase.why else ""
        return f'You said "{hit.text}".{why}{better}', next(iter(hit.phrase.rules), "")
    if "interrupt" in play.made:
        return "You offered before they had finished. Let them end first; then they hear you.", "C1.3"
    for aim in play.scenario.aims:
        if aim.move not in play.made:
            return aim.missed, aim.rule
    return play.scenario.harder or "Play it again with another --seed, or with --terse.", ""
