"""The view of a moment: `view(standing)` says what stands on the screen; faces only lay it out."""

from difficult_cx.domain.call import (
    backup,
    blanks,
    brief,
    filled,
    firm,
    holding,
    known,
    promising,
    sheet,
    walk,
    wrapup,
)
from difficult_cx.domain.call.desk import Asking, Standing
from difficult_cx.domain.call.moves import gate_rows
from difficult_cx.domain.call.reading import heat_due, lines
from difficult_cx.domain.call.small import SMALL
from difficult_cx.domain.call.view import LogRow, View
from difficult_cx.domain.kinds import SKIP_REASONS
from difficult_cx.domain.playbook import Card

BACKUP = "D4.1"
CARD_KEYS = ("Enter done", "+ promise", "Tab situation", "u undo", "b back", "e end", "? help")
HEAT_KEY = "0-4 heat"
SITUATION_KEYS = ("Enter = back to the step", "Tab other situation", "u undo", "? help")
CHOICE_KEYS = ("1-3 = their pick", "1 text = change it", "Enter done", "Tab situation", "? help")
WRAP_KEYS = ("Enter = leave open", "b back", "u undo", "Ctrl-D finish later")
CLOSED_KEYS = ("The call is closed.",)
STORY = "i"
LABELS = {
    "when": "When?",
    "skip": "Why",
    "hold_why": "Hold, why",
    "hold_long": "Hold, minutes",
    "hold_number": "Call back on",
}


def view(standing: Standing) -> View:
    """What stands on the screen now; texts as they are in the record, not yet made safe to show."""
    state, asking = standing.state, standing.asking
    if state.phase == "closed":
        return _base(standing, "CLOSED", "Call closed", "", CLOSED_KEYS)
    if asking is not None and asking.kind == sheet.KIND:
        return _sheet(standing, asking)
    if state.phase == "wrap-up":
        return _wrap(standing)
    if standing.gate:
        return _gate(standing)
    return _card(standing)


def _base(
    standing: Standing, place: str, title: str, label: str, keys: tuple[str, ...], **more: object
) -> View:
    state = standing.state
    hold = state.holds[-1] if state.holds else None
    open_hold = hold.begun if hold is not None and hold.ended is None else None
    asking = standing.asking
    fields: dict[str, object] = {
        "card": state.card,
        "started": state.started,
        "ended": state.ended,
        "closed": state.phase == "closed",
        "marks": _marks(standing),
        "hold_since": open_hold,
        "reminder": holding.reminder(state, standing.now),
        "log": _log(standing),
        "situations": tuple((one.key, one.title.casefold()) for one in standing.playbook.situations),
        **more,
    }
    if asking is not None:
        label = SMALL[asking.kind].label if asking.kind in SMALL else LABELS.get(asking.kind, label)
        keys = _asking_keys(asking)
    return View(place=place, title=title, label=label, keys=keys, **fields)  # type: ignore[arg-type]


def _asking_keys(asking: Asking) -> tuple[str, ...]:
    if asking.kind == "skip":
        reasons = "   ".join(f"{n} {text.replace('_', ' ')}" for n, text in enumerate(SKIP_REASONS, 1))
        return (reasons, "Enter = later")
    if asking.kind in SMALL:
        return SMALL[asking.kind].keys
    if asking.kind != "when":
        return ("Enter = skip", "u undo", "? help")
    picks = (promising.choices_row(asking.choices),) if asking.choices else ()
    return (*picks, "now = done at once", "Enter = no date", "u undo", "? help")


def _marks(standing: Standing) -> tuple[str, ...]:
    state = standing.state
    found = []
    if named := backup.named(standing):
        found.append(named)
    if count := state.nudges:
        found.append(f"{count} nudge{'s' if count > 1 else ''}")
    if count := len(state.warnings):
        found.append(f"{count} warning{'s' if count > 1 else ''}")
    if count := len(state.promises):
        found.append(f"{count} promise{'s' if count > 1 else ''}")
    return tuple(found)


def _log(standing: Standing) -> tuple[LogRow, ...]:
    rows = [LogRow(standing.state.started, STORY, line) for line in standing.desk.story]
    for one in standing.state.log:
        text = one.text
        promise = standing.state.promises.get(one.promise or "")
        if promise is not None:
            text = f"{text} - {promising.when(standing, promise).partition(',')[0]}"
        rows.append(LogRow(one.at, one.sign, text))
    return tuple(rows)


