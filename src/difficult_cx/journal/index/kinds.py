"""Kinds of events by number: a name of ten letters a million times over is ten megabytes."""

import sqlite3

from difficult_cx.journal.index.customers import encodable


class Kinds:
    """The table `kind`, read once; an unknown kind of a newer version gets a number like any other."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        for one, name in db.execute("SELECT id, name FROM kind"):
            self._numbers[name], self._names[one] = one, name

    def number(self, name: str) -> int:
        """The number of this kind; a new one is added by whoever writes, -1 (none) by whoever only reads."""
        return self._numbers.get(encodable(name), -1)

    def add(self, name: str) -> int:
        """The number of this kind, added where there is none."""
        found = self._numbers.get(name)
        if found is None:
            found = self._numbers.get(key := encodable(name))
        if found is None:
            found = len(self._numbers) + 1
            self._db.execute("INSERT INTO kind VALUES (?, ?)", (found, key))
            self._numbers[key], self._names[found] = found, key
        return found

    def name(self, value: int) -> str:
        """The kind of this number."""
        return self._names.get(value, "")
