"""What is given beyond entitlement, within the rep's authority or with somebody's yes (B2.2, C4.2)."""

import re

from difficult_cx.domain.call.desk import Asking, Decision, Standing, refuse, say
from difficult_cx.domain.call.state import Approval
from difficult_cx.domain.lazy import Lazy
from difficult_cx.domain.policy import amount_of, plain

ASKED = "approval"
KEYS = ("1 approved", "2 refused", "yes or no, and a name", "Enter = no answer yet")
_ANSWER = Lazy(r"(yes|approved|ok|okay|no|refused)\b[\s,:]*(?:by\s+)?(.*)", re.IGNORECASE | re.DOTALL)
_IN_WORDS = Lazy(
    r"[£$€]\s?(\d[\d.,]*)|\b(\d[\d.,]*)\s?(?:[£$€]|pounds?\b|dollars?\b|euros?\b|usd\b|gbp\b|eur\b)",
    re.IGNORECASE,
)


def concede(standing: Standing, text: str) -> Decision:
    """`/concede AMOUNT TEXT`: given; above the limit it is asked for first. Alone it takes up the asking."""
    open_ones = [one for one in standing.state.approvals if not one.answer]
    if not text and open_ones:
        return _asks(open_ones[-1])
    amount, _, what = text.partition(" ")
    if not amount or not any(letter.isdecimal() for letter in amount) or not what.strip():
        return refuse("/concede, the amount and what for: /concede 25 delivery fee. Not saved.")
    if above(standing, amount):
        return _ask(standing, amount, what.strip())
    entry = standing.entry("conceded", amount=amount, text=what.strip())
    return Decision(
        (entry,), say(f"Conceded {amount}: {what.strip()}", *_beside(standing, amount)), standing.asking
    )


def above(standing: Standing, amount: str) -> bool:
    """Whether this amount is above what the rep decides alone."""
    limit, size = standing.desk.policy.authority, amount_of(amount)
    return limit is not None and size is not None and size > limit


def _beside(standing: Standing, amount: str) -> tuple[str, ...]:
    """What is worth knowing of one that is within the limit: the sum, or that it can't be compared."""
    limit, size = standing.desk.policy.authority, amount_of(amount)
    if limit is None:
        return ()
    if size is None:
        return (f"{amount} can't be compared with your limit of {plain(limit)}.",)
    total = size + sum(amount_of(one.amount) or 0 for one in standing.state.concessions)
    return (f"{plain(total)} in this call, above your limit of {plain(limit)}.",) if total > limit else ()


def _ask(standing: Standing, amount: str, what: str) -> Decision:
    policy = standing.desk.policy
    words = policy.limit_said()
    entry = standing.entry(
        "concession_asked",
        amount=amount,
        text=what,
        limit=plain(policy.authority or 0),
        whom=policy.whom,
        words=words,
    )
    row = (
        f"Above your limit of {entry.data['limit']}: ask {policy.whom}. Not given yet. 1 approved  2 refused"
    )
    return Decision((entry,), say(row, f'Say: "{words}"'), Asking(ASKED, about=entry.id or ""))


def _asks(asked: Approval) -> Decision:
    row = f"{asked.amount} {asked.text}: what did {asked.whom} say? 1 approved  2 refused"
    return Decision(feedback=say(row), asking=Asking(ASKED, about=asked.id))


def _find(standing: Standing, asking: Asking) -> Approval | None:
    return next((one for one in standing.state.approvals if one.id == asking.about), None)


def enter(_standing: Standing, _asking: Asking) -> Decision:
    """Enter: nobody has answered yet."""
    return Decision(feedback=say("No answer yet, nothing given. /concede alone takes it up again."))


def digit(standing: Standing, asking: Asking, number: int) -> Decision | None:
    """1 approved, 2 refused, by the one who was to be asked."""
    asked = _find(standing, asking)
    if asked is None or number not in (1, 2):
        return None
    return _answered(standing, asked, approved=number == 1, by=asked.whom)


def answer(standing: Standing, asking: Asking, text: str) -> Decision | None:
    """`yes Kim`, `no`: the answer and who gave it; None when the line is none."""
    asked, found = _find(standing, asking), _ANSWER.compiled.fullmatch(text)
    if asked is None or found is None:
        return None
    approved = found.group(1).casefold() not in ("no", "refused")
    return _answered(standing, asked, approved=approved, by=found.group(2).strip() or asked.whom)


def _answered(standing: Standing, asked: Approval, *, approved: bool, by: str) -> Decision:
    if approved:
        entry = standing.entry(
            "conceded", amount=asked.amount, text=asked.text, approved_by=by, target=asked.id
        )
        return Decision((entry,), say(f"Conceded {asked.amount}: {asked.text}. Approved by {by}."))
    entry = standing.entry("concession_refused", target=asked.id, by=by)
    return Decision((entry,), say(f"Not given: {by} said no.", 'Say what you can do: "What I can do is …"'))


def state_limit(standing: Standing, _text: str = "") -> Decision:
    """`/limit`: the sentence that says the limit, and a record that it was said."""
    words = standing.desk.policy.limit_said()
    if not words:
        return refuse("No limit is configured: `authority` and `approver` in config.toml. Nothing was saved.")
    entry = standing.entry("limit_stated", words=words)
    return Decision((entry,), say(f'Say: "{words}"', "Noted as said."), standing.asking)


def too_much(standing: Standing, text: str) -> str:
    """A hint about an amount in these words that is above the limit; empty where there is none."""
    for found in _IN_WORDS.compiled.finditer(text):
        amount = found.group(1) or found.group(2)
        if above(standing, amount):
            policy = standing.desk.policy
            return f"{amount} is above your limit of {plain(policy.authority or 0)}: ask {policy.whom} first."
    return ""


def limit_row(standing: Standing) -> str:
    """The limit, for the card where it matters; empty where none is configured."""
    policy = standing.desk.policy
    if policy.authority is None:
        return ""
    said = (
        ", said" if standing.state.limits_said or standing.state.value("limit_said") else "; /limit says it"
    )
    return f"You may give up to {plain(policy.authority)}; above it ask {policy.whom}{said}."
