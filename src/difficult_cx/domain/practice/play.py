"""The scripted customer at work: a turn, an anger, and an answer to every move. Deterministic by its seed."""

from dataclasses import dataclass, replace
from hashlib import sha256

from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.phrases import Hit
from difficult_cx.domain.practice.scenario import MOST_HEAT, Reaction, Scenario

PATIENCE = 2
CALM, COOL = 1, 2


@dataclass(frozen=True, slots=True)
class Play:
    """How far the rehearsal is; frozen, each answer makes the next one.

    `heat`: the customer's anger now. `made`: every move so far. `avoided`: what was said and better not.
    `count`: how many answers there were, for the variants. `idle`: lines since they last reacted.
    """

    scenario: Scenario
    seed: int
    turn: str = ""
    heat: int = 0
    made: tuple[str, ...] = ()
    avoided: tuple[Hit, ...] = ()
    count: int = 0
    idle: int = 0
    ended: bool = False
    lowest: int = MOST_HEAT
    highest: int = 0


def begin(scenario: Scenario, seed: int) -> tuple[Play, tuple[str, ...]]:
    """The call is on: the customer's first words."""
    first = scenario.turns[0]
    heat = scenario.heat
    play = Play(scenario, seed, first.id, heat, lowest=heat, highest=heat)
    return _say(play, first.says)


def answer(play: Play, moves: list[str], hits: list[Hit]) -> tuple[Play, tuple[str, ...]]:
    """What the customer says to these moves; nothing, where nothing was said to them."""
    made = ["avoided", *moves] if hits else moves
    play = replace(play, made=(*play.made, *made), avoided=(*play.avoided, *hits))
    if "end" in made:
        return _end(play)
    if play.ended or not made:
        return play, ()
    reaction = _reaction(play, made)
    if reaction is None:
        return _wait(play, made)
    heat = max(0, min(MOST_HEAT, play.heat + reaction.heat))
    play = replace(
        play,
        heat=heat,
        idle=0,
        turn=reaction.go or play.turn,
        lowest=min(play.lowest, heat),
        highest=max(play.highest, heat),
    )
    play, said = _say(play, reaction.says)
    if reaction.go:
        turn = play.scenario.turn(reaction.go)
        play, more = _say(play, turn.says if turn is not None else ())
        said = (*said, *more)
    return play, said


def _reaction(play: Play, made: list[str]) -> Reaction | None:
    """The first answer of this turn that fits, else of the whole scenario."""
    turn = play.scenario.turn(play.turn)
    for reactions in (turn.on if turn is not None else (), play.scenario.always):
        for one in reactions:
            if set(one.moves) & set(made):
                return one
    return None


def _wait(play: Play, made: list[str]) -> tuple[Play, tuple[str, ...]]:
    """Nothing that answers them: after a while they say so. Notes are the rep's own business."""
    if set(made) <= {"note", "beneath"}:
        return play, ()
    turn = play.scenario.turn(play.turn)
    idle = play.idle + 1
    if turn is None or idle < PATIENCE or not turn.waits:
        return replace(play, idle=idle), ()
    return _say(replace(play, idle=0), turn.waits)


def _end(play: Play) -> tuple[Play, tuple[str, ...]]:
    if play.ended:
        return play, ()
    mood = "calm" if play.heat <= CALM else "cool" if play.heat <= COOL else "hot"
    return replace(play, ended=True), play.scenario.ends.get(mood, ())


def _say(play: Play, variants: tuple[tuple[str, ...], ...]) -> tuple[Play, tuple[str, ...]]:
    """One of the variants, the same for the same seed and the same way to here."""
    if not variants:
        return play, ()
    digest = sha256(f"{play.seed}/{play.scenario.id}/{play.turn}/{play.count}".encode()).digest()
    return replace(play, count=play.count + 1), variants[digest[0] % len(variants)]


def told(scenario: Scenario, state: CallState) -> frozenset[str]:
    """The facts that stand in the rep's notes and answers."""
    texts = [one.text for one in state.notes] + [one.text for one in state.issues]
    texts += [value for one in state.issues for value in one.fields.values()]
    noted = " ".join(texts).casefold()
    return frozenset(name for name, words in scenario.facts.items() if any(word in noted for word in words))


def heard(scenario: Scenario, state: CallState) -> bool:
    """Whether at least half of what the customer told is noted: enough to be read back."""
    return 2 * len(told(scenario, state)) >= len(scenario.facts)
