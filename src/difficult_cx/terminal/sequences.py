"""What a terminal sends that nobody typed: keys without a letter, and what it tells by itself.

Focus that comes and goes, a click, where the cursor stands, which colours there are: none of it is text.
"""

import re

# An old mouse's three bytes; whatever begins like a key with parameters; a report with its end.
_MOUSE = r"\x1b\[M[\x20-\uffff]{3}"
_KEY = r"\x1b\[(?!M)[0-?]*[ -/]*[@-~]|\x1bO[A-Z]"
_REPORT = r"\x1b[\]PX^_][^\x07\x1b]{0,1024}(?:\x07|\x1b\\)"
WHOLE = re.compile(f"{_MOUSE}|{_KEY}|{_REPORT}")
# The beginning of one of them, up to where it was cut off.
BEGUN = re.compile(r"\x1b(?:\[(?:[0-?]*[ -/]*|M[\x20-\uffff]{0,2})|O|[\]PX^_][^\x07\x1b]{0,1024}\x1b?)?")
