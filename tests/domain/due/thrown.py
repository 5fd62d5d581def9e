"""Words of due phrases thrown together, seeded: what nobody says, but what must never break the reader."""

import random

from difficult_cx.domain.due.rules import grammar
from difficult_cx.domain.due.spelling import spellings


def thrown(count: int, seed: int) -> list[str]:
    """Phrases of the grammar's own words, a fifth of them with noise."""
    chance = random.Random(seed)
    words = [
        *sorted(grammar().words),
        *spellings(),
        "3pm",
        "10:30",
        "5th",
        "2026-12-01",
        "12/1",
        "4",
        "2.5",
        "the",
        "of",
        "@",
        "1/4",
        "2h",
        "0600",
        "5.30",
        "w49",
        "1.5",
        "'27",
        "15h30",
        "utc+2",
    ]
    phrases = []
    for _ in range(count):
        phrase = " ".join(chance.choice(words) for _ in range(chance.randint(1, 7)))
        if chance.random() < 0.2:
            place = chance.randrange(len(phrase))
            phrase = (
                phrase[:place] + chance.choice("x#é\x00-9 \udce9") + phrase[place + chance.randint(0, 3) :]
            )
        phrases.append(phrase)
    return phrases
