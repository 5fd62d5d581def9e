"""One root for everything that can go wrong and be explained."""

from typing import ClassVar


class DcxError(Exception):
    """Something dcx can't do, said so that a rep knows what, why and what next.

    `message` says what and why; `hint` what to do next; `code` names the kind in `--json`;
    `exit_code` is what the process returns (docs/exit-codes.md).
    """

    exit_code: ClassVar[int] = 3
    code: ClassVar[str] = "cannot"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DcxError):
    """The command line itself can't be understood."""

    exit_code = 2
    code = "usage"


class NotFoundError(DcxError):
    """What was named isn't there, or the name fits several; the hint lists up to five candidates."""

    code = "not_found"


class NotSavedError(DcxError):
    """The entry is not on the disk: the message says why in words, with the errno's name."""

    code = "not_saved"


class BusyError(DcxError):
    """Somebody else holds the lock; the message says who (pid) and since when."""

    code = "busy"


class AwayError(DcxError):
    """Where a team meets can't be reached from here at this moment; nothing is wrong, and later it may be."""

    code = "hub"


class FindingsError(DcxError):
    """A file of the user's has mistakes; `findings` are its places, ready to print."""

    code = "findings"

    def __init__(self, message: str, findings: tuple[str, ...], hint: str = "") -> None:
        super().__init__(message, hint)
        self.findings = findings
