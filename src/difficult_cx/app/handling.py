"""Beginning a call, and going on with one that was parked."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from functools import cached_property

from difficult_cx.app.calls import call_events
from difficult_cx.app.customers import calls_of, name_customer
from difficult_cx.app.ledger import Ledger
from difficult_cx.app.recalling import Recall
from difficult_cx.app.running import RunningCall
from difficult_cx.app.world import World
from difficult_cx.domain.call import evolve, walk
from difficult_cx.domain.call.brief import handover, in_order
from difficult_cx.domain.call.desk import Close, Desk
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.kinds import CHANNELS
from difficult_cx.domain.playbook import Playbook
from difficult_cx.domain.promise import CHANGES, Promise
from difficult_cx.errors import DcxError, NotFoundError, UsageError
from difficult_cx.playbook.kept import from_json, to_json
from difficult_cx.playbook.library import Library
from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What `dcx handle` was asked for."""

    playbook: str = ""
    customer: str = ""
    about: str = ""
    channel: str = "phone"
    promise: str = ""
    terse: bool = False


FOLLOW_UPS = {
    "check_in": "check-in",
    "feedback": "feedback-answered",
    "inside_look": "inside-look",
    "after_resolution": "after-the-fix",
}


def follow_up_playbook(promise: Promise, now: datetime) -> str:
    """The playbook of the call that is made for this promise."""
    if promise.kind in FOLLOW_UPS:
        return FOLLOW_UPS[promise.kind]
    late = promise.state == "broken" or promise.overdue(now)
    return "own-a-broken-promise" if late else "keep-a-promise"


def known_facts(promises: list[Promise], last_call: datetime | None, now: datetime) -> frozenset[str]:
    """What the record knows of a customer before a call: promises late, or broken since last time."""
    facts = set()
    if any(one.overdue(now) for one in promises):
        facts |= {"promise_late", "promise_broken"}  # late is not broken, but both are owned first
    since = [one for one in promises if one.state == "broken" and one.settled_at is not None]
    if any(last_call is None or (one.settled_at is not None and one.settled_at > last_call) for one in since):
        facts.add("promise_broken")
    return frozenset(facts)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the record has of a customer: their promises made elsewhere, and when the last call began."""

    customer: Customer | None = None
    promises: Mapping[str, Promise] = field(default_factory=dict)
    last_call: datetime | None = None


@dataclass
class Surroundings:
    """Makes the desk of a call, anew whenever its customer may have changed."""

    world: World
    ledger: Ledger
    library: Library
    _theirs: dict[str, Theirs] = field(default_factory=dict)

    @cached_property
    def recall(self) -> Recall:
        """What the record calls to mind."""
        return Recall(self.world, self.ledger)

    def desk(self, state: CallState) -> Desk:
        """What stands around this call now."""
        world = self.world
        theirs = self._of(state)
        return Desk(
            zone=world.zone,
            zone_name=world.zone_name,
            new_id=world.journal.new_id,
            rep=world.rep,
            company=world.settings.company,
            customer=theirs.customer.name if theirs.customer is not None else "",
            office=world.office,
            aim_minutes=world.settings.aim_minutes,
            known=self._known(state, theirs),
            promises=theirs.promises,
            close=lambda: self._close(theirs.customer),
            story=self.recall.lines(state),
            beside=self.recall.beside,
            facts=self.recall.facts(state),
            only_here=lambda customer: self._only_here(customer, state.id),
            find_customer=self._find_customer,
            find_playbook=self._find_playbook,
            phrases=lambda: self.library.phrases,
            policy=world.settings.policy,
            standby=world.settings.backup,
            check_in_days=self.recall.check_in_days(state),
            twelve=world.settings.twelve,
        )

    def _of(self, state: CallState) -> Theirs:
        """What the record has of this call's customer, looked up once for each."""
        key = state.customer or ""
        if key not in self._theirs:
            self._theirs[key] = self._look_up(state)
        return self._theirs[key]

    def _look_up(self, state: CallState) -> Theirs:
        ledger = self.ledger
        customer = ledger.customers.get(state.customer)
        if customer is None:
            return Theirs()
        promises = {one.id: one for one in ledger.promises_of(customer.id) if one.call != state.id}
        before = (row.started for row in ledger.calls_of(customer.id) if row.id != state.id)
        return Theirs(customer, promises, next(before, None))

    def _known(self, state: CallState, theirs: Theirs) -> frozenset[str]:
        """What the record and the firm's policy know."""
        settings = self.world.settings
        facts = set(known_facts(list(theirs.promises.values()), theirs.last_call, self.world.clock.now()))
        if self.recall.chronic(state):
            facts.add("chronic")
        if self.recall.only_you(state):
            facts.add("only_you")
        if settings.policy.may_end_call:
            facts.add("may_end_call")
        if settings.policy.spent(state.warned_by_kind()):
            facts.add("warnings_spent")
        return frozenset(facts)

    def _close(self, customer: Customer | None) -> tuple[Close, ...]:
        """Customers with a name like this one's."""
        if customer is None:
            return ()
        found = self.ledger.customers.close(customer.name)
        return tuple(Close(one.id, one.name, calls_of(self.ledger, one)) for one in found)

    def take(self, event: Event) -> None:
        """What was just saved of customers and promises is known from now on."""
        undone = event.kind in ("taken_back", "restored")
        if undone or event.kind in CHANGES or event.kind.startswith("customer_"):
            self.ledger.refresh()
            self._theirs.clear()

    def _only_here(self, customer: str, call: str) -> bool:
        """Whether no other call and no promise is about this customer."""
        self.ledger.refresh()
        others = [one for one in self.ledger.calls_of(customer) if one.id != call]
        return not others and not self.ledger.promises_of(customer)

    def _find_customer(self, name: str) -> str | None:
        found = self.ledger.customers.find(name)
        return None if found is None else found.id

    def _find_playbook(self, name: str) -> Playbook | str:
        try:
            return self.library.load(name).playbook
        except DcxError as error:
            return f"{error.message} {error.hint}".strip().rstrip(".")


