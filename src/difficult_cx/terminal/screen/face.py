"""The full screen as a face: the first frame at once, then the editor; on leaving, the log stays."""

from collections.abc import Mapping
from typing import TextIO

from difficult_cx.terminal.call import Call
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.screen import first
from difficult_cx.terminal.screen.log import log_rows
from difficult_cx.terminal.screen.row import fit_for, text_of
from difficult_cx.terminal.screen.session import PARKED, Session


def run(call: Call, stdin: TextIO, stdout: TextIO, stderr: TextIO, env: Mapping[str, str]) -> int:
    """Walk the call on the full screen; on leaving, the log is printed to the normal one and stays.

    0 when it was closed, 4 when it is parked, 3 when a line came after the end: said on stderr.
    """
    session, told = Session(call), first.Told()
    encoding = getattr(stdout, "encoding", None) or "utf-8"
    with first.quiet(told), first.raw(stdin):
        first.draw(session, session.begin(typed_ahead=first.typed_ahead(stdin)), stdout, env)
        from difficult_cx.terminal.screen.application import Screen  # a tenth of a second: the card stands

        code = Screen(session, env, encoding=encoding, told=told).run()
    view = call.view()
    rows = [
        text_of(fit_for(row, encoding)) for row in log_rows(view.log, view.started, 1000, len(view.log), 0)
    ]
    ending = "Call closed." if call.closed else call.parting
    try:
        stdout.write("".join(f"{row.rstrip()}\n" for row in (*rows, ending)))
        stdout.flush()
        stderr.writelines(
            f"The call is closed; a line came after it. {clean(where)}\n" for where in session.late
        )
    except OSError:
        return PARKED  # the terminal is gone
    return code
