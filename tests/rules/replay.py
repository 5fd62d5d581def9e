"""A call of a shipped playbook played through the engine, and what of it stands on the record."""

from dataclasses import dataclass, field
from typing import Any

from difficult_cx.domain.call.record import as_json
from difficult_cx.domain.call.view import Feedback, View
from difficult_cx.domain.playbook import Card, Playbook
from difficult_cx.playbook.library import Library, shipped_folder
from tests.conftest import Dcx
from tests.domain.call.rehearsal import Rehearsal

LIBRARY = Library(shipped_folder())
HEARD = ("", "it came twice", "it cost a day off", "", "")  # to the card that asks what exactly is wrong
AGREED = (*HEARD, "billed twice in October", "", "1")  # to the card that asks what would put it right


def shipped(name: str) -> Playbook:
    """A playbook that came with dcx."""
    return LIBRARY.load(name).playbook


def the_card(name: str, card_id: str) -> Card:
    """A card of a shipped playbook."""
    card = shipped(name).card(card_id)
    assert card is not None, f"{name} has no {card_id}"
    return card


@dataclass
class Replay:
    """`Replay()` is a call by the default playbook; `play` types lines, one a second."""

    name: str = "difficult-call"
    first: str = ""
    desk: dict[str, Any] = field(default_factory=dict)
    call: Rehearsal = field(init=False)

    def __post_init__(self) -> None:
        """The call has begun."""
        desk = {"phrases": lambda: LIBRARY.phrases, **self.desk}
        self.call = Rehearsal(playbook=shipped(self.name), first=self.first, desk=desk)

    def play(self, *lines: str) -> Feedback:
        """Type these lines; the feedback of the last."""
        return self.call.play(*lines)

    def says(self, *lines: str) -> str:
        """What is shown as feedback after these lines."""
        return " ".join(self.play(*lines).rows)

    @property
    def view(self) -> View:
        """What stands on the screen."""
        return self.call.view

    @property
    def card(self) -> str:
        """The card that stands."""
        return self.call.state.card

    @property
    def record(self) -> dict[str, Any]:
        """The call as `dcx call show --json` gives it."""
        return as_json(self.call.state, self.call.playbook, lambda _id: None)

    @property
    def issue(self) -> dict[str, Any]:
        """The first issue on the record."""
        found: dict[str, Any] = self.record["issues"][0]
        return found

    @property
    def steps(self) -> dict[str, str]:
        """How each card went."""
        return {one["id"]: one["outcome"] for one in self.record["steps"]}

    def events(self, kind: str) -> list[dict[str, Any]]:
        """The events of this kind, what they carry."""
        return [dict(event.data) for event in self.call.events if event.kind == kind]


def hint(line: str, *before: str, name: str = "difficult-call") -> str:
    """The hint about this line, typed after those."""
    call = Replay(name)
    call.play(*before)
    return call.play(line).hint


def flagged(line: str, *before: str, name: str = "difficult-call") -> bool:
    """Whether a hint says something about this line, typed after those; it never keeps it from being saved."""
    call = Replay(name)
    call.play(*before)
    before_it = len(call.call.events)
    found = bool(call.play(line).hint)
    assert len(call.call.events) > before_it
    return found


def handled(dcx: Dcx, *lines: str, customer: str = "Brook Ltd", name: str = "") -> dict[str, Any]:
    """Take a call with the real command; the call as it stands on the record."""
    words = ["handle", *([name] if name else []), "-c", customer]
    dcx(*words, stdin="".join(f"{line}\n" for line in lines), code=None)
    return newest(dcx)


def newest(dcx: Dcx) -> dict[str, Any]:
    """The newest call on the record."""
    call = dcx("call", "list", "--all", "--json").json["data"][0]["id"]
    found: dict[str, Any] = dcx("call", "show", call, "--json").json["data"]
    return found
