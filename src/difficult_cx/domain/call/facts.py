"""What is known: a fact is a field with a value other than `no`, or one that the record knows."""

from collections.abc import Iterable

from difficult_cx.domain.call.state import CallState

NO = "no"
NOT = "not "
# Facts that no field holds: the record knows them, or the configuration does.
ANOTHER_ISSUE = "another_issue"
RECORDED = frozenset(
    {
        "promise_broken",
        "promise_late",
        ANOTHER_ISSUE,
        "chronic",
        "only_you",
        "warnings_spent",
        "may_end_call",
        "nudges_spent",
        "troll_signals",
    }
)
NUDGES = 3
SIGNALS = 2


def holds(state: CallState, known: frozenset[str], fact: str) -> bool:
    """Whether this fact is so now; `known` are those the record outside this call knows."""
    fact = fact.strip()
    if fact.startswith(NOT):
        return not holds(state, known, fact.removeprefix(NOT))
    if fact == ANOTHER_ISSUE:
        return any(one.id != state.current for one in state.unplanned())
    if fact == "nudges_spent":
        return state.nudges >= NUDGES
    if fact == "troll_signals":
        return len(state.signals) >= SIGNALS
    if fact in RECORDED:
        return fact in known
    return state.value(fact).strip().casefold() not in ("", NO)


def all_hold(state: CallState, known: frozenset[str], facts: Iterable[str]) -> bool:
    """Whether all of these are so; none at all counts as yes."""
    return all(holds(state, known, fact) for fact in facts)


def any_holds(state: CallState, known: frozenset[str], facts: Iterable[str]) -> bool:
    """Whether one of these is so; none at all counts as no."""
    return any(holds(state, known, fact) for fact in facts)
