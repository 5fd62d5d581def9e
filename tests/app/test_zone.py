"""The zone dcx runs in."""

from pathlib import Path

import pytest

from difficult_cx.app import zone as place
from difficult_cx.app.zone import find_zone


def system(tmp_path: Path, name: str) -> str:
    """A link like `/etc/localtime` to this zone."""
    link = tmp_path / "localtime"
    link.symlink_to(f"/usr/share/zoneinfo/{name}")
    return str(link)


def test_the_configuration_comes_first(tmp_path: Path) -> None:
    """Configured, then TZ, then the system's."""
    there = system(tmp_path, "Asia/Tokyo")
    assert find_zone("Europe/Paris", {"TZ": "Europe/London"}, there).name == "Europe/Paris"
    assert find_zone("", {"TZ": "Europe/London"}, there).source == "TZ"
    found = find_zone("", {}, there)
    assert (found.name, found.source, str(found.info)) == ("Asia/Tokyo", "system", "Asia/Tokyo")


@pytest.mark.parametrize("text", [":Europe/London", "/usr/share/zoneinfo/Europe/London", "Europe/London"])
def test_tz_may_be_written_as_the_c_library_allows(text: str) -> None:
    """A colon before the name, or the whole path of its file."""
    assert find_zone("", {"TZ": text}, "/nowhere").name == "Europe/London"


def test_a_tz_that_names_nothing_is_said(tmp_path: Path) -> None:
    """Then it is UTC, with a note for doctor that says what to set."""
    found = find_zone("", {"TZ": "Mars/Olympus"}, system(tmp_path, "Asia/Tokyo"))
    assert (found.name, found.source) == ("UTC", "fallback")
    assert "config.toml" in found.note


def test_without_a_link_tzlocal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the link doesn't answer, the library does; where it can't, UTC, and it is said."""
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Europe/Oslo")
    assert find_zone("", {}, "/nowhere").name == "Europe/Oslo"
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: None)
    found = find_zone("", {}, "/nowhere")
    assert (found.name, found.source) == ("UTC", "fallback")
    assert found.note


@pytest.mark.skipif(not Path("/etc/localtime").is_symlink(), reason="this system has no such link")
def test_both_ways_agree_on_this_machine() -> None:
    """The link and the library name the same zone."""
    assert place._linked("/etc/localtime") == place._asked()
