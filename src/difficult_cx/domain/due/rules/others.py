"""Parts of the day, opening and close, zones, what is always asked, and words that change nothing."""

from difficult_cx.domain.due.grammar import Rule
from difficult_cx.domain.due.making import clocks
from difficult_cx.domain.due.making import others as make
from difficult_cx.domain.due.pieces import Piece

OTHERS: list[Rule] = [
    # parts of the day
    ("the? <part> of?", lambda _here, part: make.part(part)),
    ("in|during|over the? <part>", lambda _here, part: make.part(part)),
    ("at night", lambda _here: make.part("night")),
    ("this <part>", lambda _here, part: make.part(part, strict=True)),
    ("tonight", lambda _here: make.part("evening", strict=True)),
    ("later tonight", lambda _here: make.part("evening", strict=True)),
    ("late tonight", lambda _here: make.part("night", strict=True)),
    ("the? next <part>", make.next_part),
    ("in? the? early in? the? <part> of?", lambda _here, part: make.part(f"early {part}")),
    ("in? the? late in? the? <part> of?", lambda _here, part: make.part(f"late {part}")),
    ("in? the? middle of? the? <part> of?", lambda _here, part: make.part(f"mid {part}")),
    ("early this <part>", lambda _here, part: make.part(f"early {part}", strict=True)),
    ("late this <part>", lambda _here, part: make.part(f"late {part}", strict=True)),
    ("lunch", lambda _here: make.part("lunch")),
    ("in? the? early hours of? the? morning?", lambda _here: make.part("early morning")),
    ("am", lambda _here: make.part("morning")),
    ("pm", lambda _here: make.part("afternoon")),
    ("midnight", clocks.midnight),
    ("<num> midnight", lambda here, number: clocks.midnight(here) if number == 12 else None),
    ("middle night", clocks.midnight),
    # opening and close
    ("the? eod", lambda _here: Piece("close")),
    ("close", lambda _here: Piece("close")),
    ("we close", lambda _here: Piece("close")),
    ("close of? business|play|day|trading", lambda _here: Piece("close")),
    ("close time", lambda _here: Piece("close")),
    ("the? end of? the|this? business? day|play", lambda _here: Piece("close")),
    ("the? end of? business|play|today", lambda _here: Piece("close")),
    ("the? end of the?", lambda _here: Piece("close")),
    ("the? rest of the? day", lambda _here: Piece("close")),
    ("last thing", lambda _here: Piece("close")),
    ("1st|first thing", lambda _here: Piece("opening")),
    ("1st|first thing in the morning", lambda _here: Piece("opening")),
    ("1st|first thing <named>", make.first_thing),
    ("start|open of? business|day|play|trading?", lambda _here: Piece("opening")),
    ("the? start of? the? business? day", lambda _here: Piece("opening")),
    ("start time", lambda _here: Piece("opening")),
    ("we open", lambda _here: Piece("opening")),
    # zones
    ("<zone>", lambda _here, zone: Piece("zone", zone)),
    ("<zone> standard|daylight|summer? time", lambda _here, zone: Piece("zone", zone)),
    ("<offset>", make.offset),
    # years that stand apart from their date
    ("<year>", lambda _here, year: Piece("year", year)),
    # before, and what names two times
    ("before", lambda _here: Piece("before")),
    ("prior to", lambda _here: Piece("before")),
    ("or|and", lambda _here: Piece("or")),
    ("after|since|past", lambda _here: Piece("range", "open")),
    ("between|dash|to|from", lambda _here: Piece("range")),
    ("<num> h", make.hours_or_oclock),
    ("<hours>", make.hours_or_time),
    ("<either>", make.time_or_date),
    ("<year>", make.year_or_time),
    ("in <num>", make.of_what),
    ("one|some day", make.vague),
    ("now", make.vague),
    ("on? <weekdays>", make.repeated),
    # two pieces in one: the words of the part stand around the day
    ("early <day> <part>", lambda _here, day, part: make.around(day, f"early {part}")),
    ("late <day> <part>", lambda _here, day, part: make.around(day, f"late {part}")),
    ("the? <ord> <weekday> <part> of|in <period>", make.part_of_nth),
    # what nobody can keep
    ("soon", make.vague),
    ("very|quite|pretty soon", make.vague),
    ("as soon as possible", make.vague),
    ("right|straight away|now", make.vague),
    ("in? a|the? bit|while|moment|jiffy|mo|tick", make.vague),
    ("in|within|for? the? next? a? few more? <unit> from|of|time|later? now?", make.few),
    ("from lunch|breakfast|dinner|work|hours", make.vague),
    ("every|each <weekday>", make.repeated),
    ("every|each <unit>", make.repeated),
]
# words that lead to a time, or follow it, and change nothing
LEADS: list[Rule] = [
    ("by|within|until|on|at|for|about|come|due|is|the|then|please|ok", lambda _here: Piece("lead")),
    ("no|not later|more than", lambda _here: Piece("lead")),
    ("in? less|under than?", lambda _here: Piece("lead")),
    ("at most", lambda _here: Piece("lead")),
    ("on|at or before", lambda _here: Piece("lead")),
    ("up to|until", lambda _here: Piece("lead")),
    ("through|thru", lambda _here: Piece("lead")),
    ("sometime|anytime in|on|during?", lambda _here: Piece("lead")),
    ("some time|point in|on|during?", lambda _here: Piece("lead")),
    ("later", lambda _here: Piece("lead")),
    ("sharp|exactly|latest|prompt|precisely", lambda _here: Piece("lead")),
    ("at the latest", lambda _here: Piece("lead")),
    ("on the dot", lambda _here: Piece("lead")),
]
