"""What stands on the screen: plain facts that a full screen, a pipe and a test show each in their way."""

from datetime import datetime

from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log: when, its sign, and the words.

    Signs: `+` promise, `!` situation, `=` choice, `-` skipped, `*` marked, `~` subtext, `>` own words,
    `i` from the record, none for the customer's words.
    """

    at: datetime
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """The screen of one moment, without its layout.

    `place`: `STEP 3 of 9`, `! YELLING`, `WRAP-UP 1 of 5`. `title` as written (faces set it in capitals).
    `reminder`: how long a hold has lasted.
    `marks`: what applies now (`1 promise`, `2 warnings`). `quiet_since`: start of the card's own clock.
    `prompt`: stands instead of do/say/never (a gate, a question of the wrap-up). `silent`: there is nothing
    to say but listen. `lines`: number and text of each numbered line. `onward`: `next: 4 OWN IT` or
    `then STEP 3`. `know`: what the record and the firm know for this card. `aside`: stands over the log as
    long as the card does. `label`: of the input line. `keys`: what the keys do now. `more`: what `?` shows.
    """

    place: str
    title: str
    label: str
    started: datetime
    ended: datetime | None = None
    closed: bool = False
    card: str = ""
    tone: str = ""
    marks: tuple[str, ...] = ()
    quiet_since: datetime | None = None
    hold_since: datetime | None = None
    reminder: str = ""
    prompt: tuple[str, ...] = ()
    do: str = ""
    say: str = ""
    silent: bool = False
    never: tuple[str, ...] = ()
    know: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    onward: str = ""
    keys: tuple[str, ...] = ()
    log: tuple[LogRow, ...] = ()
    situations: tuple[tuple[str, str], ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a line came to: at most two rows (`rows`); the rest of a longer answer is in `more`.

    `error`: nothing was saved. `keep`: the line stays in the input. `leave`: the rep wants to stop here.
    `card`: another card stands now (or the same one is to be shown again). `hint` is about what was said in
    the line; it never kept anything from being saved.
    """

    rows: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    error: bool = False
    keep: bool = False
    leave: bool = False
    card: bool = False
    hint: str = ""
