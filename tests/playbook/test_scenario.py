"""Scripted customers: the shipped ones are whole, and a broken one says where."""

from pathlib import Path

import pytest

from difficult_cx.domain.practice.play import answer, begin
from difficult_cx.domain.practice.scenario import Scenario
from difficult_cx.playbook.library import shipped_folder
from difficult_cx.playbook.scenario import read_scenario, scenario_files

FILES = scenario_files((shipped_folder(),))
ISSUE = {"yelling", "circles", "chronic", "expectation", "legal", "troll", "broken-promise", "supervisor"}


def test_the_eight_are_there() -> None:
    """Yelling, circles, chronic, a wrong expectation, a legal threat, a troll, a promise broken, a boss."""
    assert set(FILES) >= ISSUE


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_scenario_has_no_mistake(name: str) -> None:
    """Every key, every place to go, every row short enough for the log."""
    _, findings = read_scenario(FILES[name])
    assert [one.render() for one in findings] == []


@pytest.mark.parametrize("name", FILES)
def test_every_turn_can_be_reached_and_the_customer_can_be_calmed(name: str) -> None:
    """By some way of the rep's: no dead words, and nobody who is lost from the start."""
    scenario, _ = read_scenario(FILES[name])
    seen, calmest = _everywhere(scenario)
    assert seen == {one.id for one in scenario.turns}
    assert calmest <= 1
    assert {aim.move for aim in scenario.aims} <= _moves(scenario) | {"note"}


def _moves(scenario: Scenario) -> set[str]:
    """Every move that the customer answers somewhere."""
    reactions = [one for turn in scenario.turns for one in turn.on] + list(scenario.always)
    return {move for one in reactions for move in one.moves}


def _everywhere(scenario: Scenario) -> tuple[set[str], int]:
    first, _ = begin(scenario, 1)
    waiting, seen = [first], {(first.turn, first.heat)}
    while waiting:
        play = waiting.pop()
        for move in _moves(scenario) - {"end"}:
            after, _ = answer(play, [move], [])
            if (after.turn, after.heat) not in seen:
                seen.add((after.turn, after.heat))
                waiting.append(after)
    return {turn for turn, _ in seen}, min(heat for _, heat in seen)


BROKEN = """\
dcx: 1
id: other
title: A title that has more words in it than eight
who: Ada
brief: Nothing.
heat: 9
turns:
  - id: opening
    says: ["This row is far too long to stand in one row of the log at eighty columns, isn't it?"]
    on:
      - {moves: [dance], go: nowhere}
  - id: lost
    says: [Hm.]
ends: {calm: [Bye.]}
"""


def test_every_mistake_has_its_place(tmp_path: Path) -> None:
    """All in one run: the id, limits, unknown moves, turns that lead nowhere or that nothing leads to."""
    path = tmp_path / "practice" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(BROKEN)
    _, findings = read_scenario(path)
    said = {(one.line, one.rule) for one in findings}
    assert {(3, "limit"), (6, "type"), (9, "limit"), (11, "unknown"), (14, "missing-key")} <= said
    assert {"id", "goto", "unreachable", "missing-key"} <= {rule for _, rule in said}
    assert all(one.path == str(path) for one in findings)


@pytest.mark.parametrize(
    "text", ["", "a: &b [*b]", "dcx: 1\nid: !!python/object x", "dcx: 1\nturns: 7\nends: 1"]
)
def test_hostile_files_are_findings(text: str, tmp_path: Path) -> None:
    """No exception, whatever the file is."""
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    _, findings = read_scenario(path)
    assert findings
