"""Every kind of event and its fields; `docs/journal.md` is the page about it.

A kind is never changed, a new one is added. `needs` are fields that an entry must have, `may` those it may
have; fields that a newer version adds are kept. `call` marks the kinds that are an entry of a call (they
carry `call`, and `u` takes them back unless `moves` says that they only move).
"""

from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event: a sentence, the fields it needs and those it may have."""

    what: str
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    undoable: bool = False


def _entry(what: str, needs: tuple[str, ...] = (), may: tuple[str, ...] = ()) -> Kind:
    return Kind(what, ("call", *needs), ("card", *may), undoable=True)


PROMISE_TIME = ("due", "aim", "due_zone", "words")
PROMISE_FIELDS = ("customer", "issue", *PROMISE_TIME, "channel", "owner", "backup", "stages")

KINDS: dict[str, Kind] = {
    # --- a call -----------------------------------------------------------------------------------------
    "playbook_kept": Kind("The text a call runs under, once for each hash.", ("hash", "playbook", "body")),
    "call_started": Kind(
        "A call began; its id is this event's.",
        ("playbook", "hash", "card"),
        ("customer", "channel", "about", "promise", "terse"),
    ),
    "call_named": Kind(
        "Whose call it is, or isn't any more; `added`: the name of who was added, `merged`: who was merged.",
        ("call", "customer"),
        ("asked", "added", "merged"),
        True,
    ),
    "playbook_changed": _entry("`/use`: the call goes on by another playbook.", ("playbook", "hash", "to")),
    "noted": _entry("A note: words, subtext, said or mark.", ("note", "text")),
    "reworded": _entry("`/fix`: an earlier note, worded anew.", ("target", "text")),
    "answered": _entry(
        "A card's question was answered; the first answer to `issue` makes an issue with this event's id.",
        ("field", "text"),
        ("issue", "label", "thanked", "too_general"),
    ),
    "issue_raised": _entry(
        "`/issue`: one more thing that is wrong; its id is this event's.",
        ("text",),
        ("thanked", "too_general"),
    ),
    "alternative_worded": _entry("One of one to three alternatives.", ("number", "text"), ("issue",)),
    "alternative_picked": _entry(
        "Their pick: ticks the card and makes a promise of its words, whose id is this event's.",
        ("number", "text", "to"),
        ("issue", "owner", "customer", "due_zone", "backup"),
    ),
    "way_taken": _entry(
        "A numbered line of a card was picked; `sets` are the fields it fills.",
        ("number", "label", "to"),
        ("sets", "issue", "turn", "key", "said", "probed", "left"),
    ),
    "ticked": _entry("Enter: the card is done.", ("to",), ("issue", "said", "probed", "left")),
    "skipped": _entry("`k`: not_needed, no_effect, later or a reason.", ("reason", "to"), ("issue",)),
    "gate_passed": _entry("Went on although a fact was missing.", ("missing", "reason")),
    "moved": Kind("`b` or `/5`: another card stands; nothing else changed.", ("call", "to"), ("card", "how")),
    "situation_called": _entry(
        "A letter: the situation's card `to` stands; `back` is the step.", ("key", "back", "to"), ("title",)
    ),
    "heat_read": _entry("The rep's reading of the anger, 0 to 4.", ("value",), ("where", "asked")),
    "hold_begun": _entry("`/hold`: the customer is on hold, and why.", (), ("reason",)),
    "hold_told": _entry(
        "What was said about a hold: why, how many minutes, a number.", (), ("reason", "minutes", "number")
    ),
    "hold_ended": _entry("The customer is back from hold."),
    "conceded": _entry(
        "`/concede`: something given beyond entitlement.", ("amount", "text"), ("approved_by", "target")
    ),
    "concession_asked": _entry(
        "`/concede` above the limit: not given yet; whom to ask, and the sentence that says the limit.",
        ("amount", "text"),
        ("limit", "whom", "words"),
    ),
    "concession_refused": _entry("The one asked said no to the concession `target`.", ("target",), ("by",)),
    "limit_stated": _entry("`/limit`: the limit was said to the customer, in these words.", ("words",)),
    "warned": _entry(
        "A counted statement of what will end the call; `about` is threat, insult or swearing.",
        ("words",),
        ("about", "to", "label"),
    ),
    "signal_noted": _entry(
        "`/signal`: tantrum, manager, concessions or reopening, with its evidence; never a label.",
        ("signal", "text"),
    ),
    "nudged": _entry("`/nudge`: they were turned towards a solution once more.", (), ("text",)),
    "backup_named": _entry("`/backup`: who was called in; the call goes on with them.", ("name",)),
    "safety_opened": _entry("`!`: the organisation's own safety card was opened."),
    "taken_back": Kind("`u`: the entry with the id `target` no longer counts.", ("call", "target")),
    "restored": Kind("`/redo`: the entry with the id `target` counts again.", ("call", "target")),
    "conversation_ended": _entry("`e`: the wrap-up begins; `how` is good_faith or nothing.", (), ("how",)),
    "conversation_resumed": Kind("`b` in the wrap-up: back to the card.", ("call", "to")),
    "wrap_answered": _entry(
        "An answer in the wrap-up: disposition, plan, breakdown, agreed, backup, learned, name, kept.",
        ("asked", "value"),
        ("issue", "promise", "reason"),
    ),
    "wrap_left": _entry("A question of the wrap-up was left open.", ("asked",), ("issue", "promise")),
    "call_closed": Kind(
        "The call is closed; `ended` is when the conversation was over (UTC).",
        ("call", "disposition"),
        ("reason", "ended"),
    ),
    # --- a promise --------------------------------------------------------------------------------------
    "promise_made": Kind(
        "A promise; its id is this event's. `type` is promise, check_in, feedback, inside_look, "
        "after_resolution; `due`, `aim` are UTC or null.",
        ("text", "type"),
        ("call", "card", "answers", "asked", "target", *PROMISE_FIELDS),
        undoable=True,
    ),
    "promise_moved": Kind(
        "A (new) time; `in_time` is false when the old one had passed; null `due` means no date.",
        ("promise", "due"),
        ("call", "card", "aim", "due_zone", "words", "in_time", "asked"),
        undoable=True,
    ),
    "promise_kept": Kind(
        "Done; `late` when it was past due; `done_now` when it was done during the call.",
        ("promise",),
        ("call", "card", "late", "done_now", "text", "issue", "asked"),
        undoable=True,
    ),
    "promise_missed": Kind("Broken, and why.", ("promise", "reason"), ("call", "asked"), undoable=True),
    "promise_withdrawn": Kind("No longer wanted, and why.", ("promise", "reason"), ("call",), undoable=True),
    "promise_tried": Kind(
        "An attempt: no_answer, voicemail, wrong_number, other_time, reached; changes no state.",
        ("promise", "reason"),
        ("call", "card", "text", "asked"),
        undoable=True,
    ),
    "promise_handed": Kind(
        "Another owner or backup.", ("promise", "owner"), ("call", "backup"), undoable=True
    ),
    "promise_read_back": Kind(
        "Its time was read back to the customer, and they said yes.", ("promise",), ("call", "card"), True
    ),
    "promise_at_risk": Kind("It may not be kept in time, and why.", ("promise", "reason"), ("call",), True),
    "promise_told": Kind(
        "They were told before it was due that it will be later; the new time is a `promise_moved`.",
        ("promise",),
        ("call", "text"),
        True,
    ),
    "stage_added": Kind(
        "One more step of a promise, with its time.",
        ("promise", "text"),
        ("call", "due", "due_zone", "words"),
        True,
    ),
    "stage_done": Kind(
        "Step `number` of a promise is done; `text` is its words.",
        ("promise", "number"),
        ("call", "text"),
        True,
    ),
    "promise_undone": Kind("The last of these, `target`, is taken back.", ("promise", "target")),
    # --- a customer -------------------------------------------------------------------------------------
    "customer_added": Kind("A customer; their id is this event's.", ("name",)),
    "customer_named": Kind("Another name; `main` makes it the first.", ("customer", "name"), ("main",)),
    "customer_merged": Kind("`customer` and `into` are the same person or firm.", ("customer", "into")),
    "customer_parted": Kind("They are two again: a merge was taken back.", ("customer", "into")),
    "customer_dropped": Kind("A customer who was added by mistake and has nothing.", ("customer",)),
    # --- a customer's story ------------------------------------------------------------------------------
    "customer_noted": Kind(
        "Something known about a customer; `note` is cares_about, introduced, feedback, thanks, great, "
        "works, next_time, feeling or toll; `value` is 0 to 4.",
        ("customer", "note", "text"),
        ("call", "colleague", "breakdown", "value"),
    ),
    "customer_note_undone": Kind("The note `target` no longer counts.", ("customer", "target")),
    "feedback_answered": Kind(
        "What became of the feedback `target`; `promise` tells the customer.",
        ("customer", "target", "changed", "text"),
        ("promise",),
    ),
    "checked_in": Kind(
        "A check-in took place; it went good or bad; `feeling` is 0 to 4.",
        ("customer", "went"),
        ("promise", "text", "channel", "feeling"),
    ),
    "recommended": Kind(
        "A rep recommends improve or terminate; `untried`: why something was not tried.",
        ("customer", "option", "text"),
        ("untried",),
    ),
    "decided": Kind(
        "What was decided about the recommendation `target`, and by whom.",
        ("customer", "target", "decision", "by"),
        ("text", "elsewhere"),
    ),
    "reviewed": Kind(
        "The rep's own scores of a call: `scores` maps what a coach looks at to 0, 1, 2 or na.",
        ("call", "scores"),
    ),
    "coached": Kind("The coach's comment on a call: one, on one thing.", ("call", "text"), ("by",)),
    "breakdown_changed": Kind(
        "What was changed about a breakdown, so that it happens less.", ("breakdown", "text"), ("feedback",)
    ),
    # --- leaving and erasing ----------------------------------------------------------------------------
    "exported": Kind(
        "A copy of what is on the record lies in this file: an export, a calendar, a page.", ("file",)
    ),
    "erased": Kind("The events with these ids were erased; nothing else of them is kept.", ("ids",)),
}

DISPOSITIONS = ("resolved", "agreed", "call_back", "handed_over", "ended_by_policy", "lost")
BREAKDOWNS = ("expectation", "misunderstanding", "over_promise", "shortfall", "supplier", "other")
CUSTOMER_NOTES = (
    "cares_about",
    "introduced",
    "feedback",
    "thanks",
    "great",
    "works",
    "next_time",
    "feeling",
    "toll",
)
SKIP_REASONS = ("not_needed", "no_effect", "later")
ATTEMPTS = ("no_answer", "voicemail", "wrong_number", "other_time", "reached")
PROMISE_TYPES = ("promise", "check_in", "feedback", "inside_look", "after_resolution")
CHANNELS = ("phone", "email", "chat", "sms", "social", "visit", "post")

# Fields that hold ids, times, hashes and codes of ours: never a customer's words, so never cut as a card
# number. Every other text of an entry is redacted before it is written.
OURS = frozenset(
    {"call", "promise", "customer", "into", "issue", "target", "hash", "due", "aim", "ended", "card", "to",
     "back", "ids", "kind", "type", "note", "due_zone"}
)  # fmt: skip


def missing_fields(kind: str, data: dict[str, object]) -> list[str]:
    """The needed fields that an entry of this kind lacks; an unknown kind lacks none."""
    known = KINDS.get(kind)
    return [] if known is None else [name for name in known.needs if name not in data]
