"""A rehearsal on the full screen: what the customer says stands in the log."""

from difficult_cx.app.practising import practise
from difficult_cx.domain.practice.scenario import Scenario
from difficult_cx.playbook.library import shipped_folder
from difficult_cx.playbook.scenario import load_scenario
from difficult_cx.terminal.screen.row import text_of
from difficult_cx.terminal.screen.session import Session
from tests.conftest import Dcx


def session(dcx: Dcx, name: str) -> tuple[Session, Scenario]:
    """A session of this scenario, on its first card."""
    scenario = load_scenario((shipped_folder(),), name)
    world = dcx.world(dcx.stream(), dcx.stream(), dcx.stream())
    made = Session(practise(world, scenario, 3))
    made.begin()
    return made, scenario


def rows(made: Session, columns: int = 80, height: int = 24) -> str:
    """The screen as text."""
    frame = made.frame(columns, height)
    return "\n".join(text_of(row) for row in (*frame.above, *frame.below))


def test_what_they_say_is_whole_at_80_columns(dcx: Dcx) -> None:
    """The brief and every row of theirs, uncut; the feedback says it too."""
    made, scenario = session(dcx, "yelling")
    shown = rows(made)
    assert "PRACTICE: Charged twice, and loud. Nothing is written." in shown
    assert scenario.brief.split()[-1] in shown
    assert ".." not in shown.split("next:")[1].split("PRACTICE")[0]
    assert "TWICE" in shown
    for line in ("", "charged twice", ""):
        dcx.clock.forward(seconds=1)
        made.typed(line)
        made.enter()
    assert 'They: "' in rows(made)
    assert '" ' in rows(made)


def test_undo_leaves_what_they_said(dcx: Dcx) -> None:
    """The rep can take back a note; what was said was said."""
    made, _ = session(dcx, "yelling")
    for line in ("", "double, 8841", "u"):
        dcx.clock.forward(seconds=1)
        made.typed(line)
        made.enter()
    shown = rows(made)
    assert "double, 8841" not in shown.split("Taken back")[0].split("next:")[1]
    assert "TWICE" in shown


def test_a_half_typed_line_is_nobody_s(dcx: Dcx) -> None:
    """No draft reaches the disk."""
    made, _ = session(dcx, "legal")
    made.typed("half a li")
    made.keep_draft()
    assert not (dcx.home / "drafts").exists()
