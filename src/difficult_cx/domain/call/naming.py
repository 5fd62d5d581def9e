"""Whose call it is: named, joined with one whose name is close, and all of it taken back again."""

from dataclasses import replace

from difficult_cx.domain.call.desk import Decision, Standing, refuse, say
from difficult_cx.domain.event import Entry


def who(standing: Standing, text: str) -> Decision:
    """`/who NAME`: whose call it is."""
    if not text:
        return refuse("/who and the customer's name. Not saved.")
    decided = name_call(standing, text)
    return replace(decided, asking=standing.asking)


def name_call(standing: Standing, name: str, asked: str | None = None) -> Decision:
    """The call belongs to the customer of this name; a new one where nobody has it."""
    tidy = " ".join(name.split())
    found = standing.desk.find_customer(tidy)
    rows = say(f"Customer: {tidy}", card=asked is not None)
    if found is not None:
        return Decision((standing.bare("call_named", customer=found, asked=asked),), rows)
    new = standing.line_id or standing.desk.new_id()
    added = Entry("customer_added", {"name": tidy}, new)
    call_named = replace(standing.bare("call_named", customer=new, asked=asked, added=tidy), id=None)
    return Decision((added, call_named), rows)


def same(standing: Standing, text: str) -> Decision:
    """`/same 1`: this customer and the close one are the same."""
    close = standing.desk.close()
    number = int(text) if text.isdecimal() and len(text) < 3 else 0
    if not 1 <= number <= len(close):
        listed = ", ".join(f"{place} {one.name}" for place, one in enumerate(close, 1))
        return refuse(
            f"/same and a number: {listed}" if listed else "No customer has a name close to this one."
        )
    into = close[number - 1]
    gone = standing.state.customer
    if not gone or gone == into.id:
        entry = standing.bare("call_named", customer=into.id)
        return Decision((entry,), say(f"Customer: {into.name}"), standing.asking)
    entry = standing.bare("call_named", customer=into.id, merged=gone)
    merged = Entry("customer_merged", {"customer": gone, "into": into.id})
    return Decision((entry, merged), say(f"Customer: {into.name}"), standing.asking)


def unnamed(standing: Standing, target: str) -> tuple[Entry, ...]:
    """What taking a naming back takes back besides: a merge, and who was added for this call alone."""
    one = standing.state.namings.get(target)
    if one is None:
        return ()
    if one.merged:
        return (Entry("customer_parted", {"customer": one.merged, "into": one.customer}),)
    if one.added and standing.desk.only_here(one.customer):
        return (Entry("customer_dropped", {"customer": one.customer}),)
    return ()


def named_again(standing: Standing, target: str) -> tuple[Entry, ...]:
    """What `/redo` brings back with a naming."""
    one = standing.state.namings.get(target)
    if one is None:
        return ()
    if one.merged:
        return (Entry("customer_merged", {"customer": one.merged, "into": one.customer}),)
    if one.added:
        return (Entry("customer_named", {"customer": one.customer, "name": one.added, "main": True}),)
    return ()
