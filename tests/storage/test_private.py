"""Files that only their owner can read, and files put somewhere else."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from difficult_cx.storage import private
from difficult_cx.storage.private import make_folder, open_private, put_outside, read_whole, write_whole


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A umask that takes nothing away."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_files_and_folders_are_their_owners_alone_under_any_umask(tmp_path: Path) -> None:
    """0600 and 0700, also a file that was open to others before."""
    folder = tmp_path / "a" / "b"
    make_folder(folder)
    write_whole(folder / "whole", b"x")
    (folder / "old").write_bytes(b"x")
    os.close(open_private(folder / "old", os.O_WRONLY))
    modes = {stat.S_IMODE((folder / name).stat().st_mode) for name in ("whole", "old")}
    assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700


def test_a_link_a_pipe_and_a_folder_are_refused(tmp_path: Path) -> None:
    """For reading and for writing; nothing waits, and what the link names is not touched."""
    target = tmp_path / "target"
    target.write_bytes(b"theirs")
    link, pipe = tmp_path / "link", tmp_path / "pipe"
    link.symlink_to(target)
    os.mkfifo(pipe)
    for path in (link, pipe):
        with pytest.raises(OSError):
            open_private(path, os.O_WRONLY | os.O_CREAT)
        with pytest.raises(OSError):
            read_whole(path)
    assert target.read_bytes() == b"theirs"


@pytest.mark.parametrize("error", [errno.EROFS, errno.ENOSPC, errno.EACCES])
def test_what_goes_elsewhere_is_written_also_where_our_folder_cant_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """Then in its place, and nothing else is left anywhere."""

    def refused(_path: Path, _content: bytes) -> None:
        raise OSError(error, "no")

    ours = tmp_path / "ours"
    ours.mkdir()
    put_outside(tmp_path / "one", b"first", ours)
    monkeypatch.setattr(private, "write_whole", refused)
    put_outside(tmp_path / "one", b"second", ours)
    assert (tmp_path / "one").read_bytes() == b"second"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["one", "ours"]
