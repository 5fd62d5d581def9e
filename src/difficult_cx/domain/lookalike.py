"""Numbers that only look like a card's, and say themselves what they are."""

import re

from difficult_cx.domain.lazy import Lazy

# The length of an IBAN in each country (SWIFT's registry).
_IBANS = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 "
    "DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 "
    "IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 "
    "MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 "
    "SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 "
)
_LENGTHS = {one[:2]: int(one[2:]) for one in _IBANS.split()}
_IBAN = Lazy(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ \-.\u00a0\u202f]?[A-Za-z0-9]){11,32}(?![A-Za-z0-9])")
_BEGINNING = Lazy(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ \-.\u00a0\u202f]?[A-Za-z0-9]{3})")
_PARTED = Lazy(r"[A-Za-z0-9]")
# A UUID, a parcel of UPS, DHL, Australia Post, an order of Amazon's, a creditor's reference (ISO 11649).
_FORMS = Lazy(
    r"(?<![A-Za-z0-9])(?:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
    r"|1Z ?(?:[0-9A-Z] ?){15}[0-9A-Z]|JJ?D ?\d(?: ?\d){15,17}|33[A-Z]{3}\d{14,18}"
    r"|RF\d{2} ?\d{4}(?: ?\d{1,4}){1,4}|\d{3}-\d{7}-\d{7})"
    r"(?![A-Za-z0-9]|-\d)"
)
_COLONS = (
    r"(?:\s|[:=#.,\-\u2013]|\b(?:no|nr|num|number|numbers|id|ids|code|is|was|are|the|ist|lautet|num[eé]ro)\b)"
)
# These are never cards, however they are written.
_NEVER = Lazy(
    rf"(?<![A-Za-z])(?:imeis?|imeisv|imei/sv|meid|esn|iccid|sim|eid|ibans?|siret|siren|sscc|gtin|ean|isbn|upc|asin|sku"
    rf"|tracking|track|trace|sendungsnummer|sendung|parcel|shipment|waybill|awb|consignment|barcode|vin|uuid|guid"
    rf"|phone|tel|telephone|telefon|mobile|cell|handy|fax|whatsapp|timestamp|epoch|ms|millis){_COLONS}{{0,8}}$",
    re.IGNORECASE,
)
# These are no cards unless they are written as cards are, in their groups.
_SELDOM = Lazy(
    rf"(?<![A-Za-z])(?:orders?|bestellung|bestellnummer|commande|invoices?|inv|rechnung|rechnungsnummer|facture|ref"
    rf"|reference|booking|reservation|confirmation|ticket|case|serial|s/n|sn|part|policy|meter|contract|po|rma"
    rf"|purchase order|batch|lot|transaction|request){_COLONS}{{0,8}}$",
    re.IGNORECASE,
)
# These are short: four digits behind them are all of it, and a card may follow.
_SHORT = Lazy(
    rf"(?<![A-Za-z])(?:orders?|bestellung|commande|invoices?|inv|rechnung|facture|booking|reservation|ticket|case"
    rf"|policy|contract|po|purchase order){_COLONS}{{0,8}}$",
    re.IGNORECASE,
)
_OF_CARD = Lazy(
    r"card|visa|karte|carte|tarjeta|carta|kort|\b(?:pan|cc|paid|paying|charged|debit|credit)\b", re.IGNORECASE
)
REACH = 48


def spans(text: str) -> list[tuple[int, int]]:
    """Where account numbers (IBAN), UUIDs, parcels and orders of a known form stand."""
    found = [one.span() for one in _FORMS.compiled.finditer(text)]
    for begin in _BEGINNING.compiled.finditer(text):
        end = _end_of_iban(text, begin.start())
        if end:
            found.append((begin.start(), end))
    return found


def _end_of_iban(text: str, start: int) -> int:
    """Where the IBAN that begins here ends; 0 when it is none."""
    whole = _IBAN.compiled.match(text, start)
    length = _LENGTHS.get(text[start : start + 2].upper())
    if whole is None or length is None:
        return 0
    letters, end = "", start
    for one in _PARTED.compiled.finditer(text, start, whole.end()):
        letters += one.group()
        end = one.end()
        if len(letters) == length:
            break
    if len(letters) != length:
        return 0
    # written in fours, a slip in it makes no card of it; in one piece it must be right
    return end if _is_right(letters) or text[start + 4 : start + 5] in " -.\u00a0\u202f" else 0


def _is_right(letters: str) -> bool:
    """ISO 7064, modulo 97."""
    turned = (letters[4:] + letters[:4]).upper()
    return int("".join(str(int(one, 36)) for one in turned)) % 97 == 1


def is_named(text: str, start: int, *, grouped: bool) -> bool:
    """Whether the words before the number at `start` say that it is something else, as `IMEI` does."""
    before = text[max(0, start - REACH) : start]
    return _NEVER.compiled.search(before) is not None or (
        not grouped and _SELDOM.compiled.search(before) is not None
    )


def is_short(text: str, start: int) -> bool:
    """Whether the words before the four digits at `start` name a number that can be as short as that."""
    before = text[max(0, start - REACH) : start]
    return _SHORT.compiled.search(before) is not None


def is_article(text: str, start: int, digits: str) -> bool:
    """Whether these 13 digits are an article's (EAN-13): Visa had so many once, shops have them every day.

    Not when the words before it speak of a card, nor in the range that Visa gave out for tests.
    """
    return (
        len(digits) == 13
        and not digits.startswith("4012888")
        and sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(digits)) % 10 == 0
        and _OF_CARD.compiled.search(text, max(0, start - REACH), start) is None
    )
