"""What the terminal sends, as keys: letters that come at once are one key, and what isn't typed is none.

A raw paste of 64 KiB is read like a line, not letter by letter.
"""

import re
from collections.abc import Callable

from prompt_toolkit.input import Input
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding.key_processor import KeyPress

from difficult_cx.terminal.sequences import BEGUN, WHOLE

_LETTERS = re.compile(r"[^\x00-\x1f\x7f-\x9f]+")
ESCAPE = "\x1b"


class BurstParser(Vt100Parser):
    """The terminal's keys; a run of letters is one `KeyPress` of the first, its `data` all of them."""

    def __init__(self, give: Callable[[KeyPress], None]) -> None:
        self._give = give
        self._last: KeyPress | None = None
        self._begun = ""
        super().__init__(self._told)

    def _told(self, key: KeyPress) -> None:
        self._last = key
        self._give(key)

    def feed(self, data: str) -> None:
        """Take in what the terminal sent; what is no run of letters goes to the editor's own parser.

        A sequence that is no key of an editor is passed over; one that isn't whole yet waits for its rest.
        """
        data, self._begun, place = self._begun + data, "", 0
        while place < len(data):
            if self._in_bracketed_paste:
                super().feed(data[place:])
                return
            if data[place] == ESCAPE:
                whole = WHOLE.match(data, place)
                if whole and whole.group() not in ANSI_SEQUENCES:
                    place = whole.end()
                    continue
                if not whole and BEGUN.fullmatch(data, place):
                    self._begun = data[place:]
                    return
            letter, self._last = data[place], None
            super().feed(letter)
            place += 1
            if self._last != KeyPress(letter, letter):
                continue  # part of a longer sequence, or a key of its own
            found = _LETTERS.match(data, place)
            if found:
                self._give(KeyPress(found.group()[0], found.group()))
                place = found.end()

    def flush(self) -> None:
        """Nothing more has come for a while: what had begun is what it looks like, Esc and letters."""
        begun, self._begun = self._begun, ""
        for letter in begun:
            super().feed(letter)
        super().flush()


def in_bursts(source: Input) -> None:
    """This input gives runs of letters in one piece from now on, where it reads a terminal's sequences."""
    parser = getattr(source, "vt100_parser", None)
    if isinstance(parser, Vt100Parser):
        source.vt100_parser = BurstParser(parser.feed_key_callback)  # type: ignore[attr-defined]
