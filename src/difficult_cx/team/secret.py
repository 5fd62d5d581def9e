"""The password of one's login at the hub: from the environment, pgpass or the keyring; kept nowhere."""

import threading
from collections.abc import Mapping

from difficult_cx.team.address import Address

SERVICE = "dcx team"
# A keyring that is locked asks its owner, who may not be there; then there is no password.
KEYRING_SECONDS = 60.0


def from_environment(env: Mapping[str, str]) -> str | None:
    """What the environment says; libpq itself looks into the pgpass file."""
    return env.get("DCX_TEAM_PASSWORD") or env.get("PGPASSWORD") or None


def from_keyring(address: Address) -> str | None:
    """What the system's keyring has for this login, where `keyring` is installed; else None."""
    try:
        import keyring
    except ImportError:
        return None
    found: list[str] = []

    def ask() -> None:
        try:
            kept = keyring.get_password(SERVICE, f"{address.user}@{address.host}/{address.database}")
        except Exception:  # noqa: BLE001  (whatever backend there is, and however it fails)
            return
        found.extend([str(kept)] if kept is not None else [])

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(KEYRING_SECONDS)
    return found[0] if found else None
