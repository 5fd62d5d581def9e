"""The evidence for a recommendation as programs get it."""

from typing import Any

from difficult_cx.app.story_data import recommendation_data
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.story.money import said
from difficult_cx.domain.story.parting import Parting


def parting_data(found: Parting) -> dict[str, Any]:
    """The evidence as JSON values."""
    return {
        "customer": {"id": found.story.customer.id, "name": found.story.customer.name},
        "contacts": len(found.calls),
        "hard": found.hard,
        "hours": round(found.hours, 2),
        "concessions": {
            "count": len(found.concessions),
            "sum": said(one.amount for one in found.concessions) or None,
        },
        "warnings": [{"at": write_utc(at), "words": words} for at, words in found.warnings],
        "toll": [{"at": write_utc(one.at), "value": one.value, "text": one.text} for one in found.toll],
        "broken": [one.id for one in found.broken],
        "late": [one.id for one in found.late],
        "kept": found.kept,
        "tried": [{"what": one.what, "proof": one.proof or None} for one in found.tried],
        "missing": list(found.missing),
        "recommendations": [recommendation_data(one) for one in found.story.person.recommendations],
    }
