"""A call looked at afterwards, as it is seen: the brief to read out, and the coach's page."""

from collections.abc import Sequence

from difficult_cx.domain.story.review import ASKED_APART, Review, Scored
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import wrap

SIGNS = {"": "?", "na": "-"}


def brief_page(rows: Sequence[str], everything: Sequence[str]) -> str:
    """The brief alone; where a colleague goes on with the call, everything in order below it."""
    lines = [clean(row) for row in rows]
    if everything:
        lines += ["", "IN ORDER", *(f"  {clean(row)}" for row in everything)]
    return "\n".join(lines)


def review_page(found: Review, short: str, customer: str, width: int) -> str:
    """What the record shows with its proof, what the rep is asked first, one comment; no sum."""
    lines = [f"REVIEW  call {short}, {clean(customer)}   0, 1, 2; - not applicable; ? the rep says first", ""]
    for one in found.rows:
        lines += _row(one, width)
    lines += ["", "APART FROM THE SCORE (each alone spoils a call)"]
    lines += [f"  ! {clean(text)}" for text in found.spoilers] or ["  nothing of it on the record"]
    lines.append(f"  ? only the rep knows: {ASKED_APART}")
    if found.open:
        keys = " ".join(f"{one.key}=" for one in found.open)
        lines += ["", f"First the rep: dcx call review {short} {keys}", "  each 0, 1, 2 or na"]
    elif not found.comment:
        lines += ["", f'Then the coach, on one thing: dcx call review {short} --comment "…"']
    if found.comment:
        by = f" ({clean(found.comment_by)})" if found.comment_by else ""
        lines += ["", "ONE COMMENT", *wrap(f"{clean(found.comment)}{by}", width - 2, "  ")]
    return "\n".join(lines)


def _row(one: Scored, width: int) -> list[str]:
    own = f"you say {one.own}" if one.own else ""
    shown = one.score or one.own
    proof = "; ".join(filter(None, (own if one.score else "", clean(one.proof))))
    first, *rest = wrap(proof, max(20, width - 30))
    indent = " " * 28
    return [f"  {SIGNS.get(shown, shown)}  {one.title:<22} {first}", *(f"{indent}{row}" for row in rest)]
