"""A hub with a team in it, and reps who each have a machine."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from difficult_cx.team.address import read_address
from difficult_cx.team.owning import add, init
from tests.conftest import Dcx, SetClock
from tests.team.server import LOGINS, OWNER, PASSWORD, Server, need_server

if TYPE_CHECKING:
    from tests.team.everybody import Everybody

_count = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server for the whole run; its template `team` has a team of sam, bo and their lead kim, olga elsewhere."""
    need_server()
    found = Server()
    try:
        found.make_logins(LOGINS)
        found.run("postgres", "CREATE DATABASE team")
        address, env = read_address(found.url(OWNER, "team")), {"DCX_TEAM_PASSWORD": PASSWORD}
        init(address, env, "support")
        for login, team in (("sam", "support"), ("bo", "support"), ("kim", "support"), ("olga", "billing")):
            add(address, env, login, team, lead=login == "kim")
        yield found
    finally:
        found.stop()


@dataclass
class Hub:
    """A database of this test's own at the server."""

    server: Server
    database: str

    def url(self, login: str, port: int = 0) -> str:
        """The URL for this login."""
        return self.server.url(login, self.database, port)

    def run(self, *statements: str, login: str = OWNER) -> list[Any]:
        """Run statements as this login; the rows of the last one."""
        return self.server.run(self.database, *statements, login=login)


@pytest.fixture
def hub(server: Server) -> Iterator[Hub]:
    """A hub that nobody has sent anything to."""
    name = f"hub{next(_count)}"
    server.run("postgres", f"CREATE DATABASE {name} TEMPLATE team")
    init(read_address(server.url(OWNER, name)), {"DCX_TEAM_PASSWORD": PASSWORD}, "support")
    yield Hub(server, name)
    server.run("postgres", f"DROP DATABASE {name} WITH (FORCE)")


Rep = Callable[..., Dcx]


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    """`rep("sam")`: a machine of Sam's, with a clock that all of the test's machines share."""
    clock = SetClock()

    def make(name: str, machine: str = "") -> Dcx:
        env = {"USER": name, "DCX_TEAM_PASSWORD": PASSWORD}
        return Dcx(tmp_path / f"{name}{machine}", clock, env)

    return make


@pytest.fixture
def joined(hub: Hub, rep: Rep) -> Rep:
    """The same for machines that have joined the hub."""

    def make(name: str, machine: str = "") -> Dcx:
        found = rep(name, machine)
        found("team", "join", hub.url(name))
        return found

    return make


@pytest.fixture(scope="session")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Everybody]":
    """A hub with something of everything in it, which many look at and nobody changes."""
    from tests.team.everybody import everybody

    yield from everybody(server, tmp_path_factory.mktemp("team"))


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that may be killed."""
    need_server()
    found = Server()
    found.make_logins(LOGINS[:3])
    try:
        yield found
    finally:
        found.stop()
