"""Cards and codes beside other numbers, in signs nobody expects, and what only looks like them there."""

import pytest

from difficult_cx.domain.redact import redact

CARD = "5555 5555 5555 4444"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (f"year 2026 {CARD}", "year 2026 [card 4444]"),
        (f"phone 555-0100 {CARD}", "phone 555-0100 [card 4444]"),
        (f"ticket 4411 {CARD}", "ticket 4411 [card 4444]"),
        (f"{CARD} 0427", "[card 4444] [code]"),
        ("5555|5555|5555|4444|04|27|123", "[card 4444]|04|27|[code]"),
        ("3056,930902,5904", "[card 5904]"),
        ("pan=5555%205555%205555%204444&x", "pan=[card 4444]&x"),
        ("5555&nbsp;5555&nbsp;5555&nbsp;4444", "[card 4444]"),
        ("'5555' '5555' '5555' '4444'", "'[card 4444]'"),
        ("(5555) (5555) (5555) (4444)", "([card 4444])"),
        ("⑤⑤⑤⑤⑤⑤⑤⑤⑤⑤⑤⑤④④④④", "[card 4444]"),
        ("⁵⁵⁵⁵⁵⁵⁵⁵⁵⁵⁵⁵⁴⁴⁴⁴", "[card 4444]"),
        ("5\u03015\u030155555555554444", "[card 4444]"),
        ("6212 3456 789 002 and 500000000611", "[card 9002] and [card 0611]"),
        ("Visa 4007000000027", "Visa [card 0027]"),
    ],
)
def test_a_card_is_cut_whatever_stands_beside_it(text: str, cut: str) -> None:
    """A year, a phone number, a ticket, signs of other programs, figures that Python counts as no digits."""
    assert redact(text) == cut


@pytest.mark.parametrize(
    "text",
    [
        "45.31634698085723 -6.68022463507726",
        "40.38897330481891 7.23049535699964",
        "24 11 2026 24 11 2026",
        "3976 7817 7285 3205 1835",
        "tracking 9303 4873 3708 9029 5465 says delivered",
        "RF18 4134 9079 0871 0244",
        "4168045725794",
        "article 4255631845100",
        "1800249454904908",
        "8257-8792-9234-8539-3951",
        "36922.40355 05867.706917 58847.822709",
        "599 90 577 168 915 642 601 706",
        "220.236.155.136 197.77.92.111",
        "④ ways and ⑤ days",
    ],
)
def test_a_number_of_another_kind_stays(text: str) -> None:
    """Places on the map, two dates, parcels in fours, articles, microseconds, licence keys, slips of banks."""
    assert redact(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "PIN (4411)", '"pin": "4411"', "her pin, 4411", '{"cvv":"123"}', '{"cvv": 123}', "cvv '123'", "cvv → 123",
        "CVV [123]", "the cvv she gave is 123", "cvv she gave me: 123", "her cvv, which is 123", "the CVV ends 123",
        "cvv for the visa is 123", "security no. 123", "the three digit number is 123", "the three digits are 123",
        "signature strip 123", "code de sécurité : 123", "código de segurança 123", "C V V 123", "card passcode 4411",
        "on the back it says 123", "cvv double nine one", "cvv triple one", "cvv o one two", "pin forty four eleven",
        "security code: four hundred and twelve", "pin double four double one", "%b 5555 5555 5555 4444^a/b^2704101?",
        f"{CARD} (123)", f"{CARD} - 123", f"{CARD} exp 04-27 - 123", f"{CARD} expires April 2027, 123",
        f"{CARD} expires 04/27, code 123", f"{CARD}, valid to 04/27, last three 123", "5555555555554444:0427:123",
        f"{CARD} and the three on the back are 123",
    ],
)  # fmt: skip
def test_a_code_goes_in_brackets_in_a_clause_and_behind_its_card(text: str) -> None:
    """As programs write it, as people say it, and with nothing but the card to tell what it is."""
    cut = redact(text)
    assert "[code]" in cut
    assert not any(code in cut for code in ("123", "4411", "one", "eleven", "twelve", "2704101")), cut


@pytest.mark.parametrize(
    "text", [f"{CARD} 150 pounds", f"{CARD} and 1500.00", f"the card {CARD} was charged 150 twice"]
)
def test_an_amount_behind_a_card_stays(text: str) -> None:
    """What they were charged is no code."""
    assert redact(text) == text.replace(CARD, "[card 4444]")
