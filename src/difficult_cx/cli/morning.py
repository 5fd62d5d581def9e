"""`dcx` alone: what is late, due today and parked; how to begin, when there is nothing."""

from difficult_cx.cli.output import Result

BEGIN = """\
Nothing is late, due today or parked.

  dcx handle                  take a call
  dcx handle -c "Ada Brook"   the same, for this customer
  dcx followups               what was promised
  dcx --help                  every command"""


def command(at: str | None, *, as_json: bool) -> Result:
    """What is late, due today and parked."""
    return Result(data={}, text=BEGIN, as_json=as_json)
