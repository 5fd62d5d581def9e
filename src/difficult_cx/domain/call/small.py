"""The small questions of a call that gets harder, one row each: its label, its keys, what answers it."""

from collections.abc import Callable

from difficult_cx.domain.call import backup, conceding, ending, firm, sheet
from difficult_cx.domain.call.desk import Asking, Decision, Standing
from difficult_cx.records import dataclass


def _no_digit(_standing: Standing, _asking: Asking, _number: int) -> Decision | None:
    return None


def _no_answer(_standing: Standing, _asking: Asking, _text: str) -> Decision | None:
    return None


@dataclass(frozen=True, slots=True)
class Small:
    """A small question: `enter`, `digit` and `answer` decide; None means that the line is no answer."""

    label: str
    keys: tuple[str, ...]
    enter: Callable[[Standing, Asking], Decision]
    digit: Callable[[Standing, Asking, int], Decision | None] = _no_digit
    answer: Callable[[Standing, Asking, str], Decision | None] = _no_answer


SMALL: dict[str, Small] = {
    conceding.ASKED: Small("Approved?", conceding.KEYS, conceding.enter, conceding.digit, conceding.answer),
    backup.NAME: Small("Who", backup.KEYS, backup.enter, answer=backup.answer),
    backup.CALLER: Small("Who, when?", backup.CALLER_KEYS, backup.enter, answer=backup.answer),
    ending.ASKED: Small("End it?", ending.KEYS, ending.enter, ending.digit, ending.answer),
    firm.WHICH: Small("Signal", firm.KEYS, firm.enter, firm.digit, firm.answer),
    firm.EVIDENCE: Small("Evidence", firm.EVIDENCE_KEYS, firm.enter, answer=firm.answer),
    sheet.KIND: Small("Note", sheet.KEYS, sheet.enter),
}
