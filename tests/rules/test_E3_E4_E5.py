"""E3: leverage your team; E4: don't stop when the issue is resolved; E5: involve the customer."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, Replay, handled, newest


def test_E3_1_a_colleague_is_introduced_and_one_stays_the_contact(dcx: Dcx) -> None:
    """E3.1: With words for it; who was introduced is on the record and in the customer's story."""
    call = Replay("five-tips", first="leverage-your-team.introduce")
    assert "I stay your contact" in call.view.say
    call.play("Kim from the workshop", "")
    assert call.record["fields"]["introduced"] == "Kim from the workshop"
    assert "Kim from the workshop" in call.view.say
    dcx("customer", "note", "Brook Ltd", "knows the printer", "--kind", "introduced", "--colleague", "Kim")
    assert "Kim" in dcx("customer", "show", "Brook Ltd").out


def test_E3_2_nobody_is_the_only_one(dcx: Dcx) -> None:
    """E3.2: Who helps out by default stands on every promise that names nobody; the card for it is met in a call."""
    handled(dcx, *AGREED, "/heat 4", "/end lost all", customer="Other Ltd")
    assert "Other Ltd" in dcx("customer", "check-in").out.partition("NOBODY BUT YOU")[2]
    dcx.config('backup = "Robin"\n')
    handled(
        dcx, *AGREED, "a credit", "1", "refund it @sam fri noon", "", "+ ring her thu 3pm ^Kim", "/end agreed"
    )
    dcx("customer", "check-in", "Brook Ltd", "next monday 10am")
    backups = {one["text"].split()[0]: one["backup"] for one in dcx("followups", "--json").json["data"]}
    assert (backups["refund"], backups["ring"], backups["check-in:"]) == ("Robin", "Kim", "Robin")
    call = Replay("five-tips", first="leverage-your-team.introduce")
    call.play("Robin", "")
    assert call.card == "leverage-your-team.when-away"
    assert call.view.say == "When I'm away, Robin knows all of it."
    call.play("")
    assert call.steps["leverage-your-team.when-away"] == "done"


def test_E3_2_what_somebody_owes_is_handed_over_when_they_are_away(dcx: Dcx) -> None:
    """E3.2: The promises of one who is off are listed and pass to another; a hard customer who knows no other name is listed."""
    handled(dcx, *AGREED, "/heat 4", "+ refund it @sam ^Kim fri noon", "/end agreed")
    handled(dcx, *AGREED, "/heat 4", "/end lost all", customer="Other Ltd")
    dcx("customer", "note", "Brook Ltd", "knows the printer", "--kind", "introduced", "--colleague", "Kim")
    alone = dcx("customer", "check-in").out.partition("NOBODY BUT YOU")[2]
    assert "Other Ltd" in alone
    assert "Brook Ltd" not in alone.split("\n\n")[0]
    [promise] = dcx("followups", "--json").json["data"]
    assert promise["backup"] == "Kim"
    away = dcx("followups", "--away", "sam", "--json").json["data"]
    assert [one["id"] for one in away] == [promise["id"]]
    dcx("followups", "hand-over", promise["id"], "Kim")
    assert dcx("followups", "show", promise["id"], "--json").json["data"]["owner"] == "Kim"


def test_E4_1_a_hard_call_is_watched_until_all_is_kept(dcx: Dcx) -> None:
    """E4.1: For a set time, promises first; it ends only when all are kept."""
    handled(dcx, *AGREED, "a credit", "1", "refund it fri noon", "", "/heat 4", "/end agreed")
    assert "WATCHED AFTER A HARD CALL" in dcx("customer", "check-in").out
    dcx.clock.forward(days=20)
    out = dcx("customer", "check-in").out
    assert "1 promise not kept yet" in out
    [promise] = dcx("followups", "--json").json["data"]
    dcx("followups", "keep", promise["id"])
    assert "WATCHED" not in dcx("customer", "check-in").out


