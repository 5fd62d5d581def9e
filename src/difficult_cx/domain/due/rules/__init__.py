"""The grammar: one line a rule, `(pattern, what it makes)`; a group of rules is a name for patterns to use.

Patterns are words, `a|b`, `word?`, and kinds in angle brackets, captured in order: what a token is
(`<weekday>`, `<num>`) or another group (`<day>`, `<length>`). To add a phrase, add a line here and a row to
the table of its test.
"""

from functools import cache

from difficult_cx.domain.due.grammar import Grammar
from difficult_cx.domain.due.rules import clocks, days, holidays, lengths, others, periods

# the groups that are pieces of a phrase, those that win over others of the same words first
TOP = ("day", "term", "span", "time", "other", "lead")


@cache
def grammar() -> Grammar:
    """The grammar, put together when the first phrase is read."""
    return Grammar(
        {
            "feast": holidays.FEASTS,
            "day": [*days.DAYS, *holidays.HOLIDAYS],
            "named": periods.NAMED,
            "period": periods.PERIODS,
            "term": periods.TERMS,
            "amount": lengths.AMOUNTS,
            "length": lengths.LENGTHS,
            "span": lengths.SPANS,
            "time": clocks.TIMES,
            "other": others.OTHERS,
            "lead": others.LEADS,
        }
    )
