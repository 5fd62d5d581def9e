"""The password of one's login at the hub: from the environment, pgpass or the keyring; kept nowhere."""

from collections.abc import Mapping

from difficult_cx.team.address import Address

SERVICE = "dcx team"


def from_environment(env: Mapping[str, str]) -> str | None:
    """What the environment says; libpq itself looks into the pgpass file."""
    return env.get("DCX_TEAM_PASSWORD") or env.get("PGPASSWORD") or None


def from_keyring(address: Address) -> str | None:
    """What the system's keyring has for this login, where `keyring` is installed; else None."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found = keyring.get_password(SERVICE, f"{address.user}@{address.host}/{address.database}")
    except KeyringError:
        return None
    return str(found) if found is not None else None
