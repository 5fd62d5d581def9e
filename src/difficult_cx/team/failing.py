"""Every way the hub can fail, as one message: what, why, and what to do next; never a value that was sent."""

import re
from typing import TYPE_CHECKING

from difficult_cx.errors import AwayError, BusyError, DcxError
from difficult_cx.team.address import WHERE_IT_GOES, Address

if TYPE_CHECKING:
    import psycopg

LATER = "nothing is lost: what you write stays here, and the next `dcx team sync` goes on"
ASK = "ask whoever runs the hub"
NOT_A_MEMBER, NOT_YOURS, NOT_A_RECORD = "DX001", "DX002", "DX003"


class HubError(DcxError):
    """The hub can't be reached, or doesn't do what is asked; nothing here has changed."""

    code = "hub"


def no_psycopg() -> DcxError:
    """The extra is not installed."""
    return HubError(
        "Talking to a hub needs psycopg, which isn't installed.", 'pip install "difficult-cx[team]"'
    )


# What libpq or the server says, what that means, and what to do. libpq gives no codes for this, only words.
_NO_CONNECTION = (
    (
        "certificate verify failed|does not match host name|root certificate|self.signed certificate",
        "The certificate of the hub {where} can't be verified",
        "sslrootcert=FILE in the URL names who signed it; the URL's host must be the certificate's",
    ),
    (
        "does not support ssl|no encryption|ssl off",
        "The hub {where} doesn't offer TLS",
        "nothing was sent; whoever runs it sets ssl = on",
    ),
    (
        "no password supplied|empty password",
        "The hub {where} asks for a password, and there is none",
        WHERE_IT_GOES,
    ),
    (
        "authentication failed",
        "The hub {where} doesn't take the password of {user}",
        f"{WHERE_IT_GOES}; {ASK} for a new one",
    ),
    (
        'role ".*" does not exist|is not permitted to log in|no pg_hba.conf entry',
        "The hub {where} doesn't let {user} in",
        ASK,
    ),
    ('database ".*" does not exist', "The hub {where} has no database {database}", ASK),
    ("timeout expired|timed out", "The hub {where} doesn't answer in time", LATER),
    (
        "could not translate host name|name or service not known|failed to resolve|nodename nor servname",
        "There is no machine {host} that can be found from here",
        f"is the name right, and is there a network? {LATER}",
    ),
    (
        "too many clients|remaining connection slots|too many connections",
        "The hub {where} has no connection left",
        LATER,
    ),
    (
        "starting up|shutting down|recovery mode|not yet accepting",
        "The hub {where} is starting or stopping",
        LATER,
    ),
    (
        "refused|no such file or directory|no route|unreachable|is the server running",
        "No hub answers at {where}",
        f"is the address right, and is it running? {LATER}",
    ),
    (
        "closed the connection unexpectedly|connection reset",
        "The connection to the hub {where} broke off",
        LATER,
    ),
)


def not_connected(error: "psycopg.Error", address: Address) -> DcxError:
    """Why there is no connection."""
    said = " ".join(str(error).split())
    names = {
        "where": address.shown,
        "host": address.host,
        "database": address.database,
        "user": address.user or "your login",
    }
    for words, message, hint in _NO_CONNECTION:
        if re.search(words, said.casefold()):
            return (AwayError if hint.endswith(LATER) else HubError)(f"{message.format(**names)}.", hint)
    return HubError(f"No connection to the hub {address.shown}: {said[:300]}", LATER)


def failed(error: "psycopg.Error", address: Address) -> DcxError:
    """Why the hub didn't do what was asked, by the code that PostgreSQL gives."""
    code = error.sqlstate or ""
    where = address.shown
    if code in _BY_CODE:
        message, hint = _BY_CODE[code]
        return HubError(message.format(where=where, user=address.user or "your login"), hint)
    if code[:2] == "08" or code[:3] == "57P" or not code:
        return AwayError(f"The connection to the hub {where} broke off.", LATER)
    if code[:2] == "40" or code == "55P03":
        return BusyError(f"The hub {where} is busy with the same records.", LATER)
    if code[:2] == "53":
        return HubError(f"The hub {where} has no room left for this ({code}).", f"{ASK}; {LATER}")
    return HubError(f"The hub {where} refused that ({code or type(error).__name__}).", f"{ASK}; {LATER}")


_BY_CODE = {
    "53100": ("The disk of the hub {where} is full; nothing of this was taken there.", f"{ASK}; {LATER}"),
    "42501": (
        "{user} may not do that at the hub {where}.",
        "the hub's owner runs: dcx team add URL LOGIN",
    ),
    "3F000": ("The hub {where} has no schema of dcx.", "its owner runs: dcx team init URL"),
    "42P01": ("The hub {where} has no schema of dcx.", "its owner runs: dcx team init URL"),
    "42883": ("The hub {where} has no schema of dcx, or an old one.", "its owner runs: dcx team init URL"),
    "57014": ("The hub {where} took too long and was stopped.", LATER),
    "25006": ("The hub {where} is read-only now.", f"{ASK}; {LATER}"),
    NOT_A_MEMBER: (
        "{user} is in no team at the hub {where}, or has left it.",
        "the hub's owner runs: dcx team add URL LOGIN",
    ),
    NOT_YOURS: (
        "This machine's journal belongs to another login at the hub {where}; nothing of it was taken.",
        f"join with the login it was shared under, or {ASK}",
    ),
    NOT_A_RECORD: (
        "The hub {where} can't read one of these records.",
        "`dcx journal verify` looks for damage",
    ),
}
