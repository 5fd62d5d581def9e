"""From every card there is a way to the end."""

from collections.abc import Iterator

from difficult_cx.playbook.lint.subject import Subject, Told


def check(subject: Subject) -> Iterator[Told]:
    """A rep who goes on comes to the wrap-up; a `go` to nowhere is another rule's finding."""
    if not subject.walked:
        return
    cards = subject.playbook.cards
    known = {card.id for card in cards}
    leads = [subject.targets(place) for place in range(len(cards))]
    good = {"end"} | {one for to in leads for one in to - known if not one.startswith("situation.")}
    grown = True
    while grown:
        more = {card.id for card, to in zip(cards, leads, strict=True) if to & good} - good
        good |= more
        grown = bool(more)
    for card in cards:
        if card.id not in good:
            yield Told(
                subject.spot_of(card), f"from the card `{card.id}` there is no way to the end", "`go: end`"
            )
