"""Signals that more is wanted than a fix, each with its evidence; two open the firm path (E1.2, B2.8).

Never a label of a person, and how loud somebody is counts for nothing (E1.3).
"""

from collections.abc import Iterator

from difficult_cx.domain.call import sheet
from difficult_cx.domain.call.conceding import limit_row
from difficult_cx.domain.call.desk import Asking, Decision, Standing, refuse, say
from difficult_cx.domain.call.facts import SIGNALS
from difficult_cx.domain.call.sheet import FIRM
from difficult_cx.domain.call.state import Issue

CODES = {
    "tantrum": "a storm over a trifle",
    "manager": "a manager at once, over a trifle",
    "concessions": "more given, rather than a fix",
    "reopening": "reopens what was agreed",
}
# The rule by which cards are told of agreements in earlier calls.
AGREED_BEFORE = "B2.8"
WHICH, EVIDENCE = "signal", "evidence"
KEYS = (*(f"{number} {words}" for number, words in enumerate(CODES.values(), 1)), "Enter = none")
EVIDENCE_KEYS = ("what they said or did", "Enter = not noted", "? help")
AGREED = 'Say: "We agreed on this. I stand by it, and I\'ll do every part of it."'
# Without their yes on the record nothing may be called agreed.
NOT_AGREED = 'Say: "This is what I can do, and I\'ll do every part of it."'
QUESTION = "Which signal? 1 storm, 2 manager (both over a trifle), 3 gifts not a fix, 4 reopens a deal"


def signal(standing: Standing, text: str = "") -> Decision:
    """`/signal 2 what they said`: the signal, with its evidence."""
    code, _, evidence = text.partition(" ")
    if not code:
        return Decision(feedback=say(QUESTION), asking=Asking(WHICH))
    found = _code(code)
    if found is None:
        return refuse(f"/signal {code}: none of {', '.join(CODES)}, or 1 to {len(CODES)}. Not saved.")
    return _noted(standing, found, evidence.strip()) if evidence.strip() else _asks(found)


def _code(typed: str) -> str | None:
    small = typed.casefold()
    if small.isdecimal() and small.isascii() and 1 <= int(small[:3]) <= len(CODES):
        return list(CODES)[int(small) - 1]
    return next((code for code in CODES if len(small) > 1 and code.startswith(small)), None)


def _asks(code: str) -> Decision:
    row = f"{CODES[code].capitalize()}: what did they say or do? It counts with its evidence only."
    return Decision(feedback=say(row), asking=Asking(EVIDENCE, about=code))


def _noted(standing: Standing, code: str, evidence: str) -> Decision:
    entry = standing.entry("signal_noted", signal=code, text=evidence)
    count = len(standing.state.signals) + 1
    row = f"Signal {count}: {CODES[code]}. Evidence: {evidence}"
    if count < SIGNALS:
        return Decision((entry,), say(row, "One proves nothing. Two open the firm path."))
    return Decision((entry,), say(row, card=True), Asking(sheet.KIND, about=FIRM))


def firm(_standing: Standing, _text: str = "") -> Decision:
    """`/firm`: the firm path stands until Enter."""
    return Decision(feedback=say(card=True), asking=Asking(sheet.KIND, about=FIRM))


def enter(_standing: Standing, _asking: Asking) -> Decision:
    """Enter: no signal after all."""
    return Decision(feedback=say("No signal noted."))


def digit(_standing: Standing, asking: Asking, number: int) -> Decision | None:
    """The signal of that number."""
    found = _code(str(number)) if asking.kind == WHICH else None
    return _asks(found) if found is not None else None


def answer(standing: Standing, asking: Asking, text: str) -> Decision | None:
    """The evidence; or the signal's name."""
    if asking.kind == EVIDENCE:
        return _noted(standing, asking.about, text)
    found = _code(text.partition(" ")[0])
    return signal(standing, text) if found is not None else None


def rows(standing: Standing) -> tuple[str, ...]:
    """The firm path: the agreement and its yes, the limits, what was given so far, the signals' evidence."""
    return tuple(_rows(standing))


def _said_yes(issue: Issue) -> bool:
    """Whether their yes to what was agreed about it is on the record."""
    return issue.fields.get("agreed") == "yes"


def _no_yes(issue: Issue) -> str:
    """That they agreed on the problem is no yes to a plan."""
    problem = issue.fields.get("issue_agreed") == "yes"
    return "their yes is on the record, to the problem alone" if problem else "no yes on the record"


def _rows(standing: Standing) -> Iterator[str]:
    state = standing.state
    before = standing.desk.facts.get(AGREED_BEFORE, ())
    yield AGREED if before or any(map(_said_yes, state.issues)) else NOT_AGREED
    for issue in state.issues:
        yes = "their yes is on the record" if _said_yes(issue) else _no_yes(issue)
        plan = issue.fields.get("chosen") or issue.fields.get("done_now") or ""
        yield f"Agreed: {issue.text or 'the issue'}{f'; {plan}' if plan else ''} ({yes})"
    yield from before
    if limit := limit_row(standing):
        yield limit
    given = [f"{one.amount} {one.text}" for one in state.concessions]
    yield f"Given so far: {', '.join(given) if given else 'nothing beyond what is due'}"
    for one in state.signals:
        yield f"{CODES.get(one.signal, one.signal).capitalize()}: {one.text}"
