"""A sentence spelled out word by word: small letters, contractions in full, quotations left out."""

import re
from bisect import bisect_right

from difficult_cx.records import dataclass

_WORD = re.compile(r"\w+(?:['’]\w+)*|[.!?…\n]+|[,;:()–—%]|-(?= )")
# Bounded, so that 64 KiB of opening quotation marks cost nothing.
_QUOTED = (
    re.compile(r'"[^"]{0,600}"|“[^”]{0,600}”|«[^»]{0,600}»|„[^“”]{0,600}[“”]|‘.{0,600}?’(?!\w)', re.DOTALL),
    re.compile(r"(?<!\w)'(?=\w).{0,600}?(?<=[\w.!?,…])'(?!\w)", re.DOTALL),
)
_WHOLE = re.compile(r"\s*([\"“«„‘'])([^\"“”«»„]*)[\"”»“’']\s*", re.DOTALL)
_ENDINGS = {"'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'d": "would"}
# Of these `'s` is "is"; of any other word it is "somebody's".
_IS = frozenset("it that there what who here he she how where this everything nothing".split())  # noqa: SIM905
_WHOLE_WORDS = {
    "can't": "cannot",
    "won't": "will not",
    "shan't": "shall not",
    "let's": "let us",
    "ma'am": "maam",
    "o'clock": "oclock",
    "apologize": "apologise",
    "apologized": "apologised",
    "apologizing": "apologising",
    "authorized": "authorised",
    "realize": "realise",
    "gonna": "going to",
    "gotta": "have to",
    "cant": "cannot",
    "dont": "do not",
    "didnt": "did not",
    "doesnt": "does not",
    "isnt": "is not",
    "wont": "will not",
    "im": "i am",
    "ive": "i have",
    "its": "it is",
    "thats": "that is",
    "theres": "there is",
    "whats": "what is",
    "youre": "you are",
    "youll": "you will",
    "theyll": "they will",
    "couldve": "could have",
    "shouldve": "should have",
}
# Little words that change nothing: "you really need to calm down" says "you need to calm down". They are
# marked, so that a pattern can pass over them without naming each.
LITTLE = "~"
_LITTLE = frozenset(
    """actually already also certainly completely exactly first fully honestly just kindly maybe now only
    perhaps please probably quite really simply so still then totally truly very""".split()  # noqa: SIM905
)
# Words that keep their form: what would look like a form of theirs is another word.
_KEPT = frozenset(
    """have will would should could must shall that this there here then than when they them with your
    what thing else does been being were very from into some hand hands busy sorry fault tone sure soon
    cannot""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Spelled:
    """`words`: spelled out, one blank between; `.` ends a sentence, `,` is a pause, `~` begins a little word.

    `starts` are the places of those words, `spans` where each came from in `text`.
    """

    text: str
    words: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the words from `start` to `end` came from in the text."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        return self.spans[first][0], self.spans[last][1]

    def sentence(self, place: int) -> tuple[str, int]:
        """The sentence around this place, and the place in it."""
        begin = self.words.rfind(" . ", 0, place)
        begin = 0 if begin < 0 else begin + 3
        end = self.words.find(" .", place)
        return self.words[begin : len(self.words) if end < 0 else end], place - begin


def spell_out(text: str) -> Spelled:
    """The text spelled out; what stands in quotation marks is left out, unless that is all there is."""
    words: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for found in _WORD.finditer(_unquoted(text)):
        for word in _full(found.group()).split():
            words.append(f"{LITTLE}{word}" if word in _LITTLE else word)
            starts.append(at)
            spans.append(found.span())
            at += len(words[-1]) + 1
    return Spelled(text, " ".join(words), tuple(starts), tuple(spans))


def _unquoted(text: str) -> str:
    whole = _WHOLE.fullmatch(text)
    if whole is not None and "' " not in whole.group(2) and " '" not in whole.group(2):
        return text.replace(whole.group(1), " ", 1)
    for pattern in _QUOTED:
        text = pattern.sub(lambda found: " " * len(found.group()), text)
    return text


def _full(word: str) -> str:
    """This word in full: `can't` is two, a sign is a full stop or a comma."""
    word = word.replace("’", "'").lower()
    if word == "%":
        return "percent"
    if not word[0].isalnum() and word[0] != "_":
        return "." if word[0] in ".!?…\n" else ","
    if word in _WHOLE_WORDS:
        return _WHOLE_WORDS[word]
    for ending, full in _ENDINGS.items():
        if word.endswith(ending):
            return f"{_full(word.removesuffix(ending))} {full}"
    if word.endswith("n't"):
        return word.removesuffix("n't") + " not"
    stem = word.removesuffix("'s")
    return f"{stem} is" if stem != word and stem in _IS else word


def word_forms(word: str) -> str:
    """A pattern for a word and its forms: calm, calms, calmed, calming; short and little words stay."""
    if len(word) < 4 or word in _KEPT or not word.isalpha():
        return re.escape(word)
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}(?:y|ies|ied|ying)"
    if word.endswith("e"):
        return f"{word[:-1]}(?:e|es|ed|ing|eing)"
    return f"{word}(?:s|es|ed|ing)?"
