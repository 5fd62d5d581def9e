"""Numbers that look like a card's and are none, seeded: orders, parcels, phones, accounts, devices, times."""

import random
import uuid
from collections.abc import Callable, Mapping

from difficult_cx.domain.cards import luhn
from tests.domain.published_cards import grouped


class Maker:
    """Makes look-alikes of every kind."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def some(self, count: int, before: str = "") -> str:
        """A beginning and random digits, as many as that."""
        return before + "".join(self.chance.choice("0123456789") for _ in range(count))

    def letters(self, count: int) -> str:
        """Random capitals."""
        return "".join(self.chance.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(count))

    def checked(self, body: str) -> str:
        """With a check digit that is right."""
        return next(body + digit for digit in "0123456789" if luhn(body + digit))

    def spoiled(self, number: str) -> str:
        """With a check digit that is wrong."""
        return number[:-1] + str((int(number[-1]) + self.chance.randrange(1, 10)) % 10)

    def iban(self, country: str, body: str) -> str:
        """A right account number."""
        turned = int("".join(str(int(one, 36)) for one in f"{body}{country}00"))
        return f"{country}{98 - turned % 97:02}{body}"

    def fours(self, number: str, sign: str = " ") -> str:
        """In groups of four."""
        return grouped(number, (4,) * (len(number) // 4), sign)

    def between(self, low: int, high: int) -> str:
        """A number from low to high."""
        return str(self.chance.randrange(low, high))

    def ean(self, body: str) -> str:
        """A product's or a book's number."""
        return body + str(-sum(int(one) * (3 if at % 2 else 1) for at, one in enumerate(body)) % 10)

    def kinds(self) -> Mapping[str, Callable[[], str]]:
        """A maker for each kind."""
        some, fours, iban = self.some, self.fours, self.iban
        return {
            "imei": lambda: self.checked(
                some(12, self.chance.choice(("35", "86", "01", "99", "44", "49", "52")))
            ),
            "imei named": lambda: f"IMEI: {self.checked(some(12, '35'))}",
            "imei in parts": lambda: grouped(self.checked(some(12, "35")), (2, 6, 6, 1), "-"),
            "order": lambda: f"order #{some(12)}",
            "long order": lambda: f"order number {some(16)}",
            "order of a shop": lambda: f"my order 11{some(1)}-{some(7)}-{some(7)} is late",
            "order and date": lambda: f"{some(8)} 2026-11-24 10:15",
            "invoice": lambda: f"INV-2026-{some(6)}",
            "long invoice": lambda: f"invoice {some(14)}",
            "reference": lambda: f"ref {self.letters(2)}{some(12)}",
            "parted reference": lambda: f"reference {some(5)}-{some(6)}-{some(4)}",
            "milliseconds": lambda: self.between(1_400_000_000_000, 1_900_000_000_000),
            "microseconds": lambda: self.between(1_400_000_000_000_000, 1_900_000_000_000_000),
            "two times": lambda: " ".join(self.between(1_400_000_000_000, 1_900_000_000_000) for _ in "ab"),
            "time in one": lambda: f"20261124{some(6)}",
            "uuid": lambda: str(uuid.UUID(int=self.chance.getrandbits(128))),
            "hash": lambda: f"{self.chance.getrandbits(256):064x}",
            "book": lambda: self.ean(some(9, "978")),
            "book in parts": lambda: grouped(self.ean(some(9, "978")), (3, 1, 4, 4), "-"),
            "product": lambda: self.ean(some(12)),
            "car": lambda: f"{self.letters(3)}{some(1)}{self.letters(2)}{some(1)}{self.letters(3)}{some(7)}",
            "german account": lambda: fours(iban("DE", some(18))),
            "glued account": lambda: iban("FR", some(23)),
            "small account": lambda: fours(iban("ES", some(20))).lower(),
            "british account": lambda: f"refund to {fours(iban('GB', self.letters(4) + some(14)))} please",
            "dashed account": lambda: fours(iban("AT", some(16)), "-"),
            "mistyped account": lambda: fours("DE" + some(20)),
            "norwegian account": lambda: iban("NO", some(11)),
            "usps": lambda: fours(some(20, "94")),
            "usps in one": lambda: some(20, "94"),
            "fedex": lambda: some(12),
            "fedex ground": lambda: some(15),
            "ups": lambda: f"1Z{some(16)}",
            "dhl": lambda: f"JJD{some(18)}",
            "dhl number": lambda: some(13, "0034043"),
            "dpd": lambda: some(13, "0"),
            "hermes": lambda: f"tracking {some(16)}",
            "canada post": lambda: some(15, "7"),
            "royal mail": lambda: f"{self.letters(2)}{some(9)}GB",
            "phone": lambda: f"+44 7{some(3)} {some(6)}",
            "american phone": lambda: f"1-{some(3)}-{some(3)}-{some(4)} ext {some(4)}",
            "two phones": lambda: " ".join(f"{some(3)}-{some(3)}-{some(4)}" for _ in "ab"),
            "phone with zeros": lambda: f"0049 {some(3)} {some(8)}",
            "phone in one": lambda: some(9, "4917"),
            "indian phone": lambda: f"+91 {some(5)} {some(5)}",
            "french phone": lambda: f"0{some(1)} {grouped(some(8), (2, 2, 2, 2), ' ')}",
            "french firm": lambda: grouped(self.checked(some(13)), (3, 3, 3, 5), " "),
            "sim": lambda: self.checked(some(16, "89")),
            "indian identity": lambda: fours(some(12)),
            "account and sort code": lambda: f"{grouped(some(6), (2, 2, 2), '-')} {some(8)}",
            "wrong check digit": lambda: self.spoiled(self.checked(some(14, "4"))),
            "wrong and grouped": lambda: fours(self.spoiled(self.checked(some(13, "52")))),
            "a digit more": lambda: some(1) + self.checked(some(14, "4")),
            "no issuer's": lambda: self.checked(some(14, self.chance.choice("017"))),
            "no issuer's length": lambda: self.checked(some(self.chance.choice((9, 10, 12, 13, 16)), "4")),
        }