def place_of(standing: Standing, card_id: str) -> str:
    """`STEP 3 of 9`, or `ASIDE` for a card that isn't on the way straight on."""
    cards = walk.line(standing.playbook, standing.state, standing.desk.known)
    if card_id not in cards:
        return "ASIDE"
    return f"STEP {cards.index(card_id) + 1} of {len(cards)}"


def _title(standing: Standing, card_id: str) -> str:
    card = standing.playbook.card(card_id)
    return card.title if card is not None else card_id


def _step_number(standing: Standing, card_id: str) -> str:
    return place_of(standing, card_id).partition(" of")[0]


def _onward(standing: Standing) -> str:
    state = standing.state
    if state.in_situation:
        return f"then {_step_number(standing, state.back or '')}"
    to = walk.onward(standing.playbook, state, standing.desk.known, state.card)
    if to == walk.END:
        return "next: WRAP-UP"
    number = _step_number(standing, to).removeprefix("STEP ")
    return f"next: {number} {_title(standing, to).upper()}"


def _card(standing: Standing) -> View:
    state, card = standing.state, standing.card
    values = filled.values(standing)
    situation = next((one for one in standing.playbook.situations if one.card.id == state.card), None)
    if situation is not None:
        place = f"! {situation.title.upper()}"
        keys: tuple[str, ...] = SITUATION_KEYS
    else:
        place, keys = place_of(standing, card.id), CARD_KEYS
    if card.ask is not None and card.ask.kind == "alternatives":
        keys = CHOICE_KEYS
    if heat_due(standing):
        keys = (HEAT_KEY, *keys)
    return _base(
        standing,
        place,
        card.title,
        _label(standing, card),
        keys,
        tone=card.tone,
        quiet_since=state.card_since if card.clock else None,
        do=card.do,
        say=filled.sentence(standing),
        know=known.rows(standing),
        aside=brief.rows(standing) if BACKUP in card.rules else (),
        silent=not card.say,
        never=tuple(one.text for one in card.never),
        lines=lines(standing),
        onward=_onward(standing),
        more=_more(card, values),
    )


def _more(card: Card, values: dict[str, str]) -> tuple[str, ...]:
    say_more = tuple(f'Also: "{blanks.fill(stem.text, values)}"' for stem in card.say[1:])
    listen = (f"Listen for: {', '.join(card.listen)}",) if card.listen else ()
    until = (f"Until: {card.until}",) if card.until else ()
    return (*say_more, *listen, *until)


def _label(standing: Standing, card: Card) -> str:
    if walk.open_question(standing.state, card) and card.ask is not None:
        return card.ask.label
    return "Choice" if card.ask is not None and card.ask.kind == "alternatives" else "Note"


def _sheet(standing: Standing, asking: Asking) -> View:
    """What stands in place of the card until Enter."""
    rows = sheet.safety_rows(standing) if asking.about == sheet.SAFETY else firm.rows(standing)
    return _base(standing, "! ASIDE", sheet.TITLES[asking.about], "Note", sheet.KEYS, prompt=rows)


def _gate(standing: Standing) -> View:
    missing, how = gate_rows(standing)
    place = place_of(standing, standing.state.card)
    keys = ("1 settled now", "2 back to that card", "text = why go on", "Tab situation", "? help")
    gate_lines = (("1", "settled now"), ("2", "back to the card that asks it"))
    title = f"Before: {standing.card.title}"
    return _base(standing, place, title, "Why go on", keys, prompt=(missing, how), lines=gate_lines)


def _wrap(standing: Standing) -> View:
    state = standing.state
    waiting = wrapup.questions(standing)
    if not waiting:
        return _base(standing, "WRAP-UP", "Done", "Note", WRAP_KEYS)
    question, asked = waiting[0], len(state.wrap_asked)
    total = asked + len(waiting)
    shown = question.lines
    if question.kind == "check_in":
        shown = (("1", wrapup.check_in_date(standing)),)
    return _base(
        standing,
        f"WRAP-UP {asked + 1} of {total}",
        question.title,
        question.label,
        WRAP_KEYS,
        prompt=(question.ask,),
        lines=shown,
    )
