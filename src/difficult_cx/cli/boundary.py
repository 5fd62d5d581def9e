"""The error boundary: whatever happens inside, one exit code and words for people come out."""

import os
from collections.abc import Sequence
from pathlib import Path

from difficult_cx.app.world import World
from difficult_cx.cli.output import Problem, Result, envelope, say_problem, view
from difficult_cx.cli.streams import complain, prepare, silence
from difficult_cx.errors import DcxError, FindingsError
from difficult_cx.storage.private import reason

BUG = 70
INTERRUPTED = 130


def run(args: Sequence[str], world: World | None = None) -> int:
    """Run the command line in this world (the real one when none is given) and return the exit code."""
    if world is None:
        from difficult_cx.cli.world import real_world

        os.umask(0o077)  # whatever is made from here on, by a library too, is its owner's alone
        world = real_world(*prepare())
    try:
        code = _invoke(args, world)
        world.stdout.flush()
    except BrokenPipeError:  # whoever read our output has seen enough
        silence(world.stdout)
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:  # only writing to stdout gets here: the rooms explain their own
        silence(world.stdout)
        return complain(error)
    return code


def _invoke(args: Sequence[str], world: World) -> int:
    from difficult_cx.cli.main import Invocation, invoke
    from difficult_cx.cli.world import inside

    done = Invocation()
    try:
        with inside(world):
            invoke(args, world, done)
            text = view(done.value, done.command) if isinstance(done.value, Result) else ""
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except DcxError as error:
        findings = error.findings if isinstance(error, FindingsError) else ()
        problem = Problem(error.code, error.message, error.hint, findings)
        return _fail(world, args, done.command, problem, error.exit_code)
    except OSError as error:  # a file too many, a disk that fails: the system's, not ours
        problem = Problem(
            "cannot", f"The system refused: {reason(error)}.", "`dcx doctor` looks what is wrong"
        )
        return _fail(world, args, done.command, problem, DcxError.exit_code)
    except Exception as error:  # noqa: BLE001  (the one place that must know every exception)
        return _fail(world, args, done.command, _bug(error), BUG)
    return _speak(world, done.value, text)


def _speak(world: World, value: object, text: str) -> int:
    """Write what a command returned and give its exit code."""
    if not isinstance(value, Result):
        return value if isinstance(value, int) else 0
    if value.for_others and world.stdout_tty:
        from difficult_cx.terminal.clean import clean

        text = clean(text, newline="\n")
    world.stdout.write(text)
    world.stdout.flush()
    if not value.as_json:
        for note in value.notes:
            world.stderr.write(f"{note}\n")
    return value.exit_code


def wants_json(args: Sequence[str]) -> bool:
    """Whether `--json` was typed as an option, so that a failure is an envelope too."""
    before = list(args)
    return "--json" in (before[: before.index("--")] if "--" in before else before)


def _fail(world: World, args: Sequence[str], command: str, problem: Problem, code: int) -> int:
    if wants_json(args):
        world.stdout.write(envelope(command, None, (problem,)))
        return code
    try:
        world.stdout.flush()
        world.stderr.write(say_problem(problem))
        world.stderr.flush()
    except OSError:  # nobody reads: the exit code still tells
        silence(world.stderr)
    return code


def _bug(error: Exception) -> Problem:
    """What may be said of a bug: its type and the place in our code; never a value, a customer's words."""
    import traceback  # 8 ms, and rarely needed

    home = Path(__file__).parent.parent
    place = "outside dcx"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(home) and path.parent != home / "cli" / "boundary.py":
            place = f"{path.relative_to(home).as_posix()} line {frame.lineno}"
            break
    return Problem(
        "bug",
        f"dcx has a bug: {type(error).__name__} at {place}. What was saved before stays saved.",
        "please report this line; `dcx doctor` checks your data",
    )
