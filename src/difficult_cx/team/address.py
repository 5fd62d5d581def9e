"""Where a hub is: its URL, which never has a password, and whether TLS must be verified on the way there."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from difficult_cx.errors import UsageError

EXAMPLE = "a hub is named like postgresql://sam@hub.example/dcx"
WHERE_IT_GOES = (
    "put it into DCX_TEAM_PASSWORD, a pgpass file or the system's keyring: others can read a command line"
)
# What a URL may say besides; nothing that could name another server, or weaken how it is proved.
ALLOWED = frozenset(
    {"host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "passfile"}
    | {"connect_timeout", "application_name"}
)
VERIFIED = "verify-full"


@dataclass(frozen=True, slots=True)
class Address:
    """A hub's URL without a password, and its parts; `here`: on this machine, by loopback or a socket."""

    url: str
    host: str
    port: int
    database: str
    user: str
    options: tuple[tuple[str, str], ...]
    here: bool

    @property
    def shown(self) -> str:
        """`hub.example:5432`, as messages name it."""
        return self.host if self.host.startswith("/") else f"{self.host}:{self.port}"


def read_address(url: str) -> Address:
    """The address that this URL names; a UsageError says what it may not have."""
    try:
        parts = urlsplit(url)
        port = parts.port or 5432
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
    except ValueError as error:
        raise UsageError(f"That URL can't be read: {error}.", EXAMPLE) from error
    if parts.password is not None or "password" in options or ":" in parts.netloc.rpartition("@")[0]:
        raise UsageError("A hub's URL has no password.", WHERE_IT_GOES)
    unknown = sorted(options.keys() - ALLOWED)
    if unknown:
        raise UsageError(
            f"A hub's URL can't have {unknown[0]!r}.", f"it may have {', '.join(sorted(ALLOWED))}"
        )
    host = options.pop("host", "") or unquote(parts.hostname or "")
    named = options.pop("port", "")
    port = int(named) if named.isascii() and named.isdigit() else port
    if "," in host:
        raise UsageError("A hub is one server; its URL names several.", EXAMPLE)
    if not host:
        raise UsageError("The URL names no server.", EXAMPLE)
    database = options.pop("dbname", "") or unquote(parts.path.lstrip("/")) or "dcx"
    user = options.pop("user", "") or unquote(parts.username or "")
    here = is_here(host)
    mode = options.get("sslmode", "")
    if not here and mode not in ("", VERIFIED):
        raise UsageError(
            f"The hub {host} is not on this machine, so its certificate is verified; not sslmode={mode}.",
            "leave sslmode out; sslrootcert=FILE names the authority that signed the certificate",
        )
    whole = urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, ""))
    return Address(whole, host, port, database, user, tuple(sorted(options.items())), here)


def is_here(host: str) -> bool:
    """Whether this is the machine we are on: loopback, or a socket in a folder."""
    if host.startswith("/") or host.casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
