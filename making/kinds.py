"""The table of docs/journal.md: every kind of event and its fields."""

from difficult_cx.domain.kinds import KINDS
from making.regions import table


def kinds() -> str:
    """A row a kind, in the order of the code."""
    return table(
        ("kind", "what it is", "needs", "may have"),
        (
            (
                f"`{name}`",
                kind.what + (" *u*" if kind.undoable else ""),
                _fields(kind.needs),
                _fields(kind.may),
            )
            for name, kind in KINDS.items()
        ),
    )


def _fields(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "-"
