"""`dcx call show ID --as brief|review` and `dcx call review`: a call looked at afterwards."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from difficult_cx.cli.options import Json
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

if TYPE_CHECKING:
    from difficult_cx.app.ledger import Ledger
    from difficult_cx.app.world import World


def brief(world: "World", ledger: "Ledger", call_id: str, *, as_json: bool) -> Result:
    """The handover brief, alone on stdout."""
    from difficult_cx.app.reviewing import brief as made
    from difficult_cx.terminal.reviews import brief_page

    rows, everything = made(world, ledger, call_id, twelve=world.settings.twelve and not as_json)
    data = {"id": call_id, "brief": list(rows), "in_order": list(everything)}
    return Result(data, lambda: brief_page(rows, everything), as_json)


def review(world: "World", ledger: "Ledger", call_id: str, *, as_json: bool) -> Result:
    """The coach's page."""
    from difficult_cx.app.reviewing import review_of
    from difficult_cx.terminal.reviews import review_page

    found = review_of(world, ledger, call_id)
    row = ledger.index.call(call_id)
    customer = ledger.name_of(row.customer) if row is not None else None

    def data() -> dict[str, Any]:
        return {
            "id": call_id,
            "scores": [
                {
                    "key": one.key,
                    "title": one.title,
                    "score": one.score or None,
                    "proof": one.proof,
                    "own": one.own or None,
                }
                for one in found.rows
            ],
            "spoilers": list(found.spoilers),
            "asked": [one.key for one in found.open],
            "comment": found.comment or None,
            "comment_by": found.comment_by or None,
        }

    def text() -> str:
        return review_page(found, ledger.short[call_id], customer or "(no name)", world.width)

    return Result(data, text, as_json)


def command(
    call_id: Annotated[str, typer.Argument(metavar="ID", help="The beginning of the call's id.")],
    scores: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WHAT=SCORE]...", help="The rep's own: mirrored=2 apology=na."),
    ] = None,
    *,
    comment: Annotated[
        str, typer.Option("--comment", metavar="WORDS", help="The coach's one comment, on one thing.")
    ] = "",
    as_json: Json = False,
) -> Result:
    """Score your own call, or comment on one thing in it: the rep first, then the coach."""
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.reviewing import coach, score

    world = current()
    ledger = open_ledger(world.journal)
    found = ledger.find_call(call_id)
    given = dict(_pair(one) for one in scores or ())
    if given:
        score(world, found, given)
    if comment:
        coach(world, open_ledger(world.journal), found, comment)
    return review(world, open_ledger(world.journal), found, as_json=as_json)


def _pair(typed: str) -> tuple[str, str]:
    key, sign, value = typed.partition("=")
    if not sign:
        raise UsageError(f"{typed!r} is no score.", "mirrored=2, or apology=na")
    return key.strip().casefold().replace("-", "_"), value.strip().casefold()
