"""The words of due phrases: each spelling with its kind and value; a new spelling is one line here."""

from typing import Final

WEEKDAYS: Final = {
    0: "monday mon mo mondays",
    1: "tuesday tue tues tu",
    2: "wednesday wed weds we wednsday wensday",
    3: "thursday thu thur thurs th",
    4: "friday fri fr",
    5: "saturday sat",
    6: "sunday sun",
}
MONTHS: Final = {
    1: "january jan",
    2: "february feb febr febuary",
    3: "march mar",
    4: "april apr",
    5: "may",
    6: "june jun",
    7: "july jul",
    8: "august aug",
    9: "september sep sept",
    10: "october oct",
    11: "november nov",
    12: "december dec",
}
# minutes, hours are clock time (added in UTC); the others are days on the calendar
UNITS: Final = {
    "second": "second seconds sec secs s",
    "minute": "minute minutes min mins m",
    "hour": "hour hours hr hrs h",
    "day": "day days d",
    "week": "week weeks wk wks w",
    "fortnight": "fortnight fortnights",
    "month": "month months mth mths mo",
    "quarter": "quarter quarters qtr",
    "year": "year years yr yrs y",
}
NUMBERS: Final = {
    1: "one a an",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve",
    13: "thirteen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    19: "nineteen",
    20: "twenty",
    30: "thirty",
    40: "forty",
    50: "fifty",
    60: "sixty",
    90: "ninety",
}
ORDINALS: Final = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
    11: "eleventh",
    12: "twelfth",
    13: "thirteenth",
    14: "fourteenth",
    15: "fifteenth",
    16: "sixteenth",
    17: "seventeenth",
    18: "eighteenth",
    19: "nineteenth",
    20: "twentieth",
    30: "thirtieth",
}
PARTS: Final = {
    "morning": "morning mornings morn",
    "afternoon": "afternoon afternoons",
    "evening": "evening evenings",
    "night": "night nights",
}
# other spellings of words that the grammar names
SAME: Final = {
    "tomorrow": "tomorrow tmrw tmr tomo tomorow tommorow tommorrow tomorro tmw 2morrow tomoz tom",
    "today": "today tday 2day",
    "tonight": "tonight tonite 2night",
    "noon": "noon midday noontime",
    "midnight": "midnight",
    "eod": "eod cob cop",
    "eow": "eow",
    "eom": "eom",
    "eoy": "eoy",
    "close": "close closing",
    "business": "business working work biz",
    "next": "next nxt following coming upcoming",
    "this": "this",
    "before": "before",
    "by": "by",
    "within": "within",
    "until": "until till til",
    "at": "at @",
    "in": "in",
    "o'clock": "o'clock oclock",
    "from": "from after",
    "now": "now",
    "later": "later hence",
    "lunch": "lunch lunchtime",
    "and": "and &",
    "half": "half",
    "past": "past after",
    "to": "to till before of",
    "couple": "couple",
    "end": "end",
    "weekend": "weekend",
}
# a time that nobody can keep: always asked
VAGUE: Final = frozenset(
    "soon asap shortly later sometime eventually whenever tbc tbd someday anytime immediately presently".split()  # noqa: SIM905
)
# IANA zones by the names people use; the summer form means the place on its own date
ZONES: Final = {
    "America/New_York": "et est edt",
    "America/Chicago": "ct cst cdt",
    "America/Denver": "mt mst mdt",
    "America/Los_Angeles": "pt pst pdt",
    "Europe/London": "uk bst",
    "Etc/UTC": "utc gmt z",
    "Europe/Paris": "cet cest",
}
TWO_ZONES: Final = {"ist": ("Asia/Kolkata", "Europe/Dublin")}
