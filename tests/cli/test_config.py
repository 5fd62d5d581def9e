"""`dcx config`."""

from tests.conftest import Dcx


def test_show_says_where_a_value_comes_from(dcx: Dcx) -> None:
    """The file's values, the defaults, and the zone's own source."""
    path = dcx.config('rep = "Sam"\nhours = "08:00-16:00"\n')
    out = dcx("config", "show").out
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines() if line.strip()}
    assert rows["rep"] == ["Sam", "config.toml"]
    assert rows["hours"] == ["08:00-16:00", "config.toml"]
    assert rows["clock"] == ["seconds", "default"]
    assert rows["zone"] == ["Europe/London", "TZ"]
    assert str(path) in out
    data = dcx("config", "show", "--json").json["data"]
    assert data["settings"]["zone"] == {"value": "Europe/London", "source": "TZ"}
    assert data["file"] == str(path)


def test_check_says_yes_or_no(dcx: Dcx) -> None:
    """Exit 0 when all is right or there is no file, 1 with each mistake and its line."""
    assert "not there" in dcx("config", "check").out
    path = dcx.config('rep = "Sam"\n')
    assert dcx("config", "check").out == f"{path}: no mistakes\n"
    dcx.config('\nclock = "never"\nholiday = 3\n')
    ran = dcx("config", "check", code=1)
    assert ran.out.splitlines() == [
        f"{path}:2: clock: 'never' is none of them. Allowed: seconds, minutes, off",
        next(line for line in ran.out.splitlines() if line.startswith(f"{path}:3: 'holiday' is no key.")),
    ]
    data = dcx("config", "check", "--json", code=1).json["data"]
    assert [one["line"] for one in data["findings"]] == [2, 3]


def test_show_goes_on_when_the_file_is_wrong(dcx: Dcx) -> None:
    """What is wrong stands below the settings that count."""
    dcx.config('clock = "never"\n')
    assert "Allowed: seconds, minutes, off" in dcx("config", "show").out


def test_other_commands_say_what_is_wrong(dcx: Dcx) -> None:
    """A mistake in the file is one clear message, not another answer than the one that was configured."""
    path = dcx.config('zone = "Europe/Londn"\n')
    ran = dcx("followups", code=3)
    assert f"{path}:1: zone: 'Europe/Londn' is no zone" in ran.err
    assert "hint: `dcx config check`" in ran.err


def test_the_example_is_a_file_to_begin_with(dcx: Dcx) -> None:
    """`dcx config show --example` can be written to config.toml as it is."""
    dcx.config(dcx("config", "show", "--example").out)
    assert dcx("config", "check").out.endswith("no mistakes\n")


def test_control_characters_of_the_file_are_shown(dcx: Dcx) -> None:
    """A value that would paint the terminal is written out."""
    dcx.config('"\\u001b[31m" = 1\n')
    out = dcx("config", "check", code=1).out
    assert "\x1b" not in out


def test_check_names_every_mistake_not_only_the_first(dcx: Dcx) -> None:
    """Each item of a list, each row of a table, a playbook and a folder that aren't there."""
    dcx.config(
        'holidays = ["2026-12-25", "25 Dec",\n "26 Dec"]\nwarnings = { insult = 99, rage = 1 }\n'
        'playbook = "no-such-one"\nplaybook_folders = ["gone"]\nworking_days = ["mon", "xday", 3]\nunknown = 1\n'
    )
    rows = dcx("config", "check", "--json", code=1).json["data"]["findings"]
    lines = [row["line"] for row in rows]
    assert lines == [1, 2, 3, 3, 4, 5, 6, 6, 7]
    said = " ".join(row["message"] for row in rows)
    for word in (
        "'25 Dec'",
        "'26 Dec'",
        "99",
        "'rage'",
        "no-such-one",
        "gone",
        "'xday'",
        "3 is no day",
        "'unknown'",
    ):
        assert word in said
