"""`dcx say` over the shipped playbooks: measured with questions written apart from the synonyms."""

import csv
from pathlib import Path

import pytest

from difficult_cx.playbook.library import Library, shipped_folder
from difficult_cx.playbook.lookup import index, look_up

ASKED = Path(__file__).parent / "asked"
LIBRARY = Library(shipped_folder())
TOP = 3


def questions(name: str) -> list[tuple[str, set[str]]]:
    """The questions of this file, each with the ids of which one is to be found."""
    rows = [row for row in (ASKED / f"{name}.txt").read_text().splitlines() if not row.startswith("#")]
    found = []
    for row in rows:
        question, _, wanted = row.partition("|")
        [ids] = csv.reader([wanted.strip()], skipinitialspace=True)
        found.append((question.strip(), {one.strip() for one in ids}))
    return found


@pytest.fixture(scope="module")
def cached(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The shipped library with a cache, so that it is read once."""
    return Library(shipped_folder(), (), tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize("name", [one.stem for one in sorted(ASKED.glob("*.txt"))])
def test_nine_of_ten_questions_find_their_answer(cached: Library, name: str) -> None:
    """The right entry is among the first three; which ones are missed stands in the message."""
    missed = [
        question
        for question, wanted in questions(name)
        if not wanted & {one.entry.id for one in look_up(cached, question)[:TOP]}
    ]
    assert len(missed) <= len(questions(name)) // 10, missed


def test_every_expected_answer_exists() -> None:
    """A question whose answer was renamed would measure nothing."""
    there = {one.id for one in index(LIBRARY).entries}
    for path in ASKED.glob("*.txt"):
        for question, wanted in questions(path.stem):
            assert wanted & there, question


def test_everything_is_found_by_its_own_title(cached: Library) -> None:
    """And every phrase by itself, whatever little words it is made of."""
    here = index(cached)
    for one in here.entries:
        assert one.id in {found.entry.id for found in look_up(cached, one.title)[:TOP]}, one.id
    for phrase in cached.phrases:
        if not phrase.avoid.startswith("*"):
            assert look_up(cached, phrase.avoid)[0].entry.id == phrase.avoid


class TestOnesOwn:
    def test_ones_own_playbooks_words_and_phrases_are_found(self, tmp_path: Path) -> None:
        """At once, although the answer before them is in the cache; a broken file is passed over."""
        own = tmp_path / "own"
        own.mkdir()
        here = Library(shipped_folder(), (own,), tmp_path / "cache")
        assert look_up(here, "the widget squeaks") == []
        (own / "widget.yaml").write_text(
            "dcx: 1\nid: widget\nkind: technique\ntitle: Oil it\nsynonyms: [squeaks]\nsteps:\n"
            "  - {id: one, title: Oil, do: Oil it., say: [I oil it now.], never: [Calm down]}\n"
        )
        (own / "words.yaml").write_text("dcx: 1\nwords:\n  - [squeak, creak]\n")
        (own / "broken.yaml").write_text("dcx: 1\nid: [")
        (own / "phrases.yaml").write_text("dcx: 1\nphrases:\n  - {avoid: no can do, instead: I can}\n")
        for question, wanted in (
            ("it squeaks", "widget"),
            ("creaking", "widget"),
            ("no can do", "no can do"),
        ):
            assert look_up(Library(shipped_folder(), (own,), here.cache), question)[0].entry.id == wanted

    def test_garbage_in_the_cache_is_read_past(self, tmp_path: Path) -> None:
        """Any doubt, and the files are read again."""
        here = Library(shipped_folder(), (), tmp_path)
        good = look_up(here, "she wants my boss")
        [kept] = (tmp_path / "playbooks").glob("_say*")
        text = kept.read_text()
        for garbage in ("", "[]", "{}", text[:900], text.replace('"entries"', '"entires"')):
            kept.write_text(garbage)
            assert look_up(here, "she wants my boss") == good
