"""Times of day."""

from difficult_cx.domain.due.grammar import Rule
from difficult_cx.domain.due.making import clocks as make
from difficult_cx.domain.due.pieces import Piece

AM_PM = "am|pm"
MINUTES = "minutes|minute|mins|min|m"
TO_NUMBER = "at|by|before|until|around|about"

TIMES: list[Rule] = [
    ("<clock>", make.typed),
    ("<clock> hours|hrs|h|hour", make.typed_of_24),
    ("<clock> o'clock", make.typed),
    ("the? next? noon", lambda _here: make.clock_time(12, sure=True)),
    ("<num> noon", lambda _here, number: make.clock_time(12, sure=True) if number == 12 else None),
    ("<num> o'clock", lambda _here, number: make.clock_time(number)),
    ("<num> o'clock noon", lambda _here, number: make.clock_time(12, sure=True) if number == 12 else None),
    ("the? middle of? the? day", lambda _here: make.clock_time(12, sure=True)),
    ("<num> o'clock sharp", lambda _here, number: make.clock_time(number)),
    # past and to
    ("half past? <num>", lambda _here, number: make.past(30, number)),
    ("half past? <num> am", lambda _here, number: make.past(30, number, "am")),
    ("half past? <num> pm", lambda _here, number: make.past(30, number, "pm")),
    ("half past? <clock>", lambda _here, clock: make.past(30, clock)),
    ("half past <time>", lambda here, time: make.away(here, make.of_minutes(30), time, 1)),
    ("a|the? quarter past <num>", lambda _here, *given: make.past(15, given[-1])),
    ("a|the? quarter past <num> am", lambda _here, *given: make.past(15, given[-1], "am")),
    ("a|the? quarter past <num> pm", lambda _here, *given: make.past(15, given[-1], "pm")),
    ("a|the? quarter past <time>", lambda here, *given: make.away(here, make.of_minutes(15), given[-1], 1)),
    ("a|the? quarter to <num>", lambda _here, *given: make.past(-15, given[-1])),
    ("a|the? quarter to <num> am", lambda _here, *given: make.past(-15, given[-1], "am")),
    ("a|the? quarter to <num> pm", lambda _here, *given: make.past(-15, given[-1], "pm")),
    ("a|the? quarter to <time>", lambda here, *given: make.away(here, make.of_minutes(15), given[-1], -1)),
    (f"<num> {MINUTES}? past <num>", lambda _here, minutes, hour: make.past(minutes, hour)),
    (f"<num> {MINUTES}? past <num> am", lambda _here, minutes, hour: make.past(minutes, hour, "am")),
    (f"<num> {MINUTES}? past <num> pm", lambda _here, minutes, hour: make.past(minutes, hour, "pm")),
    (f"<num> {MINUTES}? past <time>", lambda h, n, time: make.away(h, make.of_minutes(n), time, 1)),
    (f"<num> {MINUTES}? to <num>", lambda _here, minutes, hour: make.past(-minutes, hour)),
    (f"<num> {MINUTES}? to <num> am", lambda _here, minutes, hour: make.past(-minutes, hour, "am")),
    (f"<num> {MINUTES}? to <num> pm", lambda _here, minutes, hour: make.past(-minutes, hour, "pm")),
    (f"<num> {MINUTES}? to <time>", lambda h, n, time: make.away(h, make.of_minutes(n), time, -1)),
    ("<length> past|from <time>", lambda here, length, time: make.away(here, length, time, 1)),
    ("<length> to|before <time>", lambda here, length, time: make.away(here, length, time, -1)),
    ("<num> to midnight", lambda h, n: make.away(h, make.of_minutes(n), make.midnight(h), -1)),
    ("<num> past midnight", lambda h, n: make.away(h, make.of_minutes(n), make.midnight(h), 1)),
    ("a|the? quarter to midnight", lambda h, *_n: make.away(h, make.of_minutes(15), make.midnight(h), -1)),
    ("a|the? quarter past midnight", lambda h, *_n: make.away(h, make.of_minutes(15), make.midnight(h), 1)),
    ("half past midnight", lambda h: make.away(h, make.of_minutes(30), make.midnight(h), 1)),
    ("<length> before close|closing", lambda h, length: make.away(h, length, make.closing(h), -1)),
    ("<length> past|from midnight", lambda here, length: make.away(here, length, make.midnight(here), 1)),
    ("<length> to|before midnight", lambda here, length: make.away(here, length, make.midnight(here), -1)),
    # in words, and with am and pm apart
    ("<num> am", lambda _here, hour: make.half_of_day(hour, 0, "am")),
    ("<num> pm", lambda _here, hour: make.half_of_day(hour, 0, "pm")),
    ("<num> o'clock am", lambda _here, hour: make.half_of_day(hour, 0, "am")),
    ("<num> o'clock pm", lambda _here, hour: make.half_of_day(hour, 0, "pm")),
    ("<num> <num> am", lambda _here, hour, minute: make.half_of_day(hour, minute, "am")),
    ("<num> <num> pm", lambda _here, hour, minute: make.half_of_day(hour, minute, "pm")),
    ("<spelled> oh|o|zero <spelled> am", lambda _here, hour, minute: make.half_of_day(hour, minute, "am")),
    ("<spelled> oh|o|zero <spelled> pm", lambda _here, hour, minute: make.half_of_day(hour, minute, "pm")),
    ("<spelled> <spelled>", lambda _here, hour, minute: make.spelled(hour, minute, range(10, 60))),
    ("<spelled> oh|o|zero <spelled>", lambda _here, hour, minute: make.spelled(hour, minute, range(1, 10))),
    ("<spelled>", lambda _here, number: make.hundreds(number) if number >= make.HUNDREDS else None),
    ("oh|o|zero? <spelled> hours|hrs", lambda _here, number: make.hundreds(number)),
    # bare numbers, where a word before them says that a time follows
    (f"{TO_NUMBER} <num>", lambda _here, hour: make.clock_time(hour, bare=True) if hour else None),
    ("at|by|before|until <dotted>", lambda _here, clock: Piece("clock", clock)),
    ("at <num> h|hours|hrs", lambda _here, hour: make.clock_time(hour, sure=True)),
    ("<num> h", lambda _here, hour: make.beside_a_day(make.clock_time(hour, sure=True))),
    ("<dotted>", lambda _here, clock: make.beside_a_day(Piece("clock", clock))),
    ("<digits>", lambda _here, digits: make.digits_alone(digits)),
    ("at <num> <num>", lambda _here, hour, minute: make.clock_time(hour, minute) if minute > 9 else None),
    (f"{TO_NUMBER} <digits>", lambda _here, digits: make.digits(digits, 3)),
    ("<digits> hours|hrs|h", lambda _here, digits: make.digits(digits)),
    ("<digits> am", lambda _here, digits: make.digits_of_half(digits, "am")),
    ("<digits> pm", lambda _here, digits: make.digits_of_half(digits, "pm")),
]
