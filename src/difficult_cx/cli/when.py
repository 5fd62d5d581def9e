"""`dcx when`: what dcx understands by a due phrase, or what it asks."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, TextIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from difficult_cx.cli.moment import read_moment
from difficult_cx.cli.options import Json
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.domain.times import Times
from difficult_cx.errors import DcxError, UsageError

if TYPE_CHECKING:
    from difficult_cx.app.world import World
    from difficult_cx.domain.due import AskAgain, Due, Office

ORDERS = ("dmy", "mdy")


def command(
    phrase: Annotated[list[str] | None, typer.Argument(metavar="PHRASE…")] = None,
    *,
    now: Annotated[str | None, typer.Option("--now", metavar="TIME", help="As if it were then.")] = None,
    zone: Annotated[str | None, typer.Option("--zone", metavar="ZONE", help="Read it in this zone.")] = None,
    order: Annotated[str | None, typer.Option("--order", help="dmy or mdy, for 3/4.")] = None,
    batch: Annotated[
        str | None, typer.Option("--batch", metavar="FILE", help="JSON Lines; - is stdin (docs/json.md).")
    ] = None,
    as_json: Json = False,
) -> Result:
    """Say what dcx understands by a due phrase; exit 1 when it would ask."""
    from difficult_cx.domain.due import Due, read

    world = current()
    office = _office(world.office, order)
    if batch is not None:
        if phrase or now or zone:
            raise UsageError(
                "`--batch` takes its phrases, times and zones from the file.", "`dcx when --help`"
            )
        _run_batch(world, batch, office)
        return Result()
    if phrase is None:
        raise UsageError("Which phrase?", 'for example: dcx when "fri noon"')
    info = _zone(zone) if zone is not None else world.zone
    moment = (read_moment(now, info, "--now") if now is not None else world.clock.now()).astimezone(info)
    found = read(" ".join(phrase), moment, office)
    return Result(
        data=lambda: _row(" ".join(phrase), found, moment),
        text=lambda: _text(found, moment, Times(info, world.settings.twelve)),
        as_json=as_json,
        exit_code=0 if isinstance(found, Due) else 1,
    )


def _office(office: "Office", order: str | None) -> "Office":
    from dataclasses import replace

    if order is None:
        return office
    if order not in ORDERS:
        raise UsageError(f"{order!r} is no order of a date.", "dmy (day first) or mdy (month first)")
    return replace(office, order=order)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f"{name!r} is no zone.", "an IANA name, for example Europe/London") from None


def _text(found: "Due | AskAgain", now: datetime, times: Times) -> str:
    from difficult_cx.domain.due import Due, read_back
    from difficult_cx.terminal.clean import clean

    if isinstance(found, Due):
        return clean(read_back(found, now, times))
    choices = "".join(f"\n  {clean(one)}" for one in found.choices)
    return clean(found.sentence) + choices


def _row(phrase: str, found: "Due | AskAgain", now: datetime) -> dict[str, Any]:
    """One phrase as JSON: exactly one of `due` and `ask` is not null."""
    from difficult_cx.domain.due import Due, read_back

    return {
        "phrase": phrase,
        "due": found.at.isoformat() if isinstance(found, Due) else None,
        "ask": None if isinstance(found, Due) else found.sentence,
        "choices": [] if isinstance(found, Due) else list(found.choices),
        "read_back": read_back(found, now) if isinstance(found, Due) else None,
        "assumed": list(found.assumed) if isinstance(found, Due) else [],
    }


def _run_batch(world: "World", name: str, office: "Office") -> None:
    """As many lines out as came in, in order, each as soon as it is read."""
    if name == "-":
        _answer(world, world.stdin, office)
        return
    try:
        with open(name, encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH123  (typed by the user)
            _answer(world, file, office)
    except OSError as error:
        from difficult_cx.storage.private import reason

        raise DcxError(
            f"{name} can't be read: {reason(error)}.",
            "--batch FILE, or --batch - for what comes through a pipe",
        ) from error


def _answer(world: "World", lines: TextIO, office: "Office") -> None:
    for row in _rows(world, lines, office):
        world.stdout.write(json.dumps(row, ensure_ascii=True) + "\n")
        world.stdout.flush()


def _phrase(given: Any) -> str:
    phrase = given["phrase"]
    if not isinstance(phrase, str):
        raise TypeError("phrase")
    return phrase


def _rows(world: "World", lines: TextIO, office: "Office") -> Iterator[dict[str, Any]]:
    from difficult_cx.domain.due import read

    for line in lines:
        try:
            given = json.loads(line)
            phrase = _phrase(given)
            here = _office(office, given.get("order"))
            info = _zone(str(given["zone"])) if given.get("zone") else world.zone
            at = given.get("now")
            moment = (read_moment(at, info, "now") if at is not None else world.clock.now()).astimezone(info)
        except (ValueError, RecursionError):
            yield {"error": "this line is no JSON"}
        except (KeyError, TypeError, AttributeError):
            yield {"error": 'a line is an object with a text "phrase" (and "now", "zone", "order")'}
        except DcxError as error:
            yield {"error": error.message}
        else:
            yield _row(phrase, read(phrase, moment, here), moment)
