"""The hub as a member sees it: fetched from and sent to under their own login, each batch a transaction."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any

from difficult_cx.domain.team import Batch, Member, Sent, Standing
from difficult_cx.team.address import Address
from difficult_cx.team.connecting import open_connection, watched
from difficult_cx.team.failing import HubError
from difficult_cx.team.migrations import check, newest

if TYPE_CHECKING:
    import psycopg

PAGE = 1_000
LOGS = "the hub's server may write what customers said into its log; its owner runs: dcx team init URL"


class PostgresHub:
    """A hub that is connected; every statement fails as a HubError that says why."""

    def __init__(self, connection: "psycopg.Connection[Any]", address: Address) -> None:
        self._connection = connection
        self._address = address
        with watched(connection, address):
            self._schema = check(connection, address.shown)

    def _rows(self, query: str, *values: object) -> list[Any]:
        with watched(self._connection, self._address):
            return self._connection.execute(query, values).fetchall()

    def fetch(self, last: Mapping[str, str], own: str) -> Iterator[Batch]:
        """Device by device, a page at a time, in the order of its journal."""
        known = {
            device: (one, pos)
            for device, one, pos in self._rows(
                "SELECT device, id, pos FROM dcx.event WHERE id = ANY (%s)", list(last.values())
            )
        }
        devices = self._rows("SELECT device, last_pos FROM dcx.device ORDER BY device")
        for device, last_pos in devices:
            after, pos = known.get(device, (None, 0))
            while device != own and pos < last_pos:
                page = self._rows(
                    "SELECT pos, id, line FROM dcx.event WHERE device = %s AND pos > %s "
                    "ORDER BY pos LIMIT %s",
                    device,
                    pos,
                    PAGE,
                )
                if not page:
                    break
                yield Batch(device, [line.encode("utf-8") for _, _, line in page], device, after)
                pos, after = page[-1][0], page[-1][1]

    def last_sent(self, device: str) -> str | None:
        """The id of the last record that it has of this device."""
        rows = self._rows("SELECT id FROM dcx.event WHERE device = %s ORDER BY pos DESC LIMIT 1", device)
        return str(rows[0][0]) if rows else None

    def lacks(self, ids: Sequence[str]) -> frozenset[str]:
        """Which of these ids it neither has nor refuses."""
        rows = self._rows(
            "SELECT id FROM dcx.event WHERE id = ANY (%s) "
            "UNION ALL SELECT id FROM dcx.erased WHERE id = ANY (%s)",
            list(ids),
            list(ids),
        )
        return frozenset(ids) - {row[0] for row in rows}

    def send(self, lines: Sequence[bytes]) -> Sent:
        """Take in these lines in one transaction."""
        texts = [line.decode("ascii") for line in lines]
        rows = self._rows("SELECT id, outcome FROM dcx.send(%s)", texts)
        refused = tuple(one for one, outcome in rows if outcome == "erased")
        return Sent(sum(outcome == "new" for _, outcome in rows), refused)

    def standing(self) -> Standing:
        """As whom one is here, who else is, and what the hub's clock says."""
        self._rows("SELECT dcx.come()")
        [(login, team, lead, now, logs)] = self._rows(
            "SELECT session_user::text, dcx.my_team(), dcx.am_lead(), clock_timestamp(), "
            "current_setting('log_parameter_max_length') <> '0'"
        )
        if team is None:
            raise HubError(
                f"{login} is in no team at the hub {self._address.shown}.",
                f"the hub's owner runs: dcx team add URL {login}",
            )
        members = self.members()
        return Standing(
            self._address.shown,
            team,
            login,
            "lead" if lead else "rep",
            self._schema,
            now.astimezone(UTC),
            members,
            self._note(logs=logs),
            *self._promises(),
        )

    def members(self) -> tuple[Member, ...]:
        """Everybody who is in the team or was, with how many records they sent and when they last did."""
        rows = self._rows(
            "SELECT m.login::text, m.rep, coalesce(sum(d.last_pos), 0)::bigint, m.synced_at, "
            "m.left_at IS NULL FROM dcx.member AS m LEFT JOIN dcx.device AS d ON d.login = m.login "
            "GROUP BY m.login, m.rep, m.synced_at, m.left_at ORDER BY m.login"
        )
        return tuple(
            Member(who, rep, count, at.astimezone(UTC) if at else None, here)
            for who, rep, count, at, here in rows
        )

    def _note(self, *, logs: bool) -> str:
        """What its owner should do."""
        old = (
            f"the hub has schema {self._schema}, this dcx makes {newest()}; its owner runs: dcx team init URL"
        )
        return LOGS if logs else old if self._schema < newest() else ""

    def _promises(self) -> tuple[int, int]:
        """How many promises of the team are overdue by the hub's clock, and how many are open."""
        [(late, every)] = self._rows(
            "SELECT count(*) FILTER (WHERE due < date_trunc('second', now())), count(*) "
            "FROM dcx.promise WHERE state = 'open'"
        )
        return int(late), int(every)

    def leave(self, devices: Sequence[str]) -> None:
        """These devices send nothing any more; with the last of them their login reads nothing."""
        self._rows("SELECT dcx.leave(%s)", list(devices))

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()


def connect(address: Address, env: Mapping[str, str]) -> PostgresHub:
    """The hub at this address, with a schema that this dcx knows."""
    connection = open_connection(address, env)
    try:
        return PostgresHub(connection, address)
    except BaseException:
        connection.close()
        raise
