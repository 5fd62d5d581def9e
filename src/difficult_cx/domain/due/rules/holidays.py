"""Days that have a name of their own: where two countries mean different days by it, it is asked."""

from difficult_cx.domain.due.grammar import Rule
from difficult_cx.domain.due.making import days
from difficult_cx.domain.due.making import holidays as make

HOLIDAYS: list[Rule] = [
    ("christmas day?", lambda here: days.on_date(here, 12, 25)),
    ("christmas eve", lambda here: days.on_date(here, 12, 24)),
    ("boxing day", lambda here: days.on_date(here, 12, 26)),
    ("new year|years eve", lambda here: days.on_date(here, 12, 31)),
    ("nye", lambda here: days.on_date(here, 12, 31)),
    ("new year|years day?", lambda here: days.on_date(here, 1, 1)),
    ("valentine|valentines day?", lambda here: days.on_date(here, 2, 14)),
    ("saint|st patrick|patricks day", lambda here: days.on_date(here, 3, 17)),
    ("april fool|fools day?", lambda here: days.on_date(here, 4, 1)),
    ("halloween", lambda here: days.on_date(here, 10, 31)),
    ("independence day", lambda here: days.on_date(here, 7, 4)),
    ("labor day", lambda here: make.nth(here, 1, 0, 9)),
    ("memorial day", lambda here: make.nth(here, -1, 0, 5)),
    ("veterans day", lambda here: days.on_date(here, 11, 11)),
    ("thanksgiving day?", lambda here: make.nth(here, 4, 3, 11)),
    ("black friday", lambda here: make.nth(here, 4, 3, 11, 1)),
    ("cyber monday", lambda here: make.nth(here, 4, 3, 11, 4)),
    ("father|fathers day", lambda here: make.nth(here, 3, 6, 6)),
    ("mother|mothers day", make.mothers_day),
    ("easter sunday?", make.easter),
    ("good friday", lambda here: make.easter(here, -2)),
    ("easter monday", lambda here: make.easter(here, 1)),
    ("bank holiday", make.bank_holiday),
]
