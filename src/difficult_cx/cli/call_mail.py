"""`dcx call show ID --as mail`: the agreement in writing, as a draft on stdout."""

from typing import TYPE_CHECKING

from difficult_cx.cli.output import Result

if TYPE_CHECKING:
    from difficult_cx.app.ledger import Ledger
    from difficult_cx.app.world import World
    from difficult_cx.domain.call.state import CallState
    from difficult_cx.domain.phrases import Hit
    from difficult_cx.export.mail import Draft

KINDS = ("mail", "mailto")


def written(
    world: "World", ledger: "Ledger", state: "CallState", kind: str, to: str, *, as_json: bool
) -> Result:
    """The draft as an .eml message or a `mailto:` link; phrases to avoid in it are named on stderr."""
    from difficult_cx.app.writing import agreement
    from difficult_cx.export.mail import link, message

    now = world.clock.now()
    customer = ledger.customers.get(state.customer)
    promises = [found for one in state.promises if (found := ledger.promise(one)) is not None]
    mail = agreement(world, state, promises, customer.name if customer else "", now, to)
    data = {"to": mail.to or None, "subject": mail.subject, "body": mail.body}

    def text() -> str:
        if kind == "mailto":
            return link(mail)
        return message(mail, now.astimezone(world.zone)).decode("ascii").replace("\r\n", "\n").rstrip("\n")

    return Result(data, text, as_json, notes=_avoided(world, mail))


def _avoided(world: "World", mail: "Draft") -> tuple[str, ...]:
    """What the phrase check finds in the draft."""
    from difficult_cx.domain.phrases import find
    from difficult_cx.terminal.clean import clean

    hits = find(mail.body, tuple(world.library.phrases))
    return tuple(clean(_said(hit)) for hit in hits)


def _said(hit: "Hit") -> str:
    instead = f" Instead: {hit.phrase.instead}" if hit.phrase.instead else ""
    return f'In the draft: "{hit.text}". {hit.phrase.why}{instead}'.rstrip()
