"""What a due phrase comes to: a time, or a question."""

from datetime import datetime

from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Due:
    """A phrase that was understood.

    `at` is aware, in the zone that the phrase was read in; `zone` its IANA name; `words` the phrase as
    typed; `assumed` what was taken for granted, each a few words (`close of business`).
    """

    at: datetime
    zone: str
    words: str
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskAgain:
    """A phrase that must be asked again: one sentence, and phrases that would be understood, to choose from.

    `is_time`: it is about a time all the same (`4`, `soon`, `fri or mon`), so a line that ends in it is a
    promise to ask about; False where the words are simply no time. `understood`: every word was, but
    together they come to no one moment.
    """

    sentence: str
    choices: tuple[str, ...] = ()
    is_time: bool = True
    understood: bool = False
