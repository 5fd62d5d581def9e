"""A folder of devices' journals that something else carries from machine to machine: read, and added to.

Its files may come in part, torn at the end, twice under odd names, or be read-only; a link is never read.
"""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from difficult_cx.domain.ids import is_id
from difficult_cx.domain.team import Batch, Member, Sent, Standing
from difficult_cx.errors import AwayError, DcxError
from difficult_cx.journal.fetching import last_in, lines_after
from difficult_cx.journal.reading import erased_ids
from difficult_cx.journal.scanning import events_in, ids_in, lines_of
from difficult_cx.journal.tail import read_tail
from difficult_cx.storage.private import (
    not_saved,
    open_existing,
    open_private,
    reason,
    sync,
    sync_folder,
    write_once,
    write_whole,
)

AT_ONCE = 1_000
READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


class SharedFolder:
    """The folder; `own` is the device whose file is written here, everybody else's are only read."""

    def __init__(self, folder: Path, own: str) -> None:
        self.folder = folder
        self.own = own
        self.passed_over: list[str] = []

    def fetch(self, last: Mapping[str, str], own: str) -> Iterator[Batch]:
        """What other devices' files have behind the last record known of each; odd files as a whole."""
        for path in self._files():
            if path.stem == own:
                continue
            device = path.stem if is_id(path.stem) else ""
            after = last.get(device)
            try:
                found = lines_after(path, after)
                lines = found if found is not None else lines_of(path)
                yield from _parts(path.name, lines, after if found is not None else None)
            except (DcxError, OSError) as error:
                why = reason(error) if isinstance(error, OSError) else error.message
                self.passed_over.append(f"{path.name}: {why}")

    def _files(self) -> list[Path]:
        try:
            found = sorted(self.folder.iterdir())
        except OSError as error:
            raise AwayError(
                f"The team's folder {self.folder} can't be read: {reason(error)}.",
                "is it there and connected? `dcx team status` names it",
            ) from error
        journals = [one for one in found if one.suffix == ".jsonl" and not one.name.startswith(".")]
        for one in journals:
            if one.is_symlink():
                self.passed_over.append(f"{one.name}: it is a link, and links are refused")
        return [one for one in journals if not one.is_symlink()]

    @property
    def _path(self) -> Path:
        return self.folder / f"{self.own}.jsonl"

    def last_sent(self, device: str) -> str | None:
        """The id of the last record in our file there."""
        return last_in(self._path, device)

    def lacks(self, ids: Sequence[str]) -> frozenset[str]:
        """Which of these ids our file there doesn't have."""
        return frozenset(ids) - frozenset(ids_in(self._path))

    def send(self, lines: Sequence[bytes]) -> Sent:
        """Put these lines behind our file there; where they erase something it is written without that."""
        if not lines:
            return Sent()
        gone = erased_ids(events_in(lines))
        content = b"".join(line + b"\n" for line in lines)
        try:
            if gone:
                kept = (line + b"\n" for line in lines_of(self._path) if not _has(line, gone))
                write_whole(self._path, (*kept, content))
            else:
                self._append(content)
        except OSError as error:
            if error.errno not in READ_ONLY:
                raise not_saved(self._path, error) from error
            self.passed_over.append(f"{self.folder} may only be read: your own journal isn't shared there")
            return Sent()
        return Sent(len(lines))

    def _append(self, content: bytes) -> None:
        handle = open_private(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        try:
            tail = read_tail(handle)
            write_once(handle, tail.behind(content))
            sync(handle)
        finally:
            os.close(handle)
        if tail.size == 0:
            sync_folder(self.folder)

    @property
    def writable(self) -> bool:
        """Whether one's own file may be put there."""
        return os.access(self.folder, os.W_OK | os.X_OK)

    def standing(self) -> Standing:
        """Who has a file here, with the rep of its last record."""
        members = self.members()
        note = "" if self.writable else "you may only read here: your own journal is not shared"
        return Standing(str(self.folder), members=members, note=note)

    def members(self) -> tuple[Member, ...]:
        """Everybody with a file here."""
        return tuple(self._member(path) for path in self._files() if is_id(path.stem))

    def _member(self, path: Path) -> Member:
        handle = open_existing(path)
        if handle is None:
            return Member(path.stem, "", 0)
        try:
            last = next(reversed(read_tail(handle).events), None)
        finally:
            os.close(handle)
        count = sum(1 for _ in ids_in(path))
        return Member(path.stem, last.rep if last else "", count, last.at if last else None)

    def leave(self, devices: Sequence[str]) -> None:
        """Nothing to do: what was shared stays."""

    def close(self) -> None:
        """Nothing is held."""


def _has(line: bytes, gone: frozenset[str]) -> bool:
    return any(one.id in gone for one in events_in([line]))


def _parts(name: str, lines: Iterator[bytes], after: str | None) -> Iterator[Batch]:
    part: list[bytes] = []
    for line in lines:
        part.append(line)
        if len(part) == AT_ONCE:
            yield Batch(name, part, after=after)
            part, after = [], None
    if part:
        yield Batch(name, part, after=after)
