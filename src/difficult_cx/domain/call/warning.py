"""Warnings on the card of abuse: worded, counted by kind, by the firm's own policy (B0.4)."""

from dataclasses import replace

from difficult_cx.domain.call.desk import Decision, Standing, refuse, say
from difficult_cx.domain.event import Entry
from difficult_cx.domain.policy import ABUSE

SETS = "warned"
USAGE = "/warn threat, /warn insult or /warn swearing, then your words if they were others. Not saved."


def kind_of(value: str) -> str:
    """The kind of abuse that this value names; empty where it names none."""
    return value if value in ABUSE else ""


def warn(standing: Standing, text: str) -> Decision:
    """`/warn insult`: the warning counts, in the firm's words, or in those typed."""
    named, _, words = text.partition(" ")
    small = named.casefold()
    kinds = [kind for number, kind in enumerate(ABUSE, 1) if kind.startswith(small) or small == str(number)]
    if not small or len(kinds) != 1:
        return refuse(USAGE, asking=standing.asking)
    [kind] = kinds
    entry = standing.entry("warned", words=words.strip() or standing.desk.policy.warning(kind), about=kind)
    return replace(counted(standing, entry), asking=standing.asking)


def by_way(standing: Standing, entry: Entry, value: str) -> Decision:
    """A numbered line that warns: `entry` is the way as it would be taken otherwise."""
    kind = kind_of(value)
    words = standing.desk.policy.warning(kind)
    label, to = str(entry.data["label"]), entry.data["to"]
    decided = counted(standing, standing.entry("warned", words=words, about=kind or None, label=label, to=to))
    return replace(decided, feedback=replace(decided.feedback, card=True))


def counted(standing: Standing, entry: Entry) -> Decision:
    """How many it makes, what may follow, and the words to say."""
    policy = standing.desk.policy
    kind = str(entry.data.get("about") or "")
    given = standing.state.warned_by_kind()
    count = given.get(kind, 0) + 1
    after = ""
    if policy.spent({**given, kind: count}):
        after = " The last: you may end the call now." if policy.may_end_call else " The last: get help (s)."
    row = f"WARNING {count} of {policy.limit(kind)}{f' ({kind})' if kind else ''}, counted.{after}"
    return Decision((entry,), say(row, f'Say: "{entry.data["words"]}"'))
