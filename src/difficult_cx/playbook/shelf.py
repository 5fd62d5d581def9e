"""The files within reach, read when they are asked for: one's own folders first, then the shipped one."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from difficult_cx.domain.phrases import Phrase
from difficult_cx.domain.playbook import Playbook, Situation
from difficult_cx.errors import FindingsError, NotFoundError
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.library import Loaded, PlaybookInfo
from difficult_cx.playbook.names import DATA_FILES, ID, folders, languages, phrase_folders
from difficult_cx.playbook.nodes import Node, Page, read_file, read_page, read_plain
from difficult_cx.playbook.phrases import by_key, load
from difficult_cx.playbook.resolve import Resolver, in_order
from difficult_cx.playbook.written import Written, read_written

_SITUATION = re.compile(rb"""kind["']?\s*:\s*["']?situation""")


def _may_be_situation(path: Path) -> bool:
    """Whether it is worth reading this file as a situation: a look at its bytes, not at its meaning."""
    try:
        return not path.is_symlink() and _SITUATION.search(read_plain(path) or b"") is not None
    except OSError:
        return False


@dataclass
class Shelf:
    """Every playbook file within reach; a file is read once."""

    shipped: Path
    own: tuple[Path, ...] = ()
    _read: dict[Path, Written | None] = field(default_factory=dict)
    _anyhow: dict[Path, Written | None] = field(default_factory=dict)
    _pages: dict[Path, Page] = field(default_factory=dict)
    _situations: dict[str, tuple[Situation, ...]] = field(default_factory=dict)

    @cached_property
    def phrases(self) -> dict[str, Phrase]:
        """Every wording to avoid, by its key; one's own phrases.yaml adds to the shipped one."""
        return by_key(load(phrase_folders(self.shipped, self.own)))

    def load(self, playbook_id: str, lang: str) -> Loaded:
        """The playbook of this id, ready to be walked (`Library.load`)."""
        paths = self._paths(playbook_id, lang)
        if not paths:
            raise NotFoundError(f"No playbook {playbook_id!r}.", self._nearly(playbook_id))
        findings: list[Finding] = []
        for number, path in enumerate(paths):
            playbook, found = self._load(path, lang)
            findings += found
            if playbook is not None:
                return Loaded(playbook, tuple(sorted(findings, key=lambda one: one.order)), number > 0)
        rendered = tuple(one.render() for one in sorted(findings, key=lambda one: one.order))
        raise FindingsError(
            f"The playbook {playbook_id!r} has mistakes.", rendered, "`dcx playbook lint` reads it again"
        )

    def _load(self, path: Path, lang: str) -> tuple[Playbook | None, list[Finding]]:
        written = self.written(path)
        if written is None:
            return None, list(self._pages[path].findings)
        before = set(self._pages)
        resolver = Resolver(lambda name: self.used(name, lang), self.phrases)
        playbook = resolver.playbook(written, self.situations(lang))
        findings = list(written.page.findings)
        for other in self._pages.keys() - before:
            findings += [one for one in self._pages[other].findings if one not in findings]
        bad = written.page.broken or not playbook.cards
        return (None if bad else playbook), findings

    def used(self, name: str, lang: str) -> Written | None:
        """The first file of this id that can be read."""
        for path in self._paths(name, lang):
            written = self.written(path)
            if written is not None:
                return written
        return None

    def situations(self, lang: str = "en") -> tuple[Situation, ...]:
        """Every situation within reach, one's own in place of the shipped one of the same id.

        Looked up once: what the lint finds in one later must not hide it from the others.
        """
        if lang not in self._situations:
            ready = [self._situation(name, lang) for name in self._situation_ids(lang)]
            self._situations[lang] = in_order([one for one in ready if one is not None])
        return self._situations[lang]

    def _situation(self, name: str, lang: str) -> Situation | None:
        """The first file of this id that is a situation without a mistake."""
        for path in self._paths(name, lang):
            written = self.written(path)
            if written is not None and written.kind == "situation":
                resolver = Resolver(lambda one: self.used(one, lang), self.phrases)
                situation = resolver.situation(written)
                if situation is not None and not written.page.broken:
                    return situation
        return None

    def _situation_ids(self, lang: str) -> list[str]:
        return [
            name
            for name in self.ids(lang)
            if any(_may_be_situation(path) for path in self._paths(name, lang))
        ]

    def written(self, path: Path) -> Written | None:
        """The file as it was written; None where it can't be read as a playbook at all."""
        if path not in self._read:
            self._keep(path, *read_file(path))
        return self._read[path]

    def anyhow(self, path: Path) -> Written | None:
        """What could be read of the file, mistakes or not: the lint looks at that too."""
        self.written(path)
        return self._anyhow[path]

    def try_text(self, path: Path, text: str) -> None:
        """Read this text as if it were that file."""
        self._keep(path, *read_page(str(path), text.encode("utf-8", "surrogatepass")))

    def _keep(self, path: Path, page: Page, root: Node | None) -> None:
        self._pages[path] = page
        written = None if root is None else read_written(page, root, path.stem)
        self._anyhow[path] = written
        self._read[path] = None if page.broken else written

    def page(self, path: Path) -> Page:
        """The page of a file that was read, with its findings."""
        self.written(path)
        return self._pages[path]

    def ids(self, lang: str = "en") -> list[str]:
        """The ids of all files within reach."""
        return sorted({path.stem for path in self.files(lang)})

    def files(self, lang: str = "en") -> list[Path]:
        """Every playbook file within reach, one's own first."""
        return [
            path
            for folder in folders(self.shipped, self.own, lang)
            if folder.is_dir()
            for path in sorted(folder.glob("*.yaml"))
            if path.stem not in DATA_FILES and path.is_file()
        ]

    def languages(self) -> tuple[str, ...]:
        """The languages that have a folder of their own."""
        return languages((*self.own, self.shipped))

    def _paths(self, name: str, lang: str) -> list[Path]:
        if not ID.fullmatch(name) or name in DATA_FILES:  # an id is looked up, never joined to a path
            return []
        paths = (folder / f"{name}.yaml" for folder in folders(self.shipped, self.own, lang))
        return [path for path in paths if path.is_file()]

    def overview(self, lang: str = "en") -> list[PlaybookInfo]:
        """Every playbook once, the one that is used, in the order of their ids."""
        rows = []
        for name in self.ids(lang):
            path = next(iter(self._paths(name, lang)), None)
            if path is None:  # a file whose name is no id: lint says so
                rows.append(PlaybookInfo(name, "", "", "", "", lang, own=True, broken=True))
                continue
            written = self.written(path)
            own = path.parent not in (self.shipped, self.shipped / lang)
            if written is None:
                rows.append(PlaybookInfo(name, "", "", "", str(path), lang, own, broken=True))
            else:
                rows.append(
                    PlaybookInfo(
                        name, written.kind, written.title, written.when, str(path), written.lang, own
                    )
                )
        return rows

    def _nearly(self, name: str) -> str:
        from difflib import get_close_matches

        close = get_close_matches(name, self.ids(), n=5, cutoff=0.4)
        return f"close: {', '.join(close)}" if close else "`dcx playbook list` names them"
