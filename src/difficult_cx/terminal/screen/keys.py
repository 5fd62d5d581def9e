"""Which key does what; words are typed, so only keys that type nothing are bound, and Tab's letters."""

from typing import TYPE_CHECKING

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

if TYPE_CHECKING:
    from difficult_cx.terminal.screen.application import Screen


def bindings(screen: "Screen") -> KeyBindings:
    """The keys of the call screen."""
    keys = KeyBindings()
    session = screen.session

    @keys.add("enter")
    @keys.add("c-j")
    def _entered(_event: KeyPressEvent) -> None:
        _enter(screen)

    @keys.add("tab")
    def _tab(_event: KeyPressEvent) -> None:
        session.open_strip()

    @keys.add(Keys.Any, save_before=lambda _event: False)
    def _letters(event: KeyPressEvent) -> None:
        """What is typed, one letter or a burst of them; while the strip is open the first may be its key."""
        text = "" if isinstance(event.key_sequence[0].key, Keys) else event.data
        if session.strip and session.strip_key(text[:1]):
            text = text[1:]
        screen.buffer.insert_text(text)
        screen.after()

    @keys.add("escape")
    def _escape(_event: KeyPressEvent) -> None:
        session.escape()

    @keys.add("c-c")
    @keys.add("<sigint>")
    def _interrupt(_event: KeyPressEvent) -> None:
        session.interrupt()

    _leaving(keys, screen)
    _editing(keys, screen)
    return keys


def _enter(screen: "Screen") -> None:
    screen.session.strip = False
    screen.session.enter()
    screen.take_if_saved()
    screen.show_line()
    screen.after()


def _leaving(keys: KeyBindings, screen: "Screen") -> None:
    """Leaving, scrolling, pasting."""
    session = screen.session

    @keys.add("c-d")
    def _leave(_event: KeyPressEvent) -> None:
        session.leave()
        screen.after()

    @keys.add("pageup")
    def _up(_event: KeyPressEvent) -> None:
        session.page(up=True)

    @keys.add("pagedown")
    def _down(_event: KeyPressEvent) -> None:
        session.page(up=False)

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        text = event.data.replace("\r\n", "\n").replace("\r", "\n")
        typed = screen.old_console and text.endswith("\n") and text.count("\n") == 1
        screen.buffer.insert_text(text.removesuffix("\n") if typed else session.pasted(text))
        if typed:  # an old console calls a quickly typed line a paste
            _enter(screen)


def _editing(keys: KeyBindings, screen: "Screen") -> None:
    """The editing keys that everybody's fingers know."""
    buffer = screen.buffer

    @keys.add("c-a")
    def _home(_event: KeyPressEvent) -> None:
        buffer.cursor_position = 0

    @keys.add("c-e")
    def _end(_event: KeyPressEvent) -> None:
        buffer.cursor_position = len(buffer.text)

    @keys.add("c-u")
    def _clear(_event: KeyPressEvent) -> None:
        buffer.delete_before_cursor(buffer.cursor_position)

    @keys.add("c-k")
    def _kill(_event: KeyPressEvent) -> None:
        buffer.delete(len(buffer.text) - buffer.cursor_position)

    @keys.add("c-w")
    def _word(_event: KeyPressEvent) -> None:
        before = buffer.document.text_before_cursor.rstrip()
        kept = before[: before.rfind(" ") + 1]
        buffer.delete_before_cursor(buffer.cursor_position - len(kept))

    @keys.add("up")
    @keys.add("down")
    @keys.add("c-z")
    def _nothing(_event: KeyPressEvent) -> None:
        """No history in a call: a line of another customer must not come back."""
