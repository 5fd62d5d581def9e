"""What the blanks of a moment are filled with, and the sentence that stands there to say."""

from difficult_cx.domain.call import blanks, promising
from difficult_cx.domain.call.desk import Standing
from difficult_cx.domain.call.state import CallState


def values(standing: Standing) -> dict[str, str]:
    """What the blanks of this moment are filled with."""
    state, desk = standing.state, standing.desk
    heard = [one.text for one in state.notes if one.kind == "words" and one.text]
    others = [one.text for one in state.unplanned() if one.id != state.current and one.text]
    about = [one for one in state.promises.values() if one.issue in (None, state.current)]
    dated = [one for one in about if one.due is not None and one.state == "open"]
    kept = desk.promises.get(state.keeps or "")
    late = [one.text for one in desk.promises.values() if one.state in ("open", "broken")]
    return {
        **{name: state.value(name) for name in ("issue", "wants", "asked_for", "chosen", "done_now")},
        **state.fields,
        "plan": state.value("chosen") or state.value("promised") or state.value("done_now"),
        "rep": desk.rep,
        "company": desk.company,
        "customer": desk.customer,
        "colleague": desk.standby,
        "next_issue": others[0] if others else "",
        "words": heard[-1] if heard else "",
        "read_back": "; ".join(text.rstrip(".,;") for text in _to_read_back(state)),
        "due": promising.when_spoken(standing, dated[-1]) if dated else "",
        "promise": kept.text if kept is not None else late[0] if late else "",
    }


def _to_read_back(state: CallState) -> list[str]:
    """The last three notes of their words; of a later issue, it and what was noted since it came up."""
    heard = [one for one in state.notes if one.kind == "words" and one.text]
    issue = state.issue
    if issue is None or issue is state.issues[0] or not issue.text:
        return [one.text for one in heard[-3:]]
    since = next((one.at for one in state.log if one.id == issue.id), None)
    later = [one.text for one in heard if since is not None and one.at > since]
    return [issue.text, *later[-2:]]


def sentence(standing: Standing) -> str:
    """The card's first stem, filled; empty on a card with nothing to say."""
    say = standing.card.say
    return blanks.fill(say[0].text, values(standing)) if say else ""
