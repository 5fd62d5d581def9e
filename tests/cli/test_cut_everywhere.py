"""A card number, a code and a strip by every way in: no file below the home holds them afterwards."""

import json
import re

from tests.conftest import Dcx

CARD = "4242 4242 4242 4242"
SAID = f"{CARD}, cvv 737, pin 8642, ;4242424242424242=27121010000000000000?"
# A code counts where it stands alone: a few digits may be a part of any id or check sum.
SECRETS = (
    b"4242 4242",
    b"42424242",
    rb"(?<![0-9a-z])737(?![0-9a-z])",
    rb"(?<![0-9a-z])8642(?![0-9a-z])",
    b"271210100",
)


def held(dcx: Dcx) -> list[str]:
    """The files that hold any of it; parsed playbooks aside, in whose check sums any digits may stand."""
    return [
        f"{path.relative_to(dcx.home)}: {secret!r}"
        for path in dcx.home.rglob("*")
        if path.is_file() and path.parent.name != "playbooks"
        for secret in SECRETS
        if re.search(secret, path.read_bytes(), re.IGNORECASE)
    ]


def test_nothing_of_a_card_is_written_anywhere(dcx: Dcx) -> None:
    """Notes, answers, promises, reasons, names, warnings, concessions, care, what came too late, and the index."""
    lines = (
        f"//{SAID}", f"~ {SAID}", f"> {SAID}", f"* {SAID}", f"= {SAID}", f"+ refund {SAID} fri noon", f"/issue {SAID}",
        f"/concede 5 {SAID}", f"/hold {SAID}", f"/fix {SAID}", f"/who {SAID}", "/heat 3", f"k {SAID}", SAID, "2", SAID,
        f"/end agreed {SAID}", f"too late {SAID}",
    )  # fmt: skip
    done = dcx("handle", "-c", f"Ada {SAID}", "--about", SAID, stdin="\n".join((*lines, "")), code=None)
    assert "A card number or a security code was cut out" in done.out
    assert not any(re.search(secret, (done.out + done.err).encode()) for secret in SECRETS)
    promise = dcx("followups", "add", SAID, "tomorrow", "3pm", "-c", "Bo", "--json").json["data"]["id"]
    for words in (
        ("followups", "attempt", promise, "no_answer", SAID),
        ("followups", "risk", promise, SAID),
        ("followups", "step", promise, SAID),
        ("followups", "hand-over", promise, SAID),
        ("followups", "miss", promise, SAID),
        ("customer", "note", "Bo", SAID),
        ("customer", "check-in", "Bo", "--went", "good", "--text", SAID),
        ("customer", "break-up", "Bo", SAID, "--recommend", "improve"),
        ("care", "helps", SAID),
        ("care", "mark", "3", SAID),
        ("report", "change", "supplier", SAID),
        ("report", "--html", str(dcx.home / SAID.replace("/", ""))),
        ("search", CARD),
    ):
        assert dcx(*words, code=None).code != 70
    assert held(dcx) == []


def test_nothing_of_a_card_comes_back_by_an_import(dcx: Dcx) -> None:
    """A record of another program that holds one is cut as if it were typed."""
    from dataclasses import replace

    from difficult_cx.domain.event import Event
    from difficult_cx.journal.codec import decode, encode

    dcx("handle", "-c", "Ada", stdin="//a note\n", code=4)
    last = decode((dcx.home / "journal.jsonl").read_bytes().splitlines()[-1])
    assert isinstance(last, Event)
    theirs = replace(
        last, id="bcdfghjkmnpq", n=last.n + 1, device="bbbb22222222", data={**last.data, "text": SAID}
    )
    dcx("journal", "import", "-", stdin=encode(theirs).decode())
    assert json.loads(dcx("journal", "export", "-").out.splitlines()[-1])["text"].startswith("[card 4242]")
    assert held(dcx) == []
