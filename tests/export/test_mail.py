"""The agreement as a mail, read back by the standard library's parser."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from difficult_cx.errors import DcxError
from difficult_cx.export.mail import TEMPLATE, bullets, draft, link, message

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
SHIPPED = TEMPLATE.read_text(encoding="utf-8")
VALUES = {
    "customer": "Ada Brook",
    "date": "Tuesday 24 November",
    "promises": bullets("What you can count on:", ["Refund both fees, by noon on Friday 27 November"]),
    "rep": "Sam",
}


def test_the_shipped_template_says_what_was_agreed() -> None:
    """Who, thanks, the promises with their dates, who writes; empty blanks leave nothing behind."""
    mail = draft(SHIPPED, VALUES)
    assert mail.subject == "What we agreed on Tuesday 24 November"
    assert mail.body.startswith(
        "Hello Ada Brook,\n\nThank you for getting in touch.\n\nWhat you can count on:\n"
    )
    assert "- Refund both fees, by noon on Friday 27 November\n" in mail.body
    assert mail.body.endswith("Kind regards\nSam\n")
    assert "{" not in mail.body
    assert "\n\n\n" not in mail.body


def test_without_a_name_nobody_is_named() -> None:
    """`Hello,` and the fallbacks."""
    mail = draft(SHIPPED, {})
    assert mail.body.startswith("Hello,\n")
    assert "There is nothing left for us to do." in mail.body


@pytest.mark.parametrize(
    "name",
    ["Ada\r\nBcc: all@example.com", "a\nSubject: x", "=?utf-8?q?=0ABcc:x?=", "日本 🙂 é", "\udce9\x00\x1b[2J",
     "x" * 3000, "{promises|}", 'A "B" <c@d>', "\u2028Bcc: x", "a,b;c", ". \n.\n", "From here"],
)  # fmt: skip
def test_hostile_words_never_make_a_header(name: str) -> None:
    """Another parser finds our headers only, and the text as it was drafted."""
    mail = draft(
        SHIPPED.replace("{date|the phone}", "{customer|x}"), {**VALUES, "customer": name}, "ada@example.com"
    )
    content = message(mail, NOW)
    read = message_from_bytes(content, policy=default)
    assert {one.lower() for one in read} == {
        "subject", "to", "date", "x-unsent", "content-type", "content-transfer-encoding", "mime-version",
    }  # fmt: skip
    assert not read.defects
    assert read["To"] == "ada@example.com"
    assert read["Subject"] == mail.subject
    assert read.get_content().replace("\r\n", "\n").strip() == mail.body.strip()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    second = pytest.importorskip("fast_mail_parser").parse_email(content)
    assert {one.lower() for one in second.headers} == {one.lower() for one in read}
    assert (second.subject, second.headers["To"]) == (mail.subject, ["ada@example.com"])
    assert [one.replace("\r\n", "\n").strip() for one in second.text_plain] == [mail.body.strip()]
    assert not second.attachments
    assert not second.text_html


@pytest.mark.parametrize(
    "to", ["a@b", "a b@c.de", "a@b.de, c@d.de", "x@y.de\nBcc: z@z.de", "<a@b.de>", "@b.de"]
)
def test_only_one_address_is_taken(to: str) -> None:
    """Anything but one plain address is refused."""
    with pytest.raises(DcxError):
        draft(SHIPPED, VALUES, to)


def test_a_template_begins_with_its_subject() -> None:
    """Without one it says what is missing."""
    with pytest.raises(DcxError, match="subject"):
        draft("Hello {customer|}", VALUES)


def test_a_template_of_ones_own() -> None:
    """Blanks anywhere, unknown ones by their fallback, each filled once."""
    own = "\ufeffsubject: {company|Us}\r\n\r\nDear {customer|you},\r\n{unknown|as agreed}\r\n{promises|none}\r\n"
    mail = draft(own, {"customer": "{company|x}", "promises": "a\nb"})
    assert (mail.subject, mail.body) == ("Us", "Dear {company|x},\nas agreed\na\nb\n")


def test_the_link_carries_the_same() -> None:
    """A mailto: link in which every sign of the text is safe."""
    mail = draft(SHIPPED, {**VALUES, "customer": "Ada & Bo? #1 +x é"}, "ada@example.com")
    parts = urlsplit(link(mail))
    assert (parts.scheme, parts.path) == ("mailto", "ada@example.com")
    fields = parse_qs(parts.query.replace("+", "%2B"), strict_parsing=True)
    assert fields["subject"] == [mail.subject]
    assert unquote(fields["body"][0]).replace("\r\n", "\n") == mail.body
    assert " " not in link(mail)
