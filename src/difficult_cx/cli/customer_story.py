"""`dcx customer show`, `note`, `check-in`, `inside-look`: the story, and what is known of a customer."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from difficult_cx.cli.options import At, Json, read_name
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

if TYPE_CHECKING:
    from difficult_cx.app.relating import Told
    from difficult_cx.app.world import World

Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="The customer, by name or id."),
]
Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Plain words.")]


def show(name: Name, *, at: At = None, as_json: Json = False) -> Result:
    """Show a customer on one screen: what is owed, calls, issues, what they care about, what is next."""
    from difficult_cx.app.customers import known_customer
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.story import tell
    from difficult_cx.cli.moment import read_moment

    world = current()
    now = read_moment(at, world.zone) if at is not None else world.clock.now()
    ledger = open_ledger(world.journal)
    story = tell(world, ledger, known_customer(ledger, _name(world, name)), now)

    def data() -> dict[str, Any]:
        from difficult_cx.app.story_data import story_data

        return story_data(story, ledger, world.zone)

    def text() -> str:
        from difficult_cx.terminal.story import page

        return page(story, ledger, world.times, world.width, world.height)

    return Result(data, text, as_json)


def note(
    name: Name,
    words: Words = None,
    *,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="cares_about, introduced, feedback, thanks, great, works, next_time, feeling or toll.",
        ),
    ] = None,
    colleague: Annotated[
        str, typer.Option("--colleague", metavar="NAME", help="Who was introduced to them.")
    ] = "",
    breakdown: Annotated[
        str, typer.Option("--breakdown", metavar="CODE", help="Where it went wrong, for feedback.")
    ] = "",
    value: Annotated[
        int | None, typer.Option("--value", metavar="0-4", help="How strong a feeling or a toll is.")
    ] = None,
    answer: Annotated[
        str, typer.Option("--answer", metavar="ID", help="WORDS say what became of this feedback.")
    ] = "",
    changed: Annotated[
        bool | None, typer.Option("--changed/--not-changed", help="Whether it changed something.")
    ] = None,
    tell: Annotated[
        str, typer.Option("--tell", metavar="WHEN", help="When the customer is told: a promise.")
    ] = "",
    undo: Annotated[str, typer.Option("--undo", metavar="ID", help="This note no longer counts.")] = "",
    as_json: Json = False,
) -> Result:
    """Note what they care about, a colleague introduced, feedback, thanks; without words, list the notes."""
    from difficult_cx.app import relating

    world = current()
    whose, text = _name(world, name), " ".join(words or ()).strip()
    if undo:
        if text or answer or kind:
            raise UsageError("`--undo ID` stands alone.", "leave the rest out")
        return _noted(world, relating.undo_note(world, whose, undo), "NO LONGER COUNTS", as_json=as_json)
    if answer:
        if changed is None:
            raise UsageError("Did it change something?", "--changed, or --not-changed and why")
        told = relating.answer_feedback(world, whose, answer, changed=changed, words=text, tell_when=tell)
        return _noted(world, told, "ANSWERED", as_json=as_json)
    if changed is not None or tell:
        raise UsageError("`--changed` and `--tell` belong to `--answer ID`.", "--answer ID --changed WORDS")
    if not text and kind is None:
        return _notes(world, whose, as_json=as_json)
    wanted = kind or ("introduced" if colleague else "cares_about")
    told = relating.note(
        world, whose, wanted, text, colleague=colleague, breakdown=breakdown.replace("-", "_"), value=value
    )
    return _noted(world, told, "NOTED", as_json=as_json)


def _notes(world: "World", name: str, *, as_json: bool) -> Result:
    from difficult_cx.app.customers import known_customer
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.story import tell
    from difficult_cx.app.story_data import note_data
    from difficult_cx.terminal.story import note_rows

    ledger = open_ledger(world.journal)
    story = tell(world, ledger, known_customer(ledger, name), world.clock.now())
    data = [note_data(one) for one in story.person.notes]
    return Result(data, lambda: note_rows(story.person.notes, world.times, world.width), as_json)


def _noted(world: "World", told: "Told", what: str, *, as_json: bool) -> Result:
    def data() -> dict[str, Any]:
        from difficult_cx.app.story_data import note_data

        found = next((one for one in told.story.person.notes if one.id == told.saved), None)
        return {
            "customer": {"id": told.story.customer.id, "name": told.story.customer.name},
            "note": note_data(found) if found is not None else None,
            "promise": told.made,
        }

    def text() -> str:
        from difficult_cx.terminal.story import noted

        return noted(told, what, world.times)

    return Result(data, text, as_json)


def check_in(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="Without one: who is to be spoken to."),
    ] = "",
    when: Annotated[list[str] | None, typer.Argument(metavar="[WHEN]...", help="Plan one: fri noon.")] = None,
    *,
    went: Annotated[str, typer.Option("--went", metavar="HOW", help="It took place: good or bad.")] = "",
    text: Annotated[str, typer.Option("--text", metavar="WORDS", help="What was said.")] = "",
    feeling: Annotated[
        int | None, typer.Option("--feeling", metavar="0-4", help="How they feel now, 0 calm.")
    ] = None,
    raised: Annotated[
        str, typer.Option("--raised", metavar="WORDS", help="What they mentioned: an urgent promise.")
    ] = "",
    channel: Annotated[str, typer.Option("--channel", metavar="NAME", help="phone, email, visit, …")] = "",
    at: At = None,
    as_json: Json = False,
) -> Result:
    """Plan a check-in, note how one went, or see who is to be spoken to, thanked, answered."""
    from difficult_cx.app import relating

    world = current()
    if not name:
        return _agenda(world, at, as_json=as_json)
    whose, words = _name(world, name), " ".join(when or ()).strip()
    if went:
        told = relating.checked_in(
            world,
            whose,
            went=went.strip().casefold(),
            words=" ".join(filter(None, (text, words))),
            feeling=feeling,
            raised=raised,
            channel=_channel(channel),
        )
        return _checked(world, told, as_json=as_json)
    if text or raised or channel or feeling is not None:
        raise UsageError("How did it go? These belong to a check-in that took place.", "--went good, or bad")
    if words:
        return _noted(world, relating.plan_check_in(world, whose, words), "PLANNED", as_json=as_json)
    return _proposal(world, whose, at, as_json=as_json)


def _channel(typed: str) -> str:
    from difficult_cx.domain.kinds import CHANNELS

    name = typed.strip().casefold().removeprefix("#")
    if name and name not in CHANNELS:
        raise UsageError(f"{typed!r} is no channel.", f"one of {', '.join(CHANNELS)}")
    return name


def _checked(world: "World", told: "Told", *, as_json: bool) -> Result:
    def data() -> dict[str, Any]:
        from difficult_cx.app.story_data import check_in_data
        from difficult_cx.domain.moment import write_utc

        plan = told.story.plan
        return {
            "customer": {"id": told.story.customer.id, "name": told.story.customer.name},
            "check_in": check_in_data(told.story.person.check_ins[-1]),
            "promise": told.made,
            "next": {"at": write_utc(plan.at), "days": plan.days} if plan else None,
        }

    def text() -> str:
        from difficult_cx.terminal.story import checked

        return checked(told, world.times)

    return Result(data, text, as_json)


def _proposal(world: "World", name: str, at: str | None, *, as_json: bool) -> Result:
    from difficult_cx.app.customers import known_customer
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.relating import check_in_words
    from difficult_cx.app.story import tell
    from difficult_cx.app.story_data import story_data
    from difficult_cx.cli.moment import read_moment
    from difficult_cx.terminal.story import proposal

    now = read_moment(at, world.zone) if at is not None else world.clock.now()
    ledger = open_ledger(world.journal)
    story = tell(world, ledger, known_customer(ledger, name), now)
    words = check_in_words(story)
    return Result(
        lambda: {**story_data(story, ledger, world.zone), "about": words},
        lambda: proposal(story, words, world.times),
        as_json,
    )


def _agenda(world: "World", at: str | None, *, as_json: bool) -> Result:
    from difficult_cx.app.agenda import agenda, agenda_data
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.cli.moment import read_moment

    now = read_moment(at, world.zone) if at is not None else world.clock.now()
    found = agenda(world, open_ledger(world.journal), now)

    def text() -> str:
        from difficult_cx.terminal.agenda import page

        return page(found, world.times, world.width)

    return Result(lambda: agenda_data(found), text, as_json)


def inside_look(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="At what, then when.")],
    *,
    customer: Annotated[
        list[str] | None,
        typer.Option("-c", "--customer", metavar="NAME", help="For whom; may come several times."),
    ] = None,
    colleague: Annotated[
        str, typer.Option("--colleague", metavar="NAME", help="Who shows it together with you.")
    ] = "",
    as_json: Json = False,
) -> Result:
    """Promise a look inside at something that matters to them, to one customer or several."""
    from difficult_cx.app import relating

    world = current()
    told = relating.inside_look(world, customer or [], " ".join(words), colleague)

    def data() -> list[Any]:
        from difficult_cx.app.followup_data import as_data

        made = [(one, promise) for one in told for promise in one.story.promises if promise.id == one.made]
        return [as_data(promise, one.ledger, world.clock.now(), world.zone) for one, promise in made]

    def text() -> str:
        from difficult_cx.terminal.story import noted

        return "\n".join(noted(one, "INSIDE LOOK", world.times) for one in told)

    return Result(data, text, as_json)


def _name(world: "World", typed: str) -> str:
    """`-` is stdin's first line, so that a name needn't be in a shell's history."""
    return read_name(world, typed) or ""
