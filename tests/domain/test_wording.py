"""What is looked for, and where it stands."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.domain.wording import places_of, query_form, search_form, texts_of
from difficult_cx.journal.index.schema import SEARCH


def finds(words: str, text: str) -> bool:
    """Whether FTS5, asked for these words, finds this text."""
    db = sqlite3.connect(":memory:")
    try:
        db.executescript(SEARCH)
        db.execute("INSERT INTO said (rowid, text) VALUES (1, ?)", (search_form(text),))
        query = query_form(words)
        return (
            bool(query)
            and db.execute("SELECT 1 FROM said WHERE said MATCH ?", (query,)).fetchone() is not None
        )
    finally:
        db.close()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("refund", "wants a REFUND today"),
        ("want ref", "a refund is what they want"),
        ("straße", "STRASSE 5"),
        ("josé", "Jose\u0301 Smith"),
        ("o'hara", "Tom O'Hara, again"),
        ("本商", "日本商事の件"),
        ("商事", "日本商事"),
        ("本", "日本"),
        ("日本 refund", "日本商事 wants a refund"),
        ("日本商事refund", "日本商事 refund"),
        ("สวัส", "สวัสดีครับ"),
        ("नमस्ते", "वह नमस्ते बोली"),
        ("ﬁnal", "the final word"),
        ("8841", "order #8841-B"),
        ('"friday" AND', "and on Friday"),
        ("na\ud800me", "na\ud800me"),
    ],
)
def test_these_words_find_that_text(words: str, text: str) -> None:
    """Case, marks, forms and scripts without blanks are no obstacle; the last word may be a beginning."""
    assert finds(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [("fund", "refund"), ("ref want", "want refund"), ("商日", "日本商事"), ("a OR b", "b"), ("x*", "y"), ("", "x"),
     ("\U0001f600", "x"), ("---", "x"), ("NEAR(a b)", "a b"), ("text:b", "b")],
)  # fmt: skip
def test_these_do_not(words: str, text: str) -> None:
    """No middle of a word, only the last is a beginning, and FTS5's own words are words."""
    assert not finds(words, text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_query_is_an_error(words: str, text: str) -> None:
    """Whatever is typed, and whatever was written."""
    assert finds(words, text) in (True, False)


@given(st.text(max_size=40), st.text(max_size=80))
def test_marks_lie_in_the_text(words: str, text: str) -> None:
    """From left to right, none over another, none outside."""
    done = 0
    for start, stop in places_of(words, text):
        assert done <= start < stop <= len(text)
        done = stop


def test_marks_stand_on_the_words() -> None:
    """The words of the query, whatever their case and marks; of the last its beginning is enough."""
    text = "José wants the refund, a REFUNDABLE one"
    assert [text[a:b] for a, b in places_of("jose refund", text)] == ["José", "refund", "REFUNDABLE"]
    assert [text[a:b] for a, b in places_of("refund jose", text)] == ["José", "refund"]
    assert [a for a, _ in places_of("商事", "日本商事")] == [2]
    assert places_of("...", text) == []


def test_only_what_people_wrote_is_kept() -> None:
    """Notes, reasons, names and what lies deeper; no ids, codes, card titles, kept playbooks."""
    data = {"call": "k7q", "text": "words", "field": "issue", "label": "The problem", "reason": "why",
            "stages": [{"text": "first", "due": "2026"}], "value": "learned this", "n": 4}  # fmt: skip
    assert list(texts_of("noted", data)) == ["words", "why", "first", "learned this"]
    assert list(texts_of("playbook_kept", {"body": {"title": "x"}, "text": "x"})) == []
