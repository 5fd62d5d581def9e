"""What stands when a line is read: which small question is open, which numbered lines, what a digit means."""

from difficult_cx.domain.call import walk, words
from difficult_cx.domain.call.desk import Asking, Standing
from difficult_cx.domain.call.line import Context
from difficult_cx.domain.playbook import ACKNOWLEDGING

GATE = "gate"
WRAP = "wrap"


def context(standing: Standing) -> Context:
    """What the meaning of a line depends on now."""
    asking = asked_now(standing)
    card = standing.card
    on_card = standing.state.phase == "card" and not standing.gate
    ask = card.ask if on_card else None
    return Context(
        letters=frozenset(one.key for one in standing.playbook.situations),
        alternatives=ask is not None and ask.kind == "alternatives",
        asking=asking is not None,
        labels=tuple(label for _, label in lines(standing)) if on_card else (),
        unanswered=on_card and walk.open_question(standing.state, card),
    )


def asked_now(standing: Standing) -> Asking | None:
    """The small question that is open: one just asked, a gate, or one of the wrap-up."""
    if standing.asking is not None:
        return standing.asking
    if standing.state.phase == "wrap-up":
        return Asking(WRAP)
    return Asking(GATE) if standing.gate else None


def heat_due(standing: Standing) -> bool:
    """Whether this is the card after acknowledging, which asks how angry they are (A0, C4.5).

    It is no small question: it takes a digit, so it waits for the first card without numbered lines.
    """
    state, card = standing.state, standing.card
    offers = card.ask is not None and card.ask.kind == "alternatives"
    if state.phase != "card" or state.in_situation or standing.asking or standing.gate or offers:
        return False
    met = [
        state.steps[card.id].at
        for card in standing.playbook.cards
        if ACKNOWLEDGING in card.rules and card.id in state.steps
    ]
    since = [*(one.at for one in state.heat), *([state.heat_left] if state.heat_left else [])]
    return bool(met) and all(at < max(met) for at in since) and not lines(standing)


def lines(standing: Standing) -> tuple[tuple[str, str], ...]:
    """The numbered lines of the card: its alternatives 1 to 3, and its ways on."""
    card, state = standing.card, standing.state
    first = 1
    found: list[tuple[str, str]] = []
    if card.ask is not None and card.ask.kind == "alternatives":
        issue = state.issue
        worded = issue.alternatives if issue is not None else {}
        found = [(str(number), text) for number, text in sorted(worded.items())]
        first = words.MOST_ALTERNATIVES + 1
    ways = walk.ways(state, standing.desk.known, card)
    return (*found, *((str(number), way.label) for number, way in enumerate(ways, first)))
