"""The door: what must be quick is answered here, before anything is imported."""

import sys
from collections.abc import Sequence

from difficult_cx import __version__


def main(args: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code (docs/exit-codes.md).

    `dcx --version`, `dcx followups --check` and what a Tab key asks are answered before Typer is imported:
    shells, packagers and prompts ask them often.
    """
    typed = list(sys.argv[1:] if args is None else args)
    try:
        if typed == ["--version"]:
            from difficult_cx.cli.streams import write

            return write(sys.stdout, f"dcx {__version__}\n")
        if typed == ["followups", "--check"]:
            from difficult_cx.quick import answer

            code = answer()
            if code is not None:
                return code
        if typed[:1] == ["completion"]:
            from difficult_cx.completion import answer as complete

            said = complete(typed[1:])
            if said is not None:
                from difficult_cx.cli.streams import write

                return write(sys.stdout, said)
        from difficult_cx.cli.boundary import run

        return run(typed)
    except KeyboardInterrupt:  # pressed while we were still importing
        return 130


if __name__ == "__main__":
    sys.exit(main())
