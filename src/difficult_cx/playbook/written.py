"""A playbook as it was written: its steps and `use`s in order, with their places, nothing looked up yet."""

from dataclasses import dataclass, field

from difficult_cx.domain.playbook import Question, Stem, Way
from difficult_cx.playbook.fields import Map, check_name, read_text
from difficult_cx.playbook.names import ID, LANG
from difficult_cx.playbook.nodes import Node, Page, Spot

FILE_KEYS = (
    "dcx id kind title lang when source why evidence rules synonyms key cues steps".split()  # noqa: SIM905
)
STEP_KEYS = (
    "id title do tone clock say never listen until ask ways needs if unless then rules".split()  # noqa: SIM905
)
USE_KEYS = ("use", "if", "unless", "ways", "then")
MOST_WAYS = 6
MOST_SYNONYMS, LONGEST_SYNONYM = 80, 8
TONES = ("calm", "warm", "firm", "serious", "upbeat")
KINDS = ("technique", "method", "situation")
WHENS = ("during", "outside")
ASKED_AS = ("text", "alternatives", "promise")
ASKED_BY = ("customer", "rep")


@dataclass(slots=True)
class Step:
    """One entry of `steps`: a card of its own, or a `use` of another file's."""

    spot: Spot
    id: str = ""
    use: str = ""
    title: str = ""
    do: str = ""
    tone: str = ""
    clock: bool = False
    say: tuple[Stem, ...] = ()
    never: tuple[tuple[Spot, str], ...] = ()
    listen: tuple[str, ...] = ()
    until: str = ""
    ask: Question | None = None
    ways: tuple[Way, ...] | None = None
    needs: dict[str, str] = field(default_factory=dict)
    only_if: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    then: str = ""
    rules: tuple[str, ...] = ()
    spots: dict[str, Spot] = field(default_factory=dict)

    def spot_of(self, *names: str) -> Spot:
        """Where the first of these stands, the narrowest first (`way 2`, `ways`); else the step."""
        return next((self.spots[name] for name in names if name in self.spots), self.spot)


@dataclass(slots=True)
class Written:
    """A file, read: what it says, and where."""

    page: Page
    id: str = ""
    kind: str = ""
    title: str = ""
    lang: str = "en"
    when: str = "during"
    source: str = ""
    why: str = ""
    evidence: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    key: str = ""
    cues: tuple[str, ...] = ()
    steps: list[Step] = field(default_factory=list)
    spots: dict[str, Spot] = field(default_factory=dict)


def read_written(page: Page, root: Node, name: str) -> Written:
    """The playbook of these nodes; every mistake is a finding of the page. `name`: the file's stem."""
    written = Written(page)
    if not is_format_1(page, root):
        return written
    top = Map(page, root, "a playbook", FILE_KEYS)
    written.spots = _spots(top)
    written.id = top.text("id", needed=True)
    if written.id and not ID.fullmatch(written.id):
        page.find(top.spot_of("id").spot, "id", f"{written.id[:40]!r} is no id", "2 to 40 of a-z, 0-9 and -")
    elif written.id and written.id != name:
        page.find(
            top.spot_of("id").spot,
            "id",
            f"the id is {written.id[:40]!r}, the file {name}.yaml",
            "let them be the same",
        )
    written.kind = top.text("kind", one_of=KINDS, needed=True)
    written.title = top.text("title", most=6, needed=True)
    written.lang = top.text("lang") or "en"
    if not LANG.fullmatch(written.lang):
        page.find(top.spot_of("lang").spot, "id", f"{written.lang[:40]!r} is no language", "en, de, pt-br")
    written.when = top.text("when", one_of=WHENS) or "during"
    written.source = top.text("source")
    written.why = top.text("why", most=25)
    written.evidence = top.texts("evidence")
    written.rules = top.texts("rules")
    written.synonyms = top.texts("synonyms", most=MOST_SYNONYMS, words=LONGEST_SYNONYM)
    _situation(page, top, written)
    if not top.has("steps"):
        page.find(root.spot, "missing-key", "a playbook needs `steps`", "each begins with a dash")
    top.each("steps", lambda node: written.steps.append(_step(page, node)))
    _steps_fit(page, top, written)
    return written


def is_format_1(page: Page, root: Node) -> bool:
    """Whether the file says `dcx: 1`; any other is one finding, and the file is left alone."""
    if root.kind != "map":
        page.find(root.spot, "type", "a file of dcx must be a map", "it begins with `dcx: 1`")
        return False
    node = root.get("dcx")
    if node is not None and node.kind == "text" and node.text == "1":
        return True
    said = "`dcx: 1` is missing"
    if node is not None:
        said = f"`dcx` is {node.text[:40]!r}" if node.kind == "text" else f"`dcx` is a {node.kind}"
    spot = node.spot if node is not None else root.spot
    page.find(spot, "format", f"{said}; this dcx reads format 1", "the file is left alone")
    return False


def _situation(page: Page, top: Map, written: Written) -> None:
    written.key = top.text("key")
    written.cues = top.texts("cues", most=6)
    if written.kind == "situation":
        if not written.key:
            page.find(top.node.spot, "missing-key", "a situation needs `key`", "the letter that calls it")
        elif len(written.key) != 1:
            page.find(top.spot_of("key").spot, "key", f"`key` is one letter, not {written.key[:40]!r}")
    else:
        for name in ("key", "cues"):
            if top.has(name):
                page.find(top.spot_of(name).spot, "key", f"only a situation has `{name}`")


