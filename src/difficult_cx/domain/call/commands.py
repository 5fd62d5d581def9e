"""The commands of a call: `/word …`, and the letters that mean the same."""

from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile

from difficult_cx.domain.call import (
    backup,
    closing,
    conceding,
    ending,
    firm,
    holding,
    keeping,
    moves,
    naming,
    promising,
    sheet,
    warning,
    words,
)
from difficult_cx.domain.call.desk import Asking, Decision, Standing, refuse, say
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.call.view import Feedback
from difficult_cx.domain.moment import lasted, write_utc
from difficult_cx.domain.promise import MAKES

MOST_HEAT = 4
HELP = (
    "Enter: this card is done, the next one stands.   text: an answer, or a note of their words",
    "+ text when: a promise   +2 when: its time anew   + alone: the last note becomes one",
    "~ what lies beneath   > my own words   * marks this moment   = words this card's answer anew",
    "u undo   b back   k skip, with a reason   p promises and time   e end   /5 step 5   1-6 a numbered line",
    "/hold why   /heat 0-4   /issue text   /who name   /same 1   /use playbook   /fix text   /kept id",
    "/done 2 the next step of promise 2   /readback 2 they said yes to its time",
    "/concede amount text   /limit says your limit   /warn kind   /backup name   /nudge   /signal   /firm",
    "/redo   /end outcome reason   ! safety card   //text: saved as it stands",
)


def undo(standing: Standing, _text: str = "") -> Decision:
    """`u`: the newest entry that is not taken back no longer counts."""
    state = standing.state
    if not state.entries:
        return Decision(feedback=say("There is nothing to take back."))
    target, kind = state.entries[-1]
    promise = state.promises.get(target)
    if kind in MAKES and promise is not None and promise.state != "open":
        settled = promise.state.replace("_", " ")
        return refuse(f"That promise was settled meanwhile ({settled}): it is not taken back.")
    row = f"Taken back: {named(state, target, kind)}. /redo brings it back."
    gone = [target, *_read_back_with(state)]
    entries = tuple(standing.bare("taken_back", target=one) for one in gone)
    return Decision((*entries, *naming.unnamed(standing, target)), say(row, card=True))


def _read_back_with(state: CallState) -> list[str]:
    """Their yes to all that was agreed read the times back with it; taken back, it takes those back too."""
    if state.entries[-1][1] != "wrap_answered":
        return []
    before = reversed(state.entries[:-1])
    return [one for one, _ in takewhile(lambda entry: entry[1] == "promise_read_back", before)]


def redo(standing: Standing, _text: str = "") -> Decision:
    """`/redo`: what `u` took back last counts again."""
    if not standing.state.taken:
        return Decision(feedback=say("There is nothing to bring back."))
    target, _ = standing.state.taken[-1]
    entries = (standing.bare("restored", target=target), *naming.named_again(standing, target))
    return Decision(entries, say("Brought back.", card=True))


def named(state: CallState, target: str, kind: str) -> str:
    """An entry in a few words."""
    text = next((one.text for one in reversed(state.log) if one.id == target), "")
    what = kind.replace("_", " ")
    return f"{what}: {text}" if text else what


def skip(standing: Standing, text: str) -> Decision:
    """`k`, `/skip why`."""
    return moves.skip(standing, text)


def show_promises(standing: Standing, _text: str = "") -> Decision:
    """`p`: promises, and how long the call has been."""
    seconds = lasted(standing.state.started, standing.now)
    time = f"Call time {seconds // 60:02}:{seconds % 60:02}"
    rows = promising.listed(standing)
    return Decision(feedback=Feedback(rows=(time, rows[0]), more=rows[1:]), asking=standing.asking)


def show_help(standing: Standing, _text: str = "") -> Decision:
    """`?`: what can be typed, and the whole of this card."""
    situations = "   ".join(f"{one.key} {one.title.casefold()}" for one in standing.playbook.situations)
    card = standing.card
    say_more = tuple(f'Also say: "{stem.text}"' for stem in card.say[1:])
    listen = (f"Listen for: {', '.join(card.listen)}",) if card.listen else ()
    why = tuple(f"Not {one.text!r}: {one.why}. {one.instead}".strip() for one in card.never if one.why)
    more = (*HELP, f"Situations: {situations}", *say_more, *listen, *why)
    return Decision(
        feedback=Feedback(rows=("Help. Nothing has changed.",), more=more), asking=standing.asking
    )


