"""A customer's story on one screen, and what is said after something was written down about them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from difficult_cx.app.ledger import Ledger
from difficult_cx.domain.followups import distance
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.story.hard import is_hard
from difficult_cx.domain.story.money import said
from difficult_cx.domain.story.past import PastCall
from difficult_cx.domain.story.person import CustomerNote
from difficult_cx.domain.story.story import Story
from difficult_cx.domain.times import Times
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns
from difficult_cx.terminal.width import cut

if TYPE_CHECKING:
    from difficult_cx.app.relating import Told

HOW = "dcx customer check-in NAME WHEN plans one; --went good or bad says how it was"
LABEL = 14


class Most(NamedTuple):
    """How many rows of each kind are shown."""

    owed: int
    calls: int
    issues: int
    notes: int
    feedback: int


# From all that is worth a look to what fits the smallest screen, however much there is.
SIZES = (Most(2, 5, 4, 9, 2), Most(2, 3, 2, 5, 1), Most(1, 2, 1, 3, 1), Most(1, 1, 1, 2, 1))


def page(story: Story, ledger: Ledger, times: Times, width: int, height: int = 0) -> str:
    """Who they are in one screen: what is owed first, then calls, issues, what is known of them.

    `height`: the lines there are; 0: as many as it takes.
    """
    for most in SIZES:
        rows = [
            *_head(story, times),
            *_owed(story, ledger, times, most),
            *_calls(story, ledger, times, width, most),
        ]
        rows += [*_issues(story, times, most), *_known(story, times, most), *_next(story, times)]
        if not height or len(rows) < height:
            break
    if height and len(rows) >= height:
        rows = [row for row in rows if row]
    return "\n".join(cut(row, width) for row in rows)


def _head(story: Story, times: Times) -> Iterator[str]:
    also = f"   also {', '.join(story.customer.others)}" if story.customer.others else ""
    yield f"CUSTOMER  {clean(story.customer.name)}{clean(also)}"
    yield _line("Calls", str(story.kind))
    spoken = story.last_spoken
    if spoken is not None:
        yield _line("Last spoken", times.moment(spoken, year=True))


def _owed(story: Story, ledger: Ledger, times: Times, most: Most) -> Iterator[str]:
    counts = {state: sum(1 for one in story.promises if one.state == state) for state in STATES}
    words = [f"{counts[state]} {said_so}" for state, said_so in STATES.items() if counts[state]]
    yield _line("Promises", ", ".join(words) or "none yet")
    for one in story.late[: most.owed]:
        assert one.due is not None, "what is overdue has a date"
        late = distance(one.due, story.now, late=True)
        yield _line("! own it first", f"{ledger.short[one.id]} {clean(one.text)}, {late}")
    for one in story.broken[:1]:
        yield _line("! broken", f"{clean(one.text)}: {clean(one.reason)}")
    due = story.next_due
    if due is not None and due not in story.late:
        yield _line("Next due", f"{ledger.short[due.id]} {_when(due, times)}  {clean(due.text)}")
    given = [one for call in story.calls for one in call.concessions]
    if given:
        yield _line("Conceded", f"{len(given)}, in all {said(one.amount for one in given)}")
    warned = sum(len(one.warnings) for one in story.calls)
    if warned:
        yield _line("Warnings", str(warned))


STATES = {
    "open": "open",
    "kept": "kept",
    "kept_late": "kept late",
    "broken": "broken",
    "withdrawn": "withdrawn",
}


def _calls(story: Story, ledger: Ledger, times: Times, width: int, most: Most) -> Iterator[str]:
    if not story.calls:
        return
    yield ""
    yield f"CALLS  {len(story.calls)}, {len(story.hard)} of them hard; heat before > after, of 4"
    rows = [_call(one, ledger, times) for one in story.calls[: most.calls]]
    yield from columns(rows, width)
    if len(story.calls) > most.calls:
        yield f"  and {len(story.calls) - most.calls} before: dcx call list --all"


def _call(one: PastCall, ledger: Ledger, times: Times) -> tuple[str, ...]:
    how = (one.disposition or ("open" if not one.closed else "no outcome")).replace("_", " ")
    about = "; ".join(clean(issue.text) for issue in one.issues if issue.text) or "-"
    mark = "!" if is_hard(one) else " "
    return (f"{mark} {ledger.short[one.id]}", times.moment(one.started), how, heat(one), about)


def heat(call: PastCall) -> str:
    """`3 > 1`; `2` where it was read once, `-` where it never was."""
    if call.first_heat is None:
        return "-"
    return str(call.first_heat) if call.last_heat is None else f"{call.first_heat} > {call.last_heat}"


def _issues(story: Story, times: Times, most: Most) -> Iterator[str]:
    if not story.issues:
        return
    codes = Counter(one.breakdown for call in story.calls for one in call.issues if one.breakdown)
    where = ", ".join(f"{code.replace('_', '-')} {count}" for code, count in codes.most_common())
    yield ""
    yield f"ISSUES  where it went wrong: {where}" if where else "ISSUES"
    for one in story.issues[: most.issues]:
        often = f"{len(one.calls)} times since" if len(one.calls) > 1 else "once,"
        why = f" ({', '.join(code.replace('_', ' ') for code in one.breakdowns)})" if one.breakdowns else ""
        settled = f"; they chose {clean(one.chosen[0])}" if one.chosen else ""
        yield f"  {often} {times.month_day(one.first, year=True)}: {clean(one.text)}{why}{settled}"


def _known(story: Story, times: Times, most: Most) -> Iterator[str]:
    found = [(label, newest) for kind, label in NOTES.items() if (newest := story.person.newest(kind))]
    rows = [_line(label, _note(newest, times)) for label, newest in found[: most.notes]]
    if len(found) > most.notes:
        rows.append(_line("And", f"{len(found) - most.notes} notes of other kinds: dcx customer note NAME"))
    if story.colleagues:
        rows.append(_line("Knows", clean(", ".join(story.colleagues))))
    elif story.hard:
        rows.append(_line("Knows", _nobody(story)))
    feedback = story.person.of_kind("feedback")
    waiting = [one for one in feedback if one.changed is None]
    rows += [_line("Feedback", f"{one.id[:4]} {_feedback(one)}") for one in feedback[: most.feedback]]
    if len(waiting) > most.feedback:
        rows.append(_line("", f"{len(waiting)} in all wait for an answer"))
    if rows:
        yield ""
        yield "KNOWN"
        yield from rows


NOTES = {
    "next_time": "Next time",
    "cares_about": "Cares about",
    "works": "What works",
    "great": "Great because",
    "thanks": "Thanked",
    "feeling": "Feels",
    "toll": "Toll",
}


def _note(one: CustomerNote, times: Times) -> str:
    value = f"{one.value} of 4, " if one.value is not None else ""
    return f"{value}{clean(one.text)} ({times.month_day(one.at)})"


def _nobody(story: Story) -> str:
    if story.backup:
        return f'only you; next could be {clean(story.backup)}: "We both know you now."'
    return "only you, no backup: --kind introduced --colleague NAME"


def _feedback(one: CustomerNote) -> str:
    if one.changed is None:
        return f"{clean(one.text)}: no answer yet"
    became = "changed" if one.changed else "not changed, because"
    return f"{clean(one.text)}: {became}: {clean(one.answer)}"


def _next(story: Story, times: Times) -> Iterator[str]:
    rows = []
    watch, plan = story.watch, story.plan
    if watch is not None:
        count = len(watch.waiting)
        kept = f"until {count} promise{'s are' if count > 1 else ' is'} kept" if count else ""
        day = f"until {times.month_day(watch.until)}" if watch.until > story.now else ""
        ask = "" if watch.asked else "ask how they feel"
        rows.append(_line("Watch", "; ".join(filter(None, (" and ".join(filter(None, (day, kept))), ask)))))
    if plan is not None:
        rows.append(_line("Check-in", f"{times.day(plan.at)} would be good ({plan.why})"))
    for one in story.person.recommendations[-1:]:
        made = f"; decided by {clean(one.decided_by)}: {one.decision}" if one.decision else "; not decided"
        rows.append(_line("Recommended", f"{one.option}: {clean(one.text)}{made}"))
    if rows:
        yield ""
        yield "NEXT"
        yield from rows


def _line(label: str, text: str) -> str:
    return f"  {label:<{LABEL}} {text}"


def _when(promise: Promise, times: Times) -> str:
    return times.moment(promise.due) if promise.due is not None else "no date"


def note_rows(notes: Sequence[CustomerNote], times: Times, width: int) -> str:
    """Every note, newest first, with the beginning of its id."""
    rows = [
        (
            f"  {one.id[:4]}",
            f"{times.month_day(one.at, year=True):>11}",
            one.kind.replace("_", " "),
            _said_of(one),
        )
        for one in reversed(notes)
    ]
    return "\n".join(columns(rows, width)) or "Nothing is noted of them yet."


def _said_of(one: CustomerNote) -> str:
    colleague = f"{clean(one.colleague)}: " if one.colleague else ""
    value = f"{one.value} of 4, " if one.value is not None else ""
    if one.kind == "feedback":
        return _feedback(one)
    return f"{colleague}{value}{clean(one.text)}"


def proposal(story: Story, words: str, times: Times) -> str:
    """What a check-in with them could be: when, about what, and how to write it down."""
    name = clean(story.customer.name)
    planned = [one for one in story.promises if one.kind == "check_in" and one.state == "open"]
    rows = [f"CHECK-IN  {name}"]
    rows += [f"  planned: {_when(one, times)}  {clean(one.text)}" for one in planned]
    if story.plan is not None:
        rows += [
            f"  proposed: {times.day(story.plan.at)}, {story.plan.why}",
            f"  about: {clean(words)}",
            '  to say: "I wanted to ask you myself how it has been."',
            '  to say: "What should I take care of for you now?"',
        ]
    elif not planned:
        hard = len(story.hard)
        calls = f"{hard} hard call{'s' * (hard != 1)}"
        rows.append(f"  nothing is proposed: {calls} so far; from the second on it is")
    spoken = story.last_spoken
    if spoken is not None:
        rows.append(f"  last spoken {distance(spoken, story.now, late=True).removesuffix(' late')} ago")
    return "\n".join([*rows, HOW])


def noted(told: "Told", what: str, times: Times) -> str:
    """What was saved, with the promise that was made with it and its time."""
    name = clean(told.story.customer.name)
    found = next((one for one in told.story.person.notes if one.id == told.saved), None)
    rows = [f"{what}  {name}"]
    if found is not None:
        rows.append(f"  {found.id[:4]}  {found.kind.replace('_', ' ')}: {_said_of(found)}")
    rows += _made(told, times)
    return "\n".join(rows)


def checked(told: "Told", times: Times) -> str:
    """How the check-in went, what is urgent now, and when the next one would be good."""
    last = told.story.person.check_ins[-1]
    rows = [f"CHECKED IN  {clean(told.story.customer.name)}: {last.went}"]
    rows += _made(told, times)
    plan = told.story.plan
    if plan is not None:
        rows.append(f"  the next one: {times.day(plan.at)}, {plan.why}")
    return "\n".join(rows)


def _made(told: "Told", times: Times) -> list[str]:
    made = next((one for one in told.story.promises if one.id == told.made), None)
    if made is None:
        return []
    short = told.ledger.short[made.id]
    rows = [f"  PROMISE {short}  {_when(made, times)}  {clean(made.text)}"]
    if made.due is None:
        question = told.ask.sentence if told.ask is not None else "When?"
        rows.append(f"  {clean(question)} dcx followups move {short} WHEN")
    return rows
