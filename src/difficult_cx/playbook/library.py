"""The playbooks within reach; what was parsed before needs no YAML, nor anything that reads it."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from difficult_cx.domain.playbook import Playbook
from difficult_cx.playbook import parsed
from difficult_cx.playbook.names import ID, LANG, folders, phrase_folders, shipped_folder
from difficult_cx.records import dataclass

if TYPE_CHECKING:
    from difficult_cx.domain.phrases import Phrase
    from difficult_cx.playbook.findings import Finding
    from difficult_cx.playbook.shelf import Shelf

__all__ = ["Library", "Loaded", "PlaybookInfo", "shipped_folder"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A playbook, what was found wrong, and whether one's own was passed over for the shipped one."""

    playbook: Playbook
    findings: "tuple[Finding, ...]" = ()
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
    """The playbooks within reach; `own` folders add to the shipped ones and override them by name.

    `lang`: the language that is read first; what isn't there in it is read in English.
    """

    shipped: Path
    own: tuple[Path, ...] = ()
    cache: Path | None = None
    lang: str = "en"

    def in_language(self, lang: str) -> "Library":
        """The same playbooks, read in this language first."""
        return self if lang == self.lang else Library(self.shipped, self.own, self.cache, lang)

    @cached_property
    def shelf(self) -> "Shelf":
        """The files themselves; making it imports all that reads them (25 ms and more)."""
        from difficult_cx.playbook.shelf import Shelf

        return Shelf(self.shipped, self.own)

    def load(self, playbook_id: str, lang: str = "") -> Loaded:
        """The playbook of this id, ready to be walked.

        One's own file with mistakes is passed over for the shipped one, and the findings say so. A
        NotFoundError names close ids; a FindingsError has every mistake where nothing can be used.
        """
        lang = lang or self.lang
        place = (
            self._kept(f"{playbook_id}.{lang}")
            if ID.fullmatch(playbook_id) and LANG.fullmatch(lang)
            else None
        )
        if place is None:
            return self.shelf.load(playbook_id, lang)
        here = parsed.signature(folders(self.shipped, self.own, lang))
        kept = parsed.read_playbook(place, here)
        if kept is not None:
            return Loaded(kept)
        loaded = self.shelf.load(playbook_id, lang)
        if not loaded.findings:
            parsed.write_playbook(place, here, loaded.playbook)
        return loaded

    @cached_property
    def phrases(self) -> "tuple[Phrase, ...]":
        """What never to say, in every language that has a phrases.yaml; one's own adds to the shipped one."""
        place = self._kept("_phrases")
        here = parsed.signature(phrase_folders(self.shipped, self.own), only="phrases.yaml")
        kept = parsed.read_phrases(place, here) if place is not None else None
        if kept is not None:
            return kept
        found = tuple(dict.fromkeys(self.shelf.phrases.values()))
        if place is not None:
            parsed.write_phrases(place, here, found)
        return found

    def overview(self, lang: str = "") -> list[PlaybookInfo]:
        """Every playbook once, the one that is used, in the order of their ids."""
        return self.shelf.overview(lang or self.lang)

    def _kept(self, name: str) -> Path | None:
        """Where a parsed copy of this name lies; None where there is no cache."""
        return None if self.cache is None else self.cache / "playbooks" / f"{name}.json"
