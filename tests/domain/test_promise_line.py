"""One line that makes a promise."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from difficult_cx.domain.due import AskAgain, Due
from difficult_cx.domain.office import Office
from difficult_cx.domain.promise_line import parse, to_say

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=ZoneInfo("Europe/London"))
FRIDAY = datetime(2026, 11, 27, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("line", "text", "owner", "backup", "channel"),
    [
        ("refund both fees #email @owner ^backup fri noon", "refund both fees", "owner", "backup", "email"),
        ("refund both fees ^b #sms @o fri noon", "refund both fees", "o", "b", "sms"),
        ("refund both fees fri noon #email @o", "refund both fees", "o", None, "email"),
        ("mail it to ada@brook.example fri noon", "mail it to ada@brook.example", None, None, None),
        ("look up order #8841 fri noon", "look up order #8841", None, None, None),
        ("ask #Phone fri noon", "ask", None, None, "phone"),
        ("ask @ann @bob fri noon", "ask @ann", "bob", None, None),
        ("@ann asks bob fri noon", "@ann asks bob", None, None, None),
    ],
)
def test_signed_words_before_the_time(
    line: str, text: str, owner: str | None, backup: str | None, channel: str | None
) -> None:
    """As whole words in any order, each sign once, a channel only when it is one."""
    read = parse(line, NOW, Office())
    assert (read.text, read.owner, read.backup, read.channel) == (text, owner, backup, channel)
    assert isinstance(read.due, Due)
    assert (read.due.at, read.due.words) == (FRIDAY, "fri noon")


def test_a_line_without_a_time() -> None:
    """Then the signed words stand at its end, and there is nothing to ask about."""
    read = parse("  send the voucher @ann #post ", NOW, Office())
    assert (read.text, read.owner, read.channel, read.due) == ("send the voucher", "ann", "post", None)


def test_a_time_that_must_be_asked() -> None:
    """The question comes along; its words are no part of the promise."""
    read = parse("send the voucher @ann soon", NOW, Office())
    assert (read.text, read.owner) == ("send the voucher", "ann")
    assert isinstance(read.due, AskAgain)


def test_a_time_alone_promises_nothing() -> None:
    """There are no words then."""
    assert parse("fri noon", NOW, Office()).text == ""
    assert parse("@ann fri noon", NOW, Office()).text == ""


def test_the_sentence_to_say_names_who() -> None:
    """The rep says I; somebody else is named; a name keeps its capital."""
    due = Due(FRIDAY, "Europe/London", "fri noon")
    assert to_say("Call back", None, "sam", due, NOW).startswith("I'll call back ")
    assert to_say("call back", "SAM", "sam", due, NOW).startswith("I'll call back ")
    assert to_say("call back", "Ann", "sam", due, NOW).startswith("Ann will call back ")
    assert to_say("VIP parcel goes out", None, "sam", due, NOW).startswith("I'll VIP parcel")
    assert to_say("x", None, "sam", due, NOW).endswith(". Right?")
