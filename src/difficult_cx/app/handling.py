"""Beginning a call, and going on with one that was parked."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from difficult_cx.app.calls import call_events
from difficult_cx.app.customers import name_customer
from difficult_cx.app.ledger import Ledger
from difficult_cx.app.recalling import Recall
from difficult_cx.app.running import RunningCall
from difficult_cx.app.world import World
from difficult_cx.domain.call import evolve, walk
from difficult_cx.domain.call.desk import Close, Desk
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.kinds import CHANNELS
from difficult_cx.domain.playbook import Playbook
from difficult_cx.domain.promise import Promise
from difficult_cx.errors import DcxError, NotFoundError, UsageError
from difficult_cx.journal.journal import Journal
from difficult_cx.playbook.kept import from_json, to_json
from difficult_cx.playbook.library import Library


@dataclass(frozen=True, slots=True)
class Request:
    """What `dcx handle` was asked for."""

    playbook: str = ""
    customer: str = ""
    about: str = ""
    channel: str = "phone"
    promise: str = ""
    terse: bool = False


def known_facts(promises: list[Promise], last_call: datetime | None, now: datetime) -> frozenset[str]:
    """What the record knows of a customer before a call: promises late, or broken since last time."""
    facts = set()
    if any(one.overdue(now) for one in promises):
        facts |= {"promise_late", "promise_broken"}  # late is not broken, but both are owned first
    since = [one for one in promises if one.state == "broken" and one.settled_at is not None]
    if any(last_call is None or (one.settled_at is not None and one.settled_at > last_call) for one in since):
        facts.add("promise_broken")
    return frozenset(facts)


@dataclass
class Surroundings:
    """Makes the desk of a call, anew whenever its customer may have changed."""

    world: World
    ledger: Ledger
    library: Library
    lang: str = "en"
    _seen_close: dict[str, tuple[Close, ...]] = field(default_factory=dict)
    _began: dict[str, datetime | None] = field(default_factory=dict)

    @cached_property
    def recall(self) -> Recall:
        """What the record calls to mind."""
        return Recall(self.world, self.ledger)

    def desk(self, state: CallState) -> Desk:
        """What stands around this call now."""
        world, ledger = self.world, self.ledger
        customer = ledger.customers.get(state.customer)
        theirs = self._promises(state.customer, state.id)
        close = self._close(customer)
        return Desk(
            zone=world.zone,
            zone_name=world.zone_name,
            new_id=world.journal.new_id,
            rep=world.rep,
            company=world.settings.company,
            customer=customer.name if customer is not None else "",
            office=world.office,
            aim_minutes=world.settings.aim_minutes,
            known=self._known(state, theirs),
            promises=theirs,
            close=close,
            story=self.recall.lines(state),
            beside=self.recall.beside,
            facts=self.recall.facts(state),
            find_customer=self._find_customer,
            find_playbook=self._find_playbook,
            phrases=lambda: self.library.phrases,
            policy=world.settings.policy,
        )

    def _known(self, state: CallState, theirs: dict[str, Promise]) -> frozenset[str]:
        """What the record and the firm's policy know."""
        settings = self.world.settings
        facts = set(known_facts(list(theirs.values()), self._last_call(state), self.world.clock.now()))
        if self.recall.chronic(state):
            facts.add("chronic")
        if settings.policy.may_end_call:
            facts.add("may_end_call")
        if settings.policy.spent(state.warned_by_kind()):
            facts.add("warnings_spent")
        return frozenset(facts)

    def _close(self, customer: Customer | None) -> tuple[Close, ...]:
        """Customers with a name like this one's, looked for once for each name."""
        if customer is None:
            return ()
        if customer.name not in self._seen_close:
            close = self.ledger.customers.close(customer.name)
            counts = self._calls_of([one.id for one in close])
            found = tuple(Close(one.id, one.name, counts.get(one.id, 0)) for one in close)
            self._seen_close[customer.name] = found
        return self._seen_close[customer.name]

    def take(self, event: Event) -> None:
        """A customer that was just added is known from now on."""
        self.ledger.customers.take(event)

    def _find_customer(self, name: str) -> str | None:
        found = self.ledger.customers.find(name)
        return None if found is None else found.id

    def _find_playbook(self, name: str) -> Playbook | str:
        try:
            return self.library.load(name, self.lang).playbook
        except DcxError as error:
            return f"{error.message} {error.hint}".strip().rstrip(".")

    def _promises(self, customer_id: str | None, call_id: str) -> dict[str, Promise]:
        if customer_id is None:
            return {}
        customers = self.ledger.customers
        root = customers.get(customer_id)
        return {
            one.id: one
            for one in self.ledger.promises.values()
            if one.call != call_id and root is not None and customers.get(one.customer) == root
        }

    def _calls_of(self, ids: list[str]) -> dict[str, int]:
        counts: dict[str, int] = {}
        for customer_id in self.ledger.calls.values() if ids else ():
            found = self.ledger.customers.get(customer_id)
            if found is not None and found.id in ids:
                counts[found.id] = counts.get(found.id, 0) + 1
        return counts

    def _last_call(self, state: CallState) -> datetime | None:
        """When the call before this one with this customer began; looked for once for each customer."""
        key = state.customer or ""
        if key not in self._began:
            self._began[key] = self._find_last_call(state)
        return self._began[key]

    def _find_last_call(self, state: CallState) -> datetime | None:
        root = self.ledger.customers.get(state.customer)
        began = [
            event.at
            for event in self.ledger.events
            if event.kind == "call_started"
            and event.id != state.id
            and root is not None
            and self.ledger.customers.get(self.ledger.calls.get(event.id)) == root
        ]
        return began[-1] if began else None


