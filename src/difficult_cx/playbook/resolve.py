"""From what was written to a playbook that can be walked: every `use` expanded, every phrase filled in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from difficult_cx.domain.phrases import Phrase, phrase_key
from difficult_cx.domain.playbook import Avoid, Card, Playbook, Situation
from difficult_cx.playbook.kept import with_hash
from difficult_cx.playbook.written import Step, Written

SITUATION = "situation."
FIRST_KEYS = "ycsalrgvhw"

Find = Callable[[str], Written | None]


@dataclass(slots=True)
class Resolver:
    """Expands playbooks. `find` gives the file of an id, None where there is none that can be read."""

    find: Find
    phrases: Mapping[str, Phrase]

    def playbook(self, written: Written, situations: tuple[Situation, ...]) -> Playbook:
        """The playbook of this file with these situations, its hash filled in."""
        cards = self._once(written)
        playbook = Playbook(
            id=written.id,
            kind=written.kind,
            title=written.title,
            cards=_own_ids(cards),
            situations=situations,
            lang=written.lang,
            when=written.when,
            source=written.source,
            why=written.why,
            evidence=written.evidence,
            rules=written.rules,
            path=written.page.path,
        )
        return with_hash(playbook)

    def _once(self, written: Written) -> list[Card]:
        """The cards of every step; one that stands there already is a finding."""
        cards: dict[str, Card] = {}
        for step in written.steps:
            for card in self.cards(written, step):
                if card.id in cards and step.use:
                    spot = step.spot_of("use")
                    hint = "the same step once per file; `go` leads back to it"
                    written.page.find(spot, "duplicate-step", f"`{card.id}` is used twice", hint)
                cards.setdefault(card.id, card)
        return list(cards.values())

    def situation(self, written: Written) -> Situation | None:
        """The situation of this file; a finding and None where its card can't be had."""
        cards = [card for step in written.steps for card in self.cards(written, step)]
        if len(cards) != 1:
            return None
        card = replace(cards[0], id=f"{SITUATION}{written.id}", title=cards[0].title)
        return Situation(
            written.id, written.key, written.title, card, written.cues, written.source, written.rules
        )

    def cards(self, written: Written, step: Step) -> list[Card]:
        """The cards of one entry of `steps`."""
        if not step.use:
            return [self._card(written, step)]
        name, _, wanted = step.use.partition(".")
        used = self.find(name)
        inner = [one for one in used.steps if not wanted or one.id == wanted] if used is not None else []
        refused = _refused(name, used, inner)
        if used is None or refused is not None:
            what, hint = refused or ("", "")
            written.page.find(step.spot_of("use"), "use", f"`use: {step.use[:82]}`: {what}", hint)
            return []
        cards = [replace(self._card(used, one), id=f"{name}.{one.id}") for one in inner]
        return self._adapted([_inner_go(card, name, used) for card in cards], step, used)

    def _adapted(self, cards: list[Card], step: Step, used: Written) -> list[Card]:
        """Conditions, ways and the way on that the `use` itself says."""
        cards = [
            replace(
                card,
                only_if=(*step.only_if, *card.only_if),
                unless=(*step.unless, *card.unless),
                rules=tuple(dict.fromkeys((*card.rules, *used.rules))),
            )
            for card in cards
        ]
        last = cards[-1]
        if step.ways is not None:
            last = replace(last, ways=step.ways)
        if step.then:
            last = replace(last, then=step.then)
        return [*cards[:-1], last]

    def _card(self, written: Written, step: Step) -> Card:
        never = []
        for spot, text in step.never:
            phrase = self.phrases.get(phrase_key(text))
            if phrase is None:
                hint = _near(text, self.phrases)
                written.page.find(spot, "never", f"{text[:60]!r} is not in phrases.yaml", hint)
                never.append(Avoid(text))
            else:
                never.append(Avoid(text, phrase.instead, phrase.why))
        return Card(
            id=step.id,
            title=step.title,
            do=step.do,
            tone=step.tone,
            clock=step.clock,
            say=step.say,
            never=tuple(never),
            listen=step.listen,
            until=step.until,
            ask=step.ask,
            ways=step.ways or (),
            needs=step.needs,
            only_if=step.only_if,
            unless=step.unless,
            then=step.then or "next",
            rules=step.rules,
        )


def _near(text: str, phrases: Mapping[str, Phrase]) -> str:
    """The wording that may be meant, else where to add one."""
    from difflib import get_close_matches

    close = get_close_matches(phrase_key(text)[:60], phrases, n=1)
    return (
        f"`{close[0]}`?"
        if close
        else "one of its `avoid` or `also` texts, or your own phrases.yaml beside it"
    )


def _refused(name: str, used: Written | None, inner: list[Step]) -> tuple[str, str] | None:
    """Why these steps of this file can't be used, and what to do instead; None where they can."""
    if used is None:
        return (f"there is no technique `{name[:40]}` that can be read", "`dcx playbook list` names them")
    if used.kind == "situation":
        return ("that is a situation, not a technique", f"`go: situation.{name}` in a way leads to it")
    if not inner:
        return ("no such step", f"{name} has {', '.join(one.id for one in used.steps)}")
    if used.kind == "method" or any(one.use for one in inner):
        return ("a method can't be used", "use its techniques")
    return None


def _inner_go(card: Card, name: str, used: Written) -> Card:
    """Ways that lead to another step of the same technique follow it into the method."""
    own = {one.id for one in used.steps}
    ways = tuple(replace(way, go=f"{name}.{way.go}") if way.go in own else way for way in card.ways)
    return replace(card, ways=ways, then=f"{name}.{card.then}" if card.then in own else card.then)


def _own_ids(cards: list[Card]) -> tuple[Card, ...]:
    """A `go` may name a used step by its last part, as long as only one card has it."""
    by_last: dict[str, list[str]] = {}
    for card in cards:
        by_last.setdefault(card.id.rpartition(".")[2], []).append(card.id)
    known = {card.id for card in cards}

    def go(to: str) -> str:
        fits = by_last.get(to, [])
        return fits[0] if to not in known and len(fits) == 1 else to

    return tuple(
        replace(card, then=go(card.then), ways=tuple(replace(way, go=go(way.go)) for way in card.ways))
        for card in cards
    )


def in_order(situations: list[Situation]) -> tuple[Situation, ...]:
    """The situations in the order people learn them: y c s a l r g v h w, then others by letter."""

    def place(one: Situation) -> tuple[int, str]:
        at = FIRST_KEYS.find(one.key)
        return (at if at >= 0 else len(FIRST_KEYS), one.key)

    return tuple(sorted(situations, key=place))
