"""A recommendation as a Markdown page: both sides, what was tried, the options, the decision."""

from collections.abc import Iterator
from datetime import datetime

from difficult_cx.domain.story.money import said
from difficult_cx.domain.story.parting import Parting
from difficult_cx.domain.times import Times
from difficult_cx.export.markdown import escaped as md

SHORT = 0.05


def page(found: Parting, now: datetime, times: Times) -> str:
    """The whole page; where evidence is missing it says first that it is no recommendation."""
    story = found.story
    name = md(story.customer.name)
    title = "Evidence so far, no recommendation yet" if found.missing else "For a recommendation"
    rows = [
        f"# {name}: {title}",
        "",
        f"From the record as of {times.day(now, year=True)}. Nothing ends by itself.",
        "",
    ]
    if found.missing:
        rows += ["## Missing", "", *(f"- {md(one)}" for one in found.missing), ""]
    rows += [*_toll(found, times), *_ours(found, times), *_tried(found)]
    rows += [*_options(found), *_decided(found, times)]
    return "\n".join(rows).rstrip()


def _toll(found: Parting, times: Times) -> Iterator[str]:
    yield "## What it took"
    yield ""
    span = ""
    if found.calls:
        first, last = found.calls[-1].started, found.calls[0].started
        span = f", {times.day(first, year=True)} to {times.day(last, year=True)}"
    yield f"- Contacts: {len(found.calls)}, {found.hard} of them hard{span}"
    yield f"- Hours on the line: {'under 0.1' if 0 < found.hours < SHORT else f'{found.hours:.1f}'}"
    given = said(one.amount for one in found.concessions)
    yield f"- Concessions: {len(found.concessions)}{f', in all {md(given)}' if given else ''}"
    for one in found.concessions:
        yield f"    - {times.day(one.at, year=True)}: {md(one.amount)} {md(one.text)}"
    yield f"- Warnings: {len(found.warnings)}"
    for at, words in found.warnings:
        yield f'    - {times.day(at, year=True)}: "{md(words)}"'
    yield f"- Toll marked by a rep: {len(found.toll) or 'none'}"
    for note in found.toll:
        value = f"{note.value} of 4: " if note.value is not None else ""
        yield f"    - {times.day(note.at, year=True)}: {value}{md(note.text)}"
    yield ""


def _ours(found: Parting, times: Times) -> Iterator[str]:
    yield "## Our side"
    yield ""
    yield f"- Promises kept in time: {found.kept}"
    yield f"- Promises of ours that were broken: {len(found.broken)}"
    for one in found.broken:
        at = times.day(one.settled_at or one.made_at, year=True)
        yield f"    - {at}: {md(one.text)}{f' ({md(one.reason)})' if one.reason else ''}"
    yield f"- Late: {len(found.late)}"
    for one in found.late:
        due = f", due {times.day(one.due, year=True)}" if one.due is not None else ""
        yield f"    - {md(one.text)}{due}, {'still open' if one.state == 'open' else 'kept late'}"
    codes = [one.breakdown for call in found.calls for one in call.issues if one.breakdown]
    ours = sum(1 for code in codes if code in ("over_promise", "shortfall"))
    yield f"- Breakdowns that were ours (over-promise, shortfall): {ours} of {len(codes)}"
    yield ""


def _tried(found: Parting) -> Iterator[str]:
    yield "## What was tried"
    yield ""
    for one in found.tried:
        yield f"- {one.what}: {md(one.proof) if one.done else '**not on the record**'}"
    yield ""


def _options(found: Parting) -> Iterator[str]:
    yield "## Options"
    yield ""
    first = f"; first {', '.join(found.untried)}" if found.untried else ""
    yield f"1. **Improve**: one owner, a check-in plan, what we owe is kept first{first}."
    yield "2. **Terminate**: the last and final finding; with a date, thanks, and who serves them better."
    yield ""


def _decided(found: Parting, times: Times) -> Iterator[str]:
    yield "## Recommendation and decision"
    yield ""
    made = found.story.person.recommendations
    if not made:
        yield "Recommended: ____________ by ____________"
        yield ""
        yield "Decided: ____________ by ____________ on ____________"
        return
    for one in made:
        why = f" Not tried before: {md(one.untried)}." if one.untried else ""
        at = times.day(one.at, year=True)
        yield f"- {at}: {md(one.rep)} recommends **{one.option}**: {md(one.text)}.{why}"
        if one.decided_at is None:
            yield "    - not decided yet"
            continue
        more = f": {md(one.decided_text)}" if one.decided_text else ""
        at = times.day(one.decided_at, year=True)
        yield f"    - {at}: {md(one.decided_by)} decided **{one.decision}**{more}"
        if one.elsewhere:
            yield f"    - better served by: {md(one.elsewhere)}"
    last = made[-1]
    if last.decision == "terminate":
        where = md(last.elsewhere) or "a firm that fits you better"
        yield ""
        yield "## Words for parting"
        yield ""
        yield f"> Thank you for the time with us. I think {where} can serve you better than we can."
        yield "> Everything we still owe you will be done; I see to it myself."
