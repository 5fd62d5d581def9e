"""What calls tell of the customer beside the issue: it counts as if somebody had noted it about them."""

from collections.abc import Iterable, Iterator, Sequence

from difficult_cx.domain.story.hard import is_hard
from difficult_cx.domain.story.past import TOLD, PastCall
from difficult_cx.domain.story.person import CheckIn, CustomerNote

CHECK_IN = "check-in"


def notes_of(calls: Iterable[PastCall]) -> Iterator[CustomerNote]:
    """What they care about, how they feel, their feedback, whom they know: the answers of these calls."""
    for call in calls:
        for event_id, at, field, text in call.told:
            kind = TOLD[field]
            colleague = text if kind == "introduced" else ""
            words = "" if colleague else text
            yield CustomerNote(event_id, at, kind, words, call.rep, call.id, colleague)


def check_ins_of(calls: Iterable[PastCall], noted: Sequence[CheckIn]) -> Iterator[CheckIn]:
    """The check-ins that took place as a call, but for those that were noted as well.

    It went well when nothing urgent came up and it was no hard call.
    """
    known = {one.promise for one in noted if one.promise}
    for call in calls:
        if call.playbook == CHECK_IN and call.closed and (call.keeps or call.id) not in known:
            bad = call.fields.get("urgent", "") not in ("", "no") or is_hard(call)
            at = call.ended or call.started
            yield CheckIn(call.id, at, "bad" if bad else "good", "", call.keeps, call.channel)
