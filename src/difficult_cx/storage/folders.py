"""Where things lie: one place decides it."""

from collections.abc import Mapping
from pathlib import Path

from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Folders:
    """The data, configuration and cache folders of `dcx`; nothing is made by naming them."""

    data: Path
    config: Path
    cache: Path

    @property
    def journal(self) -> Path:
        """The append-only record."""
        return self.data / "journal.jsonl"

    @property
    def lock(self) -> Path:
        """Held for one append; never deleted."""
        return self.data / "journal.lock"

    @property
    def device(self) -> Path:
        """The random name of this machine's journal."""
        return self.data / "device"

    @property
    def care(self) -> Path:
        """The rep's own care file: read by `dcx care` and by nothing that shows, exports or merges."""
        return self.data / "care.jsonl"

    @property
    def drafts(self) -> Path:
        """Half-typed lines, one file a call."""
        return self.data / "drafts"

    @property
    def calls(self) -> Path:
        """A lock file for each call that is open."""
        return self.data / "calls"

    @property
    def rescue(self) -> Path:
        """Lines that could not be saved."""
        return self.data / "rescue"

    @property
    def fetched(self) -> Path:
        """Other devices' journals."""
        return self.data / "fetched"

    @property
    def team(self) -> Path:
        """Where this machine's team meets; never a password."""
        return self.data / "team.json"

    @property
    def team_lock(self) -> Path:
        """Held while the record is shared with the team."""
        return self.data / "team.lock"

    @property
    def config_file(self) -> Path:
        """The settings."""
        return self.config / "config.toml"

    @property
    def agreement(self) -> Path:
        """The user's own template of the mail that puts an agreement in writing."""
        return self.config / "agreement.txt"

    @property
    def playbooks(self) -> Path:
        """The user's own playbooks."""
        return self.config / "playbooks"


def find_folders(env: Mapping[str, str], platform: str) -> Folders:
    """The folders for this environment: `DCX_HOME`, else `XDG_*` on Linux, else platformdirs (20 ms)."""
    home = env.get("DCX_HOME")
    if home:
        top = Path(home).absolute()
        return Folders(top, top, top / "cache")
    if platform.startswith("linux") and env.get("HOME"):
        base = Path(env["HOME"])

        def place(name: str, default: str) -> Path:
            named = env.get(name, "").strip()
            return (Path(named) if named and Path(named).is_absolute() else base / default) / "dcx"

        return Folders(
            place("XDG_DATA_HOME", ".local/share"),
            place("XDG_CONFIG_HOME", ".config"),
            place("XDG_CACHE_HOME", ".cache"),
        )
    import platformdirs  # 20 ms, so only where the environment doesn't answer by itself

    dirs = platformdirs.PlatformDirs("dcx", appauthor=False)
    return Folders(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path)
