"""Values from the record and the folders: customers, promises, calls, playbooks, scenarios."""

import os
from collections.abc import Mapping

from difficult_cx.completion.fitting import Offer

MOST = 100  # more than anybody reads
_DATA = frozenset({"sources", "evidence", "rules", "phrases", "words", "coverage"})


def values(kind: str, begun: str, env: Mapping[str, str], platform: str) -> list[Offer]:
    """The values of this kind that begin so; none when they can't be read."""
    if kind in ("playbook", "any-playbook", "scenario"):
        found = _files(kind, begun, env, platform)
    else:
        from difficult_cx.completion.record import from_record

        found = from_record(kind, begun, env, platform)
    return [(value, _plain(what)) for value, what in found if value.isprintable()]


def _plain(what: str) -> str:
    """A line that no terminal obeys, cut to fit beside the value."""
    if not what:
        return ""
    from difficult_cx.terminal.clean import clean
    from difficult_cx.terminal.width import cut

    return cut(clean(what), 50)


def _files(kind: str, begun: str, env: Mapping[str, str], platform: str) -> list[Offer]:
    """The files within reach: one's own first, so that they stand for a shipped one of the same name."""
    found: dict[str, str] = {}
    below = "practice" if kind == "scenario" else ""
    for folder in _folders(env, platform):
        place = os.path.join(folder, below)
        try:
            names = sorted(os.listdir(place))
        except OSError:
            continue
        for name in names:
            stem, ends = os.path.splitext(name)
            if ends == ".yaml" and stem.startswith(begun) and stem not in found and stem not in _DATA:
                found[stem] = os.path.join(place, name)
    heads = ((stem, _head(path)) for stem, path in sorted(found.items()))
    return [
        (stem, head.get("title", ""))
        for stem, head in heads
        if kind != "playbook" or head.get("kind") != "situation"
    ]


def _head(path: str) -> dict[str, str]:
    """`kind` and `title` from the beginning of a playbook, read as lines: a look, no parsing."""
    head: dict[str, str] = {}
    try:
        if not os.path.isfile(path):
            return head
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read(2048)
    except OSError:
        return head
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon and name in ("kind", "title") and name not in head:
            head[name] = value.strip().strip("\"'")
    return head


def _folders(env: Mapping[str, str], platform: str) -> list[str]:
    """One's own folders as the configuration names them, then the shipped one."""
    package = os.path.dirname(os.path.dirname(__file__))
    inside = os.path.join(package, "playbooks")
    shipped = inside if os.path.isdir(inside) else os.path.join(package, "..", "..", "playbooks")
    config = _config(env, platform)
    return [os.path.join(config, "playbooks"), *_more(config, env), shipped]


def _config(env: Mapping[str, str], platform: str) -> str:
    from difficult_cx.quick import folders, xdg

    if env.get("DCX_HOME"):
        return os.path.abspath(env["DCX_HOME"])
    if folders(env, platform) is not None:
        return xdg(env, "XDG_CONFIG_HOME", ".config")
    from difficult_cx.storage.folders import find_folders

    return str(find_folders(env, platform).config)


def _more(config: str, env: Mapping[str, str]) -> list[str]:
    """The folders of `playbook_folders`; the configuration is read only where it names some."""
    path = os.path.join(config, "config.toml")
    try:
        with open(path, "rb") as file:
            named = b"playbook_folders" in file.read(1 << 20)
    except OSError:
        return []
    if not named:
        return []
    from pathlib import Path

    from difficult_cx.config.load import load

    home = env.get("HOME") or env.get("USERPROFILE", "")
    return list(load(Path(path), home).settings.playbook_folders)
