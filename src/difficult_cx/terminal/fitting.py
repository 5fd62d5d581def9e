"""How many rows of each group of a list fit on a screen: the first groups first, none left unsaid."""

from collections.abc import Sequence

# a blank line, the group's title, and the line that says how many more there are
HEAD, MORE = 2, 1


def fit(counts: Sequence[int], room: int, lines_each: int = 1) -> list[int]:
    """For each group how many of its rows are shown; `room`: the lines there are for all groups.

    Every group keeps its title and how many it has, even where no row of it fits.
    """
    left = room - (HEAD + MORE) * len(counts)
    shown = []
    for count in counts:
        whole = count * lines_each - MORE
        taken = count if whole <= left else max(0, min(count, left // lines_each))
        left -= whole if taken == count else taken * lines_each
        shown.append(taken)
    return shown
