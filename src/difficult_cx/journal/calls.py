"""Who is in a call now: a lock file for each call that is open; parked is what nobody holds."""

from difficult_cx.domain.ids import is_id
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.lock import Lock, is_held


class CallLock(Lock):
    """Held by the dcx that runs the call."""

    def __init__(self, folders: Folders, call_id: str) -> None:
        assert is_id(call_id), "a call's lock is named for a call"
        super().__init__(folders.calls / f"{call_id}.lock")


def is_open(folders: Folders, call_id: str) -> bool:
    """Whether a dcx holds this call now."""
    return is_id(call_id) and is_held(folders.calls / f"{call_id}.lock")
