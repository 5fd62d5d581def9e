"""`dcx customer`: who the customers are, and two that are one."""

from typing import Annotated

import typer

from difficult_cx.cli import customer_rights, customer_story
from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import Json, Owner, Team
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current

app = new_group("Customers: their story, what is known of them, who is to be spoken to.")
app.command("show")(customer_story.show)
app.command("note")(customer_story.note)
app.command("check-in")(customer_story.check_in)
app.command("inside-look")(customer_story.inside_look)
app.command("break-up")(customer_rights.break_up)
app.command("export")(customer_rights.export)
NONE_OF_YOURS = "None of them is yours; --team lists everybody's."
NONE_YET = 'No customer yet. dcx handle -c "Ada Brook" begins a call with one.'


@app.command("list")
def list_all(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="Only names with these.")
    ] = None,
    *,
    owner: Owner = None,
    team: Team = False,
    as_json: Json = False,
) -> Result:
    """List customers by name, with their calls and open promises."""
    from difficult_cx.app.customers import standings, theirs
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.whose import whose

    world = current()
    ledger = open_ledger(world.journal)
    wanted = " ".join(words or ()).casefold().split()
    meant = theirs(ledger, whose(world, ledger, owner, team=team))
    found = [
        one
        for one in standings(ledger)
        if (meant is None or one.customer.id in meant)
        and all(any(word in name.casefold() for name in one.customer.names) for word in wanted)
    ]
    data = [
        {
            "id": one.customer.id,
            "name": one.customer.name,
            "others": list(one.customer.others),
            "calls": one.calls,
            "open_promises": one.open_promises,
        }
        for one in found
    ]

    def text() -> str:
        from difficult_cx.terminal.customers import listed

        return listed(found, world.width) or (NONE_YET if meant is None else NONE_OF_YOURS)

    return Result(data, text, as_json)


@app.command("rename")
def rename(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The customer, by name or id.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Their first name from now on.")],
    *,
    as_json: Json = False,
) -> Result:
    """Give a customer another name; the old one goes on finding them."""
    from difficult_cx.app import customers
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.terminal.clean import clean

    world = current()
    ledger = open_ledger(world.journal)
    old, entry = customers.rename(ledger, name, new)
    world.journal.append(entry)
    one = ledger.refresh().customers.get(old.id) or old
    data = {"id": one.id, "name": one.name, "others": list(one.others)}
    return Result(data, f"RENAMED {clean(old.name)}: {clean(', also '.join(one.names))}", as_json)


@app.command("merge")
def merge(
    gone: Annotated[str, typer.Argument(metavar="NAME", help="The customer that becomes part of the other.")],
    into: Annotated[
        str, typer.Argument(metavar="INTO", help="The customer that stays, with its first name.")
    ],
    *,
    as_json: Json = False,
) -> Result:
    """Make two customers one: calls, promises and names of both."""
    from difficult_cx.app import customers
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.terminal.clean import clean

    world = current()
    ledger = open_ledger(world.journal)
    old, kept, entry = customers.merge(ledger, gone, into)
    world.journal.append(entry)
    ledger.refresh()
    one = ledger.customers.get(kept.id) or kept
    data = {"id": one.id, "name": one.name, "others": list(one.others), "merged": old.id}
    return Result(data, f"MERGED {clean(old.name)} into {clean(', also '.join(one.names))}", as_json)


@app.command("split")
def split(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the one that was merged.")],
    *,
    as_json: Json = False,
) -> Result:
    """Take a merge back: the customer that became part of another is one of their own again."""
    from difficult_cx.app import customers
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.terminal.clean import clean

    world = current()
    ledger = open_ledger(world.journal)
    old, entry = customers.split(ledger, name)
    world.journal.append(entry)
    one = ledger.refresh().customers.get(old.id) or old
    data = {"id": one.id, "name": one.name, "others": list(one.others)}
    return Result(data, f"SPLIT {clean(', also '.join(one.names))}: a customer of their own again", as_json)


@app.command("forget")
def forget(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The customer, by name or id.")],
    *,
    also: Annotated[
        list[str] | None, typer.Option("--also", metavar="ID", help="Erase this mention elsewhere too.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Erase; without this it is only shown.")] = False,
) -> Result:
    """Erase a customer for good: their calls, promises and names; shows first what would go."""
    from difficult_cx.app import forgetting
    from difficult_cx.terminal.customers import forgotten

    world = current()
    found = forgetting.find_customer(world, name)
    in_team = world.folders.team.exists()
    if not yes:
        return Result(text=forgotten(found, None, world.times, team=in_team))
    count = forgetting.forget(world, found, tuple(also or ()))
    return Result(text=forgotten(found, count, world.times, team=in_team))
