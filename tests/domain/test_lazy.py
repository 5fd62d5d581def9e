"""What isn't looked for: nothing is missed by leaving a pattern out."""

from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.domain import codes
from difficult_cx.domain.due import lexer

DIGITS = [
    "zero",
    "oh",
    "one",
    "Two",
    "THREE",
    "four",
    "fıve",
    "ſix",
    "seven",
    "\u0130",
    "nine",
    "double",
    "triple",
    "forty",
    "eleven",
    "hundred",
]
NAMES = [
    "cvv",
    "prüfziffer",
    "código de seguridad",
    "SıcherheİtſCode",
    "é",
    "security code",
    "PIN",
    "pın",
    "card pin",
    " ",
    ", ",
    "is",
    "it's",
    ":",
]
PHRASES = [
    "w/c", "w/e", "’", "`", "'", "–", "½", "3½", "p.m.", "a. m", "o'clock", "o clock", "5'", "Lewis'", " / ", "3",
    "/", "dec-3-26", "ish", "5-ish", "noonish", "midmorning", '5"', "2026-w49-2", "2026w49", "utc+5", "gmt -5:30",
    "10:00", "+01:00", " -05:00", "2026-12-01t10:00", "tue-", "4t5", "1,5 h", "next", " ", "fri", " - ", "٤", ",",
]  # fmt: skip


@given(st.lists(st.sampled_from(DIGITS + NAMES), max_size=10).map(" ".join))
def test_a_code_said_in_words_is_always_looked_for(text: str) -> None:
    """Where the pattern fits, it is asked: letters that look like others included."""
    if codes._SPOKEN.compiled.search(text):
        assert codes.may_be_spoken(text)


@given(
    st.lists(st.sampled_from([*DIGITS, *NAMES, "123", "4711", "(", "the back says"]), max_size=10).map(
        " ".join
    )
)
def test_a_code_in_digits_is_always_looked_for(text: str) -> None:
    """The same with figures, whichever of the patterns it is."""
    patterns = (codes._AFTER, codes._BEFORE, codes._PIN_BEFORE, codes._PIN)
    if any(one.compiled.search(text) for one in patterns):
        assert codes._is_hinted(text)


@given(st.lists(st.sampled_from(PHRASES), max_size=7).map("".join))
def test_a_way_of_writing_is_never_missed(text: str) -> None:
    """A phrase comes out as if every pattern had been tried."""
    text = text.casefold()
    whole = text
    for _, pattern, instead in lexer._ALIKE:
        whole = pattern.compiled.sub(instead, whole)
    assert lexer.written_alike(text) == whole
