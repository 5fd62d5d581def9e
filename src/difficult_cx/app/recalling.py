"""What the record calls to mind during a call: the customer's story, feedback like this, what others got."""

from dataclasses import field
from datetime import timedelta

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.past import calls_between, everyones_feedback
from difficult_cx.app.story import tell
from difficult_cx.app.world import World
from difficult_cx.domain.call.firm import AGREED_BEFORE
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.playbook import Card
from difficult_cx.domain.story.heard import notes_of
from difficult_cx.domain.story.opening import agreements, cut, opening_lines
from difficult_cx.domain.story.past import PastCall
from difficult_cx.domain.story.person import CustomerNote
from difficult_cx.domain.story.precedent import feedback_like, feedback_line, precedent
from difficult_cx.domain.story.rules import interval
from difficult_cx.domain.story.story import Story
from difficult_cx.records import dataclass

YEAR = timedelta(days=365)
# What others got is judged by the newest calls: more of them would take longer to read than a rep can wait.
MOST_CALLS = 300


@dataclass
class Recall:
    """Looks the record up for a call, each thing once; everything as of the moment it is asked first."""

    world: World
    ledger: Ledger
    _stories: dict[str, Story | None] = field(default_factory=dict)
    _others: list[PastCall] | None = None
    _feedback: list[CustomerNote] | None = None

    def story(self, state: CallState) -> Story | None:
        """The story of this call's customer, the call itself left out; None without one."""
        key = state.customer or ""
        if key not in self._stories:
            self._stories[key] = self._tell(state)
        return self._stories[key]

    def _tell(self, state: CallState) -> Story | None:
        customer = self.ledger.customers.get(state.customer)
        if customer is None:
            return None
        return tell(self.world, self.ledger, customer, self.world.clock.now(), but=state.id)

    def lines(self, state: CallState) -> tuple[str, ...]:
        """Three lines at most of the story, for the first sentence."""
        story = self.story(state)
        if story is None:
            return ()
        about = next((one.text for one in state.issues if one.text), "")
        return opening_lines(story, about, self.world.times)

    def chronic(self, state: CallState) -> bool:
        """Whether the calls of this customer are chronic by the stated rule."""
        story = self.story(state)
        return story is not None and story.kind.chronic

    def only_you(self, state: CallState) -> bool:
        """Whether there were hard calls with this customer, and they know no colleague yet (E3.1)."""
        story = self.story(state)
        return story is not None and bool(story.hard) and not story.colleagues and not state.backups

    def check_in_days(self, state: CallState) -> int:
        """After how many days a check-in would be good, as the last ones went."""
        story = self.story(state)
        return interval(story.person.check_ins if story is not None else ())

    def facts(self, state: CallState) -> dict[str, tuple[str, ...]]:
        """Sentences for cards that carry a rule: what was agreed before, whom to introduce (E3.1)."""
        story = self.story(state)
        agreed = agreements(story, self.world.times) if story is not None else ()
        helper = self.world.settings.backup
        known = {AGREED_BEFORE: agreed, "E3.1": (f"Could be next: {helper}.",) if helper else ()}
        return {rule: rows for rule, rows in known.items() if rows}

    def beside(self, state: CallState, card: Card) -> tuple[str, ...]:
        """What belongs beside this card: feedback like the issue, or what others like this got."""
        issue = state.issue
        if issue is None or not issue.text:
            return ()
        if card.ask is not None and card.ask.kind == "alternatives":
            found = precedent(self._past(), issue.text, state.id)
            return (cut(str(found)),) if found is not None else ()
        if issue.fields.get("issue_agreed"):
            return ()
        if self._feedback is None:
            told = (one for one in notes_of(self._past()) if one.kind == "feedback")
            self._feedback = [*everyones_feedback(self.ledger.index), *told]
        like = feedback_like(self._feedback, issue.text)
        return (cut(feedback_line(like)),) if like is not None else ()

    def _past(self) -> list[PastCall]:
        if self._others is None:
            since = self.world.clock.now() - YEAR
            self._others = calls_between(self.ledger.index, since, most=MOST_CALLS)
        return self._others
