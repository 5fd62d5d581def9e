"""What a line comes to: `decide(standing, typed) -> Decision`, pure; nothing is saved here."""

from dataclasses import replace

from difficult_cx.domain.call import closing, holding, moves, promising, sheet, walk, words, wrapup
from difficult_cx.domain.call.commands import COMMANDS, heat_read
from difficult_cx.domain.call.desk import Asking, Decision, Standing, ahead, refuse, say, then
from difficult_cx.domain.call.line import LONGEST, Line, matching, read_line
from difficult_cx.domain.call.reading import GATE, WRAP, asked_now, context, heat_due, lines
from difficult_cx.domain.call.small import SMALL
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.call.view import Feedback
from difficult_cx.domain.event import Entry
from difficult_cx.domain.kinds import SKIP_REASONS
from difficult_cx.domain.moment import lasted

HEAT_ROW = "How angry are they now? 0 calm to 4, one key; or just go on."


def decide(standing: Standing, typed: str) -> Decision:
    """The decision about one typed line; the caller saves its entries before it shows its feedback."""
    if standing.state.phase == "closed":
        return refuse("This call is closed. Nothing was saved.")
    standing = replace(standing, line_id=standing.line_id or standing.desk.new_id())
    line = read_line(typed, context(standing))
    decided = _heat_asked(standing, _by_kind(standing, line))
    decided = _hinted(standing, line, decided)
    return _closed_when_done(standing, _one_id_each(decided))


def _hinted(standing: Standing, line: Line, decided: Decision) -> Decision:
    """What is saved may carry a hint about its words; it was saved all the same."""
    if not decided.entries or decided.feedback.error:
        return decided
    from difficult_cx.domain.call import hints  # what the first card doesn't need

    return replace(decided, feedback=replace(decided.feedback, hint=hints.about(standing, line)))


def _heat_asked(standing: Standing, decided: Decision) -> Decision:
    """Where the card after acknowledging comes up, it asks how angry they are: one key, or just go on."""
    if not any(one.kind in ("ticked", "way_taken") for one in decided.entries) or decided.asking is not None:
        return decided
    if decided.feedback.rows or not heat_due(then(standing, decided.entries)):
        return decided
    return replace(decided, feedback=replace(decided.feedback, rows=(HEAT_ROW,)))


def _by_kind(standing: Standing, line: Line) -> Decision:
    kind = line.kind
    if kind == "empty":
        return _enter(standing)
    if kind in ("plain", "literal"):
        return _plain(standing, line)
    if kind == "command":
        if line.word == "skip" and standing.state.phase == "wrap-up":
            return _enter(replace(standing, asking=None))
        return COMMANDS[line.word](standing, line.text)
    if kind == "digit":
        return _digit(standing, line.number)
    if kind == "step":
        return moves.jump(standing, line.number)
    if kind == "situation":
        return moves.situation(standing, line.word, line.text)
    return _typed(standing, line)


def _typed(standing: Standing, line: Line) -> Decision:
    kind, text = line.kind, line.text
    if kind == "promise":
        return _about_question(standing, promising.promise(standing, text))
    if kind == "last_as_promise":
        return promising.last_as_promise(standing)
    if kind == "promise_time":
        return promising.promise_time(standing, line.number, text)
    if kind in ("subtext", "said", "mark"):
        return words.note(standing, kind, text)
    if kind == "answer_anew":
        return words.answer_anew(standing, text)
    if kind == "alternative":
        return words.alternative(standing, line.number, text)
    if kind == "way":
        return _digit(standing, _number_of(standing, text))
    if kind == "answer":
        return _answer(standing, text)
    if kind == "note":
        return words.note(standing, "words", text)
    return _not_understood(standing, line)


