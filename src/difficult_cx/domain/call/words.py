"""What is typed as words: answers, notes, alternatives, and putting them right."""

from difficult_cx.domain.call import first_issue, walk
from difficult_cx.domain.call.desk import Asking, Decision, Standing, refuse, say
from difficult_cx.domain.call.state import ISSUE_FIELDS
from difficult_cx.domain.promise_line import backup_for

MOST_ALTERNATIVES = 3
NOTED = {"words": "Noted", "subtext": "Noted beneath", "said": "Noted as said", "mark": "Marked"}


def note(standing: Standing, kind: str, text: str) -> Decision:
    """A note of this kind; the open small question stays open."""
    row = f"{NOTED[kind]}: {text}" if text else "Marked this moment."
    entry = standing.entry("noted", note=kind, text=text)
    return Decision((entry,), say(row), standing.asking)


def answer(standing: Standing, text: str) -> Decision:
    """The answer to the card's question."""
    ask = standing.card.ask
    if ask is None:
        return note(standing, "words", text)
    if ask.kind == "alternatives":
        return alternative(standing, 1, text)
    beside: dict[str, object] = {}
    if ask.field == "issue":
        beside = first_issue.fields(standing, text, first=not standing.state.issues)
    entry = standing.entry(
        "answered",
        field=ask.field,
        label=ask.label,
        text=text,
        issue=standing.issue_id() if ask.field in ISSUE_FIELDS else None,
        **beside,
    )
    return Decision((entry,), say(f"{ask.label}: {text}", *first_issue.to_say(beside)), standing.asking)


def answer_anew(standing: Standing, text: str) -> Decision:
    """`= text`: this card's answer, worded anew."""
    ask = standing.card.ask
    if standing.state.phase != "card" or standing.gate or ask is None:
        return refuse(
            "This card asks nothing, so there is no answer to word anew. /fix words the last note anew."
        )
    if ask.kind == "promise" and standing.state.value(ask.field):
        return refuse("A promise is taken back with u, or timed anew with +1 and when. Not saved.")
    if ask.kind == "promise":
        from difficult_cx.domain.call.promising import promise  # the two rooms of one grammar call each other

        return promise(standing, text)
    if ask.kind == "alternatives":
        issue = standing.state.issue
        return alternative(standing, max(issue.alternatives) if issue and issue.alternatives else 1, text)
    return answer(standing, text)


def alternative(standing: Standing, number: int, text: str) -> Decision:
    """`1 text` to `3 text`: words one of the alternatives; a fourth is refused."""
    if number > MOST_ALTERNATIVES:
        return refuse(
            "Three alternatives at most: more is too much to choose from. Not saved.",  # A5.3
            "1 text to 3 text words one of them anew; // saves the line as a note.",
        )
    entry = standing.entry("alternative_worded", number=number, text=text, issue=standing.issue_id())
    return Decision((entry,), say(f"Alternative {number}: {text}", card=True), standing.asking)


def pick(standing: Standing, number: int) -> Decision:
    """`2` on a card of alternatives: their pick ticks the card and is a promise; only the time is left."""
    state = standing.state
    issue = state.issue
    text = issue.alternatives.get(number) if issue is not None else None
    if text is None:
        return refuse(f"There is no alternative {number} yet. {number} and its words make it one.")
    to = walk.onward(standing.playbook, state, standing.desk.known, state.card)
    entry = standing.entry(
        "alternative_picked",
        number=number,
        text=text,
        to=to,
        issue=state.current,
        customer=state.customer,
        backup=backup_for(None, None, standing.desk.rep, standing.desk.standby),
        due_zone=standing.desk.zone_name,
    )
    row = f"Chose {number}: a promise now. When? e.g. tomorrow 3pm, or now = done at once"
    return Decision((entry,), say(row, card=True), Asking("when", standing.line_id or "", now=True))


def fix(standing: Standing, text: str) -> Decision:
    """`/fix TEXT`: the last note, worded anew."""
    if not standing.state.notes:
        return refuse("There is no note to word anew.")
    if not text:
        return refuse("/fix and then the new words of the last note. Not saved.")
    last = standing.state.notes[-1]
    entry = standing.entry("reworded", target=last.id, text=text)
    return Decision((entry,), say(f"Now reads: {text}"), standing.asking)


def raise_issue(standing: Standing, text: str) -> Decision:
    """`/issue TEXT`: one more thing that is wrong; each gets its own plan."""
    if not text:
        return refuse("/issue and then what else is wrong. Not saved.")
    number = len(standing.state.issues) + 1
    beside = first_issue.fields(standing, text, first=number == 1)
    entry = standing.entry("issue_raised", text=text, **beside)
    rows = (f"Issue {number}: {text}. It gets a plan of its own.", *first_issue.to_say(beside))
    return Decision((entry,), say(*rows), standing.asking)
