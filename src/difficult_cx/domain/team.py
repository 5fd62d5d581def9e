"""What a place where a team's records meet can do, whatever it is: a folder or a PostgreSQL server."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

# A path on one's own machine is nobody else's business.
NEVER_SENT = frozenset({"exported"})
# In a folder everybody reads everything; at a hub its rep and the lead read these.
FOR_THE_LEAD = frozenset({"reviewed", "coached"})


class Batch(NamedTuple):
    """Lines that came: what they came from, the one device they must be of (if one), the id they follow."""

    source: str
    lines: Sequence[bytes]
    device: str = ""
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of lines that were sent: how many are new there, and ids that were refused as erased."""

    new: int = 0
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team: `login`, the name they go by, how many records they sent, when they last did (UTC)."""

    login: str
    rep: str
    records: int
    synced_at: datetime | None = None
    here: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """How one stands with the hub: where it is, team, login, role (rep, lead), schema, its clock, members.

    `note`: what should be known of it, in a sentence. `overdue`, `open_promises`: of the whole team.
    """

    where: str
    team: str = ""
    login: str = ""
    role: str = ""
    schema: int = 0
    clock: datetime | None = None
    members: tuple[Member, ...] = field(default=())
    note: str = ""
    overdue: int | None = None
    open_promises: int | None = None


class Hub(Protocol):
    """The place: what it has of others is fetched, what it lacks of ours is sent; a DcxError says why not."""

    def fetch(self, last: Mapping[str, str], own: str) -> Iterator[Batch]:
        """What came of other devices than `own` behind the last record that is known of each."""

    def last_sent(self, device: str) -> str | None:
        """The id of the last record that it has of this device."""

    def lacks(self, ids: Sequence[str]) -> frozenset[str]:
        """Which of these ids it neither has nor refuses."""

    def send(self, lines: Sequence[bytes]) -> Sent:
        """Take in these lines, all or none of them; what is there already counts once."""

    def standing(self) -> Standing:
        """How one stands with it."""

    def members(self) -> tuple[Member, ...]:
        """Who is in the team."""

    def leave(self, devices: Sequence[str]) -> None:
        """These devices send nothing any more; what they sent stays."""

    def close(self) -> None:
        """Let go of it."""