def begin(world: World, surroundings: Surroundings, request: Request, call_id: str) -> RunningCall:
    """A new call of this id: the customer found or added, the playbook kept, the first card standing."""
    ledger, journal = surroundings.ledger, world.journal
    if request.channel not in CHANNELS:
        raise UsageError(f"{request.channel!r} is no channel.", f"one of {', '.join(CHANNELS)}")
    opening: list[str] = []
    promise = ledger.find_promise(request.promise) if request.promise else None
    if promise is not None:
        opening.append(f"To keep: {promise.text}")
    loaded = surroundings.library.load(request.playbook or world.settings.playbook, surroundings.lang)
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
    if ledger.kept_playbook(playbook.hash) is None:
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
    call.opening = (*opening, *surroundings.recall.lines(call.state))
    if request.terse:
        call.settings = replace(call.settings, terse=True)
    return call


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


def parked(ledger: Ledger, is_open: Callable[[str], bool]) -> list[str]:
    """The calls that are not closed and that nobody holds, in the order they began."""
    return [call for call in ledger.unclosed if not is_open(call)]


def parked_last(ledger: Ledger, journal: Journal, is_open: Callable[[str], bool]) -> str | None:
    """The parked call in which something happened last."""
    found = call_events(ledger, journal, parked(ledger, is_open))
    return max(found, key=lambda call: found[call][-1].order, default=None)


def go_on(world: World, surroundings: Surroundings, call_id: str) -> RunningCall:
    """A parked call, on the same card with the same notes, by the words it began with."""
    own = call_events(surroundings.ledger, world.journal, [call_id])[call_id]
    state = evolve.fold(own)
    assert state is not None, "the ledger knows only calls that began"
    if state.phase == "closed":
        raise DcxError("That call is closed.", "`dcx handle` begins a new one")
    body = surroundings.ledger.kept_playbook(state.hash)
    if body is None:
        raise NotFoundError(
            f"The playbook this call ran under ({state.playbook}) is missing from the journal.",
            "`dcx journal verify` says what is damaged; `dcx call close` closes the call",
        )
    playbook = replace(from_json(body), hash=state.hash)
    return _running(world, surroundings, playbook, own, ("The call goes on.",), resumed=True)
