"""The questions of `dcx playbook new`: a line each, Enter takes what stands in brackets."""

from pathlib import Path

from difficult_cx.app.world import World
from difficult_cx.domain.redact import redact
from difficult_cx.errors import DcxError, UsageError
from difficult_cx.playbook import new
from difficult_cx.playbook.library import Library
from difficult_cx.playbook.names import ID
from difficult_cx.playbook.written import KINDS
from difficult_cx.storage.private import make_folder, not_saved
from difficult_cx.terminal.clean import clean


def write(world: World, playbook_id: str, kind: str | None) -> Path:
    """Ask, write the file into the folder of one's own playbooks, and say where it is."""
    if not ID.fullmatch(playbook_id):
        raise UsageError(f"{playbook_id!r} is no id.", "2 to 40 of a-z, 0-9 and -, as `slow-parcel`")
    if redact(playbook_id) != playbook_id:
        raise UsageError("A card number is no id.", "words, as `slow-parcel`")
    path = world.folders.playbooks / f"{playbook_id}.yaml"
    if path.exists() or path.is_symlink():
        raise DcxError(f"{path} is there already.", f"`dcx playbook show {playbook_id}` shows it")
    library = world.library
    if playbook_id in library.shelf.ids():
        raise DcxError(
            f"{playbook_id} comes with dcx.", f"copy it to {path} and change it there: yours takes its place"
        )
    chosen = kind or _kind(world)
    answers = {one.key: one.without for one in new.questions(chosen, playbook_id, library)}
    for one in new.questions(chosen, playbook_id, library):
        answers[one.key] = _answer(world, library, path, chosen, answers, one)
    _save(path, new.draft(chosen, playbook_id, answers))
    return path


def _kind(world: World) -> str:
    while True:
        typed = _line(world, "Kind: method, technique or situation", "method")
        fits = [one for one in KINDS if one.startswith(typed.casefold())]
        if len(fits) == 1:
            return fits[0]
        _again(world, f"{typed[:40]!r} is no kind.")


def _answer(
    world: World, library: Library, path: Path, kind: str, answers: dict[str, str], one: new.Question
) -> str:
    """What was typed, once the file with it lints clean."""
    while True:
        typed = _line(world, one.ask, one.without)
        found = new.mistakes(library, path, new.draft(kind, path.stem, {**answers, one.key: typed}))
        if not found:
            return typed
        why = f"{found[0].message[:1].upper()}{found[0].message[1:]}."
        if typed == one.without:  # asked again, nobody there would be asked for ever
            raise DcxError(clean(why), "nothing was written; the same command begins again")
        _again(world, why)


def _line(world: World, ask: str, without: str) -> str:
    """One line; nothing typed, or nobody there, takes what stands without it."""
    if world.stdin_tty:
        world.stderr.write(f"{ask} [{clean(without)}]: ")
        world.stderr.flush()
    return redact(" ".join(world.stdin.readline().split())) or without


def _again(world: World, why: str) -> None:
    """Say what is wrong; where nobody can answer again, stop."""
    if not world.stdin_tty:
        raise DcxError(clean(why), "nothing was written; the same command begins again")
    world.stderr.write(f"{clean(why)}\n")


def _save(path: Path, text: str) -> None:
    """Write the file, new; one that came meanwhile stays."""
    try:
        make_folder(path.parent)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise not_saved(path, error) from None
