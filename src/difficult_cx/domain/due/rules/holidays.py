"""Days that have a name of their own: where two countries mean different days by it, it is asked."""

from collections.abc import Callable

from difficult_cx.domain.due.grammar import Rule
from difficult_cx.domain.due.making import days
from difficult_cx.domain.due.making import holidays as make
from difficult_cx.domain.due.pieces import Here

# a feast is captured as what finds the coming one, so that it can be found in another year too
_Named = Callable[[Here], make.Feast]


def _on(month: int, number: int) -> _Named:
    """The same date every year."""
    return lambda _here: lambda here: days.on_date(here, month, number)


def _nth(which: int, wanted: int, month: int, after: int = 0) -> _Named:
    """The fourth thursday of november (-1: the last), or so many days after it."""
    return lambda _here: lambda here: make.nth(here, which, wanted, month, after)


def _easter(after: int = 0) -> _Named:
    """Easter Sunday, or so many days after it."""
    return lambda _here: lambda here: make.easter(here, after)


FEASTS: list[Rule] = [
    ("christmas day?", _on(12, 25)),
    ("christmas eve", _on(12, 24)),
    ("boxing day", _on(12, 26)),
    ("saint|st stephen|stephens day", _on(12, 26)),
    ("new year|years eve", _on(12, 31)),
    ("ny eve", _on(12, 31)),
    ("nye", _on(12, 31)),
    ("new year|years day?", _on(1, 1)),
    ("epiphany", _on(1, 6)),
    ("burns night|day", _on(1, 25)),
    ("australia day", _on(1, 26)),
    ("groundhog day", _on(2, 2)),
    ("waitangi day", _on(2, 6)),
    ("valentine|valentines day?", _on(2, 14)),
    ("saint|st david|davids day", _on(3, 1)),
    ("womens|women day", _on(3, 8)),
    ("saint|st patrick|patricks day", _on(3, 17)),
    ("april fool|fools day?", _on(4, 1)),
    ("tax day", _on(4, 15)),
    ("earth day", _on(4, 22)),
    ("saint|st george|georges day", _on(4, 23)),
    ("anzac day", _on(4, 25)),
    ("may day", _on(5, 1)),
    ("cinco de mayo", _on(5, 5)),
    ("flag day", _on(6, 14)),
    ("juneteenth", _on(6, 19)),
    ("canada day", _on(7, 1)),
    ("independence day", _on(7, 4)),
    ("bastille day", _on(7, 14)),
    ("halloween", _on(10, 31)),
    ("all saint|saints day", _on(11, 1)),
    ("all soul|souls day", _on(11, 2)),
    ("guy fawkes night|day", _on(11, 5)),
    ("bonfire night", _on(11, 5)),
    ("veteran|veterans|remembrance|armistice day", _on(11, 11)),
    ("saint|st andrew|andrews day", _on(11, 30)),
    ("mlk|mlks day", _nth(3, 0, 1)),
    ("martin luther king|kings jr? day", _nth(3, 0, 1)),
    ("president|presidents day", _nth(3, 0, 2)),
    ("memorial day", _nth(-1, 0, 5)),
    ("father|fathers day", _nth(3, 6, 6)),
    ("labor day", _nth(1, 0, 9)),
    ("columbus day", _nth(2, 0, 10)),
    ("indigenous people|peoples day", _nth(2, 0, 10)),
    ("thanksgiving day?", _nth(4, 3, 11)),
    ("black friday", _nth(4, 3, 11, 1)),
    ("cyber monday", _nth(4, 3, 11, 4)),
    ("mardi gras", _easter(-47)),
    ("shrove|pancake tuesday", _easter(-47)),
    ("pancake day", _easter(-47)),
    ("ash wednesday", _easter(-46)),
    ("palm sunday", _easter(-7)),
    ("maundy|holy thursday", _easter(-3)),
    ("good friday", _easter(-2)),
    ("easter sunday|day?", _easter()),
    ("easter monday", _easter(1)),
    ("ascension day|thursday?", _easter(39)),
    ("whit sunday", _easter(49)),
    ("pentecost", _easter(49)),
    ("whit monday", _easter(50)),
    ("mother|mothers day", lambda _here: make.mothers_day),
    ("labour day", lambda _here: make.labour_day),
]
HOLIDAYS: list[Rule] = [
    ("<feast>", lambda here, feast: feast(here)),
    ("this|coming <feast>", lambda here, feast: feast(here)),
    ("next <feast>", make.next_one),
    ("<feast> of|in? <year>", make.in_year),
    ("<feast> of|in? next year", lambda here, feast: make.in_year(here, feast, here.today.year + 1)),
    ("<feast> of|in? this year", lambda here, feast: make.in_year(here, feast, here.today.year)),
    ("bank holiday", make.bank_holiday),
]
