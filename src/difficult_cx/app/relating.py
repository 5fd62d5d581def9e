"""The proactive half: notes on a customer, feedback answered, check-ins, a look inside; each an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from difficult_cx.app.customers import known_customer, name_customer
from difficult_cx.app.ledger import Ledger, open_ledger
from difficult_cx.app.promises import local_now
from difficult_cx.app.story import tell
from difficult_cx.app.world import World
from difficult_cx.domain import contact
from difficult_cx.domain.due import AskAgain, Due, read
from difficult_cx.domain.due.calendar import is_working
from difficult_cx.domain.event import Entry
from difficult_cx.domain.ids import find as find_ids
from difficult_cx.domain.kinds import BREAKDOWNS, CUSTOMER_NOTES
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.promise_line import backup_for, parse
from difficult_cx.domain.story.person import CustomerNote
from difficult_cx.domain.story.story import Story
from difficult_cx.errors import DcxError, NotFoundError, UsageError

MOST_VALUE = 4
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """A customer after something was written down: their story, and the id of what was saved.

    `made`: the promise that was made with it. `ask`: the question that its time needs first.
    """

    story: Story
    ledger: Ledger
    saved: str
    made: str | None = None
    ask: AskAgain | None = None


def note(
    world: World,
    name: str,
    kind: str,
    words: str,
    *,
    colleague: str = "",
    breakdown: str = "",
    value: int | None = None,
) -> Told:
    """Write down something about a customer: a new one of that name where nobody has it."""
    code = note_kind(kind)
    text = " ".join(words.split())
    _check_note(code, text, colleague, breakdown, value)
    ledger = open_ledger(world.journal)
    named = name_customer(ledger, name, world.journal.new_id)
    data: dict[str, object] = {"customer": named.customer.id, "note": code, "text": text}
    data |= {
        key: given
        for key, given in (("colleague", colleague), ("breakdown", breakdown), ("value", value))
        if given not in ("", None)
    }
    saved = world.journal.append(*named.entries, Entry("customer_noted", data))
    return _told(world, named.customer.id, saved[-1].id)


def note_kind(typed: str) -> str:
    """The code of a kind of note, however it was typed; a UsageError names them all."""
    code = typed.strip().casefold().replace("-", "_").replace(" ", "_")
    if code in CUSTOMER_NOTES:
        return code
    raise UsageError(f"{typed!r} is no kind of note.", f"one of {', '.join(CUSTOMER_NOTES)}")


def _check_note(code: str, text: str, colleague: str, breakdown: str, value: int | None) -> None:
    if not text and not (code == "introduced" and colleague):
        raise UsageError("What is to be noted? There are no words.", 'dcx customer note "Ada" quiet mornings')
    if len(text) > LONGEST_NOTE:
        raise UsageError(f"A note has at most {LONGEST_NOTE} characters.", "cut it in two")
    if code == "introduced" and not colleague:
        raise UsageError("Who was introduced?", "--colleague NAME says it")
    if breakdown and breakdown not in BREAKDOWNS:
        raise UsageError(f"{breakdown!r} is no breakdown.", f"one of {', '.join(BREAKDOWNS)}")
    if value is not None and not 0 <= value <= MOST_VALUE:
        raise UsageError(f"{value} is not on the scale.", "0 to 4")


def undo_note(world: World, name: str, typed: str) -> Told:
    """A note no longer counts."""
    ledger = open_ledger(world.journal)
    story = tell(world, ledger, known_customer(ledger, name), world.clock.now())
    found = find_note(story, typed, story.person.notes)
    world.journal.append(Entry("customer_note_undone", {"customer": story.customer.id, "target": found.id}))
    return _told(world, story.customer.id, found.id)


def find_note(story: Story, typed: str, among: Sequence[CustomerNote]) -> CustomerNote:
    """The note whose id begins so; a NotFoundError with up to five others."""
    fits = find_ids(typed, [one.id for one in among])
    if len(fits) == 1:
        return next(one for one in among if one.id == fits[0])
    shown = ", ".join(f"{one.id[:4]} ({one.text[:30]})" for one in among[-5:])
    what = "Several notes begin" if fits else "No such note of this customer begins"
    hint = shown or f'`dcx customer note "{story.customer.name}"` lists the notes'
    raise NotFoundError(f"{what} with {typed!r}.", hint)


def answer_feedback(
    world: World, name: str, typed: str, *, changed: bool, words: str, tell_when: str
) -> Told:
    """What became of feedback, changed or not; and the promise to tell the customer (E5.2)."""
    text = " ".join(words.split())
    if not text:
        raise UsageError("What did it change, or why not? There are no words.", "a sentence is enough")
    now = local_now(world)
    due = read(tell_when, now, world.settings.office) if tell_when else None
    ledger = open_ledger(world.journal)
    story = tell(world, ledger, known_customer(ledger, name), world.clock.now())
    feedback = [one for one in story.person.notes if one.kind == "feedback"]
    found = find_note(story, typed, feedback)
    promise = world.journal.new_id()
    what = "what their feedback changed" if changed else "why their feedback changed nothing"
    data = _promise(world, story.customer.id, f"tell them {what}: {text}", "feedback", due, now)
    answer = {"customer": story.customer.id, "target": found.id, "changed": changed, "text": text}
    world.journal.append(
        Entry("promise_made", data, promise), Entry("feedback_answered", {**answer, "promise": promise})
    )
    ask = due if isinstance(due, AskAgain) else None
    told = _told(world, story.customer.id, found.id)
    return Told(told.story, told.ledger, found.id, promise, ask)


def plan_check_in(world: World, name: str, when: str) -> Told:
    """A check-in with something personal in it, at a time: a promise of kind check_in."""
    now = local_now(world)
    due = read(when, now, world.settings.office)
    if isinstance(due, AskAgain):
        choices = "; ".join(due.choices)
        hint = f"for example: {choices}" if choices else "fri noon"
        raise DcxError(f"{due.sentence} Nothing was saved.", hint)
    ledger = open_ledger(world.journal)
    named = name_customer(ledger, name, world.journal.new_id)
    story = tell(world, ledger, named.customer, now)
    other = contact.planned(story.promises)
    if other is not None:
        short = ledger.short[other.id]
        raise DcxError(
            f"{short} is planned already: {other.text}. One contact at a time; nothing was saved.",
            f"dcx followups move {short} WHEN has another time for it",
        )
    promise = world.journal.new_id()
    data = _promise(world, named.customer.id, check_in_words(story), "check_in", due, now)
    world.journal.append(*named.entries, Entry("promise_made", data, promise))
    told = _told(world, named.customer.id, promise)
    return Told(told.story, told.ledger, promise, promise)


def check_in_words(story: Story) -> str:
    """What the check-in is about: the last issue, and what they care about (D1.1: something personal)."""
    last = next((one for call in story.calls for one in reversed(call.issues) if one.text), None)
    cares = story.person.newest("cares_about")
    words = "check-in: ask how it has been"
    if last is not None:
        words += f" with {last.text}"
    return f"{words}; they care about {cares.text}" if cares is not None else words


def checked_in(
    world: World, name: str, *, went: str, words: str, feeling: int | None, raised: str, channel: str
) -> Told:
    """A check-in took place: how it went, how they feel now; what they raised is an urgent promise (D1.2)."""
    if went not in ("good", "bad"):
        raise UsageError(f"{went!r} is no way it went.", "good or bad")
    if feeling is not None and not 0 <= feeling <= MOST_VALUE:
        raise UsageError(f"{feeling} is not on the scale.", "0 (calm) to 4 (beside themselves)")
    ledger = open_ledger(world.journal)
    customer = known_customer(ledger, name)
    now = local_now(world)
    story = tell(world, ledger, customer, now)
    planned = next((one for one in story.promises if one.kind == "check_in" and one.state == "open"), None)
    said = " ".join(words.split())
    entries = []
    if planned is not None:
        late = planned.overdue(now)
        entries.append(Entry("promise_kept", {"promise": planned.id, "late": late, "text": planned.text}))
    data: dict[str, object] = {"customer": customer.id, "went": went, "text": said}
    known = {"promise": planned.id if planned else None, "feeling": feeling, "channel": channel or None}
    data |= {key: given for key, given in known.items() if given is not None}
    entries.append(Entry("checked_in", data))
    if feeling is not None:
        felt = {"customer": customer.id, "note": "feeling", "text": said or "asked at the check-in"}
        entries.append(Entry("customer_noted", {**felt, "value": feeling}))
    promise = None
    if raised.strip():
        promise = world.journal.new_id()
        urgent = _urgent(world, now)
        made = _promise(world, customer.id, " ".join(raised.split()), "promise", urgent, now)
        entries.append(Entry("promise_made", made, promise))
    saved = world.journal.append(*entries)
    told = _told(world, customer.id, next(one.id for one in saved if one.kind == "checked_in"))
    return Told(told.story, told.ledger, told.saved, promise)


def _urgent(world: World, now: datetime) -> Due | None:
    """The close of business of today, or of the next working day: what they mention is dealt with at once."""
    office = world.settings.office
    for words in ("eod", "next business day")[not is_working(now.date(), office) :]:
        due = read(words, now, office)
        if isinstance(due, Due):
            return due
    return None


def inside_look(world: World, names: Sequence[str], words: str, colleague: str) -> list[Told]:
    """A look inside at what matters to them, with a colleague, for one customer or several (E5.1)."""
    now = local_now(world)
    line = parse(" ".join(words.split()), now, world.settings.office)
    if not line.text:
        raise UsageError(
            "A look at what? There are no words before the time.",
            'dcx customer inside-look the new invoices fri noon -c "Ada Brook"',
        )
    if not names:
        raise UsageError(
            "For whom? Name a customer with -c.", 'dcx customer inside-look WORDS -c "Ada Brook"'
        )
    told = []
    for name in names:
        ledger = open_ledger(world.journal)
        named = name_customer(ledger, name, world.journal.new_id)
        promise = world.journal.new_id()
        data = _promise(world, named.customer.id, line.text, "inside_look", line.due, now)
        helper = backup_for(colleague or line.backup, line.owner, world.rep, world.settings.backup)
        data |= {"owner": line.owner, "backup": helper, "channel": line.channel}
        world.journal.append(*named.entries, Entry("promise_made", data, promise))
        one = _told(world, named.customer.id, promise)
        ask = line.due if isinstance(line.due, AskAgain) else None
        told.append(Told(one.story, one.ledger, promise, promise, ask))
    return told


def _promise(
    world: World, customer: str, text: str, kind: str, due: Due | AskAgain | None, now: datetime
) -> dict[str, object]:
    """The fields of a promise that a command of this page makes."""
    data: dict[str, object] = {
        "text": text,
        "type": kind,
        "customer": customer,
        "backup": backup_for(None, None, world.rep, world.settings.backup),
        "due": None,
        "due_zone": world.zone_name,
    }
    if isinstance(due, Due):
        aim = due.at - timedelta(minutes=world.settings.aim_minutes)
        earlier = write_utc(aim) if world.settings.aim_minutes and aim > now else None
        data |= {"due": write_utc(due.at), "due_zone": due.zone, "words": due.words, "aim": earlier}
    return data


def _told(world: World, customer_id: str, saved: str) -> Told:
    """The story as it stands after what was saved just now."""
    ledger = open_ledger(world.journal)
    customer = ledger.customers.get(customer_id)
    assert customer is not None, "a note is saved with its customer"
    return Told(tell(world, ledger, customer, world.clock.now()), ledger, saved)
