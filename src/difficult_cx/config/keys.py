"""Every key of `config.toml`: what it means, what is allowed, and how its value is read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from difficult_cx.domain.policy import ABUSE, WARNINGS

# As the folders of playbooks are named.
LANG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
T = TypeVar("T")
V = TypeVar("V")

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Wrong(Exception):  # noqa: N818  (never leaves this room)
    """A value that can't be taken: why, and the item of a list that is meant, as it stands in the text."""

    def __init__(self, why: str, item: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.item = item
        self.all: tuple[Wrong, ...] = (self,)


def _each(given: Iterable[T], read: Callable[[T], V]) -> list[V]:
    """Every item as it is read; a Wrong that has all that are wrong, not only the first."""
    values: list[V] = []
    wrong: list[Wrong] = []
    for one in given:
        try:
            values.append(read(one))
        except Wrong as error:
            wrong.append(Wrong(error.why, error.item or (one if isinstance(one, str) else "")))
    if wrong:
        wrong[0].all = tuple(wrong)
        raise wrong[0]
    return values


@dataclass(frozen=True, slots=True)
class Key:
    """One key: a sentence, what is allowed, an example, and the settings its value fills.

    The names that `read` returns are fields of Settings, or `office.` and a field of Office.
    """

    what: str
    allowed: str
    example: str
    read: Callable[[Any], dict[str, Any]]


def _shown(given: object) -> str:
    text = (
        repr(given)
        if not isinstance(given, (dict, list))
        else "a table"
        if isinstance(given, dict)
        else "a list"
    )
    return text if len(text) <= 60 else text[:58] + ".."


def _line(given: Any, most: int) -> str:
    if not isinstance(given, str):
        raise Wrong(f"{_shown(given)} is no text")
    value = " ".join(given.split())
    if len(value) > most or not value.isprintable():
        raise Wrong(f"{_shown(given)} is too long or has characters that can't be shown")
    return value


def _text(field: str, most: int = 80) -> Callable[[Any], dict[str, Any]]:
    return lambda given: {field: _line(given, most)}


def _choice(field: str, allowed: Iterable[str]) -> Callable[[Any], dict[str, Any]]:
    choices = tuple(allowed)

    def read(given: Any) -> dict[str, Any]:
        if not isinstance(given, str) or given.casefold() not in choices:
            raise Wrong(f"{_shown(given)} is none of them")
        return {field: given.casefold()}

    return read


def _time_format(given: Any) -> dict[str, Any]:
    if given not in ("24h", "12h"):
        raise Wrong(f"{_shown(given)} is neither of them")
    return {"twelve": given == "12h"}


def _flag(field: str) -> Callable[[Any], dict[str, Any]]:
    def read(given: Any) -> dict[str, Any]:
        if not isinstance(given, bool):
            raise Wrong(f"{_shown(given)} is neither true nor false")
        return {field: given}

    return read


def _number(given: Any, least: int, most: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not least <= given <= most:
        raise Wrong(f"{_shown(given)} is no such number")
    return given


def _count(field: str, least: int = 0, most: int = 9) -> Callable[[Any], dict[str, Any]]:
    return lambda given: {field: _number(given, least, most)}


def _by_kind(given: Any, read: Callable[[Any], Any]) -> dict[str, Any]:
    """A table by kind of abuse."""

    def one(pair: tuple[str, Any]) -> tuple[str, Any]:
        name, value = pair
        if name not in ABUSE:
            raise Wrong(f"{_shown(name)} is no kind of it", name)
        try:
            return name, read(value)
        except Wrong as error:
            raise Wrong(error.why, name) from None

    return dict(_each(given.items(), one))


def _warnings(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        return {"policy.warnings": dict.fromkeys(ABUSE, _number(given, 0, 9))}
    by_kind = _by_kind(given, lambda one: _number(one, 0, 9))
    return {"policy.warnings": {**dict.fromkeys(ABUSE, WARNINGS), **by_kind}}


def _warning_words(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise Wrong(f"{_shown(given)} is no table")
    return {"policy.words": _by_kind(given, lambda one: _line(one, 200))}


def _authority(given: Any) -> dict[str, Any]:
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not 0 <= given < 1e9:
        raise Wrong(f"{_shown(given)} is no amount")
    return {"policy.authority": round(given * 100)}


def _safety(given: Any) -> dict[str, Any]:
    lines = [given] if isinstance(given, str) else given
    if not isinstance(lines, list) or len(lines) > 12:
        raise Wrong(f"{_shown(given)} is no list of up to 12 lines")
    return {"policy.safety": tuple(line for line in _each(lines, lambda one: _line(one, 200)) if line)}


def _zone(given: Any) -> dict[str, Any]:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if isinstance(given, str):
        try:
            ZoneInfo(given)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
        else:
            return {"zone": given}
    raise Wrong(f"{_shown(given)} is no zone that is known here")


def _lang(given: Any) -> dict[str, Any]:
    if isinstance(given, str) and LANG.fullmatch(given.casefold()):
        return {"lang": given.casefold()}
    raise Wrong(f"{_shown(given)} is no language")


def _clock_time(text: str) -> time:
    """`9:00`, `09:00` or `24:00` for the day's last minute."""
    hour, colon, minute = text.strip().partition(":")
    if not (colon and hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        raise ValueError(text)
    if len(minute) != 2 or len(hour) > 2:
        raise ValueError(text)
    return time(int(hour), int(minute))


def _hours(given: Any) -> dict[str, Any]:
    if not isinstance(given, str):
        raise Wrong(f"{_shown(given)} is no text")
    begin, dash, end = given.replace("–", "-").partition("-")
    try:
        opens, closes = _clock_time(begin), _clock_time(end)
    except ValueError:
        raise Wrong(f"{_shown(given)} is not two times") from None
    if not dash or opens >= closes:
        raise Wrong(f"{_shown(given)} closes before it opens")
    return {"office.opens": opens, "office.closes": closes}


def _working_days(given: Any) -> dict[str, Any]:
    if not isinstance(given, list) or not given:
        raise Wrong(f"{_shown(given)} is no list of days")
    return {"office.days": frozenset(_each(given, _day))}


def _day(given: Any) -> int:
    name = given.casefold() if isinstance(given, str) else ""
    for names in (DAYS, LONG_DAYS):
        if name in names:
            return names.index(name)
    raise Wrong(f"{_shown(given)} is no day")


def _holidays(given: Any) -> dict[str, Any]:
    if not isinstance(given, list):
        raise Wrong(f"{_shown(given)} is no list of dates")
    return {"office.holidays": frozenset(_each(given, _date))}


def _date(given: Any) -> date:
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise Wrong(f"{_shown(given)} is no date", str(given)) from None


def _aim(given: Any) -> dict[str, Any]:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= 10_080:
        raise Wrong(f"{_shown(given)} is no number of minutes")
    return {"aim_minutes": given}


def _texts(field: str, most: int = 20) -> Callable[[Any], dict[str, Any]]:
    one = _text(field)

    def read(given: Any) -> dict[str, Any]:
        if not isinstance(given, list) or len(given) > most:
            raise Wrong(f"{_shown(given)} is no list of up to {most} texts")
        return {field: tuple(text for text in _each(given, lambda item: one(item)[field]) if text)}

    return read


def _folders(given: Any) -> dict[str, Any]:
    if not isinstance(given, list) or not all(isinstance(one, str) and one.strip() for one in given):
        raise Wrong(f"{_shown(given)} is no list of folders")
    return {"playbook_folders": tuple(given)}


KEYS: dict[str, Key] = {
    "rep": Key("Your name, as cards and mails say it.", "text, up to 80 characters", '"Sam"', _text("rep")),
    "company": Key(
        "The firm's name.", "text, up to 80 characters", '"Brook & Sons"', _text("company")
    ),
    "zone": Key(
        "The zone you work in; without it TZ, else the system's.",
        "an IANA name, like Europe/London or America/New_York",
        '"Europe/London"',
        _zone,
    ),
    "playbook": Key(
        "The playbook that `dcx handle` runs.",
        "the id of a playbook (`dcx playbook list`)",
        '"difficult-call"',
        _text("playbook"),
    ),
    "lang": Key(
        "The language of playbooks that is read first; what isn't there in it is read in English.",
        "a language, like en, de or pt-br",
        '"en"',
        _lang,
    ),
    "clock": Key(
        "How the screen shows the time of a call.",
        "seconds, minutes, off",
        '"seconds"',
        _choice("clock", ("seconds", "minutes", "off")),
    ),
    "time_format": Key(
        "How times of day are shown: 15:30 (24h) or 3:30 pm (12h). Both can be typed.",
        "24h, 12h",
        '"24h"',
        _time_format,
    ),
    "day_order": Key(
        "Whether 3/4 is the 4th of March (mdy) or the 3rd of April (dmy).",
        "mdy, dmy",
        '"mdy"',
        _choice("office.order", ("mdy", "dmy")),
    ),
    "hours": Key(
        "Business hours; a date alone is due at closing time.",
        'opening and closing time, like "09:00-17:00"',
        '"09:00-17:00"',
        _hours,
    ),
    "working_days": Key(
        "Business days.",
        "a list of mon, tue, wed, thu, fri, sat, sun",
        '["mon", "tue", "wed", "thu", "fri"]',
        _working_days,
    ),
    "holidays": Key(
        "Days that are no business days.",
        'a list of dates, like ["2026-12-25"]',
        '["2026-12-25", "2026-12-28"]',
        _holidays,
    ),
    "aim": Key(
        "How many minutes earlier than told we aim to keep a promise.",
        "minutes, 0 to 10080 (a week)",
        "0",
        _aim,
    ),
    "warnings": Key(
        "How many warnings come before an abusive call may end: one number, or one for each kind.",
        "0 to 9, or a table of threat, insult, swearing",
        "{ threat = 1, insult = 2, swearing = 2 }",
        _warnings,
    ),
    "warning_words": Key(
        "The words of a warning, by kind; without them dcx has its own.",
        "a table of threat, insult, swearing; up to 200 characters each",
        '{ insult = "Called that I can not help you. If it goes on I end this call." }',
        _warning_words,
    ),
    "may_end_call": Key(
        "Whether a rep may end an abusive call.", "true, false", "false", _flag("policy.may_end_call")
    ),
    "authority": Key(
        "The largest amount a rep gives without asking; without it nothing is compared.",
        "an amount, 0 or more",
        "50",
        _authority,
    ),
    "approver": Key(
        "Whom to ask above that amount.", "text, up to 80 characters", '"Kim, team lead"',
        _text("policy.approver"),
    ),
    "safety": Key(
        "Your organisation's own safety card, opened with ! in a call.",
        "a list of up to 12 lines of up to 200 characters",
        '["A threat to life: stay on the line, call the site lead, 555-0100."]',
        _safety,
    ),
    "plain": Key("The plain face always: one fact a line.", "true, false", "false", _flag("plain")),
    "terse": Key("Cards without their longer words.", "true, false", "false", _flag("terse")),
    "backup": Key(
        "Who helps out when a promise or a customer names nobody.",
        "text, up to 80 characters",
        '"Priya"',
        _text("backup"),
    ),
    "watch_days": Key(
        "How many days a relationship is watched after a hard call.",
        "a number, 1 to 365",
        "14",
        _count("watch_days", 1, 365),
    ),
    "quiet_days": Key(
        "After how many days without a word a customer is named.",
        "a number, 1 to 3650",
        "60",
        _count("quiet_days", 1, 3650),
    ),
    "chronic_calls": Key(
        "So many calls with an issue within `chronic_days` are chronic.",
        "a number, 2 to 99",
        "3",
        _count("chronic_calls", 2, 99),
    ),
    "chronic_days": Key(
        "The days that `chronic_calls` are counted in.",
        "a number, 1 to 3650",
        "90",
        _count("chronic_days", 1, 3650),
    ),
    "care_offers": Key(
        "What the firm offers for staying well; `dcx care` shows it.",
        'a list of texts, like ["a walk", "yoga on Thursdays"]',
        '["a walk", "yoga on Thursdays"]',
        _texts("care_offers"),
    ),
    "sync_after_call": Key(
        "Whether the record is shared with the team after each call, in the background (docs/team.md).",
        "true, false",
        "false",
        _flag("sync_after_call"),
    ),
    "playbook_folders": Key(
        "More folders with playbooks; relative ones lie beside config.toml.",
        'a list of folders, like ["team-playbooks"]',
        '["team-playbooks"]',
        _folders,
    ),
}  # fmt: skip
