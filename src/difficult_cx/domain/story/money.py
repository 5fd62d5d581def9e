"""Amounts as they were typed, summed by their sign or name of currency; what isn't an amount is counted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_AMOUNT = re.compile(r"^(?P<before>[^\d.,+-]{0,4}?)\s*(?P<digits>[\d.,' ]*\d)\s*(?P<after>[^\d]{0,8})$")
LONGEST = 18


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in one currency; `sign` as it was typed before or behind the number, often empty."""

    sign: str
    value: Decimal
    behind: bool = False

    def __str__(self) -> str:
        """`£35`, `12.50 EUR`, `20 %`."""
        value = f"{self.value:f}"
        if "." in value:
            value = f"{self.value:.2f}"
        return f"{value} {self.sign}".strip() if self.behind else f"{self.sign}{value}"


def read_amount(text: str) -> Amount | None:
    """The amount in this text; None where it is none."""
    found = _AMOUNT.match(text.strip())
    if found is None or len(text) > LONGEST:
        return None
    before, after = found["before"].strip(), found["after"].strip()
    value = _number(found["digits"])
    if value is None or (before and after):
        return None
    return Amount(before or after.upper(), value, behind=bool(after))


def _number(digits: str) -> Decimal | None:
    bare = digits.replace(" ", "").replace("'", "")
    last = max(bare.rfind("."), bare.rfind(","))
    if last >= 0 and len(bare) - last - 1 == 2:  # the last sign with two digits behind it is the decimal one
        bare = re.sub(r"[.,]", "", bare[:last]) + "." + bare[last + 1 :]
    elif last >= 0 and len(bare) - last - 1 == 3:
        bare = re.sub(r"[.,]", "", bare)
    else:
        bare = bare.replace(",", ".")
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def total(texts: Iterable[str]) -> tuple[list[Amount], int]:
    """The sum in each currency, and how many texts were no amount."""
    sums: dict[tuple[str, bool], Decimal] = {}
    unread = 0
    for text in texts:
        one = read_amount(text)
        if one is None:
            unread += 1
            continue
        key = (one.sign, one.behind)
        sums[key] = sums.get(key, Decimal(0)) + one.value
    return [Amount(sign, value, behind) for (sign, behind), value in sums.items()], unread


def said(texts: Iterable[str]) -> str:
    """`£35 and 20 %, 1 without an amount`; empty where nothing was given."""
    given = list(texts)
    sums, unread = total(given)
    parts = [str(one) for one in sums]
    words = " and ".join(parts)
    if unread:
        words = f"{words}, {unread} without an amount" if words else f"{unread} without an amount"
    return words
