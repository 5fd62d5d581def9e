"""The only way out for text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.terminal.clean import RISKY, clean

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


def test_plain_text_stays() -> None:
    """What people write stays as they wrote it: accents, other scripts, emoji with their joiners."""
    for text in (
        "Ada said: it's broken, 50% off [/] #8841",
        "Café Ångström, naïve Straße",
        "苦情の電話",
        "شكراً جزيلاً",
        "नमस्ते क्ष\u200dत्र",
        "👩\u200d👧 family, 🏳️\u200d🌈, 👍🏽, ❤️, 1️⃣",
        "Ελληνικά, Русский, עברית",
        "e\u0301 with its own accent",
    ):
        assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31mred", "^[[31mred"),
        ("bell\x07 delete\x7f null\x00", "bell^G delete^? null^@"),
        ("one\ntwo\r\nthree\tfour\rfive", "one two three four five"),
        ("\x9b31m", "<U+009B>31m"),
        ("\u202egnp.exe", "<U+202E>gnp.exe"),
        ("\u2066isolated\u2069", "<U+2066>isolated<U+2069>"),
        ("zero\u200bwidth\ufeff", "zero<U+200B>width<U+FEFF>"),
        ("a\u200db", "a<U+200D>b"),
        ("line\u2028paragraph\u2029", "line<U+2028>paragraph<U+2029>"),
        ("\ud83d lone", "<U+D83D> lone"),
        ("\udc80", "<U+DC80>"),
        ("\ue000\U000f0000", "<U+E000><U+F0000>"),
        ("\U000e0041 tag", "<U+E0041> tag"),
        ("\u3164hangul filler", "<U+3164>hangul filler"),
        ("soft\u00adhyphen", "soft<U+00AD>hyphen"),
        ("no\u00a0break", "no break"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, seen: str) -> None:
    """Control characters, direction marks and invisible letters are written out."""
    assert clean(text) == seen


def test_line_ends_can_be_kept_apart() -> None:
    """A caller who shows several lines chooses what stands between them."""
    assert clean("one\ntwo", " / ") == "one / two"


def test_a_pile_of_marks_is_cut() -> None:
    """So many accents on one letter that they cover the lines around it are written by number."""
    piled = clean("Z" + "\u0335" * 40)
    assert piled.count("\u0335") < 10
    assert "<U+0335>" in piled


@given(ANY_TEXT)
def test_nothing_risky_gets_out(text: str) -> None:
    """Whatever goes in, what comes out has no control, no direction mark, no surrogate and one line."""
    out = clean(text)
    for place, letter in enumerate(out):
        assert unicodedata.category(letter) not in RISKY or letter in "\u200c\u200d", (
            place,
            hex(ord(letter)),
        )
    out.encode("utf-8")
    assert len(out.splitlines()) <= 1


@given(ANY_TEXT)
def test_twice_is_once(text: str) -> None:
    """Text that was cleaned may be cleaned again."""
    assert clean(clean(text)) == clean(text)
