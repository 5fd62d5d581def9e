"""The report's page in a real browser: Debian's chromium, headless.

Skipped where there is none; with DCX_BROWSER set, as `.ci/run` does once it could install one, that is a failure.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Dcx
from tests.domain.report.year import make

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDED = bool(os.environ.get("DCX_BROWSER"))

pytestmark = pytest.mark.skipif(BROWSER is None and not NEEDED, reason="no browser is installed")


def browse(page: Path, folder: Path, *options: str) -> "subprocess.CompletedProcess[bytes]":
    """Open the page; nothing outside the folder is touched."""
    assert BROWSER is not None, "a browser was asked for (DCX_BROWSER) and there is none"
    return subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder / 'profile'}",
            *options,
            page.as_uri(),
        ],
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"},
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def page(dcx: Dcx) -> Path:
    """The page of a year."""
    make(dcx.home, 60)
    path = dcx.home.parent / "report.html"
    dcx("report", "--html", str(path))
    return path


def test_the_browser_shows_all_of_it(page: Path, tmp_path: Path) -> None:
    """Every section, drawing and table is in the document it built, and hostile words made no element."""
    found = browse(page, tmp_path, "--dump-dom").stdout.decode("utf-8")
    assert found.count("<h2") == 11
    assert found.count("<svg") >= 8
    assert found.count("<table") == found.count("<caption")
    assert "<script" not in found
    assert "&lt;script&gt;alert(1)" in found


def test_the_style_is_allowed_and_nothing_else(page: Path, tmp_path: Path) -> None:
    """The policy lets the page's own style in (it is drawn in two colours) and a script that was smuggled in out."""
    smuggled = tmp_path / "smuggled.html"
    script = "<script>document.title='RAN'</script><style>body{display:none}</style>"
    smuggled.write_text(
        page.read_text(encoding="utf-8").replace("</main>", f"{script}</main>"), encoding="utf-8"
    )
    found = browse(smuggled, tmp_path, "--dump-dom").stdout.decode("utf-8")
    assert "<title>RAN" not in found
    log = browse(smuggled, tmp_path, "--enable-logging=stderr", "--v=0", "--dump-dom").stderr.decode(
        "utf-8", "replace"
    )
    assert "Content Security Policy" in log
    own = browse(page, tmp_path, "--enable-logging=stderr", "--v=0", "--dump-dom").stderr.decode(
        "utf-8", "replace"
    )
    assert "Content Security Policy" not in own


def test_light_dark_and_narrow_are_drawn(page: Path, tmp_path: Path) -> None:
    """Three pictures, all different, none of them blank."""
    sizes = []
    for name, options in {
        "light": ("--window-size=1100,1400",),
        "dark": ("--window-size=1100,1400", "--blink-settings=preferredColorScheme=0"),
        "narrow": ("--window-size=420,1400",),
    }.items():
        picture = tmp_path / f"{name}.png"
        browse(page, tmp_path, f"--screenshot={picture}", *options)
        content = picture.read_bytes()
        assert content.startswith(b"\x89PNG")
        sizes.append(content)
    assert len(set(sizes)) == 3
    assert min(map(len, sizes)) > 20_000


def test_it_prints(page: Path, tmp_path: Path) -> None:
    """On paper it has a few pages, not one long one."""
    paper = tmp_path / "report.pdf"
    browse(page, tmp_path, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    content = paper.read_bytes()
    assert content.startswith(b"%PDF")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", content)) <= 14
