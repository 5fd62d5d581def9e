"""Where this machine's team meets: remembered when it is joined, opened when the record is shared."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from difficult_cx.app.world import World
from difficult_cx.errors import DcxError, NotFoundError, UsageError
from difficult_cx.storage.private import make_folder, not_saved, read_whole, reason, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from difficult_cx.domain.team import Hub, Member

HUBS = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder's path, or a hub's URL without its password."""

    folder: str = ""
    hub: str = ""

    @property
    def shown(self) -> str:
        """As people see it."""
        return self.hub or self.folder


def place_of(typed: str) -> Place:
    """What was typed: `postgresql://…` is a hub, anything else a folder that is there."""
    if not typed.strip():
        raise UsageError("The team's place is empty.", _EXAMPLES)
    if typed.startswith(HUBS):
        from difficult_cx.team.address import read_address

        return Place(hub=read_address(typed).url)
    if "://" in typed:
        raise UsageError(f"{typed.partition('://')[0]}:// is no place where a team meets.", _EXAMPLES)
    if "password=" in typed or " host=" in f" {typed}":
        raise UsageError("A hub is named by its URL, without a password.", _EXAMPLES)
    folder = Path(typed).expanduser().absolute()
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.", _EXAMPLES)
    return Place(folder=str(folder))


_EXAMPLES = "for example: /mnt/team/dcx, or postgresql://sam@hub.example/dcx"


def known_place(world: World) -> Place | None:
    """Where this machine's team meets; None when it has none."""
    path = world.folders.team
    try:
        content = read_whole(path)
    except OSError as error:
        raise DcxError(f"{path.name} can't be read: {reason(error)}.", "`dcx team join` writes it") from error
    if content is None:
        return None
    try:
        found = json.loads(content)
        return Place(str(found.get("folder") or ""), str(found.get("hub") or ""))
    except (ValueError, AttributeError) as error:
        raise DcxError(f"{path} is damaged.", "`dcx team join` writes it anew") from error


def known_members(world: World) -> tuple[tuple[str, str], ...]:
    """Login and name of each in the hub's team at the last sharing; a list never fails for want of it."""
    try:
        found = json.loads(read_whole(world.folders.team) or b"{}")
        return tuple((str(login), str(name)) for login, name in found.get("members", ()))
    except (OSError, ValueError, TypeError, AttributeError):
        return ()


def the_place(world: World) -> Place:
    """The same where there must be one."""
    found = known_place(world)
    if found is None or not found.shown:
        raise NotFoundError("This machine is in no team.", "dcx team join FOLDER, or dcx team join URL")
    return found


def remember(world: World, place: Place, members: "Iterable[Member]" = ()) -> None:
    """Keep where the team meets, and who is in it."""
    names = [[one.login, one.rep] for one in members if one.here] if place.hub else []
    whole = {"dcx": 1, **({"hub": place.hub} if place.hub else {"folder": place.folder})}
    whole |= {"members": names} if names else {}
    content = json.dumps(whole).encode("ascii") + b"\n"
    try:
        make_folder(world.folders.data)
        if read_whole(world.folders.team) != content:
            write_whole(world.folders.team, content)
    except OSError as error:
        raise not_saved(world.folders.team, error) from error


def forget_place(world: World) -> None:
    """This machine is in no team any more."""
    try:
        world.folders.team.unlink(missing_ok=True)
    except OSError as error:
        raise not_saved(world.folders.team, error) from error


def open_hub(world: World, place: Place) -> "Hub":
    """The place, ready to be asked."""
    if place.hub:
        from difficult_cx.team.address import read_address
        from difficult_cx.team.postgres import connect

        return connect(read_address(place.hub), world.env)
    from difficult_cx.journal.shared_folder import SharedFolder

    return SharedFolder(Path(place.folder), world.journal.device)
