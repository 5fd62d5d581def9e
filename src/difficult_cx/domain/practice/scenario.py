"""A scripted customer as it was written: what they say, what they answer, what the rep is to practise."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_HEAT = 4


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the customer does when the rep makes one of these moves.

    `says`: rows in one breath, one of several variants. `heat`: how much angrier or calmer. `go`: the turn
    that stands afterwards; empty: the same.
    """

    moves: tuple[str, ...]
    says: tuple[tuple[str, ...], ...] = ()
    heat: int = 0
    go: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the conversation stands, for the customer.

    `says`: what they say when it begins; `waits`: what they say when the rep does nothing that answers it.
    """

    id: str
    says: tuple[tuple[str, ...], ...] = ()
    waits: tuple[tuple[str, ...], ...] = ()
    on: tuple[Reaction, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing to practise: the move that shows it, what is said when it went well, what to try when not."""

    move: str
    well: str
    missed: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scripted customer.

    `situation` is one of the library's ids, for the list. `brief` is what the rep knows before the call.
    `known` are facts that the record would know (`promise_broken`), `promise` the words of a promise of ours
    that is late. `facts` are things the customer tells, each with words that show that they were noted.
    `ends` says what they say last: `calm`, `cool`, `hot`. The first turn opens.
    """

    id: str
    title: str
    who: str
    brief: str
    situation: str = ""
    playbook: str = "difficult-call"
    channel: str = "phone"
    heat: int = 2
    known: tuple[str, ...] = ()
    promise: str = ""
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    turns: tuple[Turn, ...] = ()
    always: tuple[Reaction, ...] = ()
    ends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aims: tuple[Aim, ...] = ()
    harder: str = ""
    path: str = ""

    def turn(self, turn_id: str) -> Turn | None:
        """The turn of this id."""
        return next((one for one in self.turns if one.id == turn_id), None)
