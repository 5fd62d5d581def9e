"""Rules, sources and evidence that are named exist."""

from collections.abc import Iterator

from difficult_cx.playbook.lint.subject import Subject, Told
from difficult_cx.playbook.nodes import Spot


def check(subject: Subject) -> Iterator[Told]:
    """rules.yaml, sources.yaml and evidence.yaml have them."""
    written = subject.written
    start = Spot(1, 1)
    if written.source and written.source not in subject.sources:
        yield Told(written.spots.get("source", start), f"no source `{written.source}` in sources.yaml")
    for one in written.evidence:
        if one not in subject.evidence:
            yield Told(written.spots.get("evidence", start), f"no evidence `{one}` in evidence.yaml")
    for one in written.rules:
        if one not in subject.rules:
            yield Told(written.spots.get("rules", start), f"no rule `{one}` in rules.yaml")
    for step in written.steps:
        for one in step.rules:
            if one not in subject.rules:
                yield Told(step.spot, f"no rule `{one}` in rules.yaml")
