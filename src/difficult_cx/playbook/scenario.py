"""`practice/ID.yaml`: scripted customers to rehearse with; every mistake with its place, as in a playbook."""

from collections.abc import Iterable
from pathlib import Path

from difficult_cx.domain.practice.moves import MOVES
from difficult_cx.domain.practice.scenario import MOST_HEAT, Aim, Reaction, Scenario, Turn
from difficult_cx.errors import FindingsError, NotFoundError
from difficult_cx.playbook.fields import Map, read_text
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.names import ID
from difficult_cx.playbook.nodes import Node, Page, read_file
from difficult_cx.playbook.written import is_format_1

FOLDER = "practice"
ROW = 66  # what the log shows in one row of 80 columns
MOODS = ("calm", "cool", "hot")
KEYS = (
    *("dcx", "id", "title", "situation", "who", "brief", "playbook", "channel", "heat", "known", "promise"),
    *("facts", "turns", "always", "ends", "aims", "harder"),
)
TURN_KEYS = ("id", "says", "waits", "on")
REACTION_KEYS = ("moves", "says", "heat", "go")
AIM_KEYS = ("move", "well", "missed", "rule")


def scenario_files(folders: Iterable[Path]) -> dict[str, Path]:
    """Every scenario by its id; folders given first take the place of later ones."""
    found: dict[str, Path] = {}
    for folder in folders:
        place = folder / FOLDER
        for path in sorted(place.glob("*.yaml")) if place.is_dir() else ():
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def load_scenario(folders: Iterable[Path], scenario_id: str) -> Scenario:
    """The scenario of this id; a NotFoundError names close ones, a FindingsError every mistake."""
    files = scenario_files(folders)
    path = files.get(scenario_id)
    if path is None:
        from difflib import get_close_matches

        close = get_close_matches(scenario_id, files, n=3, cutoff=0.5) or list(files)
        raise NotFoundError(f"No scenario {scenario_id!r}.", f"one of {', '.join(close)}")
    scenario, findings = read_scenario(path)
    if findings:
        raise FindingsError(
            f"The scenario {scenario_id} has mistakes:",
            tuple(one.render() for one in findings),
            "`dcx playbook lint` reads it again",
        )
    return scenario


def read_scenario(path: Path) -> tuple[Scenario, list[Finding]]:
    """What this file says, and what is wrong in it."""
    page, root = read_file(path)
    blank = Scenario(path.stem, "", "", "", path=str(path))
    if root is None or not is_format_1(page, root):
        return blank, page.findings
    top = Map(page, root, "a scenario", KEYS)
    scenario = Scenario(
        id=top.text("id", needed=True),
        title=top.text("title", most=8, needed=True),
        who=top.text("who", most=6, needed=True),
        brief=top.text("brief", most=40, needed=True),
        situation=top.text("situation"),
        playbook=top.text("playbook") or "difficult-call",
        channel=top.text("channel") or "phone",
        heat=_heat(page, top, "heat", 2),
        known=top.texts("known"),
        promise=top.text("promise", most=12),
        facts=_facts(page, top),
        turns=_turns(page, top),
        always=_reactions(page, top, "always"),
        ends=_ends(page, top),
        aims=_aims(page, top),
        harder=top.text("harder", most=40),
        path=str(path),
    )
    _check(page, root, scenario, path)
    return scenario, page.findings


def _heat(page: Page, top: Map, key: str, default: int, least: int = 0) -> int:
    node = top.values.get(key)
    if node is None:
        return default
    text = node.text
    if node.kind != "text" or text.lstrip("-") not in "01234" or not least <= int(text) <= MOST_HEAT:
        page.find(node.spot, "type", f"`{key}` must be a number from {least} to {MOST_HEAT}")
        return default
    return int(text)


def _facts(page: Page, top: Map) -> dict[str, tuple[str, ...]]:
    node = top.values.get("facts")
    if node is None:
        return {}
    found = {}
    names = Map(page, node, "`facts`", [name.text for name, _ in node.pairs])
    for name in names.values:
        found[name] = tuple(text.casefold() for text in names.texts(name))
    return found


