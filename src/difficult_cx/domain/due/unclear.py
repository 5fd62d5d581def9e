"""What can't be worked out, and what to ask instead."""


class UnclearError(Exception):
    """The pieces don't come to one moment: what to ask, and what to choose from.

    `instead`: a word of the phrase, and what may stand in its place.
    """

    def __init__(
        self, sentence: str, *choices: str, instead: tuple[str, tuple[str, ...]] | None = None
    ) -> None:
        super().__init__(sentence)
        self.sentence: str = sentence
        self.choices: tuple[str, ...] = choices
        self.instead = instead
