"""Whatever happens inside, one exit code and words for people come out."""

import errno
import io
import sys
from typing import Any

import pytest
import typer

from difficult_cx.cli import boundary
from difficult_cx.cli import main as root
from difficult_cx.cli.main import Line
from difficult_cx.cli.output import Result
from difficult_cx.errors import BusyError, FindingsError, NotFoundError
from tests.conftest import Dcx


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`command(f)` makes `dcx probe` call f."""

    def put(function: Any) -> None:
        def probe(*, as_json: bool = typer.Option(False, "--json")) -> Any:
            return function(as_json)

        module = type(sys)("difficult_cx.cli.probe")
        module.command = probe  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "difficult_cx.cli.probe", module)
        monkeypatch.setattr(
            root, "TABLE", {**root.TABLE, "probe": Line("Probe", "probe:command", "A probe.")}
        )

    return put


def raising(error: BaseException) -> Any:
    """A command that raises this."""

    def run(_as_json: bool) -> None:
        raise error

    return run


def test_our_errors_say_what_and_what_next(dcx: Dcx, command: Any) -> None:
    """The message and a hint on stderr, nothing on stdout, the error's own exit code."""
    command(raising(NotFoundError("No promise begins with 'x'.", "`dcx followups` lists them")))
    ran = dcx("probe", code=3)
    assert (ran.out, ran.err) == ("", "No promise begins with 'x'.\nhint: `dcx followups` lists them\n")


def test_findings_stand_one_a_line(dcx: Dcx, command: Any) -> None:
    """Every place is named, in the text and in the envelope."""
    command(raising(FindingsError("Wrong:", ("a:1: b", "a:2: c"), "mend it")))
    assert dcx("probe", code=3).err == "Wrong:\na:1: b\na:2: c\nhint: mend it\n"
    error = {"code": "findings", "message": "Wrong:\na:1: b\na:2: c", "hint": "mend it"}
    assert dcx("probe", "--json", code=3).json["errors"] == [error]


def test_a_failure_in_json_is_the_same_envelope(dcx: Dcx, command: Any) -> None:
    """`data` is null and the exit code the same; stderr stays empty."""
    command(raising(BusyError("Process 12 holds the journal since 10:15.")))
    ran = dcx("probe", "--json", code=3)
    assert ran.json == {
        "dcx": 1,
        "command": "probe",
        "data": None,
        "errors": [{"code": "busy", "message": "Process 12 holds the journal since 10:15.", "hint": ""}],
    }
    assert ran.err == ""
    assert ran.out.isascii()


def test_a_bug_tells_its_type_and_place_only(dcx: Dcx, command: Any) -> None:
    """Exit 70; what a customer said is not in it."""
    command(raising(ValueError("SECRET words of a customer")))
    ran = dcx("probe", code=70)
    assert "ValueError at " in ran.err
    assert "SECRET" not in ran.err + ran.out
    assert "Traceback" not in ran.err
    ran = dcx("probe", "--json", code=70)
    assert ran.json["errors"][0]["code"] == "bug"
    assert "SECRET" not in ran.out


def test_the_place_of_a_bug_is_in_our_code(dcx: Dcx, command: Any) -> None:
    """An error deep in the standard library is reported where our code called it."""

    def run(_as_json: bool) -> Any:
        from difficult_cx.cli.moment import read_moment

        return read_moment(5, None)  # type: ignore[arg-type]

    command(run)
    assert "AttributeError at cli/moment.py line " in dcx("probe", code=70).err


def test_interrupted_is_130(dcx: Dcx, command: Any) -> None:
    """Ctrl-C outside a call ends quietly with 130."""
    command(raising(KeyboardInterrupt()))
    assert dcx("probe", code=130).err == ""


class Broken(io.StringIO):
    """A stdout that fails."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code

    def write(self, _text: str) -> int:
        """Fail as a pipe or a full disk does."""
        raise OSError(self.code, "no")


@pytest.mark.parametrize(("code", "exit_code"), [(errno.EPIPE, 0), (errno.ENOSPC, 3)])
def test_a_stdout_that_fails(dcx: Dcx, command: Any, code: int, exit_code: int, capsys: Any) -> None:
    """A closed pipe is a quiet 0; a full disk is said, with its name."""
    command(lambda as_json: Result({"a": 1}, "text", as_json))
    world = dcx.world(dcx.stream(), Broken(code), dcx.stream())  # type: ignore[arg-type]
    assert boundary.run(["probe"], world) == exit_code
    assert ("ENOSPC" in capsys.readouterr().err) == (code == errno.ENOSPC)


def test_one_result_two_views(dcx: Dcx, command: Any) -> None:
    """Text for people, an envelope for programs; only the one that is asked for is made."""

    def never() -> str:
        raise AssertionError("this view was not asked for")

    command(
        lambda as_json: Result(
            {"na": "Ä\u202e"}, never if as_json else "Ä", as_json, exit_code=1, notes=("so",)
        )
    )
    ran = dcx("probe", code=1)
    assert (ran.out, ran.err) == ("Ä\n", "so\n")
    ran = dcx("probe", "--json", code=1)
    assert ran.out == '{"dcx": 1, "command": "probe", "data": {"na": "\\u00c4\\u202e"}, "errors": []}\n'
    assert ran.err == ""


def test_a_command_may_return_just_an_exit_code(dcx: Dcx, command: Any) -> None:
    """A call speaks for itself and returns how it ended."""
    command(lambda _as_json: 4)
    assert dcx("probe", code=4).out == ""


@pytest.mark.parametrize(
    ("args", "wanted"), [(["a", "--json"], True), (["a", "--", "--json"], False), (["a", "json"], False)]
)
def test_json_is_wanted_only_as_an_option(args: list[str], wanted: bool) -> None:
    """After `--` it is a word like any other."""
    assert boundary.wants_json(args) is wanted