def _rows(page: Page, node: Node | None, what: str) -> tuple[tuple[str, ...], ...]:
    """Variants of what is said: a text is one row, a list of texts several rows in one breath."""
    if node is None:
        return ()
    if node.kind != "list":
        page.find(node.spot, "type", f"`{what}` must be a list of variants", f'{what}: ["Well?"]')
        return ()
    found = []
    for variant in node.items:
        rows = [variant] if variant.kind == "text" else variant.items
        texts = [read_text(page, row, what) for row in rows]
        for row, text in zip(rows, texts, strict=True):
            if len(text) > ROW:
                message = f"a row has {len(text)} characters, at most {ROW}"
                page.find(row.spot, "limit", message, "break it into a list of rows")
        found.append(tuple(filter(None, texts)))
    return tuple(found)


def _turns(page: Page, top: Map) -> tuple[Turn, ...]:
    found: list[Turn] = []

    def one(node: Node) -> None:
        turn = Map(page, node, "a turn", TURN_KEYS)
        says = _rows(page, turn.values.get("says"), "says")
        waits = _rows(page, turn.values.get("waits"), "waits")
        turn_id = turn.text("id", needed=True)
        if any(known.id == turn_id for known in found):
            page.find(node.spot, "duplicate-step", f"the turn `{turn_id}` stands here twice")
        found.append(Turn(turn_id, says, waits, _reactions(page, turn, "on")))

    top.each("turns", one)
    return tuple(found)


def _reactions(page: Page, top: Map, key: str) -> tuple[Reaction, ...]:
    found: list[Reaction] = []

    def one(node: Node) -> None:
        read = Map(page, node, "an answer", REACTION_KEYS)
        moves = read.texts_at("moves")
        for place, move in moves:
            if move not in MOVES:
                page.find(place.spot, "unknown", f"no move `{move}`", f"one of {', '.join(sorted(MOVES))}")
        if not moves:
            page.find(node.spot, "missing-key", "an answer needs `moves`", "moves: [listen]")
        says = _rows(page, read.values.get("says"), "says")
        heat = _heat(page, read, "heat", 0, -MOST_HEAT)
        found.append(Reaction(tuple(move for _, move in moves), says, heat, read.text("go")))

    top.each(key, one)
    return tuple(found)


def _ends(page: Page, top: Map) -> dict[str, tuple[str, ...]]:
    node = top.values.get("ends")
    if node is None:
        page.find(top.node.spot, "missing-key", "a scenario needs `ends`", f"one of {', '.join(MOODS)} each")
        return {}
    ends = Map(page, node, "`ends`", MOODS)
    for mood in MOODS:
        if not ends.has(mood):
            page.find(node.spot, "missing-key", f"`ends` needs `{mood}`")
    return {mood: ends.texts(mood) for mood in MOODS}


def _aims(page: Page, top: Map) -> tuple[Aim, ...]:
    found: list[Aim] = []

    def one(node: Node) -> None:
        aim = Map(page, node, "an aim", AIM_KEYS)
        move = aim.text("move", one_of=sorted(MOVES), needed=True)
        well = aim.text("well", most=25, needed=True)
        found.append(Aim(move, well, aim.text("missed", most=30, needed=True), aim.text("rule")))

    top.each("aims", one)
    if not found:
        page.find(top.node.spot, "missing-key", "a scenario needs `aims`", "what is practised?")
    return tuple(found)


def _check(page: Page, root: Node, scenario: Scenario, path: Path) -> None:
    """What no single key can say: the id, turns that lead nowhere or that nothing leads to."""
    if scenario.id and (scenario.id != path.stem or not ID.fullmatch(scenario.id)):
        page.find(root.spot, "id", f"the id is {scenario.id!r}, the file is {path.name!r}", "one name")
    if not scenario.turns:
        page.find(root.spot, "missing-key", "a scenario needs `turns`", "the first one opens")
        return
    names = {one.id for one in scenario.turns}
    goes = {one.go for turn in scenario.turns for one in turn.on} | {one.go for one in scenario.always}
    for lost in sorted(goes - names - {""}):
        page.find(root.spot, "goto", f"an answer goes to `{lost}`, and there is no such turn")
    for turn in scenario.turns[1:]:
        if turn.id not in goes:
            page.find(root.spot, "unreachable", f"no answer leads to the turn `{turn.id}`")
    if not scenario.turns[0].says:
        page.find(root.spot, "missing-key", "the first turn needs `says`: somebody has to begin")
