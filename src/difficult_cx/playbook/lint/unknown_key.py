"""Rules, sources and evidence that are named exist."""

from collections.abc import Iterator

from difficult_cx.playbook.lint.subject import Subject, Told
from difficult_cx.playbook.nodes import Spot


def check(subject: Subject) -> Iterator[Told]:
    """rules.yaml, sources.yaml and evidence.yaml have them."""
    written = subject.written
    start = Spot(1, 1)
    if written.source and written.source not in subject.sources:
        yield Told(written.spots.get("source", start), f"no source `{written.source[:60]}` in sources.yaml")
    for one in written.evidence:
        if one not in subject.evidence:
            spot = written.spots.get("evidence", start)
            yield Told(spot, f"no evidence `{one[:60]}` in evidence.yaml")
    for one in written.rules:
        if one not in subject.rules:
            yield Told(written.spots.get("rules", start), f"no rule `{one[:60]}` in rules.yaml")
    for step in written.steps:
        for place, one in enumerate(step.rules, 1):
            if one not in subject.rules:
                yield Told(step.spot_of(f"rules {place}"), f"no rule `{one[:60]}` in rules.yaml")