def _steps_fit(page: Page, top: Map, written: Written) -> None:
    node = top.values.get("steps")
    if node is None or node.kind != "list":
        return
    if not node.items:
        page.find(node.spot, "limit", "`steps` is empty", "one step at least")
    if written.kind == "situation" and len(node.items) != 1:
        page.find(node.spot, "limit", "a situation has exactly one step")
    seen: set[str] = set()
    for step in written.steps:
        if step.id and step.id in seen:
            page.find(step.spot, "duplicate-step", f"the step `{step.id}` stands here twice")
        seen.add(step.id)


def _step(page: Page, node: Node) -> Step:
    if node.kind == "map" and node.get("use") is not None:
        return _use(page, node)
    top = Map(page, node, "a step", STEP_KEYS)
    if node.kind != "map":
        return Step(node.spot)
    step = Step(node.spot, spots=_spots(top))
    step.id = top.text("id", needed=True)
    if step.id and not ID.fullmatch(step.id):
        page.find(top.spot_of("id").spot, "id", f"{step.id[:40]!r} is no id", "2 to 40 of a-z, 0-9 and -")
    step.title = top.text("title", most=5, needed=True)
    step.do = top.text("do", most=12, needed=True)
    step.tone = top.text("tone", one_of=TONES)
    step.clock = top.truth("clock")
    step.say = _say(page, top)
    step.never = tuple((one.spot, text) for one, text in top.texts_at("never", most=2))
    named = top.values.get("never")
    if named is None or (named.kind == "list" and not named.items):
        page.find(node.spot, "missing-key", "a step needs `never`", "one or two phrases of phrases.yaml")
    step.listen = top.texts("listen", most=3)
    step.until = top.text("until", most=12)
    step.ask = _ask(page, top)
    step.ways = _ways(page, top)
    step.then = top.text("then")
    step.needs = dict(top.names("needs"))
    step.only_if, step.unless = _facts(page, top, "if"), _facts(page, top, "unless")
    step.rules = top.texts("rules")
    if step.ask is not None and not step.say:
        page.find(
            node.spot, "silent", "a card with nothing to say asks nothing", "say something, or take `ask` out"
        )
    return step


def _use(page: Page, node: Node) -> Step:
    top = Map(page, node, "a `use`", USE_KEYS)
    step = Step(node.spot, use=top.text("use", needed=True), spots=_spots(top))
    step.only_if, step.unless = _facts(page, top, "if"), _facts(page, top, "unless")
    step.then = top.text("then")
    if top.has("ways"):
        step.ways = _ways(page, top)
    return step


def _spots(top: Map) -> dict[str, Spot]:
    """The place of every key, and of every entry of a list: `say`, `say 1`."""
    found = {}
    for key, node in top.values.items():
        found[key] = node.spot
        found |= {f"{key} {place}": one.spot for place, one in enumerate(node.items, 1)}
        found |= {f"{key} {name.text}": name.spot for name, _ in node.pairs}
    return found


def _facts(page: Page, top: Map, key: str) -> tuple[str, ...]:
    """A list of facts, each a name or `not NAME`."""
    found = top.texts_at(key)
    for node, text in found:
        check_name(page, node, key, text.removeprefix("not "))
    return tuple(text for _, text in found)


def _say(page: Page, top: Map) -> tuple[Stem, ...]:
    node = top.values.get("say")
    if node is None:
        page.find(top.node.spot, "missing-key", "a step needs `say`", "one to three stems, or `say: nothing`")
        return ()
    if node.kind == "text":
        if node.text != "nothing":
            page.find(node.spot, "type", "`say` must be a list, or `nothing`", 'say: ["…"]')
        return ()
    if node.kind != "list" or not 1 <= len(node.items) <= 3:
        page.find(node.spot, "limit", "`say` has one to three stems")
        return ()
    if [one.text for one in node.items] == ["nothing"]:
        page.find(node.spot, "type", "`[nothing]` would say the word", "`say: nothing`, without brackets")
    stems = []
    for one in node.items:
        if one.kind == "map":
            quote = Map(page, one, "a quote", ("quote",))
            stems.append(Stem(quote.text("quote", most=20, needed=True), quote=True))
        else:
            stems.append(Stem(read_text(page, one, "say", most=15)))
    return tuple(stems)


def _ask(page: Page, top: Map) -> Question | None:
    node = top.values.get("ask")
    if node is None:
        return None
    asked = Map(page, node, "`ask`", ("field", "label", "as", "by"))
    check_name(page, asked.spot_of("field"), "field", asked.text("field"))
    return Question(
        asked.text("field", needed=True),
        asked.text("label", most=3, needed=True),
        asked.text("as", one_of=ASKED_AS) or "text",
        asked.text("by", one_of=ASKED_BY) or "customer",
    )


def _ways(page: Page, top: Map) -> tuple[Way, ...]:
    ways: list[Way] = []

    def one(node: Node) -> None:
        way = Map(page, node, "a way", ("label", "go", "set", "if", "from"))
        label = way.text("label", most=5, needed=True)
        sets = dict(way.names("set"))
        conditions = _facts(page, way, "if")
        ways.append(Way(label, way.text("go") or "next", sets, conditions, way.number("from", 1)))

    top.each("ways", one)
    node = top.values.get("ways")
    if node is not None and node.kind == "list" and not 1 <= len(ways) <= MOST_WAYS:
        page.find(node.spot, "limit", f"`ways` has {len(ways)} lines, one to six fit on a card")
    return tuple(ways)
