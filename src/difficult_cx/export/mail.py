"""The agreement in writing: a draft from a template, as a message for mail programs or as a link.

Only what was agreed, what is promised by when, and thanks: no offer, nothing about whose fault it was.
The customer's own words about what is wrong are left out, for that reason.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from pathlib import Path
from urllib.parse import quote

from difficult_cx.domain.call.blanks import BLANK
from difficult_cx.errors import DcxError
from difficult_cx.export.harmless import lines, one_line

TEMPLATE = Path(__file__).with_name("agreement.txt")
MOST_SUBJECT = 200
# Longer lines, or signs outside ASCII, are written quoted-printable, which every program reads.
LONGEST_LINE = 900
HEADERS = frozenset(
    ("subject", "to", "date", "x-unsent", "content-type", "content-transfer-encoding", "mime-version")
)
_SUBJECT = re.compile(r"subject:[ \t]*(.*)", re.IGNORECASE)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail before it is sent: plain text, one line of subject; `to` is an address or empty."""

    subject: str
    body: str
    to: str = ""


def draft(template: str, values: Mapping[str, str], to: str = "") -> Draft:
    """The template with its blanks filled; a paragraph whose blanks are all empty is left out.

    The first line is the subject. DcxError when it is not, or when `to` is no single address.
    """
    first, _, rest = template.replace("\r\n", "\n").lstrip("\ufeff\n").partition("\n")
    found = _SUBJECT.fullmatch(first.strip())
    if found is None:
        raise DcxError(
            "The mail template doesn't begin with its subject.",
            "its first line is `Subject: …`, then an empty line",
        )
    if to and _ADDRESS.fullmatch(to) is None:
        raise DcxError("That is no address to write to.", "one address, like ada@example.com")
    paragraphs = [_filled(part, values) for part in re.split(r"\n\s*\n", rest.strip("\n"))]
    body = "\n\n".join(part for part in paragraphs if part.strip())
    # `=?` would begin an encoded word in a header
    subject = one_line(_filled(found.group(1), values)).replace("=?", "= ?")[:MOST_SUBJECT]
    return Draft(subject, lines(body) + "\n", to)


def _filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every blank filled, once: what fills one is never read for blanks again."""
    rows = []
    for row in text.split("\n"):
        filled = BLANK.sub(lambda one: values.get(one.group(1), "").strip() or one.group(2), row)
        # `Hello {customer|},` without a name is `Hello,`; a line that was nothing but blanks goes
        filled = re.sub(r"[ \t]+(?=[,.!?](?:\s|$))", "", filled)
        if filled.strip() or not BLANK.search(row):
            rows.append(filled)
    return "\n".join(rows)


def bullets(heading: str, rows: Sequence[str]) -> str:
    """A heading and a line for each; empty when there is none."""
    if not rows:
        return ""
    return "\n".join([heading, *(f"- {one_line(row)}" for row in rows)])


def message(mail: Draft, now: datetime) -> bytes:
    """The draft as an .eml file; it is read back by another parser, and refused when that differs."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = mail.subject
    if mail.to:
        made["To"] = mail.to
    made["Date"] = now
    made["X-Unsent"] = "1"  # Outlook opens it as a draft
    plain = mail.body.isascii() and max(map(len, mail.body.split("\n"))) < LONGEST_LINE
    made.set_content(mail.body, cte="7bit" if plain else "quoted-printable")
    content = bytes(made)
    if not _same(mail, content):
        raise DcxError(
            "The draft can't be read back as it was written; nothing was made.",
            "`--as mailto` makes a link of the same text",
        )
    return content


def _same(mail: Draft, content: bytes) -> bool:
    """Whether a parser finds our headers only, this subject and this text."""
    read = BytesParser(policy=SMTP).parsebytes(content)
    text = read.get_content() if read.get_content_type() == "text/plain" else ""
    return (
        not {name.lower() for name in read} - HEADERS
        and str(read["Subject"]) == mail.subject
        and text.replace("\r\n", "\n").strip() == mail.body.strip()
    )


def link(mail: Draft) -> str:
    """The draft as a `mailto:` link, for a browser or a shell."""
    body = quote(mail.body.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(mail.to, safe='@')}?subject={quote(mail.subject, safe='')}&body={body}"