def begin(world: World, surroundings: Surroundings, request: Request, call_id: str) -> RunningCall:
    """A new call of this id: the customer found or added, the playbook kept, the first card standing."""
    ledger, journal = surroundings.ledger, world.journal
    if request.channel not in CHANNELS:
        raise UsageError(f"{request.channel!r} is no channel.", f"one of {', '.join(CHANNELS)}")
    opening: list[str] = []
    promise = ledger.find_promise(request.promise) if request.promise else None
    if promise is not None:
        opening.append(f"To keep: {promise.text}")
    loaded = surroundings.library.load(_playbook_of(world, request, promise))
    if loaded.fell_back:
        opening.append(f"Your own {loaded.playbook.id} has mistakes; this is the one that came with dcx.")
    playbook = loaded.playbook
    entries: list[Entry] = []
    customer = promise.customer if promise is not None else None
    if request.customer:
        named = name_customer(ledger, request.customer, journal.new_id)
        customer, entries = named.customer.id, list(named.entries)
        if named.close:
            close = "; ".join(f"{one.name}, {calls} call{'s' * (calls != 1)}" for one, calls in named.close)
            opening.append(f"Close: {close}. /same 1")
    if journal.kept_playbook(playbook.hash) is None:
        body = {"hash": playbook.hash, "playbook": playbook.id, "body": to_json(playbook)}
        entries.append(Entry("playbook_kept", body))
    entries.append(_started(world, surroundings, request, playbook, call_id, customer))
    if request.about:
        entries.append(Entry("issue_raised", {"call": call_id, "text": request.about}))
    events = journal.append(*entries)
    for event in events:
        surroundings.take(event)
    own = [event for event in events if event.id == call_id or event.text("call") == call_id]
    call = _running(world, surroundings, playbook, own, tuple(opening))
    story = surroundings.recall.lines(call.state)
    call.opening = (*story[:1], *opening, *story[1:])  # what is owed to them comes before anything else
    if request.terse:
        call.settings = replace(call.settings, terse=True)
    return call


def _playbook_of(world: World, request: Request, promise: Promise | None) -> str:
    """The playbook that was asked for, else the promise's, else the configured one."""
    if request.playbook or promise is None:
        return request.playbook or world.settings.playbook
    return follow_up_playbook(promise, world.clock.now())


def _started(
    world: World,
    surroundings: Surroundings,
    request: Request,
    playbook: Playbook,
    call_id: str,
    customer: str | None,
) -> Entry:
    """The entry that begins the call, on the first card that applies."""
    now = world.clock.now()
    first = playbook.cards[0].id
    blank = CallState(call_id, now, playbook.id, playbook.hash, first, now, customer)
    known = surroundings.desk(blank).known
    card = next((one.id for one in playbook.cards if walk.applies(blank, known, one)), first)
    data = {
        "playbook": playbook.id,
        "hash": playbook.hash,
        "card": card,
        "customer": customer,
        "channel": request.channel,
    }
    if request.promise:
        data["promise"] = surroundings.ledger.find_promise(request.promise).id
    return Entry("call_started", data, call_id)


def _running(
    world: World,
    surroundings: Surroundings,
    playbook: Playbook,
    own: list[Event],
    opening: tuple[str, ...],
    *,
    resumed: bool = False,
) -> RunningCall:
    return RunningCall(
        journal=world.journal,
        folders=world.folders,
        clock=world.clock,
        settings=world.settings,
        playbook=playbook,
        events=own,
        desk=surroundings.desk,
        learn=surroundings.take,
        opening=opening,
        resumed=resumed,
    )


def go_on(world: World, surroundings: Surroundings, call_id: str) -> RunningCall:
    """A parked call, on the same card with the same notes, by the words it began with."""
    own = call_events(surroundings.ledger, [call_id])[call_id]
    state = evolve.fold(own)
    assert state is not None, "the ledger knows only calls that began"
    if state.phase == "closed":
        raise DcxError("That call is closed.", "`dcx handle` begins a new one")
    body = world.journal.kept_playbook(state.hash)
    if body is None:
        raise NotFoundError(
            f"The playbook this call ran under ({state.playbook}) is missing from the journal.",
            "`dcx journal verify` says what is damaged; `dcx call close` closes the call",
        )
    playbook = replace(from_json(body), hash=state.hash)
    call = _running(world, surroundings, playbook, own, ("The call goes on.",), resumed=True)
    if own[-1].rep != world.rep:  # a colleague goes on: they need the brief, and everything in order
        standing = call.standing()
        call.opening = (*call.opening, *handover(standing), *in_order(standing))
    return call