def test_E4_2_how_they_feel_now_is_asked_once_and_kept(dcx: Dcx) -> None:
    """E4.2: The watch asks; the answer is on the record and isn't asked again; the call after the fix asks too."""
    handled(dcx, *AGREED, "/heat 4", "/end lost all")
    assert "ask how they feel" in dcx("customer", "check-in").out
    dcx("customer", "check-in", "Brook Ltd", "--went", "good", "--text", "better", "--feeling", "1")
    assert "ask how" not in dcx("customer", "check-in").out
    call = Replay("after-the-fix", first="after-resolution.lingering")
    assert call.view.say == "How is it for you now, after all of this?"
    call.play("still a bit sore")
    assert call.record["fields"]["feels_now"] == "still a bit sore"


def test_E4_3_a_hard_question_owed_an_answer_is_a_promise() -> None:
    """E4.3: The card for it makes the promise, with its day."""
    call = Replay("five-tips", first="after-resolution.hard-question")
    assert "That's a fair question." in call.view.say
    call.play("say how the firm is doing fri noon")
    [promise] = call.call.state.promises.values()
    assert promise.due is not None
    assert call.steps["after-resolution.hard-question"] == "not_reached"
    call.play("")
    assert call.steps["after-resolution.hard-question"] == "done"


def test_E5_1_they_are_let_in_on_what_matters_to_them(dcx: Dcx) -> None:
    """E5.1: In a call: what they care about, then a promise of its own kind; its own call keeps what they said to it."""
    call = Replay("five-tips", first="involve-the-customer.cares-about")
    call.play("the roadmap", "")
    assert call.view.say == "Would you like to see what is planned for the roadmap?"
    call.play("show the roadmap ^Kim thu 10am")
    assert [(one.kind, one.backup) for one in call.call.state.promises.values()] == [("inside_look", "Kim")]
    assert call.record["fields"]["cares_about"] == "the roadmap"
    dcx("customer", "inside-look", "show the roadmap", "thu 10am", "-c", "Brook Ltd", "--colleague", "Kim")
    [promise] = dcx("followups", "--json").json["data"]
    lines = "the roadmap\n\nleave out the second form\n\ntell them what became of it fri noon\n"
    ran = dcx("handle", "--for", promise["id"], stdin=f"{lines}/end resolved shown\n", code=None)
    assert "LET THEM LOOK IN" in ran.out
    fields = newest(dcx)["fields"]
    assert (fields["cares_about"], fields["feedback"]) == ("the roadmap", "leave out the second form")


def test_E5_1_several_customers_look_in_at_once(dcx: Dcx) -> None:
    """E5.1: One command, a promise for each, with the same colleague and time."""
    names = ("Brook Ltd", "Hill & Sons", "Ada Moor")
    for name in names:
        dcx("customer", "note", name, "the roadmap", "--kind", "cares_about")
    options = [word for name in names for word in ("-c", name)]
    dcx("customer", "inside-look", "the roadmap thu 10am", *options, "--colleague", "Kim")
    made = dcx("followups", "--json").json["data"]
    assert sorted(one["customer"]["name"] for one in made) == sorted(names)
    assert {(one["kind"], one["text"], one["backup"]) for one in made} == {
        ("inside_look", "the roadmap", "Kim")
    }
    assert {one["due"] for one in made} == {"2026-11-26T10:00:00Z"}
    assert "the roadmap" in dcx("customer", "show", "Ada Moor").out


def test_E5_2_feedback_gets_its_answer_changed_or_not_because(dcx: Dcx) -> None:
    """E5.2: Both answers are kept; telling the customer is a promise, whose call says which of the two it is."""
    dcx("customer", "note", "Brook Ltd", "the form asks twice", "--kind", "feedback")
    [noted] = dcx("customer", "note", "Brook Ltd", "--json").json["data"]
    dcx(
        "customer", "note", "Brook Ltd", "one page now",
        "--answer", noted["id"], "--changed", "--tell", "fri noon",
    )  # fmt: skip
    [promise] = dcx("followups", "--json").json["data"]
    assert promise["kind"] == "feedback"
    ran = dcx("handle", "--for", promise["id"], stdin="\n1\none page now\n1\n/end resolved told\n", code=None)
    assert "THANK THEM FOR IT" in ran.out
    assert "BECAUSE OF YOU" in ran.out
    not_so = Replay("feedback-answered")
    not_so.play("", "2", "the law asks for both")
    assert not_so.record["fields"]["feedback_answer"] == "not changed"
    assert not_so.record["fields"]["not_changed"] == "the law asks for both"
