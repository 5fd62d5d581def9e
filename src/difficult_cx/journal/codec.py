"""An event as a line of ASCII JSON and back: contract section 5, docs/journal.md."""

import json
import zlib
from math import isfinite
from typing import Any

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import is_id
from difficult_cx.domain.moment import read_utc, write_utc
from difficult_cx.records import dataclass

FORMAT = 1
# The largest number an event may have: nobody counts so far, SQLite and JSON hold it, and a larger one would
# put everything that comes after it in a wrong place.
MOST_N = 10**12
BEGINNING = b'{"dcx":'
CRC = b',"crc":"'
CRC_LENGTH = len(CRC) + 8 + len(b'"}')
# In how many places of a record the checksum is looked for: a field of a field may have its name.
_MOST_ENDS = 8
# What editors and other systems put at the ends of lines and of files.
_BLANKS = b" \t\r\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Bytes that are no event: `kind` is one of `reading.NEXT`, `what` says it in words."""

    kind: str
    what: str


def encode(event: Event) -> bytes:
    """The event's line, newline included."""
    fields: dict[str, Any] = {
        "dcx": FORMAT,
        "id": event.id,
        "prev": event.prev,
        "n": event.n,
        "at": write_utc(event.at),
        "zone": event.zone,
        "rep": event.rep,
        "device": event.device,
        "kind": event.kind,
    }
    clash = fields.keys() & event.data.keys() | {"crc"} & event.data.keys()
    assert not clash, f"fields of {event.kind} that are the envelope's: {clash}"
    fields.update(event.data)
    body = json.dumps(fields, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")[:-1]
    return body + CRC + b"%08x" % zlib.crc32(body) + b'"}\n'


def is_whole(line: bytes) -> bool:
    """Whether the check sum at the end of the line is that of what stands before it."""
    return line[-CRC_LENGTH:] == CRC + b"%08x" % zlib.crc32(line[:-CRC_LENGTH]) + b'"}'


def decode(line: bytes) -> Event | Unreadable:
    """The event of a line without its newline, or what is wrong with it."""
    if not line.startswith(BEGINNING):
        if line and BEGINNING.startswith(line):
            return Unreadable("torn", "only the beginning of a record stands here")
        if line and not line.strip(b"\0"):
            return Unreadable("zeros", f"{len(line)} bytes of zeros stand here instead of a record")
        if line and not line.strip(_BLANKS):
            return Unreadable("blanks", "blanks, a carriage return or a byte order mark stand here")
        return Unreadable("no_event", "this is no event of dcx")
    if line[-CRC_LENGTH : -CRC_LENGTH + len(CRC)] != CRC or not line.endswith(b'"}'):
        return Unreadable("torn", "the end of the record is missing")
    if not is_whole(line):
        return Unreadable("changed", "the record was changed after it was written")
    body = line[:-CRC_LENGTH]
    try:
        fields = _JSON.decode((body + b"}").decode("ascii"))
    except (ValueError, RecursionError):
        return Unreadable("changed", "the record can't be read")
    if not isinstance(fields, dict):
        return Unreadable("no_event", "this is no event of dcx")
    if fields.get("dcx") != FORMAT:
        return Unreadable("newer", f"written in format {fields.get('dcx')!r}, which this dcx doesn't know")
    return _event(fields)


def whole_record(line: bytes, start: int, stop: int) -> tuple[int, Event | Unreadable] | None:
    """Where the record that begins at `start` ends, before `stop`, and what it is; None when it isn't whole.

    For records that something else stands behind on the same line.
    """
    crc, done, at = 0, start, start
    for _ in range(_MOST_ENDS):
        at = line.find(CRC, at, stop)
        end = at + CRC_LENGTH
        if at < 0 or end > stop:
            return None
        crc, done = zlib.crc32(line[done:at], crc), at
        if line[at + len(CRC) : end] == b'%08x"}' % crc:
            found = decode(line[start:end])
            return None if isinstance(found, Unreadable) and found.kind != "newer" else (end, found)
        at += 1
    return None


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no JSON number")


def _finite(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number(text)


# What JSON doesn't know (NaN, Infinity) couldn't be written again.
_JSON = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite)


def _event(fields: dict[str, Any]) -> Event | Unreadable:
    del fields["dcx"]
    if "crc" in fields:
        return Unreadable("no_event", "the record has two checksums")
    try:
        event_id, prev, n, at = fields.pop("id"), fields.pop("prev"), fields.pop("n"), fields.pop("at")
        zone, rep, device, kind = (
            fields.pop("zone"),
            fields.pop("rep"),
            fields.pop("device"),
            fields.pop("kind"),
        )
    except KeyError as missing:
        return Unreadable("no_event", f"the record has no {missing.args[0]}")
    moment = read_utc(at) if isinstance(at, str) else None
    texts = (
        isinstance(zone, str) and isinstance(rep, str) and isinstance(device, str) and isinstance(kind, str)
    )
    number = isinstance(n, int) and not isinstance(n, bool)
    if number and not 1 <= n <= MOST_N:
        return Unreadable("no_event", f"the record's number n is {'too large' if n > 0 else 'below 1'}")
    if not is_id(event_id) or not (prev is None or isinstance(prev, str)) or not number or moment is None:
        return Unreadable("no_event", "a field of the record's envelope is not what it must be")
    if not texts:
        return Unreadable("no_event", "a field of the record's envelope is not what it must be")
    return Event(event_id, prev, n, moment, zone, rep, device, kind, fields)
