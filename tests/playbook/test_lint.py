"""Each rule of the lint finds its mistake, and the shipped playbooks have none."""

from pathlib import Path

import pytest

from difficult_cx.domain.call.evolve import fold
from difficult_cx.playbook.checking import RULES, Checking
from difficult_cx.playbook.library import Library, shipped_folder
from tests.conftest import Dcx
from tests.domain.call.rehearsal import Rehearsal


def step(name: str = "one", **more: str) -> str:
    """A step with these keys."""
    keys = {"title": "One", "do": "Do it.", "say": "[Hello.]", "never": "[Calm down]", **more}
    return f"  - id: {name}\n" + "".join(f"    {key}: {value}\n" for key, value in keys.items())


def method(*steps: str) -> str:
    """A method of these steps."""
    return "dcx: 1\nid: mine\nkind: method\ntitle: Mine\nsteps:\n" + "".join(steps)


def found(tmp_path: Path, text: str, name: str = "mine") -> list[tuple[str, str]]:
    """Rule and level of everything the lint says about this file."""
    own = tmp_path / "own"
    own.mkdir()
    path = own / f"{name}.yaml"
    path.write_text(text)
    return [(one.rule, one.level) for one in Checking(Library(shipped_folder(), (own,))).files([path])]


WRONG = {
    "goto": method(step(ways="[{label: x, go: nowhere}]")),
    "unreachable": method(step(), "  - use: stay-cool\n    then: end\n", step("two")),
    "no-end": method(
        step(ways="[{label: x, go: two}]"),
        "  - use: stay-cool\n    then: end\n",
        "  - use: say-i\n    then: one\n",
    )
    .replace("go: two", "go: say-i.own-experience")
    .replace("then: end", "then: one"),
    "asked-twice": method(
        step(ask="{field: issue, label: It}"), step("two", ask="{field: issue, label: It}")
    ),
    "unset-fact": method(step(), step("two", **{"if": "[never_set]"})),
    "blank": method(step(say='["Hello {customer|}."]')),
    "too-many": method(*(step(f"s{number}") for number in range(13))),
    "too-long": method(
        step(
            title="one two three four five",
            do="one two three four five six seven eight nine ten eleven twelve",
            say='["one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"]',
            never="[I understand exactly how you feel, there's nothing I can do]",
        )
    ),
    "avoided": method(step(say='["That is our policy, it\'s our policy."]')),
    "two-questions": method(step(say='["What? And why?"]')),
    "unknown": method(step(rules="[Z9.9]")),
    "letter": "dcx: 1\nid: mine\nkind: situation\nkey: u\ntitle: Mine\nsteps:\n" + step(),
}


@pytest.mark.parametrize("rule", WRONG)
def test_each_rule_finds_its_mistake(tmp_path: Path, rule: str) -> None:
    """A file with just this mistake gets just this finding."""
    assert (rule, "error") in found(tmp_path, WRONG[rule])


def test_every_rule_has_its_test() -> None:
    """A rule without a mistake of its own is not tested; `lang` needs a folder, so it stands below."""
    assert {*WRONG, "lang"} == set(RULES)


def test_a_language_has_its_folder(tmp_path: Path) -> None:
    """What lies in `de/` says so, and stands for itself; what it uses may still be English."""
    own = tmp_path / "own"
    (own / "de").mkdir(parents=True)
    (own / "de" / "mine.yaml").write_text(method(step(), "  - use: stay-cool\n    then: end\n"))
    library = Library(shipped_folder(), (own,))
    [one] = Checking(library).everything()
    assert (one.rule, one.hint) == ("lang", "lang: de")
    (own / "de" / "mine.yaml").write_text(
        method(step(), "  - use: stay-cool\n    then: end\n").replace("steps:", "lang: de\nsteps:")
    )
    assert Checking(Library(shipped_folder(), (own,))).everything() == []
    assert Library(shipped_folder(), (own,)).load("mine", "de").playbook.lang == "de"


def test_a_good_file_has_no_findings(tmp_path: Path) -> None:
    """Nothing to say, nothing said."""
    assert (
        found(tmp_path, method(step(), "  - use: respond\n    then: end\n".replace("respond", "stay-cool")))
        == []
    )


def test_all_shipped_playbooks_are_clean() -> None:
    """What comes with dcx lints clean."""
    assert Checking(Library(shipped_folder())).everything() == []


def test_the_command_says_where_and_exits_1(dcx: Dcx, tmp_path: Path) -> None:
    """`file:line:col`, the line, a hint; `--json` has the same."""
    path = tmp_path / "mine.yaml"
    path.write_text(WRONG["goto"])
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
