"""`dcx when`: one phrase, or many as JSON Lines."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Dcx

FRIDAY: dict[str, Any] = {
    "phrase": "fri noon",
    "due": "2026-11-27T12:00:00+00:00",
    "ask": None,
    "choices": [],
    "read_back": "Fri 27 Nov 12:00, in 3 days",
    "assumed": [],
}


def batch(dcx: Dcx, lines: str) -> list[dict[str, Any]]:
    """What comes out for these lines on stdin: as many as went in."""
    ran = dcx("when", "--batch", "-", stdin=lines)
    assert ran.err == ""
    return [json.loads(line) for line in ran.out.splitlines()]


def test_understood_is_exit_0_and_asked_is_1(dcx: Dcx) -> None:
    """The line that is read back; or the question with phrases to choose from."""
    assert dcx("when", "fri", "noon").out == "Fri 27 Nov 12:00, in 3 days\n"
    asked = dcx("when", "4", code=1).out.splitlines()
    assert asked == ["4 alone: an hour, or a day of the month?", "  4 pm", "  the 4th"]
    data = dcx("when", "3pm", "--now", "2026-07-01T10:00", "--zone", "America/New_York", "--json").json[
        "data"
    ]
    assert data["due"] == "2026-07-01T15:00:00-04:00"
    assert dcx("when", "3/4", "--order", "dmy").out.startswith("Sat 3 Apr 2027")


@pytest.mark.parametrize(
    "args", [("fri", "--zone", "No/Where"), ("fri", "--order", "ymd"), ("fri", "--now", "soon"), (),
             ("fri", "--batch", "-"), ("fri", "--now", "9999-12-31T23:59"), ("fri", "--now", "0001-01-01T00:00")]
)  # fmt: skip
def test_what_can_not_be_asked_is_exit_2(dcx: Dcx, args: tuple[str, ...]) -> None:
    """An unknown zone or order, no time, no phrase, both ways at once, a year outside the calendar."""
    assert "hint: " in dcx("when", *args, code=2).err


class TestBatch:
    def test_a_line_in_is_a_line_out(self, dcx: Dcx) -> None:
        """No envelope, in order; exactly one of `due` and `ask` is not null; now is local in its zone."""
        rows = batch(
            dcx,
            '{"phrase": "fri noon"}\n'
            '{"phrase": "4"}\n'
            '{"phrase": "3pm", "now": "2026-07-01T10:00", "zone": "America/New_York"}\n'
            '{"phrase": "3/4", "now": "2026-07-01T10:00Z", "order": "dmy"}',
        )
        assert rows[0] == FRIDAY
        assert all((row["due"] is None) != (row["ask"] is None) for row in rows)
        assert rows[1]["choices"] == ["4 pm", "the 4th"]
        assert rows[2]["due"] == "2026-07-01T15:00:00-04:00"
        assert rows[3]["due"] == "2027-04-03T17:00:00+01:00"

    @pytest.mark.parametrize(
        "line",
        [
            *("", "{", "NaN", "[1]", '"x"', "[" * 100_000, '{"phrase": 3}', "{}", '{"phrase": "fri", "now": "x"}'),
            *('{"phrase": "fri", "now": 5}', '{"phrase": "fri", "zone": "No/Where"}', '{"phrase": "fri", "zone": [1]}'),
            *('{"phrase": "fri", "order": 7}', '{"phrase": "fri", "now": "9999-12-31T23:59"}', '\udcff{"phrase": "x"}'),
            *('{"phrase": "fri", "now": "0001-01-01T00:00", "zone": "America/New_York"}', '{"phrase": "a"} {"b": 1}'),
        ],
    )  # fmt: skip
    def test_a_broken_line_is_an_error_and_hides_no_neighbour(self, dcx: Dcx, line: str) -> None:
        """The lines before and behind it are answered all the same."""
        first, broken, last = batch(dcx, f'{{"phrase": "fri noon"}}\n{line}\n{{"phrase": "fri noon"}}')
        assert (first, last) == (FRIDAY, FRIDAY)
        assert list(broken) == ["error"]
        assert broken["error"]

    @pytest.mark.parametrize("phrase", ["x" * 3_000_000, "fr\udcffi", "\ud800 noon", "\x00", "🙂 fri"])
    def test_a_hostile_phrase_is_asked(self, dcx: Dcx, phrase: str) -> None:
        """Huge, no Unicode, no text: a question, and the line comes back as it went in."""
        (row,) = batch(dcx, json.dumps({"phrase": phrase}))
        assert row["phrase"] == phrase
        assert row["ask"]

    def test_from_a_file(self, dcx: Dcx, tmp_path: Path) -> None:
        """Its name instead of `-`; one that can't be read is exit 3, bytes that are no text are an error line."""
        file = tmp_path / "phrases.jsonl"
        file.write_bytes(b'{"phrase": "fri noon"}\n\xff\xfe\n')
        rows = [json.loads(line) for line in dcx("when", "--batch", str(file)).out.splitlines()]
        assert rows == [FRIDAY, {"error": "this line is no JSON"}]
        for place in (tmp_path, tmp_path / "none"):
            assert "can't be read: " in dcx("when", "--batch", str(place), code=3).err
