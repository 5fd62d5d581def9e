"""What a coach looks at afterwards: what the record shows, with its proof, and what the rep is asked first.

A page about one call. It is never summed up, never compared with another call, and ranks nobody.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.moment import lasted
from difficult_cx.domain.playbook import ACKNOWLEDGING, Playbook
from difficult_cx.domain.policy import Policy

NA = "na"
WRITTEN = frozenset({"email", "chat", "sms", "post"})
_WRITE = re.compile(r"\b(?:e-?mail|mail|writ(?:e|es|ing|ten)|letter)\b", re.IGNORECASE)
SCORES = ("0", "1", "2", NA)
CRITERIA: Mapping[str, str] = {
    "listened": "Listened first",
    "acknowledged": "Acknowledged",
    "mirrored": "Mirrored their words",
    "apology": "One specific apology",
    "asked": "Asked what they want",
    "options": "One to three options",
    "can_do": "Can-do first",
    "dated": "Dated promise",
    "written": "Written summary",
    "kept": "Follow-up kept",
    "limit": "Limit set rightly",
}


@dataclass(frozen=True, slots=True)
class Scored:
    """One thing a coach looks at: `score` 0, 1, 2, na, or empty where the record can't say; `proof` says why.

    `own`: what the rep said of it.
    """

    key: str
    title: str
    score: str
    proof: str
    own: str = ""

    @property
    def asked(self) -> bool:
        """Whether the rep is asked: the record can't say, and they haven't yet."""
        return not self.score and not self.own


@dataclass(frozen=True, slots=True)
class Review:
    """The scorecard of a call: `spoilers` each spoil a call alone; `comment`: the coach's, on one thing."""

    rows: tuple[Scored, ...]
    spoilers: tuple[str, ...]
    comment: str = ""
    comment_by: str = ""

    @property
    def open(self) -> list[Scored]:
        """What the rep is to be asked first."""
        return [one for one in self.rows if one.asked]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the scores are read from. `cards`: the rules that each card carries."""

    state: CallState
    cards: Mapping[str, frozenset[str]]
    policy: Policy
    now: datetime

    def done(self, *rules: str) -> list[str]:
        """The cards that were done and carry one of these rules, in their order."""
        wanted = set(rules)
        return [
            card
            for card, step in self.state.steps.items()
            if step.outcome == "done" and wanted & self.cards.get(card, frozenset())
        ]

    def skipped(self, *rules: str) -> str:
        """Why the first card with one of these rules was skipped; empty where none was."""
        wanted = set(rules)
        for card, step in self.state.steps.items():
            if step.outcome == "skipped" and wanted & self.cards.get(card, frozenset()):
                return step.reason or "skipped"
        return ""


def review(
    state: CallState,
    playbook: Playbook | None,
    policy: Policy,
    own: Mapping[str, str],
    comment: tuple[str, str],
    now: datetime,
) -> Review:
    """The scorecard of this call; `own`: the rep's scores; `comment`: the coach's, and whose."""
    cards: dict[str, frozenset[str]] = {}
    if playbook is not None:
        cards = {card.id: frozenset(card.rules) for card in playbook.cards}
        cards |= {one.card.id: frozenset(one.card.rules) for one in playbook.situations}
    evidence = Evidence(state, cards, policy, now)
    rows = []
    for key, title in CRITERIA.items():
        score, proof = _LOOKS[key](evidence)
        rows.append(Scored(key, title, score, proof, own.get(key, "")))
    return Review(tuple(rows), tuple(_spoilers(evidence)), *comment)


Look = tuple[str, str]


def _listened(evidence: Evidence) -> Look:
    state = evidence.state
    cards = evidence.done("A2.1", "C1.1")
    if not cards:
        reason = evidence.skipped("A2.1", "C1.1")
        return ("0", f"the card was skipped ({reason})") if reason else ("", "no listening card was met")
    done = min(state.steps[card].at for card in cards)
    seconds = round(sum(state.seconds.get(card, 0.0) for card in cards))
    offered = [one.made_at for one in state.promises.values()]
    if offered and min(offered) < done:
        return "1", f"{seconds} s of listening, but something was promised before it was over"
    return "2", f"{seconds} s on the listening card, nothing offered before"


def _acknowledged(evidence: Evidence) -> Look:
    found = evidence.state.acknowledged
    if found:
        seconds = lasted(evidence.state.started, found[0].at)
        said = f': "{found[0].said}"' if found[0].said else ""
        return "2", f"after {seconds // 60} min {seconds % 60} s{said}"
    if evidence.done(ACKNOWLEDGING):
        return "2", "the card was done"
    reason = evidence.skipped(ACKNOWLEDGING)
    return ("0", f"skipped ({reason})") if reason else ("0", "no card that acknowledges was done")


def _mirrored(evidence: Evidence) -> Look:
    answers = [one.fields.get("issue_agreed", "") for one in evidence.state.issues]
    yes = sum(1 for one in answers if one not in ("", "no"))
    if yes:
        return "2", f"read back, and they said yes to {yes} of {len(answers)}"
    if evidence.done("A3.3", "B1.6") or "no" in answers:
        return "1", "read back, no yes on the record"
    return "0", "nothing was read back"


def _apology(evidence: Evidence) -> Look:
    said = [one.text for one in evidence.state.notes if one.kind == "said" and "sorry" in one.text.casefold()]
    cards = evidence.done("A4.1", "A4.3")
    count = len(said) + (1 if cards and not said else 0)
    if count > 1:
        return "1", f"{count} apologies: one is enough"
    if said:
        return "2", f'"{said[0]}"'
    if cards:
        return "2", "once, by the card"
    return "", "none is on the record; did it fit?"


def _asked(evidence: Evidence) -> Look:
    asked = [one.fields["asked_for"] for one in evidence.state.issues if one.fields.get("asked_for")]
    if asked:
        return "2", f"they asked for: {asked[0]}"
    if evidence.done("A5.1"):
        return "1", "asked, no answer noted"
    return "0", "what they want was not asked"


def _options(evidence: Evidence) -> Look:
    issues = evidence.state.issues
    if any(one.fields.get("can_do") == "yes" for one in issues):
        return NA, "they got what they asked for"
    count = max((len(one.alternatives) for one in issues), default=0)
    if count:
        return "2", f"{count} offered"
    return "0", "none was offered"


def _can_do(evidence: Evidence) -> Look:
    words = [one.text for one in evidence.state.notes if one.kind == "said"]
    return "", f"{len(words)} sentences of yours are noted" if words else "none of your sentences is noted"


def _dated(evidence: Evidence) -> Look:
    ours = [one for one in evidence.state.promises.values() if one.state != "withdrawn"]
    if not ours:
        done = any(one.fields.get("done_now") for one in evidence.state.issues)
        return (NA, "done at once, nothing left to promise") if done else ("0", "nothing was promised")
    dated = [one for one in ours if one.due is not None or one.state == "kept"]
    score = "2" if len(dated) == len(ours) else "1" if dated else "0"
    return score, f"{len(dated)} of {len(ours)} have a time"


def _written(evidence: Evidence) -> Look:
    """The agreement in writing: the channel itself, or a promise to write; else the rep is asked (B3.2)."""
    state = evidence.state
    if state.channel in WRITTEN:
        return "2", f"the call was in writing ({state.channel})"
    ours = [one for one in state.promises.values() if one.channel in WRITTEN or _WRITE.search(one.text)]
    if not ours:
        return "", "nothing on the record says whether it was put in writing"
    kept = next((one for one in ours if one.state in ("kept", "kept_late")), None)
    if kept is not None:
        return "2", f"kept: {kept.text}"
    still = next((one for one in ours if one.state == "open"), None)
    if still is None:
        return "0", f"{ours[0].state}: {ours[0].text}"
    late = still.overdue(evidence.now)
    return (
        ("0", f"promised, and late: {still.text}") if late else (NA, f"promised, not due yet: {still.text}")
    )


def _kept(evidence: Evidence) -> Look:
    ours = [one for one in evidence.state.promises.values() if one.state != "withdrawn"]
    if not ours:
        return NA, "nothing was promised"
    states = [one.state for one in ours]
    if "broken" in states:
        return "0", f"{states.count('broken')} of {len(ours)} broken"
    late = [one for one in ours if one.overdue(evidence.now)]
    if late or "kept_late" in states:
        return "1", f"{len(late) + states.count('kept_late')} of {len(ours)} late"
    if "open" in states:
        return NA, f"{states.count('open')} of {len(ours)} not due yet"
    return "2", f"{len(ours)} of {len(ours)} in time"


def _limit(evidence: Evidence) -> Look:
    state = evidence.state
    called = any(one.key == "a" for one in state.situations)
    if not state.warnings and not called and state.disposition != "ended_by_policy":
        return NA, "no limit was needed"
    if state.disposition == "ended_by_policy" and not evidence.policy.spent(state.warned_by_kind()):
        return "0", f"ended after {len(state.warnings)} warnings, the policy has more"
    if state.warnings:
        return "2", f'{len(state.warnings)} warned: "{state.warnings[0].text}"'
    return "1", "the card was called, no warning is on the record"


_LOOKS: Mapping[str, Callable[[Evidence], Look]] = {
    "listened": _listened,
    "acknowledged": _acknowledged,
    "mirrored": _mirrored,
    "apology": _apology,
    "asked": _asked,
    "options": _options,
    "can_do": _can_do,
    "dated": _dated,
    "written": _written,
    "kept": _kept,
    "limit": _limit,
}
ASKED_APART = "an invented reason?"


def _spoilers(evidence: Evidence) -> Iterator[str]:
    """What alone spoils a call, as far as the record shows it; an invented reason only the rep knows."""
    state = evidence.state
    if state.disposition == "ended_by_policy" and not evidence.policy.spent(state.warned_by_kind()):
        yield "a limit was set without the warnings before it"
    last = list(state.promises.values())[-1:]
    if last and last[0].due is None and last[0].state == "open" and state.phase == "closed":
        yield f"the last promise has no time: {last[0].text}"
    cut = [one for one in state.notes if "[card " in one.text or "[code]" in one.text]
    if cut:
        yield f"private data was typed into {len(cut)} note{'s' * (len(cut) > 1)} (numbers were cut out)"
    for one in state.promises.values():
        missed = one.state == "broken" or one.overdue(evidence.now)
        told = any(a.reason == "reached" for a in one.attempts) or any(e.in_time for e in one.earlier)
        if missed and not told:
            yield f"a promise was missed and the customer was not told: {one.text}"
