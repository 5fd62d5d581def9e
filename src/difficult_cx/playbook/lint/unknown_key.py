"""Rules, sources and evidence that are named exist."""

from collections.abc import Iterator
from difflib import get_close_matches

from difficult_cx.playbook.lint.subject import Subject, Told
from difficult_cx.playbook.nodes import Spot

MOST_NAMED = 8


def check(subject: Subject) -> Iterator[Told]:
    """rules.yaml, sources.yaml and evidence.yaml have them."""
    written = subject.written
    top = written.spots
    start = Spot(1, 1)
    if written.source and written.source not in subject.sources:
        yield _told(top.get("source", start), "source", written.source, subject.sources)
    for key, named, there in (
        ("evidence", written.evidence, subject.evidence),
        ("rules", written.rules, subject.rules),
    ):
        for place, one in enumerate(named, 1):
            if one not in there:
                yield _told(top.get(f"{key} {place}", start), key.removesuffix("s"), one, there)
    for step in written.steps:
        for place, one in enumerate(step.rules, 1):
            if one not in subject.rules:
                yield _told(step.spot_of(f"rules {place}"), "rule", one, subject.rules)


def _told(spot: Spot, kind: str, name: str, there: frozenset[str]) -> Told:
    file = "evidence.yaml" if kind == "evidence" else f"{kind}s.yaml"
    close = get_close_matches(name, sorted(there), n=3) or sorted(there)[:MOST_NAMED]
    more = ", …" if len(close) == MOST_NAMED < len(there) else ""
    return Told(
        spot, f"no {kind} `{name[:60]}` in {file}", f"one of {', '.join(close)}{more}" if close else ""
    )
