"""Prints the README's first or second command, without what comes before `python3 -m venv`.

The commands are the first two fenced blocks marked `sh`, one line each.
"""

import re
import sys
from pathlib import Path

text = Path(sys.argv[1]).read_text(encoding="utf-8")
blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
line = blocks[int(sys.argv[2]) - 1].strip()
if "\n" in line or "python3 -m venv" not in line:
    sys.exit(f"not one line with `python3 -m venv`: {line!r}")
sys.stdout.write(line[line.index("python3 -m venv") :] + "\n")
