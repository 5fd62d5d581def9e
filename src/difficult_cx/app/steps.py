"""Work in several steps: each with its time, done one by one, and a word to the customer after each."""

from difficult_cx.app.promises import Changed, local_now, open_one, save
from difficult_cx.app.world import World
from difficult_cx.domain import stages
from difficult_cx.domain.due import Due, split_end
from difficult_cx.domain.moment import write_utc
from difficult_cx.errors import DcxError, UsageError


def add_step(world: World, typed: str, line: str) -> Changed:
    """One more step: words, then when."""
    now = local_now(world)
    words, due = split_end(" ".join(line.split()), now, world.settings.office)
    if not words:
        raise UsageError(
            "What is the step? There are no words before the time.",
            "dcx followups step k7q order the part wed",
        )
    if not isinstance(due, Due):
        sentence = due.sentence if due is not None else "A step has a time of its own."
        raise DcxError(f"{sentence} Nothing has changed.", "dcx followups step k7q order the part wed")
    ledger, promise = open_one(world, typed)
    data = {"text": words, "due": write_utc(due.at), "due_zone": due.zone, "words": due.words}
    return save(world, ledger, promise, "stage_added", **data)


def step_done(world: World, typed: str, number: int | None) -> Changed:
    """A step is done, the next one without a number; what to tell the customer is in `say`."""
    ledger, promise = open_one(world, typed)
    short = ledger.short[promise.id]
    if not promise.stages:
        raise DcxError(
            f"{short} has no steps. Nothing has changed.",
            f"dcx followups keep {short} when it is done; dcx followups step {short} WORDS WHEN adds one",
        )
    following = promise.next_stage
    wanted = number if number is not None else (following[0] if following else 0)
    if not 1 <= wanted <= len(promise.stages) or promise.stages[wanted - 1].done_at is not None:
        raise DcxError(
            f"{short} has no step {wanted} that is open. Nothing has changed.",
            f"dcx followups show {short} lists its steps",
        )
    changed = save(world, ledger, promise, "stage_done", number=wanted, text=promise.stages[wanted - 1].text)
    return Changed(
        changed.promise,
        changed.ledger,
        say=stages.word(changed.promise, wanted, local_now(world), world.zone),
    )
