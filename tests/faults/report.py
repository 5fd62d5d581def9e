"""What a run came to: which broken writers were caught, how much was tried, what was wrong."""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field

OFTEN = 30.0


@dataclass
class Outcome:
    """`proves` is false when a broken writer went unnoticed: then nothing else counts."""

    name: str
    proves: bool = True
    skipped: str = ""
    figures: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    told: float = field(default_factory=time.monotonic)

    def caught(self, what: str, yes: bool) -> None:
        """A broken writer was tried."""
        print(f"  {what}: {'caught' if yes else 'NOT CAUGHT'}", flush=True)
        self.proves = self.proves and yes

    def found(self, *wrong: str) -> None:
        """This was wrong; said at once, for a run is long."""
        for one in wrong:
            self.wrong.append(one)
            print(f"  WRONG: {one}", flush=True)

    def count(self, **figures: int) -> None:
        """So much more was tried."""
        self.figures.update(figures)

    def tell_now_and_then(self) -> None:
        """A line every half minute."""
        if time.monotonic() - self.told > OFTEN:
            self.told = time.monotonic()
            print(f"  ... {self}", file=sys.stderr, flush=True)

    @property
    def good(self) -> bool:
        """Whether it proves something and nothing was wrong."""
        return self.proves and not self.wrong

    def __str__(self) -> str:
        """One line of figures."""
        if self.skipped:
            return f"{self.name}: skipped, {self.skipped}"
        figures = ", ".join(f"{count:,} {what.replace('_', ' ')}" for what, count in self.figures.items())
        return f"{self.name}: {figures or 'nothing tried'}; {len(self.wrong)} wrong"
