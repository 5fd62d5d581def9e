"""`dcx journal`: whether the record is whole."""

from typing import Any

from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import Json
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current

app = new_group("The record: whether it is whole.")


@app.command("verify")
def verify(*, as_json: Json = False) -> Result:
    """Read every record and name each damage: line, byte, kind, what next; exit 1 when something is lost."""
    from difficult_cx.terminal.clean import clean

    reading = current().journal.read()
    serious = [one for one in reading.findings if one.serious]

    def data() -> dict[str, Any]:
        return {
            "events": len(reading.events),
            "findings": [
                {
                    "file": one.file,
                    "line": one.line,
                    "offset": one.offset,
                    "kind": one.kind,
                    "what": one.what,
                    "serious": one.serious,
                    "what_next": one.what_next,
                }
                for one in reading.findings
            ],
        }

    def text() -> str:
        rows = []
        for one in reading.findings:
            rows += [clean(str(one)), f"    {'serious' if one.serious else 'harmless'}: {one.what_next}"]
        count = len(reading.events)
        whole = (
            "nothing is damaged" if not reading.findings else f"{len(reading.findings)} places are damaged"
        )
        rows.append(f"{count} record{'s' * (count != 1)} read; {whole}.")
        return "\n".join(rows)

    return Result(data=data, text=text, as_json=as_json, exit_code=1 if serious else 0)
