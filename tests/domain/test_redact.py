"""Card numbers and codes are cut, everything that only looks like them stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.domain.cards import is_card, luhn
from difficult_cx.domain.redact import redact


def completed(prefix: str, length: int) -> str:
    """A number of this beginning and length that passes Luhn."""
    body = (prefix + "1234567890123456789")[: length - 1]
    return next(body + digit for digit in "0123456789" if luhn(body + digit))


CARDS = [
    completed(prefix, length)
    for prefix, length in [
        ("4", 16), ("4", 13), ("4", 19), ("51", 16), ("55", 16), ("2221", 16), ("2720", 16), ("34", 15), ("37", 15),
        ("6011", 16), ("644", 16), ("65", 16), ("300", 14), ("36", 14), ("38", 14), ("3528", 16), ("62", 16), ("62", 19),
        ("5018", 12), ("6759", 16), ("2200", 16), ("5067", 16), ("508", 16), ("9792", 16),
    ]
]  # fmt: skip


@pytest.mark.parametrize("number", CARDS)
def test_a_card_number_is_cut_to_its_last_four(number: str) -> None:
    """Alone, in a sentence, glued to letters, grouped, or digit by digit."""
    cut = f"[card {number[-4:]}]"
    assert redact(number) == cut
    assert redact(f"it is {number}, yes") == f"it is {cut}, yes"
    assert redact(f"card{number}x") == f"card{cut}x"
    assert redact(" ".join(number)) == cut
    if len(number) == 16:
        fours = [number[place : place + 4] for place in range(0, 16, 4)]
        for sign in (" ", "-", ".", "\u00a0", " - ", "\u2011"):
            assert redact(f"no {sign.join(fours)} exp 12/27") == f"no {cut} exp 12/27"
        assert redact(f"555 {' '.join(fours)}") == f"555 {cut}"


@pytest.mark.parametrize("number", CARDS)
def test_a_further_digit_beside_it_makes_it_another_number(number: str) -> None:
    """One digit more before or behind, and it stays unless that is a card too."""
    for longer in (number + "7", "7" + number):
        if not is_card(longer):
            assert redact(longer) == longer


@pytest.mark.parametrize(
    "text",
    [
        "order 8841 and 8842",
        "call me on +44 7911 123456 or 020 7946 0018",
        "1764000000000",
        "parcel 1Z999AA10123456784",
        "tracking 9400 1000 0000 0000 0000 00",
        "IBAN DE89 3704 0044 0532 0130 00",
        "IBAN GB29NWBK60161331926819",
        "IMEI 352099001761481",
        "2026-11-24 10:15:02",
        "4111111111111112",
        "1234567890123456",
        "0000000000000000",
        "pin code 560001",
        "the pin fell out, 1234 pieces",
        "code 123 on the parcel",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    """Orders, phones, timestamps, parcels, IBANs, IMEIs and numbers that fail Luhn."""
    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("cvv 123", "cvv [code]"),
        ("CVC: 1234", "CVC: [code]"),
        ("the security code on the back is 737 ok", "the security code on the back is [code] ok"),
        ("737 is the cvv", "[code] is the cvv"),
        ("my pin is 4321", "my pin is [code]"),
        ("PIN 1234", "PIN [code]"),
        ("4111 1111 1111 1111 12/26 123", "[card 1111] 12/26 [code]"),
        ("%B4111111111111111^DOE/JOHN^2512101000000000?", "[code]"),
        (";4111111111111111=25121010000000000?", "[code]"),
    ],
)
def test_codes_go_whole(text: str, kept: str) -> None:
    """Security codes, PINs and track data leave nothing behind."""
    assert redact(text) == kept


@given(st.text(max_size=200))
def test_twice_is_once(text: str) -> None:
    """What was redacted has nothing left to redact."""
    assert redact(redact(text)) == redact(text)


@given(st.sampled_from(CARDS), st.text(alphabet="ab ,.", max_size=12), st.text(alphabet="ab ,.", max_size=12))
def test_a_card_is_found_among_words(number: str, before: str, behind: str) -> None:
    """No words around it hide a card number."""
    assert number not in redact(before + number + behind)
