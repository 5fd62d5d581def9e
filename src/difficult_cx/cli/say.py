"""`dcx say`: everyday words in, the phrase, technique or situation that fits out; for a second window."""

from typing import Annotated, Any

import typer

from difficult_cx.cli.options import Json, Lang, library_in
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError


def command(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS…")] = None,
    *,
    lang: Lang = "",
    as_json: Json = False,
) -> Result:
    """Find what to say by everyday words: the situation, the technique, the phrase to avoid."""
    from difficult_cx.playbook.lookup import look_up

    question = " ".join(words or ())
    if not question.strip():
        raise UsageError("What do you look for?", 'for example: dcx say "she wants my boss"')
    world = current()
    found = look_up(library_in(world, lang), question)

    def data() -> list[dict[str, Any]]:
        return [
            {
                "kind": one.entry.kind,
                "id": one.entry.id,
                "title": one.entry.title,
                "score": one.score,
                "step": one.step if one.step >= 0 else None,
                **one.entry.shown,
            }
            for one in found
        ]

    def text() -> str:
        from difficult_cx.terminal.answers import rows

        lines = rows(found, world.width)
        return (
            "\n".join(lines) or "Nothing fits. Fewer, plainer words? `dcx playbook list` names all there is."
        )

    return Result(data=data, text=text, as_json=as_json)
