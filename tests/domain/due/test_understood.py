"""The phrases that are understood, and when they are due; said on a Tuesday at 10:15 in London."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from difficult_cx.domain.due import Due, read

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 10, 15, tzinfo=LONDON)

UNDERSTOOD = """
fri noon                        2026-11-27 12:00
friday                          2026-11-27 17:00
by friday                       2026-11-27 17:00
tuesday                         2026-12-01 17:00
next friday                     2026-12-04 17:00
next tuesday                    2026-12-01 17:00
friday week                     2026-12-04 17:00
wed of this week                2026-11-25 17:00
this thursday at 4              2026-11-26 16:00
tomorrow                        2026-11-25 17:00
tmrw 9                          2026-11-25 09:00
tommorow 15:30                  2026-11-25 15:30
day after tomorrow              2026-11-26 17:00
thurs 2                         2026-11-26 14:00
2 pm                            2026-11-24 14:00
9am                             2026-11-25 09:00
at 9                            2026-11-25 09:00
by 5                            2026-11-24 17:00
half past 4                     2026-11-24 16:30
half 4                          2026-11-24 16:30
quarter to 3                    2026-11-24 14:45
ten past three                  2026-11-24 15:10
20 min past eight in the evening 2026-11-24 20:20
5.30pm                          2026-11-24 17:30
fri at 5.30                     2026-11-27 17:30
noon tomorrow                   2026-11-25 12:00
midnight                        2026-11-25 00:00
eod                             2026-11-24 17:00
cob friday                      2026-11-27 17:00
end of day tomorrow             2026-11-25 17:00
eow                             2026-11-27 17:00
end of next week                2026-12-04 17:00
next week                       2026-12-04 17:00
end of month                    2026-11-30 17:00
end of january                  2027-01-29 17:00
march                           2027-03-31 17:00
monday morning                  2026-11-30 12:00
in the morning                  2026-11-25 12:00
this afternoon                  2026-11-24 17:00
tonight                         2026-11-24 21:00
tonight at 8                    2026-11-24 20:00
first thing                     2026-11-25 09:00
first thing monday              2026-11-30 09:00
before noon                     2026-11-24 12:00
before friday                   2026-11-26 17:00
no later than fri 10:30         2026-11-27 10:30
in 2 hours                      2026-11-24 12:15
90 mins                         2026-11-24 11:45
1.5 hours                       2026-11-24 11:45
half an hour                    2026-11-24 10:45
an hour and a half              2026-11-24 11:45
2h30m                           2026-11-24 12:45
within 24 hours                 2026-11-25 10:15
1 day and 5 hours               2026-11-25 15:15
3d                              2026-11-27 17:00
couple of days                  2026-11-26 17:00
a fortnight                     2026-12-08 17:00
in a month                      2026-12-24 17:00
2 weeks from friday             2026-12-11 17:00
3 days after 1 dec              2026-12-04 17:00
in 3 business days              2026-11-27 17:00
next business day               2026-11-25 17:00
10 working days                 2026-12-08 17:00
the 5th                         2026-12-05 17:00
1st of december at 10           2026-12-01 10:00
dec 1                           2026-12-01 17:00
12/1                            2026-12-01 17:00
12/1 5pm                        2026-12-01 17:00
25/12                           2026-12-25 17:00
2026-12-01                      2026-12-01 17:00
2026-12-01 14:30                2026-12-01 14:30
5 jan 2027 at noon              2027-01-05 12:00
friday the 27th                 2026-11-27 17:00
first monday of march           2027-03-01 17:00
last friday in december         2026-12-25 17:00
3pm ET                          2026-11-24 20:00
10am PST tomorrow               2026-11-25 18:00
noon Asia/Tokyo                 2026-11-25 03:00
coming friday                   2026-11-27 17:00
friday in two weeks             2026-12-11 17:00
a week tomorrow                 2026-12-02 17:00
a fortnight on friday           2026-12-11 17:00
two fridays from now            2026-12-04 17:00
the monday after christmas      2026-12-28 17:00
the 2nd friday before christmas 2026-12-11 17:00
the day after christmas         2026-12-26 17:00
2 days before christmas         2026-12-23 17:00
this day next week              2026-12-01 17:00
15th of next month              2026-12-15 17:00
next month on the 15th          2026-12-15 17:00
the first of the month          2026-12-01 17:00
last day of february            2027-02-28 17:00
third day of december           2026-12-03 17:00
last working day of next month  2026-12-31 17:00
second business day of december 2026-12-02 17:00
last friday of the month        2026-11-27 17:00
first monday evening of january 2027-01-04 21:00
mid january                     2027-01-15 17:00
early december                  2026-12-10 17:00
early next week                 2026-12-01 17:00
late next week                  2026-12-04 17:00
start of next week              2026-11-30 17:00
beginning of january            2027-01-01 17:00
middle of next week             2026-12-02 17:00
first half of december          2026-12-15 17:00
last week of december           2026-12-31 17:00
later this week                 2026-11-27 17:00
rest of the month               2026-11-30 17:00
within the week                 2026-11-27 17:00
within the hour                 2026-11-24 11:15
this weekend                    2026-11-29 17:00
the weekend after next          2026-12-13 17:00
q1                              2027-03-31 17:00
end of q1 2027                  2027-03-31 17:00
eoq                             2026-12-31 17:00
end of 2026                     2026-12-31 17:00
in march 2027                   2027-03-31 17:00
dec '26                         2026-12-31 17:00
week 49                         2026-12-04 17:00
2026-W49                        2026-12-04 17:00
2026-W49-2                      2026-12-01 17:00
2026-340                        2026-12-06 17:00
week of 7 december              2026-12-11 17:00
week ending 11 dec              2026-12-11 17:00
2026-12                         2026-12-31 17:00
22.4                            2027-04-22 17:00
5/dec/2026                      2026-12-05 17:00
December/5/2026                 2026-12-05 17:00
Sat, 5 Dec 2026 10:00:00 +0000  2026-12-05 10:00
Sat Dec 5 10:00:00 2026         2026-12-05 10:00
2026-12-01T10:00:00Z            2026-12-01 10:00
2026-12-01T10:00+02:00          2026-12-01 08:00
20261206T1234                   2026-12-06 12:34
christmas eve                   2026-12-24 17:00
new year's eve noon             2026-12-31 12:00
thanksgiving                    2026-11-26 17:00
black friday                    2026-11-27 17:00
easter monday                   2027-03-29 17:00
before christmas                2026-12-24 17:00
before next week                2026-11-27 17:00
before the end of the week      2026-11-27 17:00
before december                 2026-11-30 17:00
on or before friday             2026-11-27 17:00
at the latest by friday noon    2026-11-27 12:00
two and a half hours            2026-11-24 12:45
one hundred and twenty minutes  2026-11-24 12:15
three quarters of an hour       2026-11-24 11:00
a year and a half               2028-05-24 17:00
in two weeks' time              2026-12-08 17:00
5 more minutes                  2026-11-24 10:20
now + 2 hours                   2026-11-24 12:15
4 business hours                2026-11-24 14:15
8 working hours                 2026-11-25 10:15
3 business days after friday    2026-12-02 17:00
5 workdays                      2026-12-01 17:00
an hour before noon             2026-11-24 11:00
half an hour before close       2026-11-24 16:30
10 minutes before 3             2026-11-24 14:50
five to midnight                2026-11-24 23:55
twenty five past 4              2026-11-24 16:25
quarter to five pm              2026-11-24 16:45
half past noon                  2026-11-24 12:30
fifteen hundred hours           2026-11-24 15:00
1530                            2026-11-24 15:30
fri 930                         2026-11-27 09:30
thursday 15h                    2026-11-26 15:00
tomorrow 5.30                   2026-11-25 17:30
3pm-ish                         2026-11-24 15:00
noonish                         2026-11-24 12:00
midnight tonight                2026-11-25 00:00
24:00                           2026-11-25 00:00
wed am                          2026-11-25 12:00
fri pm                          2026-11-27 17:00
thursday eve                    2026-11-26 21:00
early friday morning            2026-11-27 09:00
tomorrow late afternoon         2026-11-25 17:00
the morning of the 5th          2026-12-05 12:00
first thing next week           2026-11-30 09:00
last thing friday               2026-11-27 17:00
end of business tomorrow        2026-11-25 17:00
lunch tomorrow                  2026-11-25 12:00
3pm eastern                     2026-11-24 20:00
UTC-5 3pm                       2026-11-24 20:00
first thing tomorrow morning    2026-11-25 09:00
same time next week             2026-12-01 10:15
this time tomorrow              2026-11-25 10:15
the same day next month         2026-12-24 17:00
the coming weekend              2026-11-29 17:00
in the next hour                2026-11-24 11:15
in an hour or so                2026-11-24 11:15
an hour and a quarter           2026-11-24 11:30
1 1/2 hours                     2026-11-24 11:45
max 3 days                      2026-11-27 17:00
at the very latest friday       2026-11-27 17:00
11ish tomorrow                  2026-11-25 11:00
2.30                            2026-11-24 14:30
2300                            2026-11-24 23:00
at 15h                          2026-11-24 15:00
seventeen hundred               2026-11-24 17:00
may 22nd next year              2027-05-22 17:00
27 dec this year                2026-12-27 17:00
christmas next year             2027-12-25 17:00
easter 2028                     2028-04-16 17:00
2nd tuesday after xmas 2026     2027-01-05 17:00
presidents day                  2027-02-15 17:00
ash wednesday                   2027-02-10 17:00
first quarter of next year      2027-03-31 17:00
27q2                            2027-06-30 17:00
h1 2027                         2027-06-30 17:00
w/c 7 dec                       2026-12-11 17:00
last of the month               2026-11-30 17:00
in early december               2026-12-10 17:00
any time friday                 2026-11-27 17:00
2 hours 30                      2026-11-24 12:45
2 and 1/2 hours                 2026-11-24 12:45
2026-12-05T13:15-05:00          2026-12-05 18:15
firday noon                     2026-11-27 12:00
wendesday                       2026-11-25 17:00
in 2 horus                      2026-11-24 12:15
"""


@pytest.mark.parametrize("line", UNDERSTOOD.strip().splitlines(), ids=lambda line: line[:-16].strip())
def test_a_phrase_is_understood(line: str) -> None:
    """Each phrase is due when a colleague would say it is."""
    phrase, wanted = line[:-16].strip(), line[-16:]
    found = read(phrase, NOW)
    assert isinstance(found, Due), found
    assert found.at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") == wanted
    assert found.words == " ".join(phrase.split())
