"""A call as JSON: contract section 7; text typed once stands in one place."""

from collections.abc import Callable
from typing import Any

from difficult_cx.domain.call.state import CallState, Concession, Hold, Issue
from difficult_cx.domain.moment import maybe_utc
from difficult_cx.domain.playbook import Playbook


def as_json(
    state: CallState, playbook: Playbook | None, names: Callable[[str], str | None]
) -> dict[str, Any]:
    """The call as `dcx call show --json` gives it; `names` gives a customer's name by id."""
    customer = None
    if state.customer is not None:
        customer = {"id": state.customer, "name": names(state.customer) or ""}
    return {
        "id": state.id,
        "customer": customer,
        "channel": state.channel,
        "playbook": state.playbook,
        "started": maybe_utc(state.started),
        "ended": maybe_utc(state.ended),
        "disposition": state.disposition if state.ended is not None else None,
        "issues": [_issue(state, one) for one in state.issues],
        "notes": [
            {"at": maybe_utc(one.at), "kind": one.kind, "text": one.text, "step": one.card}
            for one in state.notes
        ],
        "steps": _steps(state, playbook),
        "situations": [
            {"key": one.key, "at": maybe_utc(one.at), "step": one.step, "back_at": maybe_utc(one.back_at)}
            for one in state.situations
        ],
        "promises": list(state.promises),
        "heat": [{"at": maybe_utc(one.at), "value": one.value} for one in state.heat],
        "warnings": [
            {"at": maybe_utc(one.at), "words": one.text, "kind": one.kind or None} for one in state.warnings
        ],
        "concessions": [_concession(one) for one in state.concessions],
        "fields": {**state.fields, **state.wrap},
        "about": state.about or None,
        "reason": state.reason or None,
        "closed": maybe_utc(state.closed),
        "holds": [_hold(one) for one in state.holds],
        "hold_seconds": state.hold_seconds(),
        **_turns(state),
    }


def _hold(one: Hold) -> dict[str, Any]:
    return {
        "at": maybe_utc(one.begun),
        "until": maybe_utc(one.ended),
        "reason": one.reason or None,
        "minutes": one.minutes,
        "number": one.number or None,
    }


def _concession(one: Concession) -> dict[str, Any]:
    return {
        "at": maybe_utc(one.at),
        "amount": one.amount,
        "text": one.text,
        "approved_by": one.approved_by or None,
    }


def _turns(state: CallState) -> dict[str, Any]:
    """What a call that gets harder leaves beside."""
    cost = {one.card: one.text for one in state.notes if one.kind == "words" and one.text}
    return {
        "acknowledged": [
            {"at": maybe_utc(one.at), "said": one.said, "cost": cost.get(one.card)}
            for one in state.acknowledged
        ],
        "thanked": maybe_utc(state.thanked),
        "asked_beneath": sorted(state.probed),
        "approvals": [
            {
                "at": maybe_utc(one.at),
                "amount": one.amount,
                "text": one.text,
                "limit": one.limit,
                "whom": one.whom,
                "answer": one.answer or None,
                "by": one.by or None,
            }
            for one in state.approvals
        ],
        "limits_said": [{"at": maybe_utc(one.at), "words": one.text} for one in state.limits_said],
        "signals": [
            {"at": maybe_utc(one.at), "signal": one.signal, "evidence": one.text} for one in state.signals
        ],
        "nudges": state.nudges,
        "backups": list(state.backups),
        "safety_opened": state.safety_opened,
        "ended_how": state.ended_how or None,
    }


def _issue(state: CallState, issue: Issue) -> dict[str, Any]:
    def field(name: str) -> str | None:
        return issue.fields.get(name)

    agreed = field("issue_agreed")
    return {
        "id": issue.id,
        "text": issue.text,
        "agreed": None if agreed is None else agreed.casefold() not in ("", "no"),
        "asked_for": field("asked_for"),
        "wants": field("wants"),
        "breakdown": issue.breakdown,
        "alternatives": [text for _, text in sorted(issue.alternatives.items())],
        "chosen": field("chosen"),
        "whose_idea": field("whose_idea"),
        "done_now": field("done_now"),
        "promises": [one.id for one in state.issue_promises(issue.id)],
        "state": state.issue_state(issue),
        "reason": issue.reason or None,
        "can_do": field("can_do"),
        "said_yes": field("agreed"),
    }


def _steps(state: CallState, playbook: Playbook | None) -> list[dict[str, Any]]:
    """Every card of the playbook, and every other that was met, with how it went."""
    cards = [card.id for card in playbook.cards] if playbook is not None else []
    others = [card for card in state.steps if card not in cards]
    rows = []
    for card in (*cards, *others):
        step = state.steps.get(card)
        rows.append(
            {
                "id": card,
                "outcome": step.outcome if step is not None else "not_reached",
                "reason": (step.reason or None) if step is not None else None,
                "seconds": round(state.seconds.get(card, 0.0)),
            }
        )
    return rows
