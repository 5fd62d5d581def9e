"""Naming a call can be taken back: a merge, and a customer who was added for it."""

from tests.app.test_unsaved import a_call, again
from tests.conftest import Dcx


def names(dcx: Dcx) -> list[str]:
    """Every customer's first name, and how many others they have."""
    listed = dcx("customer", "list", "--json").json["data"]
    return [one["name"] for one in listed]


def test_u_parts_what_same_merged(dcx: Dcx) -> None:
    """Two customers again, each with their own names and calls; `/redo` joins them, `u` parts them again."""
    dcx("handle", "with-ease", "-c", "Brook & Co", stdin="/end resolved\n")
    call = a_call(dcx)
    call.reply("/who Brook Co")
    assert call.reply("/same 1").rows == ("Customer: Brook & Co",)
    assert names(dcx) == ["Brook & Co"]
    for line, listed, customer in (
        ("u", ["Brook & Co", "Brook Co"], "Brook Co"),
        ("/redo", ["Brook & Co"], "Brook & Co"),
        ("u", ["Brook & Co", "Brook Co"], "Brook Co"),
    ):
        call.reply(line)
        assert sorted(names(dcx)) == listed
        assert call.standing().desk.customer == customer
        assert again(dcx, call).standing().desk.customer == customer


def test_u_takes_back_who_was_added(dcx: Dcx) -> None:
    """A slip of the fingers leaves no customer behind; `/redo` brings the same one back."""
    call = a_call(dcx)
    call.reply("/who Dana Ruiz")
    named = call.state.customer
    call.reply("/who Dana Riuz")
    assert sorted(names(dcx)) == ["Dana Riuz", "Dana Ruiz"]
    call.reply("u")
    assert names(dcx) == ["Dana Ruiz"]
    assert call.state.customer == named
    call.reply("/redo")
    assert sorted(names(dcx)) == ["Dana Riuz", "Dana Ruiz"]
    call.reply("u")
    call.reply("u")
    assert names(dcx) == []
    assert call.state.customer is None


def test_who_has_something_else_stays(dcx: Dcx) -> None:
    """Another call with them began meanwhile: the name goes from this call, the customer stays."""
    call = a_call(dcx)
    call.reply("/who Dana Ruiz")
    dcx("handle", "with-ease", "-c", "Dana Ruiz", stdin="/end resolved\n")
    call.reply("u")
    assert call.state.customer is None
    assert names(dcx) == ["Dana Ruiz"]
