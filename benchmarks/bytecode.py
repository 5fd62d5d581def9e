"""What is measured is compiled beforehand, as pip compiles what it installs."""

import compileall
from pathlib import Path

import difficult_cx


def as_installed() -> None:
    """Compile dcx's modules: from a checkout, where Python is told to write no bytecode, each run would."""
    compileall.compile_dir(Path(difficult_cx.__file__).parent, quiet=1)
