"""Help called in without leaving the call: who it is, and a way that never says who that is (D4.1, D4.2)."""

from difficult_cx.domain.call import promising
from difficult_cx.domain.call.desk import Asking, Decision, Standing, refuse, say
from difficult_cx.domain.due import Due, split_end
from difficult_cx.domain.event import Entry

SETS = "backup"
JOINED, QUIET, CALL_BACK = "joined", "quiet", "call back"
NAME, CALLER = "backup_name", "backup_caller"
KEYS = ("a name", "Enter = no name", "u undo", "? help")
CALLER_KEYS = ("name and when: Kim tomorrow 10am", "Enter = leave it open", "u undo", "? help")
_SAY = {
    JOINED: 'Who is with you? Brief them, stay on the line. Say: "I stay with you both."',
    QUIET: 'Who helps? Say: "Let me make sure of one thing; I stay with you."',
    CALL_BACK: "Who calls them back, and when? e.g. Kim tomorrow 10am (Enter = open)",
}


def asked(entry: Entry, value: str) -> Decision:
    """After the line of the card that calls help in: its name is asked, or who calls back."""
    asking = Asking(CALLER if value == CALL_BACK else NAME, about=value)
    return Decision((entry,), say(_SAY.get(value, _SAY[JOINED]), card=True), asking)


def name(standing: Standing, text: str) -> Decision:
    """`/backup NAME`: who was called in."""
    if not text:
        return refuse("/backup and who was called in. Not saved.", asking=standing.asking)
    entry = standing.entry("backup_named", name=text)
    return Decision((entry,), say(f"With us: {text}. The call goes on; the wrap-up asks what they did."))


def enter(_standing: Standing, asking: Asking) -> Decision:
    """Enter: no name, no time."""
    row = (
        "Left open: a call back needs a name and a time."
        if asking.kind == CALLER
        else "No name. /backup adds it."
    )
    return Decision(feedback=say(row))


def answer(standing: Standing, asking: Asking, text: str) -> Decision | None:
    """The name; for a call back the name and the time, which make a promise."""
    if asking.kind == NAME:
        return name(standing, text) if len(text) <= 80 else None
    words, due = split_end(text, standing.now, standing.desk.office)
    if not isinstance(due, Due):
        return None
    owner = words.strip(" ,") or "my lead"
    return promising.made(standing, "call back", owner, due)


def named(standing: Standing) -> str:
    """What the header says of the help that was called in; empty where there is none."""
    state = standing.state
    if state.backups:
        return f"with {state.backups[-1]}"
    return "with backup" if state.value(SETS) in (JOINED, QUIET) else ""
