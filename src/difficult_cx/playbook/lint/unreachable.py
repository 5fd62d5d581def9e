"""Every card can be reached from the first."""

from collections.abc import Iterator

from difficult_cx.playbook.lint.subject import Subject, Told


def check(subject: Subject) -> Iterator[Told]:
    """Cards that no way leads to are written for nobody."""
    if not subject.walked or not subject.playbook.cards:
        return
    cards = subject.playbook.cards
    places = {card.id: place for place, card in enumerate(cards)}
    reached, waiting = {cards[0].id}, [0]
    if cards[0].only_if or cards[0].unless:
        waiting += [places[one] for one in subject.next_of(0) if one in places]
        reached |= {cards[place].id for place in waiting}
    while waiting:
        for one in subject.targets(waiting.pop()):
            if one in places and one not in reached:
                reached.add(one)
                waiting.append(places[one])
    for card in cards:
        if card.id not in reached:
            yield Told(
                subject.spot_of(card),
                f"the card `{card.id}` can't be reached",
                "a `go` to it, or take it out",
            )
