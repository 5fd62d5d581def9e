"""The lint as a whole: the shipped playbooks have no mistakes, and neither has what people write well.

Each rule by itself is tested in tests/playbook/lint/.
"""

from pathlib import Path

import pytest

from difficult_cx.domain.call.evolve import fold
from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.library import Library, shipped_folder
from tests.conftest import Dcx
from tests.domain.call.rehearsal import Rehearsal
from tests.playbook.lint.mine import RULE, method, step


def found(tmp_path: Path, text: str, name: str = "mine") -> list[tuple[str, str]]:
    """Rule and level of everything the lint says about this file."""
    own = tmp_path / "own"
    own.mkdir()
    path = own / f"{name}.yaml"
    path.write_text(text)
    return [(one.rule, one.level) for one in Checking(Library(shipped_folder(), (own,))).files([path])]


def test_a_good_file_has_no_findings(tmp_path: Path) -> None:
    """Nothing to say, nothing said."""
    assert (
        found(
            tmp_path, method(step(), "  - use: respond\n    then: end\n".replace("respond", "short-apology"))
        )
        == []
    )


def test_all_shipped_playbooks_are_clean() -> None:
    """What comes with dcx lints clean."""
    assert Checking(Library(shipped_folder())).everything() == []


def test_the_command_says_where_and_exits_1(dcx: Dcx, tmp_path: Path) -> None:
    """`file:line:col`, the line, a hint; `--json` has the same."""
    path = tmp_path / "mine.yaml"
    path.write_text(method(step(ways="[{label: x, go: nowhere}]")))
    ran = dcx("playbook", "lint", str(path), code=1)
    assert f"{path}:11:12: `nowhere` leads nowhere (goto)" in ran.out
    [row] = dcx("playbook", "lint", str(path), "--json", code=1).json["data"]
    assert (row["rule"], row["line"], row["column"]) == ("goto", 11, 12)
    assert "No mistakes." in dcx("playbook", "lint").out


METHODS = [
    one.id for one in Library(shipped_folder()).overview() if one.kind == "method" and one.when == "during"
]


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("answer", ["", "1", "2", "3", "some words"])
def test_every_method_can_be_walked_to_an_end(name: str, answer: str) -> None:
    """Whatever is answered everywhere, going on leads to the wrap-up, gates passed with a reason."""
    playbook = Library(shipped_folder()).load(name).playbook
    call = Rehearsal(playbook=playbook)
    for _ in range(80):
        if call.state.phase != "card":
            break
        if call.standing.gate:
            call.play("they must go now")
        if answer:
            call.play(answer)
        call.play("", "")
    assert call.state.phase != "card", call.state.card
    assert fold(call.events) == call.state


CARD = {"title": "T", "do": "Do it.", "say": "[Hello.]", "never": "[Calm down]"}
FIELD = "{field: parcel, label: It}"


