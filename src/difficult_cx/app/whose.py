"""Mine, a colleague's, the team's: what a list is about where several people's journals lie here.

A list is about one's own as long as nothing else is asked for; without a colleague's journal everything is.
"""

from collections.abc import Iterable
from functools import cached_property

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.world import World
from difficult_cx.domain.mine import is_mine, name_key, same_person
from difficult_cx.domain.promise import Promise
from difficult_cx.journal.index.where import OWN
from difficult_cx.journal.index.whose import reps_in
from difficult_cx.records import dataclass


@dataclass(frozen=True)
class Whose:
    """Whose things are meant: `owner`'s by name, the whole `team`'s, or mine; `me` is the rep's name."""

    ledger: Ledger
    me: str
    owner: str = ""
    team: bool = False

    @cached_property
    def reps(self) -> dict[str, str]:
        """By file the rep who wrote in it last; one's own journal is not among them."""
        return reps_in(self.ledger.index)

    @cached_property
    def colleagues(self) -> frozenset[str]:
        """The names of those others who have a journal here."""
        return frozenset(map(name_key, self.reps.values())) - {name_key(self.me), ""}

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.team or (not self.owner and not self.reps)

    def files(self) -> list[str] | None:
        """The files whose events are meant; None: all of them."""
        if self.everything:
            return None
        own = [OWN] if self._is_meant(self.me) else []
        return [*own, *(name for name, rep in self.reps.items() if self._is_meant(rep))]

    def wrote(self, rep: str) -> bool:
        """Whether what this rep wrote is meant."""
        return self.everything or self._is_meant(rep)

    def _is_meant(self, name: str) -> bool:
        return same_person(name_key(name), name_key(self.owner or self.me))

    def promises(self, every: Iterable[Promise]) -> list[Promise]:
        """Of these the ones that are meant."""
        if self.everything:
            return list(every)
        if self.owner:
            return [one for one in every if self._is_meant(one.owner or one.rep)]
        return [one for one in every if self.is_mine(one)]

    def is_mine(self, promise: Promise) -> bool:
        """Whether it is on my list; each is on somebody's."""
        owner, rep = name_key(promise.owner or promise.rep), name_key(promise.rep)
        return is_mine(owner, rep, name_key(self.me), self.colleagues)


def whose(world: World, ledger: Ledger, owner: str | None = None, *, team: bool = False) -> Whose:
    """Whose things are asked for; a NotFoundError when a first name fits several."""
    if not owner:
        return Whose(ledger, world.rep_anyway, team=team)
    from difficult_cx.app.people import people  # who is known is asked only where somebody is named

    return Whose(ledger, world.rep_anyway, people(world, ledger).find(owner), team)
