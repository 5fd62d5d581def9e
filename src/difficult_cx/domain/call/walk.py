"""Which card comes next, and which number it has."""

from difficult_cx.domain.call.facts import ANOTHER_ISSUE, all_hold, any_holds, holds
from difficult_cx.domain.call.state import ISSUE_FIELDS, SITUATION, CallState
from difficult_cx.domain.playbook import ACKNOWLEDGING, Card, Playbook, Way

END = "end"
NEXT = "next"
RETURN = "return"
NEXT_ISSUE = "next-issue"
ACKNOWLEDGED, COOLED = "acknowledged", "cooled"
COOL = 2


def applies(state: CallState, known: frozenset[str], card: Card) -> bool:
    """Whether this card is shown on the way, with the conditions as they are now."""
    return all_hold(state, known, card.only_if) and not any_holds(state, known, card.unless)


def _from(playbook: Playbook, state: CallState, known: frozenset[str], place: int) -> str:
    """The next card that applies; where one is passed over that says where to go after it, on from there."""
    for card in playbook.cards[place:]:
        if applies(state, known, card):
            return card.id
        if card.then != NEXT:
            return target(playbook, state, known, card.then)
    return END


def onward(playbook: Playbook, state: CallState, known: frozenset[str], card_id: str) -> str:
    """Where Enter leads from this card: a card's id, or `end`."""
    for place, card in enumerate(playbook.cards):
        if card.id == card_id:
            if card.then == NEXT:
                return _from(playbook, state, known, place + 1)
            return target(playbook, state, known, card.then)
    return state.back or END


def target(playbook: Playbook, state: CallState, known: frozenset[str], go: str) -> str:
    """Where a `go` leads from the card that stands: a card's id, or `end`."""
    if go == NEXT:
        return onward(playbook, state, known, state.card)
    if go == RETURN:
        return state.back or state.card
    if go == NEXT_ISSUE:
        for place, card in enumerate(playbook.cards):
            if card.ask is not None and card.ask.field in ISSUE_FIELDS:
                return _from(playbook, state, known, place)
        return state.card
    return go


def line(playbook: Playbook, state: CallState, known: frozenset[str]) -> list[str]:
    """The cards on the way straight on, in order: those that apply now, those that were shown, this one.

    Their places are the numbers of `STEP 3 of 9`, of `/5` and of `playbook show`. A card for another issue is
    no stage: it only turns the way back to the stages that there are.
    """
    found: list[str] = []
    for card in playbook.cards:
        walked = card.id in state.shown or card.id == state.card or applies(state, known, card)
        if walked and ANOTHER_ISSUE not in card.only_if:
            found.append(card.id)
        if card.then == END:
            break
    return found


def ways(state: CallState, known: frozenset[str], card: Card) -> list[Way]:
    """The ways on that this card shows now."""
    shown = state.shown.get(card.id, 0)
    return [one for one in card.ways if shown >= one.since and all_hold(state, known, one.conditions)]


def missing(playbook: Playbook, state: CallState, known: frozenset[str], card: Card) -> dict[str, str]:
    """What holds this card back: fact and sentence of each need that isn't there and wasn't passed.

    An offer that waits for the issue to be clear waits for a cool head as well: acknowledging done, and the
    heat at 2 or less where it was read (C4.5).
    """
    found = {fact: sentence for fact, sentence in card.needs.items() if not holds(state, known, fact)}
    if card.needs and card.ask is not None and card.ask.kind == "alternatives":
        if not acknowledged(playbook, state):
            found[ACKNOWLEDGED] = "They have not been acknowledged yet."
        if not cooled(state):
            found[COOLED] = f"Their heat was {state.heat[-1].value} of 4 when it was last read."
    return {fact: sentence for fact, sentence in found.items() if (card.id, fact) not in state.gates}


def acknowledged(playbook: Playbook, state: CallState) -> bool:
    """Whether their feelings were acknowledged; a playbook without a card for it asks for none."""
    cards = [card.id for card in playbook.cards if ACKNOWLEDGING in card.rules]
    if not cards or state.acknowledged or state.fields.get(ACKNOWLEDGED) == "yes":
        return True
    return any(state.steps[card].outcome == "done" for card in cards if card in state.steps)


def cooled(state: CallState) -> bool:
    """Whether the heat, where it was read, is 2 or less; or the rep has said since then that it is."""
    return not state.heat or state.heat[-1].value <= COOL or state.fields.get(COOLED) == "yes"


def asker(playbook: Playbook, fact: str) -> str | None:
    """The card that asks for this fact, or sets it."""
    if fact in (ACKNOWLEDGED, COOLED):
        return next((card.id for card in playbook.cards if ACKNOWLEDGING in card.rules), None)
    for card in playbook.cards:
        if card.ask is not None and card.ask.field == fact:
            return card.id
        if any(fact in way.sets for way in card.ways):
            return card.id
    return None


def open_question(state: CallState, card: Card) -> bool:
    """Whether this card asks something that has no answer yet."""
    return card.ask is not None and not state.value(card.ask.field)


def is_situation(card_id: str) -> bool:
    """Whether this id is a situation's card."""
    return card_id.startswith(SITUATION)
