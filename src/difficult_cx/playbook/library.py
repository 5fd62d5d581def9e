"""Where playbooks are found: one's own folders first, then those that came with dcx."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from difficult_cx.domain.phrases import Phrase
from difficult_cx.domain.playbook import Playbook, Situation
from difficult_cx.errors import FindingsError, NotFoundError
from difficult_cx.playbook import parsed
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.nodes import BIGGEST, Node, Page, read_file, read_page
from difficult_cx.playbook.phrases import by_key, load
from difficult_cx.playbook.resolve import Resolver, in_order
from difficult_cx.playbook.written import ID, LANG, Written, read_written

DATA_FILES = frozenset({"sources", "evidence", "rules", "phrases"})


def shipped_folder() -> Path:
    """The playbooks that came with dcx: inside the installed package, else beside the sources."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "playbooks"
    return inside if inside.is_dir() else package.parents[1] / "playbooks"


_SITUATION = re.compile(rb"""kind["']?\s*:\s*["']?situation""")


def _may_be_situation(path: Path) -> bool:
    """Whether it is worth reading this file as a situation: a look at its bytes, not at its meaning."""
    try:
        with path.open("rb") as file:
            return _SITUATION.search(file.read(BIGGEST)) is not None
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A playbook, what was found wrong, and whether one's own was passed over for the shipped one."""

    playbook: Playbook
    findings: tuple[Finding, ...] = ()
    fell_back: bool = False


@dataclass(frozen=True, slots=True)
class PlaybookInfo:
    """A line of `dcx playbook list`."""

    id: str
    kind: str
    title: str
    when: str
    path: str
    lang: str = "en"
    own: bool = False
    broken: bool = False


@dataclass
class Library:
    """The playbooks within reach; `own` folders add to the shipped ones and override them by name."""

    shipped: Path
    own: tuple[Path, ...] = ()
    cache: Path | None = None
    _read: dict[Path, Written | None] = field(default_factory=dict)
    _pages: dict[Path, Page] = field(default_factory=dict)

    @cached_property
    def phrases(self) -> dict[str, Phrase]:
        """Every wording to avoid, by its key; one's own phrases.yaml adds to the shipped one."""
        return by_key(load((self.shipped, *reversed(self.own))))

    def load(self, playbook_id: str, lang: str = "en") -> Loaded:
        """The playbook of this id, ready to be walked.

        One's own file with mistakes is passed over for the shipped one, and the findings say so. A
        NotFoundError names close ids; a FindingsError has every mistake where nothing can be used.
        """
        place = self._parsed(playbook_id, lang)
        here = parsed.signature(self._folders(lang)) if place is not None else []
        kept = parsed.read_parsed(place, here) if place is not None else None
        if kept is not None:
            return Loaded(kept)
        loaded = self._load_anew(playbook_id, lang)
        if place is not None and not loaded.findings:
            parsed.write_parsed(place, here, loaded.playbook)
        return loaded

    def _parsed(self, playbook_id: str, lang: str) -> Path | None:
        """Where the parsed copy of this playbook lies; None where there is no cache, or no such id."""
        if self.cache is None or not ID.fullmatch(playbook_id) or not LANG.fullmatch(lang):
            return None
        return self.cache / "playbooks" / f"{playbook_id}.{lang}.json"

    def _load_anew(self, playbook_id: str, lang: str) -> Loaded:
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
        """Every situation within reach, one's own in place of the shipped one of the same id."""
        found: dict[str, Situation] = {}
        for name in self._situation_ids(lang):
            for path in self._paths(name, lang):
                written = self.written(path)
                if written is None or written.kind != "situation":
                    continue
                resolver = Resolver(lambda one: self.used(one, lang), self.phrases)
                situation = resolver.situation(written)
                if situation is not None and not written.page.broken:
                    found[name] = situation
                    break
        return in_order(list(found.values()))

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

    def try_text(self, path: Path, text: str) -> None:
        """Read this text as if it were that file."""
        self._keep(path, *read_page(str(path), text.encode("utf-8", "surrogatepass")))

    def _keep(self, path: Path, page: Page, root: Node | None) -> None:
        self._pages[path] = page
        written = None if root is None else read_written(page, root, path.stem)
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
            for folder in self._folders(lang)
            if folder.is_dir()
            for path in sorted(folder.glob("*.yaml"))
            if path.stem not in DATA_FILES and path.is_file()
        ]

    def languages(self) -> tuple[str, ...]:
        """The languages that have a folder of their own."""
        return tuple(
            sorted(
                {
                    one.name
                    for folder in (*self.own, self.shipped)
                    if folder.is_dir()
                    for one in folder.iterdir()
                    if LANG.fullmatch(one.name) and one.name != "en" and one.is_dir()
                }
            )
        )

    def overview(self, lang: str = "en") -> list[PlaybookInfo]:
        """Every playbook once, the one that is used, in the order of their ids."""
        rows = []
        for name in self.ids(lang):
            path = self._paths(name, lang)[0]
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

    def _folders(self, lang: str) -> list[Path]:
        folders = [*self.own, self.shipped]
        return folders if lang == "en" else [one / lang for one in folders] + folders

    def _paths(self, name: str, lang: str) -> list[Path]:
        if not ID.fullmatch(name) or name in DATA_FILES:  # an id is looked up, never joined to a path
            return []
        paths = (folder / f"{name}.yaml" for folder in self._folders(lang))
        return [path for path in paths if path.is_file()]

    def _nearly(self, name: str) -> str:
        from difflib import get_close_matches

        close = get_close_matches(name, self.ids(), n=5, cutoff=0.4)
        return f"close: {', '.join(close)}" if close else "`dcx playbook list` names them"
