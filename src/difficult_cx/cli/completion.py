"""`dcx completion`: the lines that let a shell complete; what Tab asks is answered in `completion/`."""

from pathlib import Path
from typing import Annotated

import typer

from difficult_cx.cli.output import Result
from difficult_cx.errors import UsageError

SCRIPTS = Path(__file__).parent / "shells"


def command(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.")],
) -> Result:
    """Print what lets a shell complete commands, options, playbooks, customers and open promises."""
    shells = sorted(path.suffix[1:] for path in SCRIPTS.glob("dcx.*"))
    if shell not in shells:
        raise UsageError(f"No completion for {shell!r}.", f"one of {', '.join(shells)}")
    return Result(text=(SCRIPTS / f"dcx.{shell}").read_text(encoding="utf-8").rstrip("\n"))
