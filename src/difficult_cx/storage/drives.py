"""Whether a folder lies on a drive that another machine, or a program that syncs folders, may change."""

import os
import re
from pathlib import Path

# Kinds of file systems as Linux and macOS name them; `fuse.` in front where it isn't written.
NETWORK = frozenset(
    {
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "9p"),
        *("ceph", "glusterfs", "lustre", "gfs2", "ocfs2", "davfs", "davfs2", "webdav", "sshfs", "rclone"),
        *("s3fs", "gcsfuse", "goofys", "gvfsd-fuse", "drvfs", "vboxsf", "vmhgfs", "vmhgfs-fuse", "prl_fs"),
        *("virtiofs", "macfuse", "osxfuse", "google-drive-ocamlfuse", "onedriver"),
    }
)
# A folder's name, or how it begins, and what keeps it in step.
SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud Drive",
    "icloud": "iCloud Drive",
    "cloudstorage": "a cloud drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "pcloud": "pCloud",
    "megasync": "MEGA",
    "seafile": "Seafile",
    "creative cloud files": "Creative Cloud",
    "box sync": "Box",
}
# What such a program leaves in the folder that it keeps in step.
MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".sync": "Resilio Sync",
    ".owncloudsync.log": "ownCloud",
}


def network(folder: Path, platform: str, mounts: str = "/proc/self/mountinfo") -> str:
    """The kind of the network drive that the folder lies on; empty for a local one, or where nobody knows."""
    if platform == "win32":
        return "a share" if str(folder).startswith(("\\\\", "//")) else ""
    try:
        text = (
            Path(mounts).read_text(encoding="utf-8", errors="surrogateescape")
            if platform != "darwin"
            else _mount()
        )
        real = str(folder.resolve())
    except OSError:
        return ""
    kind = kind_of(real, text)
    return kind if kind.removeprefix("fuse.") in NETWORK else ""


def kind_of(folder: str, mounts: str) -> str:
    """The kind of the file system at this place, by `mountinfo` of Linux or what macOS's `mount` prints."""
    best, found = "", ""
    for line in mounts.splitlines():
        place, kind = _linux(line) if " - " in line and " (" not in line else _macos(line)
        within = folder == place or folder.startswith(place.rstrip("/") + "/")
        if kind and within and len(place) >= len(best):  # the last one at a place counts
            best, found = place, kind
    return found


def _linux(line: str) -> tuple[str, str]:
    before, _, after = line.partition(" - ")
    fields = before.split(" ")
    if len(fields) < 5 or not after:
        return "", ""
    place = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), fields[4])
    return place, after.split(" ")[0]


def _macos(line: str) -> tuple[str, str]:
    found = re.fullmatch(r".+ on (/.*) \(([^,)]+).*\)", line)
    return (found[1], found[2]) if found else ("", "")


def _mount() -> str:
    import subprocess

    return subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5).stdout


def synced(folder: Path) -> str:
    """The program that keeps this folder in step with other machines; empty when none is known."""
    real = Path(os.path.realpath(folder))
    for one in (real, *real.parents):
        name = one.name.casefold()
        for begun, program in SYNCED.items():
            if name == begun or name.startswith((f"{begun} ", f"{begun}-", f"{begun} -")):
                return program
        for mark, program in MARKS.items():
            if os.path.lexists(one / mark):
                return program
    return ""
