"""phrases.yaml: what is wrong in one's own is said; what comes with dcx finds what reps should not say."""

from pathlib import Path

import pytest

from difficult_cx.domain.phrases import Phrase, find, phrase_key
from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.library import Library, shipped_folder
from difficult_cx.playbook.phrases import load, read_phrases

SAID = Path(__file__).parent / "said"
SHIPPED = load([shipped_folder()])


def sentences(name: str) -> list[str]:
    """The sentences of a file."""
    return (SAID / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", ["first", "second", "third"])
def test_precision_and_recall(name: str) -> None:
    """At least 0.95 and 0.85 over each set of more than 200 sentences, about half of them clean."""
    bad, clean = sentences(f"{name}-avoided"), sentences(f"{name}-clean")
    assert len(bad) + len(clean) >= 200
    assert len(clean) >= 0.45 * (len(bad) + len(clean))
    found = [one for one in bad if find(one, SHIPPED)]
    wrong = [one for one in clean if find(one, SHIPPED)]
    assert len(found) >= 0.85 * len(bad), [one for one in bad if one not in found]
    assert len(found) >= 0.95 * (len(found) + len(wrong)), wrong


@pytest.mark.parametrize("phrase", SHIPPED, ids=lambda one: one.avoid)
def test_every_wording_finds_itself(phrase: Phrase) -> None:
    """An entry that can't fire is no entry; each says what to say instead, and why."""
    assert phrase.instead
    assert phrase.why
    for text in (phrase.avoid, *phrase.also):
        plain = text.replace("*'s", "driver's").replace("* ", "")
        assert find(f"{plain}. {plain}" if phrase.where == "twice" else plain, (phrase,)), text


def test_ones_own_entry_takes_the_place(tmp_path: Path) -> None:
    """The same `avoid` is the same entry; another adds to them."""
    (tmp_path / "phrases.yaml").write_text(
        "dcx: 1\nphrases:\n  - {avoid: Calm down., instead: Breathe with them}\n  - {avoid: howdy}\n"
    )
    library = Library(shipped_folder(), (tmp_path,))
    assert library.shelf.phrases[phrase_key("calm down")].instead == "Breathe with them"
    assert phrase_key("howdy") in library.shelf.phrases
    assert phrase_key("it's our policy") in library.shelf.phrases


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dcx: 2\n", "this dcx reads format 1"),
        ("dcx: 1\n", "needs `phrases`"),
        ("dcx: 1\nphrases: x\n", "must be a list"),
        ("dcx: 1\nphrases: [x]\n", "must be a map"),
        ("dcx: 1\nphrases: [{instead: x}]\n", "needs `avoid`"),
        ("dcx: 1\nphrases: [{avoid: x, level: loud}]\n", "one of warn, hint"),
        ("dcx: 1\nphrases: [{avoid: x, where: end}]\n", "one of start, twice, alone"),
        ("dcx: 1\nphrases: [{avoid: x, insted: y}]\n", "`instead`?"),
        ("dcx: 1\nphrases: [{avoid: x}, {avoid: y, also: [X.]}]\n", "stands here twice"),
    ],
)
def test_a_mistake_is_a_finding(tmp_path: Path, text: str, said: str) -> None:
    """With its place; the entries without one still count."""
    path = tmp_path / "phrases.yaml"
    path.write_text(text)
    phrases, findings = read_phrases(path)
    assert said in "\n".join(one.render() for one in findings)
    assert all(one.avoid for one in phrases)


def test_rules_and_evidence_of_a_phrase_exist(tmp_path: Path) -> None:
    """The lint looks them up, as those of a card."""
    path = tmp_path / "phrases.yaml"
    path.write_text("dcx: 1\nphrases:\n  - {avoid: howdy, rules: [Z9], evidence: [nothing]}\n")
    found = Checking(Library(shipped_folder(), (tmp_path,))).files([path])
    assert {one.rule for one in found} == {"unknown"}
    assert len(found) == 2
