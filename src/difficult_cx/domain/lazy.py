"""Regular expressions that are compiled when they are first used: most lines typed need few of them."""

import re
from functools import cached_property


class Lazy:
    """A regular expression; `compiled` is what `re.compile` makes of it."""

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled once."""
        return re.compile(self.source, self.flags)
