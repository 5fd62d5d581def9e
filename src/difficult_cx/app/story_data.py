"""A customer's story as programs get it: the fields of docs/json.md."""

from typing import Any
from zoneinfo import ZoneInfo

from difficult_cx.app.followup_data import as_data
from difficult_cx.app.ledger import Ledger
from difficult_cx.domain.moment import maybe_utc, write_utc
from difficult_cx.domain.story.hard import is_hard
from difficult_cx.domain.story.money import said
from difficult_cx.domain.story.past import PastCall
from difficult_cx.domain.story.person import CheckIn, CustomerNote, Recommendation
from difficult_cx.domain.story.story import Story

STATES = ("open", "kept", "kept_late", "broken", "withdrawn")


def story_data(story: Story, ledger: Ledger, zone: ZoneInfo) -> dict[str, Any]:
    """The story as JSON values; times are UTC, to the second where followups have them so."""
    due, watch, plan = story.next_due, story.watch, story.plan
    return {
        "id": story.customer.id,
        "name": story.customer.name,
        "others": list(story.customer.others),
        "calls": [call_data(one) for one in story.calls],
        "issues": [
            {
                "text": one.text,
                "calls": list(one.calls),
                "first": write_utc(one.first),
                "last": write_utc(one.last),
                "breakdowns": list(one.breakdowns),
                "chosen": list(one.chosen),
            }
            for one in story.issues
        ],
        "promises": {state: sum(1 for one in story.promises if one.state == state) for state in STATES},
        "late": [one.id for one in story.late],
        "next_due": as_data(due, ledger, story.now, zone) if due is not None else None,
        "concessions": {
            "count": sum(len(one.concessions) for one in story.calls),
            "sum": said(given.amount for one in story.calls for given in one.concessions) or None,
        },
        "kind": {
            "word": story.kind.word,
            "count": story.kind.count,
            "least": story.kind.least,
            "days": story.kind.days,
            "was_chronic": story.kind.was_chronic,
        },
        "watch": {
            "since": write_utc(watch.since),
            "until": write_utc(watch.until),
            "waiting": [one.id for one in watch.waiting],
            "asked": watch.asked,
        }
        if watch is not None
        else None,
        "check_in": {"at": write_utc(plan.at), "days": plan.days, "why": plan.why} if plan else None,
        "check_ins": [check_in_data(one) for one in story.person.check_ins],
        "notes": [note_data(one) for one in story.person.notes],
        "recommendations": [recommendation_data(one) for one in story.person.recommendations],
        "backup": story.backup or None,
        "last_spoken": maybe_utc(story.last_spoken),
    }


def call_data(call: PastCall) -> dict[str, Any]:
    """A call in one line of the story."""
    return {
        "id": call.id,
        "started": write_utc(call.started),
        "ended": maybe_utc(call.ended),
        "channel": call.channel,
        "rep": call.rep or None,
        "disposition": call.disposition if call.ended is not None else None,
        "heat": {"first": call.first_heat, "last": call.last_heat, "peak": call.peak},
        "hard": is_hard(call),
        "minutes": round(call.worked.total_seconds() / 60),
        "warnings": len(call.warnings),
        "issues": [
            {"id": one.id, "text": one.text, "agreed": one.agreed, "breakdown": one.breakdown}
            for one in call.issues
        ],
        "learned": call.wrap.get("learned"),
    }


def note_data(one: CustomerNote) -> dict[str, Any]:
    """A note, with what became of it where it is feedback."""
    return {
        "id": one.id,
        "at": write_utc(one.at),
        "kind": one.kind,
        "text": one.text,
        "rep": one.rep or None,
        "colleague": one.colleague or None,
        "breakdown": one.breakdown or None,
        "value": one.value,
        "changed": one.changed,
        "answer": one.answer or None,
        "answered_at": maybe_utc(one.answered_at),
        "told_by": one.told_by,
    }


def check_in_data(one: CheckIn) -> dict[str, Any]:
    """A check-in that took place."""
    return {
        "id": one.id,
        "at": write_utc(one.at),
        "went": one.went,
        "text": one.text or None,
        "promise": one.promise,
        "channel": one.channel or None,
        "feeling": one.feeling,
    }


def recommendation_data(one: Recommendation) -> dict[str, Any]:
    """A recommendation and what was decided about it."""
    return {
        "id": one.id,
        "at": write_utc(one.at),
        "option": one.option,
        "text": one.text,
        "rep": one.rep or None,
        "untried": one.untried or None,
        "decision": one.decision or None,
        "decided_by": one.decided_by or None,
        "decided_at": maybe_utc(one.decided_at),
        "decided_text": one.decided_text or None,
        "elsewhere": one.elsewhere or None,
    }
