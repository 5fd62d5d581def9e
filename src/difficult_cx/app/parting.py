"""A recommendation to improve or to part: made by a rep, decided by somebody else; nothing ends by itself."""

from difficult_cx.app.customers import known_customer
from difficult_cx.app.ledger import open_ledger
from difficult_cx.app.story import tell
from difficult_cx.app.world import World
from difficult_cx.domain.event import Entry
from difficult_cx.domain.story.parting import OPTIONS, Parting, parting
from difficult_cx.errors import DcxError, UsageError


def evidence(world: World, name: str) -> Parting:
    """The evidence about this customer, as it stands now."""
    ledger = open_ledger(world.journal)
    return parting(tell(world, ledger, known_customer(ledger, name), world.clock.now()))


def recommend(world: World, name: str, option: str, words: str, untried: str) -> Parting:
    """Record a rep's recommendation; refused where the evidence isn't there, or nothing was tried unsaid."""
    wanted, text, why = option.strip().casefold(), " ".join(words.split()), " ".join(untried.split())
    if wanted not in OPTIONS:
        raise UsageError(f"{option!r} can't be recommended.", f"one of {', '.join(OPTIONS)}")
    if not text:
        raise UsageError("Recommended because of what? There are no words.", "a sentence, in facts")
    found = evidence(world, name)
    if found.missing:
        raise DcxError(
            f"That is no recommendation yet. Missing: {'; '.join(found.missing)}.",
            "`dcx customer break-up NAME` shows what there is",
        )
    if wanted == "terminate" and found.untried and not why:
        raise DcxError(
            f"Not tried yet: {', '.join(found.untried)}. Say why before parting is recommended.",
            "--untried REASON",
        )
    data = {"customer": found.story.customer.id, "option": wanted, "text": text}
    world.journal.append(Entry("recommended", {**data, "untried": why} if why else data))
    return evidence(world, name)


def decide(world: World, name: str, decision: str, by: str, words: str, elsewhere: str) -> Parting:
    """Record what was decided about the last recommendation, and by whom."""
    wanted, who = decision.strip().casefold(), " ".join(by.split())
    if wanted not in OPTIONS:
        raise UsageError(f"{decision!r} is no decision.", f"one of {', '.join(OPTIONS)}")
    if not who:
        raise UsageError("Who decided it? A rep recommends, somebody else decides.", "--by NAME")
    found = evidence(world, name)
    made = found.story.person.recommendations
    if not made:
        raise DcxError("Nothing is recommended, so nothing can be decided.", "--recommend comes first")
    if made[-1].decision:
        raise DcxError(
            f"That was decided already: {made[-1].decision}, by {made[-1].decided_by}. Nothing has changed.",
            "--recommend begins anew",
        )
    target = {"customer": found.story.customer.id, "target": made[-1].id, "decision": wanted, "by": who}
    more = {"text": " ".join(words.split()), "elsewhere": " ".join(elsewhere.split())}
    world.journal.append(Entry("decided", {**target, **{key: text for key, text in more.items() if text}}))
    return evidence(world, name)
