"""The input line: however long it is, only what stands on the screen is looked at."""

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.layout import BufferControl
from prompt_toolkit.layout.controls import UIContent

from difficult_cx.terminal.screen.row import fit_for, seen
from difficult_cx.terminal.width import width

# A letter is at least one column, but for marks on it; no more letters than this are looked at for one.
MOST_A_COLUMN = 8


class InputLine(BufferControl):
    """The half-typed line, scrolled so that the cursor is seen.

    The editor's own control takes in the whole line for each frame: a quarter of a second at 64 KiB.
    """

    def __init__(self, buffer: Buffer, encoding: str) -> None:
        super().__init__(buffer, focusable=True)
        self.encoding = encoding
        self._first = 0

    def preferred_width(self, max_available_width: int) -> int | None:
        """As wide as there is room."""
        return max_available_width

    def preferred_height(self, *_sizes: object) -> int | None:
        """One row."""
        return 1

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:  # noqa: ARG002
        """The letters from the first that is shown, and where the cursor is among them."""
        before, after = self.window(width)
        row = [*fit_for((("", before), ("", after)), self.encoding)]
        return UIContent(
            get_line=lambda _number: list(row), line_count=1, cursor_position=Point(len(row[0][1]), 0)
        )

    def window(self, columns: int) -> tuple[str, str]:
        """What is shown before the cursor and from it on, cleaned, together at most so many columns."""
        text, cursor = self.buffer.text, self.buffer.cursor_position
        room = max(1, columns - 1)  # the cursor behind the last letter takes a column too
        first = min(self._first, cursor)
        first = max(first, cursor - MOST_A_COLUMN * room)
        while first < cursor and width(seen(text[first:cursor])) > room:
            first += 1
        while first > 0 and len(text) - first < room and width(seen(text[first - 1 :])) <= room:
            first -= 1  # the line became shorter: it fills the row again
        self._first = first
        before = seen(text[first:cursor])
        left = columns - width(before)
        after = ""
        for letter in seen(text[cursor : cursor + MOST_A_COLUMN * columns]):
            if width(after) + width(letter) > left:
                break
            after += letter
        return before, after
