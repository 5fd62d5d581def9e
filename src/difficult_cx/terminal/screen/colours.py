"""The sixteen colours of the screen; every one of them stands beside a word or a sign."""

COLOURS = {
    "place": "bold",
    "situation": "bold ansired",
    "title": "bold",
    "marks": "ansiyellow",
    "do.label": "ansicyan",
    "say.label": "ansigreen bold",
    "say": "bold",
    "never.label": "ansired",
    "line.label": "bold",
    "know.label": "ansiyellow",
    "aside": "ansicyan",
    "sign.promise": "ansigreen",
    "sign.situation": "ansired",
    "sign.choice": "ansicyan",
    "sign.skipped": "ansiyellow",
    "sign.marked": "ansimagenta",
    "wrong": "bold ansired",
    "hint": "ansiyellow",
    "label": "bold",
    "strip": "bold",
}
