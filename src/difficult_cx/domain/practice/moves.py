"""What a rep's line was, as a customer would notice it: the moves that a scenario's answers name."""

from collections.abc import Mapping

from difficult_cx.domain.call.desk import Standing
from difficult_cx.domain.event import Event
from difficult_cx.domain.phrases import Hit, Phrase, find
from difficult_cx.domain.playbook import ACKNOWLEDGING

# A card that is done was said; the rules it carries say what kind of thing was said.
BY_RULE: Mapping[str, tuple[str, ...]] = {
    "listen": ("A2.1", "C1.1"),
    "acknowledge": (ACKNOWLEDGING,),
    "concern": ("A3.2",),
    "probe": ("A3.4",),
    "read_back": ("A3.3",),
    "own": ("B1.1", "B1.4"),
    "own_promise": ("E2.4",),
    "apologise": ("A4.1", "A4.3"),
    "ask": ("E2.1", "C3.1"),
    "ask_want": ("A5.1",),
    "do_now": ("C4.3",),
    "leave_open": ("B2.4",),
    "thank": ("E2.2", "B3.3"),
}
# A situation's card is said as soon as it stands.
BY_SITUATION: Mapping[str, str] = {
    "y": "say_i",
    "c": "break_loop",
    "s": "backup",
    "a": "set_limit",
    "l": "before_you_decide",
    "r": "their_right",
    "g": "write_down",
    "v": "from_the_start",
    "h": "name_count",
    "w": "see_why",
}
BY_KIND: Mapping[str, str] = {
    "alternative_worded": "offer",
    "alternative_picked": "pick",
    "warned": "warn",
    "conceded": "concede",
    "hold_begun": "hold",
    "skipped": "skip",
    "gate_passed": "pass_gate",
    "conversation_ended": "end",
    "call_closed": "end",
}
MOVES = frozenset(
    {*BY_RULE, *BY_SITUATION.values(), *BY_KIND.values()}
    | {"note", "beneath", "say", "promise", "undated", "avoided", "interrupt", "thin", "no", "agreed"}
)


def moves_of(before: Standing, events: list[Event], heard: bool) -> list[str]:
    """The moves of one line, in the order in which they count; `heard`: the notes hold what was told."""
    found: list[str] = []
    for event in events:
        found += _moves(before, event, heard=heard)
    if _listening(before) and {"offer", "promise", "undated"} & set(found):
        found.insert(0, "interrupt")
    return list(dict.fromkeys(found))


def _moves(before: Standing, event: Event, *, heard: bool) -> list[str]:
    kind = event.kind
    if kind == "situation_called":
        return [BY_SITUATION.get(event.text("key"), "")]
    if kind in ("ticked", "way_taken"):
        return _card_moves(before, event, heard=heard)
    if kind == "answered":
        return _card_moves(before, event, heard=heard) if _by_rep(before) else ["note"]
    if kind == "noted":
        return {"said": ["say"], "subtext": ["beneath", "note"]}.get(event.text("note"), ["note"])
    if kind == "promise_made":
        return ["promise" if event.text("due") else "undated"]
    if kind == "promise_moved":
        return ["promise"] if event.text("due") else []
    if kind == "promise_kept":
        return ["do_now"] if event.data.get("done_now") else []
    if kind == "wrap_answered":
        return ["agreed"] if event.text("asked") == "agreed" and event.text("value") == "yes" else []
    named = BY_KIND.get(kind)
    return [named] if named else []


def _by_rep(before: Standing) -> bool:
    return before.card.ask is not None and before.card.ask.by == "rep"


def _card_moves(before: Standing, event: Event, *, heard: bool) -> list[str]:
    rules = set(before.card.rules)
    found = [move for move, carried in BY_RULE.items() if rules & set(carried)]
    sets = event.data.get("sets")
    sets = sets if isinstance(sets, dict) else {}
    if "read_back" in found and sets.get("issue_agreed") == "no":
        found[found.index("read_back")] = "no"
    elif "read_back" in found and not heard:
        found[found.index("read_back")] = "thin"
    if "read_back" not in found and "concern" in found and {"no", "thin"} & set(found):
        found.remove("concern")
    if "warned" in sets:
        found.append("warn")
    to = event.text("to")
    if to.startswith("situation."):
        found.append(BY_SITUATION.get(event.text("key"), ""))
    return [one for one in found if one]


def _listening(before: Standing) -> bool:
    """Whether the customer still has the floor: the listening card stands."""
    return bool({"A2.1", "C1.1"} & set(before.card.rules)) and before.state.phase == "card"


def avoided(events: list[Event], phrases: tuple[Phrase, ...], by_rep: bool) -> list[Hit]:
    """The phrases to avoid in what the rep said or is going to say; `by_rep`: the card's answer is theirs."""
    found: list[Hit] = []
    for event in events:
        spoken = (
            (event.kind == "noted" and event.text("note") == "said")
            or event.kind in ("promise_made", "alternative_worded", "warned")
            or (event.kind == "answered" and by_rep)
        )
        if spoken:
            found += find(event.text("text") or event.text("words"), phrases)
    return found
