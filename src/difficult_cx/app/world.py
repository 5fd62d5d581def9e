"""The world a command runs in, built once and handed down: nothing inside reads it from the ambient."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

from difficult_cx.app.zone import Zone, find_zone
from difficult_cx.config.load import Configuration, load
from difficult_cx.domain.clock import Clock
from difficult_cx.domain.office import Office
from difficult_cx.domain.settings import Settings
from difficult_cx.domain.times import Times
from difficult_cx.errors import FindingsError
from difficult_cx.records import dataclass
from difficult_cx.storage.folders import Folders

if TYPE_CHECKING:
    from difficult_cx.journal.index.intake import Progress
    from difficult_cx.journal.journal import Journal
    from difficult_cx.playbook.library import Library


@dataclass
class World:
    """Environment, folders, clock and streams; settings, zone and journal are made when asked for.

    `progress` is told, in bytes, how far a long reading of the record is.
    """

    env: Mapping[str, str]
    folders: Folders
    clock: Clock
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    platform: str = "linux"
    localtime: str = "/etc/localtime"
    mounts: str = "/proc/self/mountinfo"
    progress: "Progress | None" = None

    @cached_property
    def configuration(self) -> Configuration:
        """What the configuration file says, its mistakes included; never an error."""
        home = self.env.get("HOME") or self.env.get("USERPROFILE", "")
        return load(self.folders.config_file, home)

    @cached_property
    def settings(self) -> Settings:
        """The settings of this run; a FindingsError with every mistake when the file has any."""
        found = self.configuration
        if found.findings:
            raise FindingsError(
                "The configuration can't be used:",
                tuple(str(finding) for finding in found.findings),
                "`dcx config check` reads it again; `dcx config show --example` shows every key",
            )
        return found.settings

    @property
    def office(self) -> Office:
        """Hours, working days, holidays and day order, for due phrases."""
        return self.settings.office

    @cached_property
    def zone_found(self) -> Zone:
        """The zone dcx runs in, and where it came from."""
        return find_zone(self.settings.zone, self.env, self.localtime)

    @cached_property
    def zone_anyway(self) -> Zone:
        """The same for doctor and `config show`, which go on when the configuration has mistakes."""
        return find_zone(self.configuration.settings.zone, self.env, self.localtime)

    @property
    def zone(self) -> ZoneInfo:
        """The zone dcx runs in."""
        return self.zone_found.info

    @property
    def times(self) -> Times:
        """Words for moments, as the settings have them."""
        return Times(self.zone, self.settings.twelve)

    @property
    def zone_name(self) -> str:
        """Its IANA name."""
        return self.zone_found.name

    @property
    def rep(self) -> str:
        """Who is on the call: the configured name, else the login's; empty when neither is known."""
        return self._rep_of(self.settings.rep)

    @property
    def rep_anyway(self) -> str:
        """The same for whoever goes on when the configuration has mistakes."""
        return self._rep_of(self.configuration.settings.rep)

    def _rep_of(self, configured: str) -> str:
        names = (configured, *(self.env.get(key, "") for key in ("USER", "LOGNAME", "USERNAME")))
        return next((name for name in names if name), "")

    @cached_property
    def journal(self) -> "Journal":
        """The record."""
        from difficult_cx.journal.journal import Journal

        return Journal(self.folders, self.clock, self.zone_name, self.rep, self.progress)

    @cached_property
    def library(self) -> "Library":
        """The playbooks within reach: one's own, the firm's, and those that came with dcx."""
        from difficult_cx.playbook.library import Library, shipped_folder

        # the configuration's mistakes are said by whoever needs a setting; playbooks are read all the same
        settings = self.configuration.settings
        own = (self.folders.playbooks, *map(Path, settings.playbook_folders))
        return Library(shipped_folder(), own, self.folders.cache, settings.lang)

    @property
    def stdin_tty(self) -> bool:
        """Whether somebody types."""
        return self.stdin.isatty()

    @property
    def stdout_tty(self) -> bool:
        """Whether somebody reads along."""
        return self.stdout.isatty()

    @property
    def height(self) -> int:
        """Lines to draw in: `LINES`, else the terminal's; 0, without end, where nobody reads along."""
        if not self.stdout_tty:
            return 0
        named = self.env.get("LINES", "")
        if named.isascii() and named.isdigit() and int(named) > 0:
            return min(int(named), 1000)
        import os

        try:
            return os.get_terminal_size(self.stdout.fileno()).lines
        except (OSError, ValueError):
            return 24

    @property
    def width(self) -> int:
        """Columns to draw in: `COLUMNS`, else the terminal's, else 80."""
        named = self.env.get("COLUMNS", "")
        if named.isascii() and named.isdigit() and int(named) > 0:
            return min(int(named), 1000)
        if self.stdout_tty:
            import os

            try:
                return os.get_terminal_size(self.stdout.fileno()).columns or 80
            except (OSError, ValueError):
                return 80
        return 80
