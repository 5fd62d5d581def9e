"""Follow-ups as they are seen: the list, one promise in full, and what was just done to one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from difficult_cx.app.ledger import Ledger
from difficult_cx.domain.followups import Groups, distance, is_far
from difficult_cx.domain.promise import AlsoSaid, Promise
from difficult_cx.domain.times import Times
from difficult_cx.records import dataclass
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.fitting import fit
from difficult_cx.terminal.width import cut, pad, width

if TYPE_CHECKING:
    from difficult_cx.app.afterwards import Offer
    from difficult_cx.app.promises import Changed

TITLES = {
    "overdue": "OVERDUE",
    "today": "TODAY",
    "week": "NEXT 7 DAYS",
    "undated": "NO DATE",
    "later": "LATER",
    "settled": "SETTLED",
}
PREFIXES = {
    "check_in": "check-in: ",
    "feedback": "feedback: ",
    "inside_look": "inside look: ",
    "after_resolution": "after resolution: ",
}
STATES = {"kept": "kept", "kept_late": "kept late", "broken": "broken", "withdrawn": "withdrawn"}
NARROW = 64
# the headline, what can be done next with a blank line before it, and the shell's prompt
AROUND = 4
NOBODY = "(no name)"


@dataclass(frozen=True, slots=True)
class Row:
    """A follow-up in words, cleaned: sign, id, when, how far, whose, what."""

    sign: str
    short: str
    when: str
    far: str
    whose: str
    what: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What a list is seen with: the ledger, the moment, words for times, the columns and lines (0: no end).

    `team`: it is everybody's, so each row says whose it is to do.
    """

    ledger: Ledger
    now: datetime
    times: Times
    columns: int = 80
    lines: int = 0
    team: bool = False


def listed(groups: Groups, shown: Sequence[str], sight: Sight, away: str = "") -> str:
    """The whole list: how much of what, each group that has something, and what can be done next.

    `away`: the list is what this person leaves open, so that it can be handed over.
    """
    rows = {name: [row(one, name, sight) for one in getattr(groups, name)] for name in shown}
    rows = {name: ones for name, ones in rows.items() if ones}
    lines = headline(groups, sight)
    every = [one for ones in rows.values() for one in ones]
    lines += grouped(rows, sight, AROUND + len(lines) - 1)
    presses = next((one.short for one in every if one.sign == "?"), None)
    first = next((ones[0].short for name, ones in rows.items() if name != "settled"), None)
    if first and away:
        lines += ["", f"dcx followups hand-over @{clean(away).removeprefix('@')} NAME gives them all to NAME"]
    elif presses and first == presses:
        lines += ["", f"? at risk: tell them before it is due: dcx followups told {presses} tomorrow 9am"]
    elif first:
        lines += ["", *_next(first, sight.columns)]
    elif not every:
        lines += ["", *_begin(groups)]
    return "\n".join(lines)


def grouped(rows: Mapping[str, Sequence[Row]], sight: Sight, around: int) -> list[str]:
    """Each group that has something under its title; on a screen what fits beside `around` other lines."""
    some = {name: ones for name, ones in rows.items() if ones}
    every = [one for ones in some.values() for one in ones]
    room = [len(ones) for ones in some.values()]
    if sight.lines:
        narrow = sight.columns < NARROW  # then a row takes two lines, and so does what comes next
        room = fit(room, sight.lines - around - narrow, 1 + narrow)
    lines = []
    for (name, ones), most in zip(some.items(), room, strict=True):
        lines += ["", TITLES[name], *drawn(ones[:most], every, sight.columns)]
        if most < len(ones):
            lines.append(f"   and {len(ones) - most} more: dcx followups --full")
    return lines


def headline(groups: Groups, sight: Sight, title: str = "FOLLOW-UPS") -> list[str]:
    """`FOLLOW-UPS  Sun 22 Nov 14:05   2 overdue, 1 today, 1 without a date, 3 later`; narrow in two lines."""
    counts = (
        (len(groups.overdue), "overdue"),
        (len(groups.today), "today"),
        (len(groups.undated), "without a date"),
        (len(groups.week) + len(groups.later), "later"),
        (len(groups.settled), "settled"),
    )
    said = ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing open"
    when = f"{title}  {sight.times.moment(sight.now)}"
    together = f"{when}   {said}"
    return [together] if width(together) < sight.columns else [when, cut(said, sight.columns - 1)]


def row(promise: Promise, group: str, sight: Sight) -> Row:
    """One follow-up in words."""
    customer = sight.ledger.customer_of(promise)
    at = promise.due if group in ("overdue", "settled") else promise.next_at
    far = "no date"
    if group == "settled":
        far = STATES.get(promise.state, promise.state)
    elif at is not None:
        far = distance(at, sight.now, late=at < sight.now.replace(microsecond=0))
    return Row(
        "!" if group == "overdue" else "?" if promise.presses(sight.now) else " ",
        sight.ledger.short[promise.id],
        _when(at, sight),
        far,
        clean(customer.name) if customer else NOBODY,
        _what(promise, sight),
    )


