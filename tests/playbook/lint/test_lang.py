"""A file in a language's folder says which language it is in."""

from pathlib import Path

from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.library import Library, shipped_folder
from tests.playbook.lint.mine import APOLOGY_THEN_END, method, step


def test_a_language_has_its_folder(tmp_path: Path) -> None:
    """What lies in `de/` says so, and stands for itself; what it uses may still be English."""
    own = tmp_path / "own"
    (own / "de").mkdir(parents=True)
    (own / "de" / "mine.yaml").write_text(method(step(), APOLOGY_THEN_END))
    library = Library(shipped_folder(), (own,))
    [one] = Checking(library).everything()
    assert (one.rule, one.line, one.column, one.hint) == ("lang", 1, 1, "lang: de")
    (own / "de" / "mine.yaml").write_text(
        method(step(), APOLOGY_THEN_END).replace("steps:", "lang: de\nsteps:")
    )
    assert Checking(Library(shipped_folder(), (own,))).everything() == []
    assert Library(shipped_folder(), (own,)).load("mine", "de").playbook.lang == "de"
