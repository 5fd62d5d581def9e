"""`dcx handle --for PROMISE`: the call that keeps it, by the playbook of its kind."""

import pytest

from difficult_cx.app.handling import FOLLOW_UPS
from difficult_cx.playbook.library import Library, shipped_folder
from tests.conftest import Dcx


def promised(dcx: Dcx, text: str = "send the label fri noon") -> str:
    """A promise to Brook Ltd, its id."""
    return str(dcx("followups", "add", text, "-c", "Brook Ltd", "--json").json["data"]["id"])


def made_at_a_card(dcx: Dcx, playbook: str, steps: int, line: str) -> str:
    """A promise made on a card of this playbook, by the field that the card asks; its id."""
    dcx("handle", playbook, "-c", "Brook Ltd", stdin="\n" * steps + f"{line}\n/end resolved\n", code=None)
    rows = dcx("followups", "--json").json["data"]
    return str(rows[-1]["id"])


def last_call(dcx: Dcx) -> dict[str, object]:
    """The newest call, whole."""
    call = dcx("call", "list", "--all", "--json").json["data"][0]["id"]
    found: dict[str, object] = dcx("call", "show", call, "--json").json["data"]
    return found


def test_every_kind_has_a_playbook_that_came_with_dcx() -> None:
    """And it can be walked."""
    for name in (*FOLLOW_UPS.values(), "keep-a-promise", "own-a-broken-promise"):
        playbook = Library(shipped_folder()).load(name).playbook
        assert (playbook.kind, playbook.when) == ("method", "during")


def test_a_promise_in_time_is_told(dcx: Dcx) -> None:
    """Its words are in what there is to say; the wrap-up asks how it went, and a yes keeps it."""
    mine = promised(dcx)
    ran = dcx("handle", "--for", mine, stdin="1\n\n\ne\n1\n1\n\n\n\n\n\n")
    assert "To keep: send the label" in ran.out
    assert "I said I would send the label. Here is where it stands." in ran.out
    assert "How did it go with the promise that this call was for?" in ran.out
    assert dcx("followups", "show", mine, "--json").json["data"]["state"] == "kept"
    assert last_call(dcx)["playbook"] == "keep-a-promise"


@pytest.mark.parametrize(("number", "state", "tried"), [("2", "open", ["no_answer"]), ("3", "broken", [])])
def test_what_was_not_done_is_on_the_record(dcx: Dcx, number: str, state: str, tried: list[str]) -> None:
    """Nobody answered: an attempt, and it stays open; not kept: broken."""
    mine = promised(dcx)
    dcx("handle", "--for", mine, stdin=f"e\n3\n{number}\n\n\n\n\n\n")
    found = dcx("followups", "show", mine, "--json").json["data"]
    assert found["state"] == state
    assert [one["reason"] for one in found["attempts"]] == tried


def test_a_late_one_is_owned_first(dcx: Dcx) -> None:
    """Late or broken: the first card owns it, with its words."""
    mine = promised(dcx)
    dcx.clock.forward(days=5)
    ran = dcx("handle", "--for", mine, stdin="", code=4)
    assert "Step 1 of 6. OWN IT FIRST" in ran.out
    assert "I owe you this: send the label. It wasn't kept. I'm sorry." in ran.out
    dcx("followups", "miss", mine, "forgot it")
    assert "OWN IT FIRST" in dcx("handle", "--for", mine, stdin="", code=4).out


@pytest.mark.parametrize(
    ("playbook", "steps", "first"),
    [("check-in", 3, "SOMETHING PERSONAL FIRST"), ("inside-look", 0, "WHAT MATTERS TO THEM")],
)
def test_the_kind_of_the_promise_chooses(dcx: Dcx, playbook: str, steps: int, first: str) -> None:
    """A check-in promised on a card is a check-in, and the next call is walked as one."""
    if playbook == "check-in":
        mine = made_at_a_card(dcx, playbook, steps, "call again tue 10am")
    else:
        mine = made_at_a_card(dcx, "five-tips", 9, "the roadmap call tue 10am")
    assert dcx("followups", "show", mine, "--json").json["data"]["kind"] == playbook.replace("-", "_")
    assert first in dcx("handle", "--for", mine, stdin="", code=4).out


def test_a_playbook_that_was_named_is_taken(dcx: Dcx) -> None:
    """Whoever asks for one gets it."""
    mine = promised(dcx)
    assert "LET THEM FINISH" in dcx("handle", "with-ease", "--for", mine, stdin="", code=4).out


def test_ones_own_of_the_same_id_is_taken(dcx: Dcx) -> None:
    """An organisation changes the call that keeps a promise by a file of that name."""
    mine = promised(dcx)
    folder = dcx.home / "playbooks"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keep-a-promise.yaml").write_text(
        "dcx: 1\nid: keep-a-promise\nkind: method\ntitle: Ours\nsteps:\n"
        "  - {id: one, title: Our way, do: Do it., say: [I did it.], never: [Calm down]}\n"
    )
    assert "OUR WAY" in dcx("handle", "--for", mine, stdin="", code=4).out
