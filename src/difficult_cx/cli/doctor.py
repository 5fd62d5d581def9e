"""`dcx doctor`: what there is, what is wrong, what to do next."""

from typing import Any

from difficult_cx import __version__
from difficult_cx.cli.options import Json
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current

SIGNS = {"ok": "ok  ", "note": "note", "bad": "BAD "}


def command(*, as_json: Json = False) -> Result:
    """Look at folders, record, settings, playbooks, terminal and clock; exit 1 when something is bad."""
    from difficult_cx.app.health.look import look
    from difficult_cx.terminal.clean import clean

    found = look(current(), __version__)

    def data() -> list[dict[str, Any]]:
        return [{"name": one.name, "level": one.level, "what": one.what, "next": one.next} for one in found]

    def text() -> str:
        rows = []
        for one in found:
            rows.append(f"{SIGNS[one.level]}  {one.name:<21} {clean(one.what)}")
            if one.next:
                rows.append(f"      {'':<21} next: {clean(one.next)}")
        return "\n".join(rows)

    bad = any(one.level == "bad" for one in found)
    return Result(data=data, text=text, as_json=as_json, exit_code=1 if bad else 0)
