"""Promises as a calendar that Thunderbird, Outlook, Google and Apple take (RFC 5545).

Written here and not by a library: a calendar of ours is events with five fields, and reading one costs 75 ms
of imports; other programs' parsers prove it in the tests (docs/decisions/0002-dependencies.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from difficult_cx.domain.promise import Promise, Stage
from difficult_cx.export.harmless import one_line

LENGTH = timedelta(minutes=15)
WARNING = timedelta(minutes=15)
MOST_OCTETS = 75
DOMAIN = "promise.dcx"
STATES = {"kept": "kept", "kept_late": "kept late", "broken": "broken", "withdrawn": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A promise for the calendar, and the name of the customer it was made to; empty when nobody knows."""

    promise: Promise
    customer: str = ""


def calendar(promises: Iterable[Dated], now: datetime) -> bytes:
    """The whole calendar, an event for each promise and stage that has a time.

    An id is the promise's own and never changes, so that a second import updates; a settled promise is
    cancelled, so that it leaves the calendar. The alarm rings at the aim, else a quarter of an hour before.
    """
    rows = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//dcx//follow-ups//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:dcx follow-ups",
    ]
    for one in promises:
        rows += _events(one, now)
    rows.append("END:VCALENDAR")
    return b"".join(folded(row) for row in rows)


def _events(one: Dated, now: datetime) -> Iterator[str]:
    promise = one.promise
    if promise.due is not None:
        yield from _event(f"{promise.id}@{DOMAIN}", one, now, promise.due, promise.aim, promise.text)
    for number, stage in enumerate(promise.stages, 1):
        if stage.due is not None:
            yield from _stage(number, stage, one, now)


def _stage(number: int, stage: Stage, one: Dated, now: datetime) -> Iterator[str]:
    assert stage.due is not None
    words = f"{stage.text} (step {number} of {len(one.promise.stages)}: {one.promise.text})"
    over = stage.done_at is not None
    uid = f"{one.promise.id}.{number}@{DOMAIN}"
    yield from _event(uid, one, now, stage.due, None, words, over=over)


def _event(
    uid: str,
    one: Dated,
    now: datetime,
    due: datetime,
    aim: datetime | None,
    words: str,
    *,
    over: bool = False,
) -> Iterator[str]:
    promise = one.promise
    settled = over or promise.state != "open"
    state = "done" if over and promise.state == "open" else STATES.get(promise.state, "")
    title = f"{one.customer}: {words}" if one.customer else words
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"SEQUENCE:{promise.revision}"
    yield f"DTSTART:{_utc(due)}"
    yield f"DTEND:{_utc(due + LENGTH)}"
    yield f"SUMMARY:{text(f'{title} ({state})' if settled and state else title)}"
    yield f"DESCRIPTION:{_lines(_facts(one))}"
    yield f"STATUS:{'CANCELLED' if settled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "CATEGORIES:dcx"
    if not settled:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{text(title)}"
        yield f"TRIGGER;VALUE=DATE-TIME:{_utc(aim or due - WARNING)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _facts(one: Dated) -> list[str]:
    promise = one.promise
    owner = promise.owner or promise.rep
    facts = [
        f"Promised to {one.customer}" if one.customer else "",
        f"By {promise.channel}" if promise.channel else "",
        f"Owner: {owner}" if owner else "",
        f"Backup: {promise.backup}" if promise.backup else "",
        f"dcx followups show {promise.id}",
    ]
    return [fact for fact in facts if fact]


def text(value: str) -> str:
    """A text value on one line, with what has a meaning in the format escaped."""
    plain = one_line(value)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _lines(rows: Sequence[str]) -> str:
    return "\\n".join(text(row) for row in rows)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def folded(row: str) -> bytes:
    """The line, folded at 75 octets without cutting a character in two, with its CRLF."""
    out, line = [], b""
    for letter in row:
        octets = letter.encode("utf-8")
        if len(line) + len(octets) > MOST_OCTETS:
            out.append(line)
            line = b" "
        line += octets
    return b"\r\n".join([*out, line]) + b"\r\n"
