"""A playbook as the call engine knows it: every `use` expanded, every word in place, no YAML left."""

from collections.abc import Mapping
from dataclasses import field

from difficult_cx.records import dataclass

# The rule that the card which acknowledges carries.
ACKNOWLEDGING = "C2.1"


@dataclass(frozen=True, slots=True)
class Stem:
    """Something to say, at most 15 words, with `{name|fallback}` blanks; a quote is the document's own."""

    text: str
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Avoid:
    """A phrase never to say, why, and what to say instead (from `phrases.yaml`)."""

    text: str
    instead: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The one typed question of a card: `kind` is text, alternatives or promise; `by` customer or rep."""

    field: str
    label: str
    kind: str = "text"
    by: str = "customer"


@dataclass(frozen=True, slots=True)
class Way:
    """A numbered line of a card: where it goes, what it sets, when it is shown.

    `go`: next, return, end, next-issue, situation.ID or a card id. `since`: shown from this card's nth
    showing. `conditions`: facts that must all hold (`not NAME` negates).
    """

    label: str
    go: str = "next"
    sets: Mapping[str, str] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    since: int = 1


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to do or say.

    `id` is STEP, TECHNIQUE.STEP after a `use`, or `situation.ID` for a situation's card. `needs` maps a
    fact to the sentence that says what is missing. Shown when all of `only_if` hold and none of `unless`.
    `until`: what tells that it is over, or when to leave it for something else.
    `then`: where Enter goes (`next` unless the step or its `use` said otherwise).
    `rules`: what meeting it counts for.
    """

    id: str
    title: str
    do: str = ""
    tone: str = ""
    clock: bool = False
    say: tuple[Stem, ...] = ()
    never: tuple[Avoid, ...] = ()
    listen: tuple[str, ...] = ()
    until: str = ""
    ask: Question | None = None
    ways: tuple[Way, ...] = ()
    needs: Mapping[str, str] = field(default_factory=dict)
    only_if: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    then: str = "next"
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that turns the call: one card that every step can call by its letter, and the way back."""

    id: str
    key: str
    title: str
    card: Card
    cues: tuple[str, ...] = ()
    source: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Playbook:
    """A checklist ready to be walked.

    `hash` is 16 hex digits over its whole text, so that a past call is read with the words it ran under.
    `source`, `why`, `evidence` are for `show --why`; `path` says which file it came from.
    """

    id: str
    kind: str
    title: str
    cards: tuple[Card, ...]
    situations: tuple[Situation, ...] = ()
    lang: str = "en"
    when: str = "during"
    source: str = ""
    why: str = ""
    evidence: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    hash: str = ""
    path: str = ""

    def card(self, card_id: str) -> Card | None:
        """The card of this id, a situation's card included."""
        for card in self.cards:
            if card.id == card_id:
                return card
        for situation in self.situations:
            if situation.card.id == card_id:
                return situation.card
        return None

    def situation(self, key: str) -> Situation | None:
        """The situation of this letter."""
        return next((one for one in self.situations if one.key == key), None)
