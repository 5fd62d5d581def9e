"""A6: follow up during and after."""

from typing import Any

from tests.conftest import Dcx
from tests.rules.replay import AGREED, Replay, handled

PROMISED = (*AGREED, "the money back", "1", "refund the second bill fri noon", "", "1", "/end agreed")


def the_promise(dcx: Dcx) -> dict[str, Any]:
    """The only promise that is open."""
    [found] = dcx("followups", "--json").json["data"]
    return dict(found)


def test_A6_1_every_stage_of_long_work_is_promised_and_told(dcx: Dcx) -> None:
    """A6.1: A card says so; each stage has its own time, and what to tell them when it is done; all on the record."""
    call = Replay("art-and-science", first="follow-up.each-stage")
    assert call.view.say == "There are a few steps. I'll write to you after each one."
    call.play("order the part thu 10am")
    assert [one.kind for one in call.call.state.promises.values()] == ["promise"]
    handled(dcx, *PROMISED)
    mine = the_promise(dcx)["id"]
    dcx("followups", "step", mine, "order", "the", "part", "thu", "10am")
    dcx("followups", "step", mine, "fit", "it", "fri", "10am")
    told = dcx("followups", "done", mine).out
    assert "Tell them:" in told
    assert "order the part is done. Next: fit it, by 10 am on Friday 27 November." in told
    first, second = the_promise(dcx)["stages"]
    assert (first["text"], first["due"]) == ("order the part", "2026-11-26T10:00:00Z")
    assert first["done_at"] is not None
    assert (second["text"], second["done_at"]) == ("fit it", None)


def test_A6_2_when_it_is_solved_they_are_asked_how_it_has_been_since(dcx: Dcx) -> None:
    """A6.2: Offered with a date when the last promise is kept; its call thanks them and keeps what they say."""
    handled(dcx, *PROMISED)
    mine = the_promise(dcx)["id"]
    assert "Ask how it has been since, on " in dcx("followups", "keep", mine).out
    dcx("followups", "after", mine)
    planned = the_promise(dcx)
    assert planned["kind"] == "after_resolution"
    assert planned["due"] > "2026-11-26"
    ran = dcx("handle", "--for", planned["id"], stdin="works since Friday\n1\n\n\n1\n\n\n\n\n\n\n", code=None)
    assert "Thank you for your patience. How has it been since?" in ran.out
    call = dcx("call", "list", "--all", "--json").json["data"][0]["id"]
    assert dcx("call", "show", call, "--json").json["data"]["fields"]["since"] == "works since Friday"
