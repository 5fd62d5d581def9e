"""What a card number is: an issuer's beginning at a length that issuer uses, and a right check digit.

Ranges as the issuers and ISO/IEC 7812 publish them; where a scheme is nearly gone (Visa with 13 digits,
Maestro with 12) only what is really in use counts, for other numbers live there now.
"""

ANY = tuple(range(12, 20))
LONG = (16, 17, 18, 19)
# first prefix, last prefix, lengths
ISSUERS: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("4", "4", (13, 16, 19)),  # Visa
    ("4903", "4903", (18,)),  # Switch
    ("4905", "4905", (18,)),
    ("4911", "4911", (18,)),
    ("4936", "4936", (18,)),
    ("51", "55", (16,)),  # Mastercard
    ("2221", "2720", (16,)),
    ("34", "34", (15,)),  # American Express
    ("37", "37", (15,)),
    ("6011", "6011", LONG),  # Discover
    ("644", "649", LONG),
    ("65", "65", LONG),
    ("300", "305", (14, *LONG)),  # Diners Club
    ("3095", "3095", (14, *LONG)),
    ("36", "36", (14, 15, *LONG)),
    ("38", "39", (14, *LONG)),
    ("3528", "3589", LONG),  # JCB
    ("3088", "3094", (16,)),
    ("3096", "3102", (16,)),
    ("3112", "3120", (16,)),
    ("3158", "3159", (16,)),
    ("3337", "3349", (16,)),
    ("2131", "2131", (15, 16)),
    ("1800", "1800", (15,)),  # with 16 it is a time in microseconds
    ("2014", "2014", (15,)),  # enRoute
    ("2149", "2149", (15,)),
    ("1354", "1354", (15,)),  # UATP
    ("62", "62", LONG),  # UnionPay
    ("6212", "6212", (14, 15)),
    ("81", "81", LONG),
    ("50", "50", (16, 18, 19)),  # Maestro, Dankort, Elo, Verve, Meeza
    ("56", "58", (16, 18, 19)),
    ("63", "63", LONG),  # and Solo, InterPayment, InstaPayment, Hiper
    ("67", "67", LONG),  # and Laser, Bancontact
    ("5000", "5000", (12,)),
    ("5018", "5018", ANY),
    ("5020", "5020", ANY),
    ("5033", "5033", ANY),
    ("5038", "5038", ANY),
    ("5893", "5893", ANY),
    ("6304", "6304", ANY),
    ("6759", "6759", ANY),
    ("6761", "6763", ANY),
    ("0604", "0604", ANY),
    ("60", "60", (16, 19)),  # RuPay, Hipercard, Forbrugsforeningen
    ("82", "82", (16,)),
    ("2200", "2205", LONG),  # Mir, Borica
    ("1946", "1946", (16,)),  # GPN
    ("9112", "9112", (16,)),  # Belkart
    ("9792", "9792", (16,)),  # Troy
    ("8600", "8600", (16,)),  # Uzcard
    ("9860", "9860", (16,)),  # Humo
    ("9704", "9704", (16, 19)),  # Napas
    ("9490", "9490", (16,)),  # BC
    ("9682", "9682", (16,)),  # Mada
)
SHORTEST, LONGEST = 12, 19


def _by_beginning() -> dict[str, list[tuple[str, str, tuple[int, ...]]]]:
    found: dict[str, list[tuple[str, str, tuple[int, ...]]]] = {}
    for number in range(100):
        two = f"{number:02}"
        rows = [
            row for row in ISSUERS if row[0][:2] <= two[: len(row[0])] and two[: len(row[1])] <= row[1][:2]
        ]
        if rows:
            found[two] = rows
    return found


_BY_BEGINNING = _by_beginning()
_LENGTHS = {two: {size for row in rows for size in row[2]} for two, rows in _BY_BEGINNING.items()}
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def may_be_card(beginning: str, size: int) -> bool:
    """Whether a number with these first two digits can be a card's at this length: most can't."""
    return size in _LENGTHS.get(beginning, ())


def is_card(digits: str) -> bool:
    """Whether these ASCII digits are a card number: issuer, length, check digit, and not all the same."""
    size = len(digits)
    return (
        may_be_card(digits[:2], size)
        and any(
            size in lengths and first <= digits[: len(first)] <= last
            for first, last, lengths in _BY_BEGINNING[digits[:2]]
        )
        and luhn(digits)
        and len(set(digits)) > 1
        and not (size == 13 and _another_thirteen(digits))
    )


def luhn(digits: str) -> bool:
    """Whether the check digit is right (ISO/IEC 7812-1, annex B)."""
    odd, even = digits[-1::-2], digits[-2::-2]
    return (sum(map(int, odd)) + sum(_DOUBLED[int(one)] for one in even)) % 10 == 0


def _another_thirteen(digits: str) -> bool:
    """Whether 13 digits are more likely a German or Austrian mobile, or a South African identity number."""
    born = "01" <= digits[2:4] <= "12" and "01" <= digits[4:6] <= "31" and digits[10] in "01"
    mobile = digits[:4] in ("4915", "4916", "4917", "4365", "4366", "4367", "4368", "4369")
    return mobile or (born and digits[11] in "89")