def _not_understood(standing: Standing, line: Line) -> Decision:
    """Rows that save nothing: the line stays, and it is said what to do."""
    if line.kind == "too_long":
        return refuse(
            f"Longer than an entry can be ({LONGEST // 1024} KiB). Not saved.",
            "Cut it in two: each part is an entry.",
            asking=standing.asking,
        )
    if line.kind == "unknown":
        found = matching(line.word)
        what = f"/{line.word} could be {' or '.join('/' + one for one in found)}" if found else ""
        row = what or f"No command /{line.word}" if line.word != "//" else "Nothing stands behind the //"
        return refuse(f"{row}. Not saved. // saves it as a note, ? lists commands.", asking=standing.asking)
    how = f"//{line.text} saves it as a note, ? lists commands."
    return refuse(f"{line.text} alone means nothing here. Not saved. {how}", asking=standing.asking)


def _enter(standing: Standing) -> Decision:
    """An empty line goes on and answers nothing."""
    asking = standing.asking
    if asking is not None and asking.kind == "when":
        return Decision(feedback=say("No time agreed: the promise stays without a date.", card=True))
    if asking is not None and asking.kind == "skip":
        return moves.skipped(standing, "later")
    if asking is not None and asking.kind in holding.QUESTIONS:
        return holding.leave(asking)
    if asking is not None and asking.kind in SMALL:
        return SMALL[asking.kind].enter(standing, asking)
    if standing.state.phase == "wrap-up":
        waiting = wrapup.questions(standing)
        return wrapup.leave(standing, waiting[0]) if waiting else Decision()
    return moves.tick(standing)


def _digit(standing: Standing, number: int) -> Decision:
    """A numbered line of the small question, else of the card."""
    asking = asked_now(standing)
    if asking is None and number in range(5) and heat_due(standing):
        return heat_read(standing, number, "card")
    if asking is None:
        return _line_of_card(standing, number)
    decided: Decision | None = None
    if asking.kind == WRAP:
        waiting = wrapup.questions(standing)
        decided = wrapup.pick(standing, waiting[0], number) if waiting else None
    elif asking.kind == GATE:
        decided = _gate_line(standing, number)
    elif asking.kind == "skip" and 1 <= number <= len(SKIP_REASONS):
        decided = moves.skipped(standing, SKIP_REASONS[number - 1])
    elif asking.kind == "when" and 1 <= number <= len(asking.choices):
        decided = promising.answer_when(standing, asking, asking.choices[number - 1])
    elif asking.kind in SMALL:
        decided = SMALL[asking.kind].digit(standing, asking, number)
    elif asking.kind == "hold_long":
        decided = holding.answer(standing, asking, str(number))
    elif asking.kind == "when":
        return refuse(f"{number} alone is no time: {number} pm, or the {number}th? Not saved.", asking=asking)
    return decided or refuse(
        f"There is no line {number} here. Not saved. //{number} saves it.", asking=asking
    )


def _line_of_card(standing: Standing, number: int) -> Decision:
    card = standing.card
    first = 1
    if card.ask is not None and card.ask.kind == "alternatives":
        if number <= words.MOST_ALTERNATIVES and number > 0:
            return words.pick(standing, number)
        first = words.MOST_ALTERNATIVES + 1
    ways = walk.ways(standing.state, standing.desk.known, card)
    if first <= number < first + len(ways):
        return moves.take_way(standing, ways[number - first], number)
    return refuse(f"There is no line {number} here. Not saved. //{number} saves it as a note.")


def _number_of(standing: Standing, label: str) -> int:
    return next(int(number) for number, text in lines(standing) if text.casefold() == label.casefold())


def _answer(standing: Standing, text: str) -> Decision:
    ask = standing.card.ask
    if ask is not None and ask.kind == "promise":
        return promising.promise(standing, text)
    return words.answer(standing, text)


def _plain(standing: Standing, line: Line) -> Decision:
    """Row 9, and `//`: the small question's answer if it is one, else a note, and the question stays."""
    asking, text = asked_now(standing), line.text
    if asking is None:
        unanswered = context(standing).unanswered
        return _answer(standing, text) if unanswered else words.note(standing, "words", text)
    decided: Decision | None = None
    if asking.kind == "skip":
        decided = moves.skipped(standing, text)
    elif asking.kind == GATE:
        missing = sorted(standing.gate)
        entry = standing.entry("gate_passed", missing=missing, reason=text)
        decided = Decision((entry,), say(f"Went on all the same: {text}", card=True))
    elif asking.kind == "when":
        decided = promising.answer_when(standing, asking, text)
    elif asking.kind in holding.QUESTIONS:
        decided = holding.answer(standing, asking, text)
    elif asking.kind in SMALL:
        decided = SMALL[asking.kind].answer(standing, asking, text)
    elif waiting := wrapup.questions(standing):
        decided = wrapup.answer(standing, waiting[0], text)
    return decided or _noted_instead(standing, asking, text)


