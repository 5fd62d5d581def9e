"""The old way to `python -m making`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from making.__main__ import main

main()