class TestFalseAlarms:
    """What a rule must not find: each is a playbook as people write them."""

    def test_twelve_cards_nine_of_them_always(self, tmp_path: Path) -> None:
        """The limits themselves are allowed; one more of either isn't."""
        always = [step(f"s{number}") for number in range(9)]
        asked = [
            step(f"a{letter}", ask=f"{{field: q_{letter}, label: It}}", unless=f"[q_{letter}]")
            for letter in "abc"
        ]
        assert found(tmp_path, method(*always, *asked)) == []

    @pytest.mark.parametrize("more", ["always", "asked"])
    def test_one_too_many(self, tmp_path: Path, more: str) -> None:
        """10 without a condition, or 13 on the way."""
        cards = [step(f"s{number}") for number in range(10 if more == "always" else 9)]
        cards += [
            step(f"a{letter}", ask=f"{{field: q_{letter}, label: It}}", unless=f"[q_{letter}]")
            for letter in ("" if more == "always" else "abcd")
        ]
        assert found(tmp_path, method(*cards)) == [("too-many", "error")]

    def test_cards_that_only_sometimes_stand_are_not_counted(self, tmp_path: Path) -> None:
        """Behind an `if`, or behind an answer to an earlier card."""
        cards = [step(f"s{number}") for number in range(8)]
        can = step("can", ways="[{label: yes, set: {can_do: yes}}]")
        cards += [can, *(step(f"o{number}", unless="[can_do]") for number in range(5))]
        cards += [step(f"i{number}", **{"if": "[promise_broken]"}) for number in range(5)]
        assert found(tmp_path, method(*cards)) == []

    def test_facts_that_the_record_or_the_call_sets(self, tmp_path: Path) -> None:
        """Promises, warnings, the policy; a pick; a situation's way; `not NAME`."""
        facts = "[promise_broken, chronic, warnings_spent, may_end_call, another_issue, chosen, not agreed, lawyer]"
        assert found(tmp_path, method(step("one", **{"if": facts}), step("two"))) == []

    def test_a_quote_may_say_it_but_not_first(self, tmp_path: Path) -> None:
        """The document's own words are free, and never the SAY row where they hold an avoided phrase."""
        quote = "{quote: We are not allowed to}"
        assert found(tmp_path, method(step(say=f"[Hello., {quote}]"))) == []

    def test_a_quote_first(self, tmp_path: Path) -> None:
        """The same quote as the SAY row is found."""
        assert found(tmp_path, method(step(say="[{quote: We are not allowed to}]"))) == [("avoided", "error")]

    def test_a_blank_is_read_with_its_fallback(self, tmp_path: Path) -> None:
        """What would be said when nothing is known is what is checked."""
        assert found(tmp_path, method(step(say='["It\'s our {what|policy}."]'))) == [("avoided", "error")]

    def test_a_hint_is_no_mistake(self, tmp_path: Path) -> None:
        """A phrase of level hint is a warning: said, and exit 0."""
        assert found(tmp_path, method(step(say='["You need to wait."]'))) == [("avoided", "warning")]

    def test_techniques_and_situations_stand_alone(self, tmp_path: Path) -> None:
        """They need no way to the end, and their facts may come from whoever uses them."""
        text = method(step(**{"if": "[whatever]", "ways": "[{label: x, go: return}]"}))
        assert found(tmp_path, text.replace("kind: method", "kind: technique")) == []

    def test_a_go_to_a_used_step_by_its_last_part(self, tmp_path: Path) -> None:
        """`go: listen` is `pause.listen` where only one card ends so; a technique's own `go` follows it."""
        text = method("  - use: pause\n", step(ways="[{label: x, go: listen}]"))
        assert found(tmp_path, text) == []

    def test_nowhere_is_said_once(self, tmp_path: Path) -> None:
        """A `then` to nowhere isn't also a card with no way to the end."""
        assert found(tmp_path, method(step(), "  - use: pause\n    then: nowhere\n")) == [("goto", "error")]


PLACES = {
    "goto": (method(step(ways="\n      - {label: x}\n      - {label: y, go: nowhere}")), "mine.yaml:13:9: "),
    "return": (
        method(step(ways="[{label: x, go: return}]")),
        "mine.yaml:11:12: only a situation can `return`",
    ),
    "never": (method(step(never="[Calm down, Never heard]")), "mine.yaml:10:24: "),
    "avoided": (method(step(say='[Hello., "It is our policy."]')), "mine.yaml:9:19: "),
    "blank": (method(step(do='"Do {it|that}."')), "mine.yaml:8:9: `do` is never filled in"),
    "rule": (method(step(rules=f"[{RULE}, Z9]")), "mine.yaml:11:17: "),
    "fact": (method(step(), step("two", **{"if": "[chronic, unknown_fact]"})), "mine.yaml:16:19: "),
    "only no": (
        method(step(ways="[{label: x, set: {ours: no}}]"), step("two", **{"if": "[ours]"})),
        "`ours` is only ever set to no",
    ),
    "needs": (method(step(needs="{unknown_fact: Something.}")), "mine.yaml:11:13: "),
    "use": (method(step(), "  - use: nothing-there\n"), "mine.yaml:11:10: "),
    "use fact": (method(step(), "  - use: pause\n    if: [unknown_fact]\n"), "mine.yaml:12:10: "),
}


@pytest.mark.parametrize(("text", "said"), PLACES.values(), ids=PLACES)
def test_a_finding_points_at_the_narrowest_place(tmp_path: Path, text: str, said: str) -> None:
    """The entry of the list, not the step it stands in."""
    own = tmp_path / "own"
    own.mkdir()
    path = own / "mine.yaml"
    path.write_text(text)
    [one] = Checking(Library(shipped_folder(), (own,))).files([path])
    assert said in one.render()


def test_two_situations_of_ones_own_with_one_letter(tmp_path: Path) -> None:
    """Each is told of the other."""
    own = tmp_path / "own"
    own.mkdir()
    for name in ("first", "second"):
        text = "dcx: 1\nid: NAME\nkind: situation\nkey: d\ntitle: Mine\nsteps:\n" + step()
        (own / f"{name}.yaml").write_text(text.replace("NAME", name))
    findings = Checking(Library(shipped_folder(), (own,))).everything()
    assert [(Path(one.path).stem, one.rule) for one in findings] == [
        ("first", "letter"),
        ("second", "letter"),
    ]
