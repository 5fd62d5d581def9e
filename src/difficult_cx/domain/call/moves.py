"""Going on, back, past, into a situation and out of it."""

from dataclasses import replace

from difficult_cx.domain.call import backup, ending, filled, handing, known, venue, walk, warning
from difficult_cx.domain.call.desk import Asking, Decision, Standing, ahead, refuse, say
from difficult_cx.domain.event import Entry
from difficult_cx.domain.kinds import SKIP_REASONS
from difficult_cx.domain.playbook import Way

SKIP_QUESTION = "Why skip it? 1 not needed  2 no effect  3 later, or type why. (Enter = later)"


def _moved_on() -> Decision:
    return Decision(feedback=say(card=True))


def tick(standing: Standing) -> Decision:
    """Enter on a card: it is done, the next one stands. In a situation: back to the step."""
    state = standing.state
    if standing.gate:
        return Decision(feedback=say(*gate_rows(standing), card=True))
    to = walk.onward(standing.playbook, state, standing.desk.known, state.card)
    entry = standing.entry("ticked", to=to, **known.met(standing, filled.sentence(standing)))
    return replace(_moved_on(), entries=(entry,))


def gate_rows(standing: Standing) -> tuple[str, ...]:
    """What is missing, and how to go on."""
    sentences = " ".join(standing.gate.values())
    return (sentences, "1 settled now   2 back to that card, or type why you go on all the same.")


def back(standing: Standing) -> Decision:
    """`b`: the card before, or out of the situation."""
    state = standing.state
    if state.phase == "wrap-up":
        entry = standing.bare("conversation_resumed", to=state.card)
        return replace(_moved_on(), entries=(entry,))
    if state.in_situation:
        to = state.back or standing.playbook.cards[0].id
    elif state.trail:
        to = state.trail[-1]
    else:
        return Decision(feedback=say("This is the first card. Nothing has changed."))
    return replace(_moved_on(), entries=(standing.entry("moved", to=to, how="back"),))


def jump(standing: Standing, number: int) -> Decision:
    """`/5`: the card of that number stands."""
    if standing.state.phase != "card":
        return refuse("Not now, the conversation has ended: b goes back to it, then /5 works.")
    cards = walk.line(standing.playbook, standing.state, standing.desk.known)
    if not 1 <= number <= len(cards):
        return refuse(f"There is no step {number}; they go from 1 to {len(cards)}. Nothing has changed.")
    entry = standing.entry("moved", to=cards[number - 1], how="jump")
    return replace(_moved_on(), entries=(entry,))


def skip(standing: Standing, reason: str = "") -> Decision:
    """`k`: the card is passed over, with a reason; a situation is left."""
    state = standing.state
    if state.in_situation:
        entry = standing.entry("moved", to=state.back or standing.playbook.cards[0].id, how="left")
        return replace(_moved_on(), entries=(entry,))
    if not reason:
        return Decision(feedback=say(SKIP_QUESTION), asking=Asking("skip", choices=SKIP_REASONS))
    return skipped(standing, reason)


def skipped(standing: Standing, reason: str) -> Decision:
    """The card is skipped for this reason: one of `SKIP_REASONS`, or the rep's words."""
    coded = reason.strip().casefold().replace(" ", "_")
    state = standing.state
    to = walk.onward(standing.playbook, state, standing.desk.known, state.card)
    entry = standing.entry("skipped", reason=coded if coded in SKIP_REASONS else reason, to=to)
    return replace(_moved_on(), entries=(entry,))


def situation(standing: Standing, letter: str, text: str = "") -> Decision:
    """A letter: that situation's card stands, and Enter comes back to the step."""
    state = standing.state
    found = standing.playbook.situation(letter)
    if found is None:
        return refuse(f"No situation {letter}. Not saved.")
    if state.phase != "card":
        return refuse("Not now, the conversation has ended: b goes back to it, then the letter works.")
    entry = standing.entry(
        "situation_called",
        key=letter,
        back=state.back or state.card,
        to=found.card.id,
        title=f"{found.title}: {found.card.title}",
    )
    entries: tuple[Entry, ...] = (entry,)
    if text:
        note = standing.entry("noted", note="words", text=text)
        entries = (note, replace(entry, id=None))
    return Decision(entries, say(card=True))


def take_way(standing: Standing, way: Way, number: int) -> Decision:
    """A numbered line: it sets what it sets, and goes where it goes."""
    state, facts = standing.state, standing.desk.known
    sets = dict(way.sets)
    entry = standing.entry(
        "way_taken",
        number=number,
        label=way.label,
        to="",
        sets=sets or None,
        issue=state.current,
        **known.met(standing, filled.sentence(standing)),
    )
    turn = None
    after = ahead(standing, (entry,))
    if way.go == walk.NEXT_ISSUE:
        others = [one for one in state.unplanned() if one.id != state.current]
        if not others:
            return refuse("There is no other issue without a plan. Nothing has changed.")
        turn = others[0].id
        after = replace(after, current=turn)
    to = walk.target(standing.playbook, after, facts, way.go)
    data = {**entry.data, "to": to}
    if turn:
        data["turn"] = turn
    if walk.is_situation(to):
        data["key"] = next((one.key for one in standing.playbook.situations if one.card.id == to), "")
    return _taken(standing, replace(entry, data=data), sets)


def _taken(standing: Standing, entry: Entry, sets: dict[str, str]) -> Decision:
    """The way is taken; one that warns, nudges or calls help in has words of its own."""
    if warning.SETS in sets:
        return warning.by_way(standing, entry, sets[warning.SETS])
    if backup.SETS in sets:
        return backup.asked(entry, sets[backup.SETS])
    if venue.SETS in sets:
        return venue.by_way(standing, entry, sets[venue.SETS])
    if handing.SETS in sets:
        return handing.by_way(standing, entry, sets[handing.SETS])
    decided = replace(_moved_on(), entries=(entry,))
    return ending.by_way(standing, decided) if ending.SETS in sets else decided
