"""What a lint rule looks at: the file as it was written, the playbook it makes, and what else is known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from difficult_cx.domain.phrases import Phrase
from difficult_cx.domain.playbook import Card, Playbook
from difficult_cx.playbook.nodes import Spot
from difficult_cx.playbook.written import Step, Written


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule has to say about a place."""

    spot: Spot
    message: str
    hint: str = ""
    level: str = "error"


@dataclass(frozen=True, slots=True)
class Subject:
    """One playbook under the lint. A technique and a situation are looked at as they stand alone."""

    written: Written
    playbook: Playbook
    phrases: Mapping[str, Phrase]
    rules: frozenset[str]
    sources: frozenset[str]
    evidence: frozenset[str]
    letters: Mapping[str, str]  # of the other situations
    situations: frozenset[str]
    lang: str = "en"

    @property
    def walked(self) -> bool:
        """Whether it is walked by itself in a call, from its first card to the end."""
        return self.written.kind == "method" and self.written.when == "during"

    def own_steps(self) -> Iterator[tuple[Step, Card]]:
        """The steps written in this very file, with their cards."""
        by_id = {card.id: card for card in self.playbook.cards}
        for step in self.written.steps:
            if not step.use and step.id in by_id:
                yield step, by_id[step.id]

    def step_of(self, card: Card) -> Step | None:
        """What brought this card: its step, or the `use`."""
        name, dot, _ = card.id.partition(".")
        for step in self.written.steps:
            if (not dot and step.id == card.id) or (dot and step.use in (name, card.id)):
                return step
        return None

    def spot_of(self, card: Card, *names: str) -> Spot:
        """Where this card comes from in the file, or its narrowest key of these that stands there."""
        step = self.step_of(card)
        return step.spot_of(*names) if step is not None else Spot(1, 1)

    def targets(self, place: int) -> set[str]:
        """The ids a card leads to: Enter, every way, and past cards that may be passed over."""
        cards = self.playbook.cards
        card = cards[place]
        found = self.next_of(place) if card.then == "next" else {card.then}
        for way in card.ways:
            found |= self.next_of(place) if way.go == "next" else {way.go}
        if "next-issue" in found:
            found |= {one.id for one in cards if one.ask is not None}
        return found

    def next_of(self, place: int) -> set[str]:
        """The cards that can be next: those up to the first without a condition, else the end."""
        found: set[str] = set()
        for card in self.playbook.cards[place + 1 :]:
            found.add(card.id)
            if not card.only_if and not card.unless:
                return found
            if card.then != "next":
                return found | {card.then}
        return found | {"end"}
