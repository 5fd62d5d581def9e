"""A call looked at afterwards: its handover brief, its scorecard, the rep's own scores and one comment."""

from collections.abc import Mapping
from dataclasses import replace

from difficult_cx.app.calls import call_events
from difficult_cx.app.ledger import Ledger
from difficult_cx.app.world import World
from difficult_cx.domain.call import evolve
from difficult_cx.domain.call.brief import handover, in_order
from difficult_cx.domain.call.desk import Desk, Standing
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.playbook import Playbook
from difficult_cx.domain.story.review import CRITERIA, SCORES, Review, review
from difficult_cx.errors import DcxError, NotFoundError, UsageError
from difficult_cx.playbook.kept import from_json

LONGEST_COMMENT = 280


def standing_of(world: World, ledger: Ledger, call_id: str, *, twelve: bool) -> Standing:
    """The call as it stood at its end, or stands now where it hasn't ended."""
    state = evolve.fold(call_events(ledger, [call_id])[call_id])
    assert state is not None, "the ledger knows only calls that began"
    playbook = kept(world, state)
    if playbook is None:
        raise NotFoundError(
            f"The playbook this call ran under ({state.playbook}) is missing from the journal.",
            "`dcx journal verify` says what is damaged; `--as note` works without it",
        )
    customer = ledger.customers.get(state.customer)
    desk = Desk(
        zone=world.zone,
        zone_name=world.zone_name,
        new_id=world.journal.new_id,
        rep=world.rep,
        customer=customer.name if customer is not None else "",
        office=world.office,
        policy=world.settings.policy,
        twelve=twelve,
    )
    now = (state.ended or world.clock.now()).astimezone(world.zone)
    return Standing(state, playbook, desk, now)


def kept(world: World, state: CallState) -> Playbook | None:
    """The playbook that the call ran under, as it was then."""
    body = world.journal.kept_playbook(state.hash)
    return replace(from_json(body), hash=state.hash) if body is not None else None


def brief(
    world: World, ledger: Ledger, call_id: str, *, twelve: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The handover brief, at most 75 words; for a call that hasn't ended, everything in order too."""
    standing = standing_of(world, ledger, call_id, twelve=twelve)
    return handover(standing), in_order(standing) if standing.state.phase != "closed" else ()


def review_of(world: World, ledger: Ledger, call_id: str) -> Review:
    """The scorecard of this call, with the rep's own scores and the coach's comment."""
    events = call_events(ledger, [call_id])[call_id]
    state = evolve.fold(events)
    assert state is not None, "the ledger knows only calls that began"
    policy, now = world.settings.policy, world.clock.now()
    return review(state, kept(world, state), policy, own_scores(events), _comment(events), now)


def own_scores(events: list[Event]) -> dict[str, str]:
    """What the rep said of the call; a later score takes the place of an earlier one."""
    found: dict[str, str] = {}
    for event in events:
        scores = event.data.get("scores")
        if event.kind == "reviewed" and isinstance(scores, dict):
            found |= {str(key): str(value) for key, value in scores.items() if str(value) in SCORES}
    return found


def _comment(events: list[Event]) -> tuple[str, str]:
    said = [event for event in events if event.kind == "coached"]
    return (said[0].text("text"), said[0].text("by") or said[0].rep) if said else ("", "")


def score(world: World, call_id: str, given: Mapping[str, str]) -> None:
    """Keep the rep's own scores."""
    for key, value in given.items():
        if key not in CRITERIA:
            raise UsageError(f"{key!r} is nothing a coach looks at here.", f"one of {', '.join(CRITERIA)}")
        if value not in SCORES:
            raise UsageError(f"{value!r} is no score.", "0, 1, 2 or na")
    world.journal.append(Entry("reviewed", {"call": call_id, "scores": dict(given)}))


def coach(world: World, ledger: Ledger, call_id: str, words: str) -> None:
    """One comment of the coach, on one thing, after the rep has scored what they are asked."""
    text = " ".join(words.split())
    found = review_of(world, ledger, call_id)
    if found.comment:
        raise DcxError(
            "There is a comment on this call already, and one is all. Nothing has changed.",
            "dcx call show ID --as review shows it",
        )
    if not text or len(text) > LONGEST_COMMENT:
        raise UsageError(f"A comment has 1 to {LONGEST_COMMENT} characters, about one thing.", "say less")
    if found.open:
        waiting = ", ".join(one.key for one in found.open)
        hint = f"dcx call review ID {found.open[0].key}=2"
        raise DcxError(f"The rep scores first; still asked: {waiting}.", hint)
    world.journal.append(Entry("coached", {"call": call_id, "text": text, "by": world.rep}))
