"""Security codes, PINs and the magnetic strip, in the many ways in which people say them."""

import re

import pytest

from difficult_cx.domain.redact import redact

CARD = "4242424242424242"
CODES = """her cvv is 123|CVV: 123|cvv=123|cvv2 123|CVC 999|cvc2: 321|CID 4321|CV2 123|C.V.V. 123|CVN: 123|cvv#123|cvv - 123|cvv -> 123
card security code 123|security code is 123|sec code 123|seccode 123|security digits 123|card code 123|my CVV number is 123|CVV code is 123
the security code on the back is 789|the three digits on the back are 456|last three digits on the back: 456|3 digits on the back 456
the 3-digit code on the back is 456|three digit code: 456|the code on the back is 123|code on the back of the card: 123
the back of the card says 123|digits on the signature strip 123|signature strip number 123|verification code 123|cvv is: 1 2 3
card verification value 123|123 is the cvv|123 cvv|123 is my security code|cvv is one two three|CVC: nine nine nine|cvv \uff11\uff12\uff13
CVV ist 123|Prüfziffer 123|Kartenprüfnummer 123|cryptogramme visuel 123|código de seguridad 123|codice di sicurezza 123
PIN 1234|pin: 1234|my pin is 1234|PIN number 1234|her pin code is 1234|the pin for the card is 1234|1234 is my pin|card pin 1234|ATM pin 9876
pin 12345|pin is 1 2 3 4|PIN-Code 1234|Pin# 1234|atm code 1234|my card's PIN's 1234|Geheimzahl 1234|code secret 1234|pin is one two three four
""".replace("\n", "|").split("|")[:-1]
STRIPS = (
    f"%B{CARD}^BROOK/ADA^2712101000000000?", f";{CARD}=27121010000000000000?", f"{CARD}=2712101123400001",
    f"B{CARD}^BROOK ADA^27121010000", f"%b{CARD}^brook/ada^271210100?", f"{CARD}D27121011234567",
    "%B4242 4242 4242 4242^BROOK/ADA^2712101000?",
)  # fmt: skip
OTHERS = (
    "code 123 of the order", "room 123", "pin 1 on the connector", "ping 1234", "pinned 1234 times", "pin 3 of 8",
    "my pin number arrived 12 days ago", "security 24 hours", "PIN code 560001 Bangalore", "cid 1234567",
    "extension 123", "order code 1234", "promo code 1234", "postal code 1234", "zip code 90210", "area code 212",
    "the code on the parcel is 123", "call me back 123", "digits of the order 4411", "tracking number 123",
    "error code 404", "the card code he gave us in 2019", "voucher 1234", "booking code 1234", "on the back 3 times", "dial code 1234", "door code 1234",
    "our security number is 0800 123 4567", "I was one of three who waited", "the card is one of two", "two or three pins",
)  # fmt: skip
_WORDS = re.compile(r"\b(?:one|nine)\b.*\b(?:two|nine)\b.*\b(?:three|nine)\b")


@pytest.mark.parametrize("text", CODES)
def test_a_code_goes_whole(text: str) -> None:
    """No digit of it stays, said before or after its name, in digits or in words."""
    cut = redact(text)
    named = re.sub(r"(?i)\[code\]|3-digit|3 digits|cv[vcn]?2", "", cut)
    assert "[code]" in cut
    assert not any(one.isdecimal() for one in named), cut
    assert not _WORDS.search(cut), cut
    assert redact(cut) == cut


@pytest.mark.parametrize("text", STRIPS)
def test_a_magnetic_strip_goes_whole(text: str) -> None:
    """Both tracks, with sentinels or without; neither number, name nor date stays."""
    cut = redact(f"she read {text} to me")
    assert not any(part in cut for part in ("4242", "2712", "BROOK", "brook")), cut


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_stay(text: str) -> None:
    """Codes of doors, orders and places, and words that only begin like a name of a code."""
    assert redact(text) == text
