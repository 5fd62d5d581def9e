"""What `dcx say` looks in: every playbook and phrase with the texts it is found by, kept in the cache."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from difficult_cx.domain.finding import Entry, Found, Text, groups, rank, stems
from difficult_cx.domain.phrases import find
from difficult_cx.domain.spelled import spell_out
from difficult_cx.playbook import parsed
from difficult_cx.playbook.names import folders

if TYPE_CHECKING:
    from difficult_cx.domain.phrases import Phrase
    from difficult_cx.domain.playbook import Card, Playbook
    from difficult_cx.playbook.library import Library
    from difficult_cx.playbook.written import Written

# How much a text counts: what names the thing, what is said on it, what is said about it.
NAME, SAID, ABOUT = 1.0, 0.6, 0.35


@dataclass(frozen=True, slots=True)
class Index:
    """All that can be found, the stems that mean nearly the same, and every phrase by its wordings."""

    entries: tuple[Entry, ...]
    alike: Mapping[str, frozenset[str]]
    wordings: Mapping[str, str]


def index(library: "Library", lang: str = "") -> Index:
    """Everything that can be found; made anew when a file changed, else read from the cache."""
    lang = lang or library.lang
    place = None if library.cache is None else library.cache / "playbooks" / f"_say.{lang}.json"
    here = parsed.signature(folders(library.shipped, library.own, lang))
    kept = _read(place, here) if place is not None else None
    if kept is not None:
        return kept
    made = Index((*_playbooks(library, lang), *_phrases(library)), _alike(library, lang), _wordings(library))
    if place is not None:
        parsed.write_any(place, here, {"body": _to_json(made)})
    return made


def _wordings(library: "Library") -> dict[str, str]:
    """Every wording to avoid, spelled out, and its phrase; those with a gap need the matcher."""
    return {
        spell_out(text).words: one.avoid
        for one in library.phrases
        for text in (one.avoid, *one.also)
        if "*" not in text and "<" not in text
    }


def _alike(library: "Library", lang: str) -> dict[str, frozenset[str]]:
    from difficult_cx.playbook.data import read_words

    found = [read_words(one / "words.yaml")[0] for one in folders(library.shipped, library.own, lang)]
    return groups(group for one in found for group in one)


def _playbooks(library: "Library", lang: str) -> Iterator[Entry]:
    """One entry a playbook that can be read; a broken one is passed over, the lint names it."""
    from difficult_cx.errors import DcxError

    for name in library.shelf.ids(lang):
        try:
            playbook = library.shelf.load(name, lang).playbook
        except DcxError:
            continue
        written = library.shelf.used(name, lang)
        if written is not None:
            yield _playbook(playbook, written)


def _playbook(playbook: "Playbook", written: "Written") -> Entry:
    cards = playbook.cards
    texts = [_text(one, NAME) for one in (playbook.title, *written.synonyms, *written.cues)]
    texts.append(_text(playbook.id.replace("-", " "), NAME))
    texts.append(_text(playbook.why, ABOUT))
    if playbook.kind != "method":  # a method's cards are its techniques'
        for step, card in enumerate(cards):
            texts.append(_text(card.title, NAME, step))
            texts += [_text(stem.text, SAID, step) for stem in card.say]
            texts += [_text(one, ABOUT, step) for one in (card.do, card.until, *card.listen)]
    shown = {
        "key": written.key,
        "when": playbook.when,
        "steps": [_step(card) for card in cards],
    }
    return Entry(playbook.kind, playbook.id, playbook.title, _telling(texts), shown)


def _text(words: str, weight: float, step: int = -1) -> Text:
    return Text(frozenset(stems(words)), weight, step)


def _step(card: "Card") -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "do": card.do,
        "say": [stem.text for stem in card.say],
        "never": [one.text for one in card.never],
    }


def _phrases(library: "Library") -> Iterator[Entry]:
    return (_phrase(one) for one in library.phrases)


def _phrase(one: "Phrase") -> Entry:
    texts = [_text(text, NAME) for text in (one.avoid, *one.also, *one.synonyms)]
    texts += [_text(one.instead, SAID), _text(one.why, ABOUT)]
    shown = {"instead": one.instead, "why": one.why, "level": one.level, "also": list(one.also)}
    return Entry("phrase", one.avoid, one.avoid, _telling(texts), shown)


def _telling(texts: list[Text]) -> tuple[Text, ...]:
    """Each text once, without those that say nothing."""
    return tuple(dict.fromkeys(one for one in texts if one.stems))


def _to_json(made: Index) -> dict[str, Any]:
    return {
        "wordings": dict(made.wordings),
        "alike": {stem: sorted(mates) for stem, mates in made.alike.items()},
        "entries": [
            {
                "kind": one.kind,
                "id": one.id,
                "title": one.title,
                "texts": [[sorted(text.stems), text.weight, text.step] for text in one.texts],
                "shown": dict(one.shown),
            }
            for one in made.entries
        ],
    }


def _read(place: Path, here: parsed.Signature) -> Index | None:
    """What was kept under this signature; None for any other, and for garbage."""
    kept = parsed.read_any(place, here)
    try:
        body = kept["body"]
        alike = {stem: frozenset(mates) for stem, mates in body["alike"].items()}
        return Index(tuple(_entry(one) for one in body["entries"]), alike, body["wordings"])
    except parsed.DOUBTS:
        return None


def _entry(body: Mapping[str, Any]) -> Entry:
    texts = tuple(Text(frozenset(found), weight, step) for found, weight, step in body["texts"])
    return Entry(body["kind"], body["id"], body["title"], texts, body["shown"])


def look_up(library: "Library", question: str, lang: str = "") -> list[Found]:
    """What fits the question, best first; a phrase that the question itself says stands first of all."""
    here = index(library, lang)
    found = rank(question, here.entries, here.alike)
    near = {one.entry.id for one in found if one.entry.kind == "phrase"}
    said = {hit.phrase.avoid for hit in find(question, tuple(_near(library, near)))} if near else set()
    plain = f" {spell_out(question).words} "
    said |= {phrase for wording, phrase in here.wordings.items() if f" {wording} " in plain}
    return rank(question, here.entries, here.alike, said) if said else found


def _near(library: "Library", near: set[str]) -> "Iterator[Phrase]":
    """The phrases worth a look of the matcher; compiling them all costs more than the whole answer."""
    return (replace(one, where="", unless=()) for one in library.phrases if one.avoid in near)
