"""What becomes of a promise while the call runs: kept, a step of it done, read back to the customer."""

from dataclasses import replace

from difficult_cx.domain import stages
from difficult_cx.domain.call.desk import Decision, Standing, refuse, say
from difficult_cx.domain.call.promising import number_of
from difficult_cx.domain.event import Entry
from difficult_cx.domain.promise import Promise


def kept(standing: Standing, typed: str) -> Decision:
    """`/kept ID`: a promise of this customer, from this call or an earlier one, was kept."""
    one = _open_one(standing, "/kept", typed)
    if isinstance(one, Decision):
        return one
    late = one.overdue(standing.now)
    entry = standing.entry("promise_kept", promise=one.id, late=late, text=one.text)
    return Decision((entry,), say(f"Kept{' late' if late else ''}: {one.text}"), standing.asking)


def step_done(standing: Standing, typed: str) -> Decision:
    """`/done 2`: the next step of promise 2; `/done 2 3` its third; alone, the newest promise with steps."""
    name, _, which = typed.partition(" ")
    if not typed:
        waiting = [one for one in _known(standing).values() if one.state == "open" and one.next_stage]
        one: Promise | Decision = waiting[-1] if waiting else _no_step(standing, "No promise here")
    else:
        one = _open_one(standing, "/done", name)
    if isinstance(one, Decision):
        return one
    following = one.next_stage
    number = int(which) if which.isdecimal() and len(which) < 4 else (following[0] if following else 0)
    if which and not which.isdecimal():
        return _no_step(standing, f"/done {typed}: that names none; this promise")
    if not 1 <= number <= len(one.stages) or one.stages[number - 1].done_at is not None:
        return _no_step(standing, "That promise")
    step = one.stages[number - 1]
    entry = standing.bare("stage_done", promise=one.id, number=number, text=step.text)
    done = tuple(
        stage if place != number else type(stage)(stage.text, stage.due, standing.now)
        for place, stage in enumerate(one.stages, 1)
    )

    words = stages.word(replace(one, stages=done), number, standing.now, standing.desk.zone)
    rows = (f"Step {number} of {len(one.stages)} done: {step.text}", f'Say: "{words}"')
    return Decision((entry,), say(*rows), standing.asking)


def _no_step(standing: Standing, whose: str) -> Decision:
    return refuse(
        f"{whose} has no such step that is open. p lists the steps. Not saved.", asking=standing.asking
    )


def _known(standing: Standing) -> dict[str, Promise]:
    return {**standing.desk.promises, **standing.state.promises}


def _open_one(standing: Standing, command: str, typed: str) -> Promise | Decision:
    """The open promise that a number of this call or the beginning of an id names; else what is wrong."""
    known = _known(standing)
    if typed.isdecimal() and (numbered := number_of(standing, int(typed[:6]))) is not None:
        found = [numbered]
    else:
        found = [one for one in known.values() if typed and one.id.startswith(typed.casefold())]
    if len(found) != 1:
        several = "several promises" if found else "no promise of this customer"
        said = f"{command} {typed}".strip()
        return refuse(f"{said}: that fits {several}. p lists them. Not saved.", asking=standing.asking)
    one = found[0]
    if one.state != "open":
        state = one.state.replace("_", " ")
        return refuse(f"That promise is {state} already. Nothing has changed.", asking=standing.asking)
    return one


def read_out(standing: Standing, typed: str) -> Decision:
    """`/readback 2`: the promise (the last one without a number) was read back, and they said yes."""
    made = [one for one in standing.state.promises.values() if one.state == "open" and one.due is not None]
    found = number_of(standing, int(typed[:6])) if typed.isdecimal() else (made[-1] if made else None)
    if found is None or found.due is None or (typed and not typed.isdecimal()):
        row = "/readback and a promise's number: one of this call that has a time. p lists them. Not saved."
        return refuse(row, asking=standing.asking)
    number = standing.state.promise_number(found.id)
    row = f"PROMISE {number} read back, and they said yes."
    return Decision((_read_back(standing, found),), say(row), standing.asking)


def read_back_with_all(standing: Standing) -> tuple[Entry, ...]:
    """They said yes to what was agreed: every time that was told in this call was read back with it."""
    told = (one for one in standing.state.promises.values() if one.state == "open" and one.due is not None)
    return tuple(_read_back(standing, one) for one in told if one.read_back_at is None)


def _read_back(standing: Standing, one: Promise) -> Entry:
    return standing.entry("promise_read_back", promise=one.id)