def _noted_instead(standing: Standing, asking: Asking, text: str) -> Decision:
    """No answer: kept as a note, and the question stays."""
    noted = words.note(replace(standing, asking=None), "words", text)
    rows, stays = noted.feedback.rows[:1], standing.asking
    if asking.kind == "when":
        again = promising.ask_again(standing, text)
        if again is not None:
            stays = replace(asking, choices=again.choices)
            rows = (*rows, f"{again.sentence} {promising.choices_row(again.choices)}".strip())
        else:
            rows = (*rows, "Still asked: When? (Enter = no date)")
    elif asking.kind != sheet.KIND:
        rows = (*rows, "Noted; the question stays. Enter leaves it open.")
    return replace(noted, feedback=say(*rows), asking=stays)


def _gate_line(standing: Standing, number: int) -> Decision | None:
    """`1` settled now, `2` back to the card that asks it."""
    facts = sorted(standing.gate)
    if number == 1:
        made = [
            standing.entry("answered", field=fact, text="yes", issue=standing.state.current) for fact in facts
        ]
        return Decision(tuple(made), say("Settled now.", card=True))
    if number == 2:
        to = walk.asker(standing.playbook, facts[0])
        if to is None:
            return refuse("No card asks it here: 1 settles it, or type why you go on all the same.")
        return Decision((standing.entry("moved", to=to, how="jump"),), say(card=True))
    return None


def _about_question(standing: Standing, decided: Decision) -> Decision:
    """A promise typed where the wrap-up asks what becomes of an issue is about that issue."""
    waiting = wrapup.questions(standing) if standing.state.phase == "wrap-up" else []
    if not waiting or waiting[0].kind != "plan" or not decided.entries:
        return decided
    entry = decided.entries[0]
    about = replace(entry, data={**entry.data, "issue": waiting[0].about, "asked": "plan"})
    return replace(decided, entries=(about, *decided.entries[1:]))


def _one_id_each(decided: Decision) -> Decision:
    """Only the first entry of a line has the line's id; the journal makes the others'."""
    seen: set[str] = set()
    entries: list[Entry] = []
    for entry in decided.entries:
        entries.append(replace(entry, id=None) if entry.id in seen else entry)
        if entry.id:
            seen.add(entry.id)
    return replace(decided, entries=tuple(entries))


def _closed_when_done(standing: Standing, decided: Decision) -> Decision:
    """When the wrap-up has nothing left to ask, the call is closed in the same breath."""
    if not decided.entries or any(one.kind == "call_closed" for one in decided.entries):
        return decided
    after = ahead(standing, decided.entries)
    if any(one.kind in ("taken_back", "restored") for one in decided.entries):
        return decided
    ended = standing.state.phase == "card" and after.phase == "wrap-up"
    if ended:
        decided = replace(decided, feedback=_ending(after, decided))
    if (
        after.phase != "wrap-up"
        or decided.asking is not None
        or wrapup.questions(replace(standing, state=after))
    ):
        return decided
    entry = closing.close(after, None, after.disposition)
    return replace(decided, entries=(*decided.entries, entry))


def _ending(after: CallState, decided: Decision) -> Feedback:
    """What is said when the conversation ends: how long it was, and what is still open."""
    seconds = lasted(after.started, after.ended or after.started)
    left = wrapup.open_items(after)
    items = f"Open: {', '.join(left)}." if left else "No open items."
    row = f"Call ended {seconds // 60:02}:{seconds % 60:02}. {items}"
    return replace(decided.feedback, rows=(*decided.feedback.rows, row), card=True)