def end(standing: Standing, text: str = "") -> Decision:
    """`e` begins the wrap-up; `/end OUTCOME [REASON]` ends and closes at once."""
    if not text:
        return end_conversation(standing)
    disposition, reason = closing.split_disposition(text)
    if disposition is None:
        return refuse(
            f"/end {text}: no such outcome. Not saved.",
            "resolved, agreed, call_back, handed_over, ended_by_policy or lost, or 1 to 6.",
        )
    if closing.needs_reason(standing.state) and not reason:
        count = len(standing.state.unplanned())
        return refuse(
            f"{count} issue{'s' if count > 1 else ''} without a plan: say why it ends so. Not closed.",
            f"/end {disposition} and the reason, or + and a promise first.",
        )
    ended = write_utc(standing.now)
    entry = replace(closing.close(standing.state, ended, disposition, reason), id=standing.line_id)
    return Decision((entry,), say(f"Call closed: {disposition.replace('_', ' ')}.", card=True))


def end_conversation(standing: Standing) -> Decision:
    """The conversation is over; the wrap-up asks for what is missing."""
    if standing.state.phase != "card":
        return refuse(
            "Nothing has changed, the conversation has ended. Enter leaves a question open, b goes back."
        )
    return Decision((standing.entry("conversation_ended"),), say(card=True))


def hold(standing: Standing, text: str) -> Decision:
    """`/hold why`: the customer is on hold; `/hold` again: back."""
    holds = standing.state.holds
    if holds and holds[-1].ended is None:
        return Decision((standing.entry("hold_ended"),), say("Back from hold. Thank them for waiting."))
    entry = standing.entry("hold_begun", reason=text or None)
    asking = Asking("hold_long" if text else "hold_why")
    return Decision(
        (entry,), say("On hold; /hold again when you are back.", holding.QUESTIONS[asking.kind]), asking
    )


def heat(standing: Standing, text: str) -> Decision:
    """`/heat 0-4`: how angry they are, as you read it."""
    if len(text) != 1 or text not in "01234":
        return refuse("/heat and a number from 0 (calm) to 4 (beside themselves). Not saved.")
    return heat_read(standing, int(text), "wrap-up" if standing.state.phase == "wrap-up" else "any")


def heat_read(standing: Standing, value: int, where: str) -> Decision:
    """The anger as it was read: on the card after acknowledging, in the wrap-up, or any time."""
    entry = standing.entry("heat_read", value=value, where=where)
    return Decision((entry,), say(f"Heat {value} of {MOST_HEAT}."), standing.asking)


def use(standing: Standing, text: str) -> Decision:
    """`/use PLAYBOOK`: the call goes on by another playbook; notes, issues and promises stay."""
    if standing.state.phase != "card":
        return refuse("Not now, the conversation has ended: b goes back to it, then /use works.")
    found = standing.desk.find_playbook(text) if text else "which one? `dcx playbook list` names them"
    if isinstance(found, str):
        return refuse(f"/use {text}: {found}. Nothing has changed.")
    from difficult_cx.domain.call import walk

    first = next(
        (one.id for one in found.cards if walk.applies(standing.state, standing.desk.known, one)),
        found.cards[0].id,
    )
    entry = standing.entry("playbook_changed", playbook=found.id, hash=found.hash, to=first)
    return Decision((entry,), say(card=True), playbook=found)


def go_back(standing: Standing, _text: str = "") -> Decision:
    """`b`, `/back`."""
    return moves.back(standing)


COMMANDS: dict[str, Callable[[Standing, str], Decision]] = {
    "undo": undo,
    "redo": redo,
    "back": go_back,
    "skip": skip,
    "promises": show_promises,
    "help": show_help,
    "safety": sheet.safety,
    "end": end,
    "hold": hold,
    "heat": heat,
    "concede": conceding.concede,
    "limit": conceding.state_limit,
    "warn": warning.warn,
    "backup": backup.name,
    "signal": firm.signal,
    "firm": firm.firm,
    "nudge": ending.nudge,
    "issue": words.raise_issue,
    "who": naming.who,
    "same": naming.same,
    "use": use,
    "fix": words.fix,
    "kept": keeping.kept,
    "done": keeping.step_done,
    "readback": keeping.read_out,
}
