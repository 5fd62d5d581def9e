"""`dcx config`: the settings, where each comes from, and what is wrong with the file."""

from typing import Annotated, Any

import typer

from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import Json
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current

app = new_group("The settings: what they are, where each comes from, what is wrong.")


@app.command("show")
def show(
    *,
    example: Annotated[bool, typer.Option("--example", help="Print a config.toml with every key.")] = False,
    as_json: Json = False,
) -> Result:
    """Show every setting and where it comes from."""
    from difficult_cx.config.show import example_text, rows

    if example:
        return Result(
            data={"example": example_text()}, text=lambda: example_text().rstrip("\n"), as_json=as_json
        )
    world = current()
    found = world.configuration
    settings = rows(found)
    if not found.settings.zone:
        zone = world.zone_anyway
        settings = [
            (name, zone.name, zone.source) if name == "zone" else (name, value, source)
            for name, value, source in settings
        ]
    data = {
        "file": str(found.path),
        "settings": {name: {"value": value, "source": source} for name, value, source in settings},
        "findings": [str(finding) for finding in found.findings],
    }

    def text() -> str:
        from difficult_cx.terminal.clean import clean
        from difficult_cx.terminal.table import columns

        lines = columns(
            [(name, clean(_shown(value)), source) for name, value, source in settings], world.width
        )
        wrong = [clean(str(finding)) for finding in found.findings]
        return "\n".join([*lines, "", clean(str(found.path)), *wrong])

    return Result(data=data, text=text, as_json=as_json)


@app.command("check")
def check(*, as_json: Json = False) -> Result:
    """Name every mistake in config.toml, its line and what is allowed; exit 1 when there is one."""
    from difficult_cx.app.settings_check import check as look
    from difficult_cx.terminal.clean import clean

    world = current()
    found, findings = world.configuration, look(world)
    data = {
        "file": str(found.path),
        "findings": [{"line": one.line, "message": one.message} for one in findings],
    }
    if findings:
        text = "\n".join(clean(str(finding)) for finding in findings)
    else:
        state = "no mistakes" if found.there else "not there; every setting has its default"
        text = f"{clean(str(found.path))}: {state}"
    return Result(data=data, text=text, as_json=as_json, exit_code=1 if findings else 0)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or "-"
    return str(value) or "-"