def _what(promise: Promise, sight: Sight) -> str:
    """The words of an open promise: its next step first where that comes before it; and what presses."""
    words = clean(promise.text)
    step = promise.next_stage if promise.state == "open" else None
    if step is not None:
        number, stage = step
        words = f"step {number} of {len(promise.stages)}: {clean(stage.text)} ({words})"
    why = {"at_risk": " (at risk)", "aim_passed": " (aim passed)"}.get(promise.presses(sight.now), "")
    who = clean(promise.owner or promise.rep) if sight.team else ""
    return f"{f'{who}: ' if who else ''}{PREFIXES.get(promise.kind, '')}{words}{why}"


def drawn(rows: Sequence[Row], every: Sequence[Row], columns: int) -> list[str]:
    """The rows as lines of at most `columns`; `every` row of the list decides how wide a column is."""
    ids = max(3, *(width(one.short) for one in every))
    when = max(16, *(width(one.when) for one in every))
    far = max(9, *(width(one.far) for one in every))
    if columns < NARROW:
        return [line for one in rows for line in _two_lines(one, ids, columns)]
    used = 1 + 2 + ids + 2 + when + 1 + far + 2
    whose = min(max(12, *(width(one.whose) for one in every)), max(12, (columns - used) // 3))
    return [
        cut(
            f"{one.sign}  {one.short:<{ids}}  {one.when:<{when}} {one.far:<{far}}  "
            f"{pad(one.whose, whose)}  {one.what}",
            columns - 1,
        ).rstrip()
        for one in rows
    ]


def _two_lines(one: Row, ids: int, columns: int) -> list[str]:
    """A narrow screen: when on one line, whose and what on the next."""
    return [
        cut(f"{one.sign} {one.short:<{ids}} {one.when} {one.far}", columns - 1),
        cut(f"{'':<{ids + 3}}{one.whose}: {one.what}", columns - 1),
    ]


def _when(due: datetime | None, sight: Sight) -> str:
    """`Fri 20 Nov 17:00`, days aligned; with the year where it wouldn't be clear; `-` without a date."""
    if due is None:
        return "-"
    return sight.times.moment_below(due, year=is_far(due, sight.now))


def _next(short: str, columns: int) -> list[str]:
    commands = (f"dcx followups keep {short}", f"dcx followups move {short} tomorrow 9am")
    together = "     ".join(commands)
    return [together] if len(together) < columns else list(commands)


def _begin(groups: Groups) -> list[str]:
    if groups.in_order():
        return ["Nothing of that. dcx followups lists all that is open."]
    return ['dcx followups add call back tomorrow 3pm -c "Ada Brook"     writes one down']


def shown(promise: Promise, sight: Sight) -> str:
    """One promise in full, a fact a line."""
    from difficult_cx.app.followup_data import said_again

    ledger, times = sight.ledger, sight.times
    customer = ledger.customer_of(promise)
    state = STATES.get(promise.state, promise.state)
    if promise.overdue(sight.now) and promise.due is not None:
        state = f"open, {distance(promise.due, sight.now, late=True)}"
    facts = [
        ("state", state + (f", {times.moment(promise.settled_at)}" if promise.settled_at else "")),
        ("reason", clean(promise.reason)),
        ("for", clean(", also ".join(customer.names)) if customer else NOBODY),
        ("due", said_again(promise, sight.now, times) or "no date"),
        ("aim", times.moment(promise.aim) if promise.aim else ""),
        ("words", clean(promise.words)),
        ("yes", f"read back {times.moment(promise.read_back_at)}" if promise.read_back_at else ""),
        ("risk", _risk(promise, times)),
        (
            "by",
            clean(
                " ".join(
                    filter(None, (promise.owner or promise.rep, promise.channel and f"by {promise.channel}"))
                )
            ),
        ),
        ("backup", clean(promise.backup or "")),
        ("made", times.moment(promise.made_at)),
        ("call", ledger.short[promise.call] if promise.call else ""),
    ]
    lines = [f"{ledger.short[promise.id]}  {PREFIXES.get(promise.kind, '')}{clean(promise.text)}"]
    lines += [f"  {name:<8} {value}" for name, value in facts if value]
    lines += [f"  also     {_also(one, times)}" for one in promise.also]
    for old in promise.earlier:
        moved = "moved in time" if old.in_time else "moved after it was due"
        told = ", they were told before" if old.told else ""
        lines.append(f"  earlier  {times.moment(old.due)}, {moved}{told}")
    for one in promise.attempts:
        words = f": {clean(one.text)}" if one.text else ""
        lines.append(f"  tried    {times.moment(one.at)}, {one.reason.replace('_', ' ')}{words}")
    for number, stage in enumerate(promise.stages, 1):
        due = f", {times.moment(stage.due)}" if stage.due else ""
        lines.append(f"  step {number}   {clean(stage.text)}{due}{', done' if stage.done_at else ''}")
    return "\n".join(lines)


def _also(one: AlsoSaid, times: Times) -> str:
    """What a colleague said of it at the same moment, and why it doesn't count."""
    why = f": {clean(one.reason)}" if one.reason else ""
    said = f"said {STATES.get(one.state, one.state)}{why}, {times.moment(one.at)}"
    return f"{clean(one.rep) or 'somebody'} {said}; the first to settle it counts"


def _risk(promise: Promise, times: Times) -> str:
    """Since when it is at risk, why, and whether they were told."""
    if promise.risk is None:
        return ""
    told = promise.risk.told_at
    heard = f"they were told {times.moment(told)}" if told else "they were not told yet"
    return f"{clean(promise.risk.reason)}; {heard}".removeprefix("; ")


def added(changed: "Changed", sight: Sight) -> str:
    """A promise was saved: its time read back, and the sentence to say; or what to ask first."""
    short = changed.ledger.short[changed.promise.id]
    rows = []
    if changed.due is not None:
        from difficult_cx.domain.due import read_back

        rows = [f"PROMISE {short} saved: {read_back(changed.due, sight.now, sight.times)}"]
        rows.append(f'Say: "{clean(changed.say)}"')
    elif changed.ask is not None:
        rows = [f"PROMISE {short} saved without a date. {clean(changed.ask.sentence)}"]
        rows += [f"  dcx followups move {short} {clean(choice)}" for choice in changed.ask.choices]
    else:
        rows = [f"PROMISE {short} saved without a date.", f"  dcx followups move {short} tomorrow 3pm"]
    return "\n".join([*rows, *([clean(changed.close)] if changed.close else [])])


def handed(moved: Sequence[Promise], sight: Sight) -> str:
    """Which promises somebody else does from now on."""
    if not moved:
        return "Nothing is open of theirs; nothing has changed."
    owner = clean(moved[0].owner or "")
    rows = [f"HANDED to {owner} {sight.ledger.short[one.id]}  {clean(one.text)}" for one in moved]
    return "\n".join(cut(line, max(40, sight.columns - 1)) for line in rows)


def done(changed: "Changed", what: str, sight: Sight) -> str:
    """`KEPT k7q  Marcus Bell: send replacement hinge`, and the time where there is a new one."""
    promise, ledger = changed.promise, changed.ledger
    customer = ledger.customer_of(promise)
    whose = clean(customer.name) if customer else NOBODY
    rows = [f"{what} {ledger.short[promise.id]}  {whose}: {clean(promise.text)}"]
    if changed.due is not None:
        from difficult_cx.domain.due import read_back

        rows.append(f"  {read_back(changed.due, sight.now, sight.times)}")
        if changed.say:
            rows.append(f'Say: "{clean(changed.say)}"')
    return "\n".join(rows)


def step_done(changed: "Changed", sight: Sight) -> str:
    """`STEP 1 of 2 DONE k7q  Ada Brook: order the part`, and the word to the customer."""
    promise, short = changed.promise, changed.ledger.short[changed.promise.id]
    left = sum(1 for one in promise.stages if one.done_at is None)
    whole = f"{len(promise.stages) - left} of {len(promise.stages)} steps done"
    rows = [done(changed, f"{whole.upper()}", sight), f'Tell them: "{clean(changed.say)}"']
    if not left:
        rows.append(f"dcx followups keep {short}")
    return "\n".join(rows)


def risky(changed: "Changed", sight: Sight) -> str:
    """What to do about a promise at risk: tell them before it is due."""
    promise, short = changed.promise, changed.ledger.short[changed.promise.id]
    before = f" before {sight.times.moment(promise.due)}" if promise.due is not None else ""
    return "\n".join(
        (
            done(changed, "AT RISK", sight),
            f"Tell them{before}, and agree on a time that holds:",
            f"  dcx followups told {short} tomorrow 3pm",
        )
    )


def offered(offer: "Offer | None", sight: Sight) -> tuple[str, ...]:
    """What comes after the last promise was kept, with its date; nothing where nothing is offered."""
    if offer is None:
        return ()
    short = sight.ledger.short[offer.promise.id]
    when = sight.times.moment(offer.at)
    return (
        f"Nothing is owed there any more. Ask how it has been since, on {when}?",
        f"  dcx followups after {short}     or with another day: dcx followups after {short} fri noon",
    )
