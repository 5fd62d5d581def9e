"""Who is meant by a name: myself, a colleague with a journal here, a member who sent nothing yet."""

from dataclasses import dataclass, field

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.team_place import known_members
from difficult_cx.app.world import World
from difficult_cx.domain.mine import name_key, same_person
from difficult_cx.errors import NotFoundError
from difficult_cx.journal.index.whose import reps_in

MOST_NAMES = 5


@dataclass(frozen=True)
class People:
    """Everybody known here, offline too: `me`, `writers` of journals, `members` (login, name) of the hub."""

    me: str
    writers: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    _names: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Each name by its key; a login is another name of whoever it belongs to."""
        members = tuple(name or login for login, name in self.members)
        self._names.update((name_key(one), one) for one in (*members, *self.writers, self.me) if one)

    @property
    def names(self) -> list[str]:
        """Everybody but myself, as they are called."""
        me = name_key(self.me)
        return sorted(one for key, one in self._names.items() if not same_person(key, me))

    def find(self, typed: str) -> str:
        """The name of whoever is meant by a name, a first name or a login; as typed where that is nobody.

        A NotFoundError when a first name fits several.
        """
        name = " ".join(typed.split()).removeprefix("@")
        key = name_key(name)
        of_login = next((one for login, one in self.members if one and name_key(login) == key), "")
        if key in self._names or of_login:
            return name if key in self._names else of_login
        fitting = sorted(one for known, one in self._names.items() if known.startswith(f"{key} "))
        if len(fitting) > 1:
            candidates = ", ".join(fitting[:MOST_NAMES])
            raise NotFoundError(f"{name} may be several people.", f"name one: {candidates}")
        return fitting[0] if fitting else name

    def knows(self, name: str) -> bool:
        """Whether somebody is known by it."""
        return name_key(self.find(name)) != name_key(name) or any(
            same_person(name_key(name.removeprefix("@")), one) for one in self._names
        )

    def unknown(self, name: str) -> str:
        """That nobody is known by it, and who is; empty when somebody is, or nobody is known at all."""
        if self.knows(name) or not self.names:
            return ""
        return f"Nobody here goes by {name.removeprefix('@')}. Known: {', '.join(self.names[:MOST_NAMES])}."

    def writes_here(self, name: str) -> bool:
        """Whether it is mine, or of a colleague whose journal is here."""
        return any(same_person(name_key(name), name_key(one)) for one in (*self.writers, self.me))


def people(world: World, ledger: Ledger) -> People:
    """Everybody known here."""
    writers = tuple(sorted({rep for rep in reps_in(ledger.index).values() if rep}))
    return People(world.rep_anyway, writers, known_members(world))
