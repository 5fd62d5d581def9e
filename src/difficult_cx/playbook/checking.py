"""The lint: every rule over every file asked for, findings sorted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from difficult_cx.playbook.coverage import read_coverage
from difficult_cx.playbook.data import EVIDENCE_KEYS, SOURCE_KEYS, read_table, read_texts, read_words
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.library import Library
from difficult_cx.playbook.lint import (
    asked_twice,
    avoided,
    blank,
    goto,
    lang,
    letter,
    no_end,
    too_long,
    too_many,
    two_questions,
    unknown_key,
    unreachable,
    unset_fact,
)
from difficult_cx.playbook.lint.subject import Subject
from difficult_cx.playbook.names import DATA_FILES
from difficult_cx.playbook.phrases import read_phrases
from difficult_cx.playbook.resolve import Resolver
from difficult_cx.playbook.scenario import FOLDER as SCENARIOS
from difficult_cx.playbook.scenario import read_scenario, scenario_files
from difficult_cx.playbook.written import Written

RULES = {
    "goto": goto.check,
    "unreachable": unreachable.check,
    "no-end": no_end.check,
    "asked-twice": asked_twice.check,
    "unset-fact": unset_fact.check,
    "blank": blank.check,
    "too-many": too_many.check,
    "too-long": too_long.check,
    "avoided": avoided.check,
    "two-questions": two_questions.check,
    "unknown": unknown_key.check,
    "letter": letter.check,
    "lang": lang.check,
}
# What a mistake elsewhere in the file makes false: a step that couldn't be read is missing on the way.
OF_THE_WAY = frozenset({"goto", "unreachable", "no-end", "asked-twice", "unset-fact", "too-many"})


@dataclass
class Checking:
    """Lints files of a library; what they name is looked up in its data files, one's own included."""

    library: Library

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """The rules, sources and evidence that there are."""
        rules: set[str] = set()
        sources: set[str] = set()
        evidence: set[str] = set()
        for folder in (self.library.shipped, *self.library.own):
            rules |= read_texts(folder / "rules.yaml", "rules")[0].keys()
            sources |= read_table(folder / "sources.yaml", "sources", SOURCE_KEYS)[0].keys()
            evidence |= read_table(folder / "evidence.yaml", "evidence", EVIDENCE_KEYS)[0].keys()
        return {"rules": frozenset(rules), "sources": frozenset(sources), "evidence": frozenset(evidence)}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a folder of their own."""
        return self.library.shelf.languages()

    def everything(self) -> list[Finding]:
        """Every file within reach, in every language."""
        data = [
            folder / f"{name}.yaml"
            for lang_code in ("", *self.languages)
            for root in (self.library.shipped, *self.library.own)
            for folder in (root / lang_code,)
            for name in sorted(DATA_FILES)
        ]
        files = [path for one in ("en", *self.languages) for path in self.library.shelf.files(one)]
        for folder in (self.library.shipped, *self.library.own):
            files += scenario_files((folder,)).values()
        return self.files([*(path for path in data if path.is_file()), *dict.fromkeys(files)])

    def files(self, paths: list[Path]) -> list[Finding]:
        """These files, sorted by name and place."""
        for lang_code in ("en", *self.languages):  # before any finding of the lint is on their pages
            self.library.shelf.situations(lang_code)
        found = [finding for path in paths for finding in self._file(path)]
        return sorted(dict.fromkeys(found), key=lambda one: one.order)

    def text(self, path: Path, text: str) -> list[Finding]:
        """What would be said about this text if it were that file."""
        self.library.shelf.try_text(path, text)
        return self.files([path])

    def _file(self, path: Path) -> list[Finding]:
        if path.parent.name == SCENARIOS:
            return read_scenario(path)[1]
        if path.stem in DATA_FILES:
            return _data_file(path, self.names)
        lang_code = path.parent.name if path.parent.name in self.languages else "en"
        written = self.library.shelf.anyhow(path)
        page = self.library.shelf.page(path)
        if written is None or not written.steps:
            return list(page.findings)
        resolver = Resolver(lambda name: self.library.shelf.used(name, lang_code), self.library.shelf.phrases)
        within_reach = self.library.shelf.situations(lang_code)
        playbook = resolver.playbook(written, within_reach if written.kind != "situation" else ())
        if playbook.cards:
            subject = Subject(
                written,
                playbook,
                self.library.shelf.phrases,
                self.names["rules"],
                self.names["sources"],
                self.names["evidence"],
                {one.key: one.id for one in within_reach if one.id != written.id},
                frozenset({one.id for one in within_reach} | {written.id}),
                lang_code,
            )
            _apply(subject, written)
        return list(page.findings)


def _apply(subject: Subject, written: Written) -> None:
    """Every rule; of a file that can't be read whole only those that look at one card, not at the way."""
    broken = written.page.broken
    for name, check in RULES.items():
        for told in () if broken and name in OF_THE_WAY else check(subject):
            written.page.find(told.spot, name, told.message, told.hint, level=told.level)


def _data_file(path: Path, names: Mapping[str, frozenset[str]]) -> list[Finding]:
    name = path.stem
    if name == "phrases":
        return read_phrases(path, names)[1]
    if name == "coverage":
        return read_coverage(path)[1]
    if name == "words":
        return read_words(path)[1]
    if name == "rules":
        return read_texts(path, name)[1]
    return read_table(path, name, SOURCE_KEYS if name == "sources" else EVIDENCE_KEYS)[1]
