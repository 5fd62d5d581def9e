"""Build wheel and sdist, install each as users do, and play a call with what was installed.

    python -m tests.install [--share]

Every Python from 3.11 on that is found here, with pip from the wheel and from the sdist; then `pipx install` and `uv tool
install`, which this script installs into a folder of its own. The sources are a copy that is removed before
anything is installed, and no compiler is within reach. `--share`: the newest Python alone.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
OLDEST = (3, 11)
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "*cache*", "__pycache__", ".hypothesis", "dist", "site")


@dataclass
class Bench:
    """A folder of our own: the artefacts, the tools, and what went well."""

    top: Path
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def env(self) -> dict[str, str]:
        """No home, no compiler and no sources of ours."""
        keep = ("PATH", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "TMPDIR", "LANG")
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in keep or name.startswith(("PIP_", "UV_"))
        }
        ours = {
            "HOME": str(self.top / "home"),
            "PIPX_HOME": str(self.top / "pipx"),
            "PIPX_BIN_DIR": str(self.top / "pipx" / "bin"),
            "PIPX_MAN_DIR": str(self.top / "pipx" / "man"),
            "UV_TOOL_DIR": str(self.top / "uv"),
            "UV_TOOL_BIN_DIR": str(self.top / "uv" / "bin"),
            "UV_PYTHON_DOWNLOADS": "never",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "DCX_HOME": str(self.top / "record"),
            "CC": "/bin/false",
            "CXX": "/bin/false",
        }
        return {**kept, **ours}

    def run(self, *command: str | Path, cwd: Path | None = None) -> str:
        """Run a command; a SystemExit with all it said when it fails."""
        words = [str(word) for word in command]
        done = subprocess.run(
            words, cwd=cwd or self.top, env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def check(self, how: str, artefact: Path, python: str, dcx: Path) -> None:
        """Play a call with this dcx in a folder where no source is, and look for what comes along."""
        record = self.top / "record"
        shutil.rmtree(record, ignore_errors=True)
        said = self.run(
            sys.executable, "-I", self.top / "check" / "wheel_check.py", dcx, cwd=self.top / "check"
        )
        if "journal whole" not in said:
            sys.exit(f"{how}: {said}")
        self.rows.append(
            (how, artefact.suffix.lstrip(".").replace("gz", "sdist").replace("whl", "wheel"), python)
        )
        print(f"ok  {how:<16} {artefact.name:<40} {python}", flush=True)


def pythons() -> dict[tuple[int, int], Path]:
    """The Pythons of this machine from 3.11 on, one for each version: on PATH, and those of pyenv."""
    names = [Path(folder) / name for folder in os.get_exec_path() for name in _names(Path(folder))]
    places = Path.home().glob(".pyenv/versions/*/bin/python3")
    found: dict[tuple[int, int], Path] = {}
    for one in (Path(sys.executable), *names, *sorted(places)):
        done = subprocess.run([str(one), "-c", "import sys, venv, ensurepip; print(*sys.version_info[:2])"],
                              capture_output=True, text=True, check=False)  # fmt: skip
        parts = done.stdout.split()
        if done.returncode == 0 and len(parts) == 2 and (version := (int(parts[0]), int(parts[1]))) >= OLDEST:
            found.setdefault(version, one)
    return dict(sorted(found.items()))


def _names(folder: Path) -> list[str]:
    try:
        return sorted(one.name for one in folder.iterdir() if re.fullmatch(r"python3(\.\d+)?", one.name))
    except OSError:
        return []


def build(bench: Bench) -> list[Path]:
    """Wheel and sdist from a copy of the sources, which is gone afterwards."""
    copy = bench.top / "copy"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    bench.run(sys.executable, "-m", "build", "--outdir", bench.top / "dist", copy, cwd=copy)
    (bench.top / "check").mkdir()
    shutil.copy(ROOT / ".ci" / "wheel_check.py", bench.top / "check")
    shutil.rmtree(copy)
    return sorted((bench.top / "dist").iterdir())


def with_pip(bench: Bench, artefact: Path, python: Path, version: str) -> None:
    """A clean venv; every dependency from a wheel, ours from the artefact."""
    venv = bench.top / f"venv-{version}-{artefact.suffix[1:]}"
    bench.run(python, "-m", "venv", venv)
    bins = venv / ("Scripts" if os.name == "nt" else "bin")
    only = ["--only-binary", ":all:"]
    if artefact.suffix != ".whl":
        only += ["--no-binary", "difficult-cx"]
    bench.run(bins / "pip", "install", "-q", *only, artefact)
    for path in ("share/man/man1/dcx.1", *_inside(venv)):
        if not (venv / path).exists():
            sys.exit(f"{artefact.name} brings no {path}")
    bench.check("pip in a venv", artefact, version, bins / "dcx")
    shutil.rmtree(venv)


def _inside(venv: Path) -> list[str]:
    package = next(venv.rglob("difficult_cx/__init__.py")).parent.relative_to(venv)
    names = (
        "playbooks/with-ease.yaml",
        "playbooks/rules.yaml",
        "completion/words.tsv",
        "cli/shells/dcx.bash",
    )
    return [str(package / name) for name in names]


def with_tools(bench: Bench, artefacts: Sequence[Path], python: Path, version: str) -> None:
    """Pipx and uv, each in the way its own page says."""
    tools = bench.top / "tools"
    bench.run(sys.executable, "-m", "venv", tools)
    bins = tools / ("Scripts" if os.name == "nt" else "bin")
    bench.run(bins / "pip", "install", "-q", "pipx", "uv")
    for artefact in artefacts:
        bench.run(bins / "pipx", "install", "--force", "--python", python, artefact)
        bench.check("pipx install", artefact, version, bench.top / "pipx" / "bin" / "dcx")
        bench.run(bins / "uv", "tool", "install", "-q", "--force", "--python", python, artefact)
        bench.check("uv tool install", artefact, version, bench.top / "uv" / "bin" / "dcx")


def main() -> None:
    """All of it, or a share; the first thing that fails ends it."""
    parser = argparse.ArgumentParser(prog="python -m tests.install")
    parser.add_argument("--share", action="store_true", help="the newest Python alone")
    share = parser.parse_args().share
    began = time.monotonic()
    found = pythons()
    newest = max(found)
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(Path(temporary))
        (bench.top / "home").mkdir()
        artefacts = build(bench)
        for version, python in found.items():
            if not share or version == newest:
                for artefact in artefacts:
                    with_pip(bench, artefact, python, ".".join(map(str, version)))
        with_tools(bench, artefacts, found[newest], ".".join(map(str, newest)))
        print(f"{len(bench.rows)} passed, 0 failed ({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    main()
