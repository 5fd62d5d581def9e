"""How many published cards are cut, and how many look-alikes are touched."""

import random

import pytest

from difficult_cx.domain.cards import is_card
from difficult_cx.domain.redact import redact
from tests.domain.lookalikes import Maker
from tests.domain.published_cards import PUBLISHED, SENTENCES, writings


def leaks(text: str, number: str) -> bool:
    """Whether the number can still be read off the redacted text."""
    return number in "".join(str(int(one)) for one in redact(text) if one.isdecimal())


@pytest.mark.parametrize("number", PUBLISHED)
def test_a_published_card_alone_is_always_cut(number: str) -> None:
    """However it is grouped, glued or in whatever digits it is written."""
    assert is_card(number)
    assert [text for text in writings(number) if leaks(text, number)] == []


def test_in_sentences_at_least_97_in_a_hundred_are_cut() -> None:
    """With expiry dates, codes, phone numbers and amounts beside them, one way of writing each."""
    chance = random.Random(3)
    tried = [
        (sentence.replace("{}", text), number)
        for number in PUBLISHED
        for sentence in SENTENCES
        for text in chance.sample(list(writings(number)), 1)
    ]
    leaked = [text for text, number in tried if leaks(text, number)]
    assert len(leaked) <= 0.03 * len(tried), leaked[:10]


def test_of_look_alikes_at_most_one_in_two_hundred_is_touched() -> None:
    """Fifty kinds of numbers, equally many of each."""
    kinds = Maker(11).kinds()
    made = [(name, make()) for name, make in kinds.items() for _ in range(60)]
    touched = [(name, text) for name, text in made if redact(text) != text]
    assert len(touched) <= 0.005 * len(made), touched


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_of_sixty_thousand_look_alikes_too(seed: int) -> None:
    """A thousand of each kind."""
    made = [make() for make in Maker(seed).kinds().values() for _ in range(1000)]
    assert sum(redact(text) != text for text in made) <= 0.005 * len(made)


LONG = 65_536
HOSTILE = [
    "4 ", "4", "4444 ", "4111 1111 1111 1111 ", "2026-11-24 ", "cvv ", "cvv is the ", "pin is ", "3 digits on the ",
    "[card 1111] exp", "expexp", "DE12 3456 ", "%B4111111111111111^", "4111111111111111=", "JJD 1 1 ", "1/1/1/",
    "1111/1111/", "4\u00a0\u200b", "4\n", "1Z", "order 5555 5555 ", "4-", "\uff14", "1" + " " * 20,
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize(
    "ends", [("", ""), ("123", "cvv"), ("cvv", "123"), ("[card 1111]", "123"), ("pin", "1")]
)
def test_no_line_takes_long(piece: str, ends: tuple[str, str]) -> None:
    """64 KiB made to send a regular expression astray; twice is once here too; a blow-up would run for hours."""
    text = piece * (LONG // 8 // len(piece))
    spread = ends[0] + " " * (LONG // 8) + ends[1]
    for line in (ends[0] + text + ends[1], spread):
        once = redact(line)
        assert redact(once) == once


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("4111 1111 1111 1111 1225 123", "[card 1111] [code] [code]"),
        ("4111 1111 1111 1111 020 7946 0018", "[card 1111] 020 7946 0018"),
        ("4242424242424242|12|27|123", "[card 4242]|12|27|[code]"),
        ("4242 4242 4242 4242\n5555 5555 5555 4444", "[card 4242]\n[card 4444]"),
        ("4242 4242 4242 4242 5555 5555 5555 4444", "[card 4242] [card 4444]"),
        ("order 8841 4242 4242 4242 4242", "order 8841 [card 4242]"),
        ("+4111111111111111", "+[card 1111]"),
        ("amex 3782-822463-10005 1234 12/27", "amex [card 0005] [code] 12/27"),
        ("cvv123", "cvv[code]"),
        ("CVV2:123", "CVV2:[code]"),
        ("3 digits on the back 123", "3 digits on the back [code]"),
        ("%B4242424242424242^DOE/J^2612101?;4242424242424242=26121010000?", "[code][code]"),
        ("+49 151 2345 6789", "+49 151 2345 6789"),
        ("order 4242424242424242", "order 4242424242424242"),
        ("order 4242 4242 4242 4242", "order [card 4242]"),
        ("NO4222222222222", "NO[card 2222]"),
        ("MC5555555555554444", "MC[card 4444]"),
    ],
)
def test_what_stands_beside_a_card(text: str, kept: str) -> None:
    """Dates, codes, phones, other cards; words that name another number."""
    assert redact(text) == kept
