"""The lint: every rule over every file asked for, findings sorted."""

from dataclasses import dataclass, field
from pathlib import Path

from difficult_cx.playbook.data import read_table, read_texts
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.library import DATA_FILES, Library
from difficult_cx.playbook.lint import (
    asked_twice,
    avoided,
    blank,
    goto,
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
from difficult_cx.playbook.phrases import read_phrases
from difficult_cx.playbook.resolve import Resolver
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
}
SOURCE_KEYS = ("title", "author", "year", "publisher")
EVIDENCE_KEYS = ("finding", "source", "grade")


@dataclass
class Checking:
    """Lints files of a library; `names` are the data that rules, sources and evidence are looked up in."""

    library: Library
    lang: str = "en"
    names: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the data files, the shipped ones and one's own."""
        rules: set[str] = set()
        sources: set[str] = set()
        evidence: set[str] = set()
        for folder in (self.library.shipped, *self.library.own):
            rules |= read_texts(folder / "rules.yaml", "rules")[0].keys()
            sources |= read_table(folder / "sources.yaml", "sources", SOURCE_KEYS)[0].keys()
            evidence |= read_table(folder / "evidence.yaml", "evidence", EVIDENCE_KEYS)[0].keys()
        self.names = {
            "rules": frozenset(rules),
            "sources": frozenset(sources),
            "evidence": frozenset(evidence),
        }

    def everything(self) -> list[Finding]:
        """Every file within reach."""
        data = [
            folder / f"{name}.yaml"
            for folder in (self.library.shipped, *self.library.own)
            for name in sorted(DATA_FILES)
        ]
        return self.files([*(path for path in data if path.is_file()), *self.library.files(self.lang)])

    def files(self, paths: list[Path]) -> list[Finding]:
        """These files, sorted by name and place."""
        found = [finding for path in paths for finding in self._file(path)]
        return sorted(dict.fromkeys(found), key=lambda one: one.order)

    def _file(self, path: Path) -> list[Finding]:
        if path.stem in DATA_FILES:
            return _data_file(path)
        written = self.library.written(path)
        page = self.library.page(path)
        if written is None:
            return list(page.findings)
        resolver = Resolver(lambda name: self.library.used(name, self.lang), self.library.phrases)
        situations = self.library.situations(self.lang) if written.kind != "situation" else ()
        playbook = resolver.playbook(written, situations)
        if not page.broken and playbook.cards:
            subject = Subject(
                written,
                playbook,
                self.library.phrases,
                self.names["rules"],
                self.names["sources"],
                self.names["evidence"],
                {one.key: one.id for one in self.library.situations(self.lang)},
            )
            _apply(subject, written)
        return list(page.findings)


def _apply(subject: Subject, written: Written) -> None:
    for name, check in RULES.items():
        for told in check(subject):
            written.page.find(told.spot, name, told.message, told.hint, level=told.level)


def _data_file(path: Path) -> list[Finding]:
    name = path.stem
    if name == "phrases":
        return read_phrases(path)[1]
    if name == "rules":
        return read_texts(path, name)[1]
    return read_table(path, name, SOURCE_KEYS if name == "sources" else EVIDENCE_KEYS)[1]
