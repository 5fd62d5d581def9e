"""Writers broken on purpose: a script that doesn't catch those it is made for proves nothing."""

# Says that it is saved, and writes some entries later.
LATE = """
import difficult_cx.journal.journal as journal
kept, real = [], journal.write_once
def later(handle, content):
    kept.append(content)
    if len(kept) > 5:
        real(handle, b"".join(kept)); kept.clear()
journal.write_once = later
"""
# Tears now and then, as a kill does, and never closes a torn tail.
UNSEALED = """
import os, random
import difficult_cx.journal.journal as journal
import difficult_cx.journal.reading as reading
real = journal.write_once
def torn(handle, content):
    content = content.removeprefix(b"\\n")
    if random.random() < 0.1:
        os.write(handle, content[: len(content) // 2]); os._exit(9)
    real(handle, content[:-1] if random.random() < 0.2 else content)
journal.write_once = torn
"""
# Writes each entry twice, under two ids.
DOUBLING = """
import difficult_cx.journal.journal as journal
from dataclasses import replace
real = journal.Journal.append
def twice(self, *entries, **more):
    events = real(self, *entries, **more)
    if any(one.kind == "noted" for one in entries):
        real(self, *(replace(one, id=None) for one in entries), **more)
    return events
journal.Journal.append = twice
"""
# Takes no lock.
UNLOCKED = """
import difficult_cx.storage.lock as lock
lock._lock = lambda handle: None
import difficult_cx.journal.journal as journal, time
real = journal.read_tail
def slow(handle):
    tail = real(handle); time.sleep(0.01); return tail
journal.read_tail = slow
"""
# Takes a short write for a whole one, and any failure to write for success.
CARELESS = """
import os
import difficult_cx.journal.journal as journal
def whatever(handle, content):
    try: os.write(handle, content)
    except OSError: pass
journal.write_once = whatever
"""
# Never syncs a file.
UNSYNCED = """
import difficult_cx.journal.journal as journal
journal.sync = lambda handle: None
"""
# Never syncs a folder: a new file's entry may be gone after a power cut.
NO_FOLDER = """
import difficult_cx.storage.private as private
import difficult_cx.journal.journal as journal
private.sync_folder = private.sync_folders = lambda folder: None
journal.sync_folder = journal.sync_folders = lambda folder: None
"""
# Swallows what the system refuses, and says that it is saved.
SILENT = """
import difficult_cx.journal.journal as journal
real = journal.Journal._append_locked
def silent(self, path, entries):
    try: return real(self, path, entries)
    except OSError: return self._stamp(entries, "bcdfghjkmnpq", None, 1)
journal.Journal._append_locked = silent
"""
# Shows only the first record of a line, and asks for no checksum.
HASTY_READER = """
import difficult_cx.journal.reading as reading
import difficult_cx.journal.codec as codec
import difficult_cx.journal.selecting as selecting
real = reading.pieces
def first(line):
    for one in real(line):
        yield one
        return
reading.pieces = first
"""
# Takes whatever index there is for the journal's own, as it stands.
BLIND = """
import difficult_cx.journal.index.index as index
index.is_current = lambda db, now: True
"""
