"""`dataclass`, cheap to define: what the standard one compiles anew for each class is shared by all.

Python compiles six small functions for every frozen dataclass, a third of a millisecond each time; the first
card needs eighty of them while a customer waits. Here the standard `dataclass` only reads the fields, and the
functions are the same for every class (docs/decisions/0012-cheap-records.md). To a type checker it *is*
the standard one, and `replace`, `fields` and `field` work as ever. What is made a hundred thousand times in
one run stays with the standard one, whose `__init__` is quicker.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

Put = Callable[[Any, Any], None]


class Place:
    """A field as `__init__` needs it: its name, what puts a value there, and its default."""

    __slots__ = ("default", "factory", "name", "put")

    def __init__(self, cls: type, one: "dataclasses.Field[Any]") -> None:
        self.name = one.name
        self.put = _setter(cls, one.name)
        self.default = one.default
        self.factory = None if one.default_factory is dataclasses.MISSING else one.default_factory

    def fill(self, record: object) -> bool:
        """Put the default there; False when there is none."""
        if self.factory is not None:
            self.put(record, self.factory())
        elif self.default is not dataclasses.MISSING:
            self.put(record, self.default)
        else:
            return False
        return True


def _setter(cls: type, name: str) -> Put:
    """Puts a value straight where it lies, in a frozen record too."""
    slot = vars(cls).get(name)
    if type(slot).__name__ == "member_descriptor":
        put: Put = slot.__set__  # type: ignore[union-attr]
        return put
    return lambda record, value: object.__setattr__(record, name, value)


def _init(cls: type) -> Callable[..., None]:
    found = dataclasses.fields(cls)
    places = tuple(Place(cls, one) for one in found if one.init)
    rest = tuple(Place(cls, one) for one in found if not one.init)
    after = getattr(cls, "__post_init__", None)

    def init(record: object, /, *args: Any, **named: Any) -> None:
        if len(args) > len(places):
            raise TypeError(f"{cls.__name__}() takes {len(places)} values, {len(args)} were given")
        for place, value in zip(places, args, strict=False):
            place.put(record, value)
        for place in places[len(args) :]:
            if place.name in named:
                place.put(record, named.pop(place.name))
            elif not place.fill(record):
                raise TypeError(f"{cls.__name__}() is missing {place.name!r}")
        if named:
            raise TypeError(f"{cls.__name__}() has no {', '.join(named)}, or was given it twice")
        for place in rest:
            place.fill(record)
        if after is not None:
            after(record)

    return init


def _compared(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    names = tuple(one.name for one in dataclasses.fields(cls) if one.compare)
    return lambda record: tuple([getattr(record, name) for name in names])


def _repr(record: Any) -> str:
    shown = (f"{one.name}={getattr(record, one.name)!r}" for one in dataclasses.fields(record) if one.repr)
    return f"{type(record).__qualname__}({', '.join(shown)})"


def _refuse(record: object, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(record).__name__}.{name} can't be changed")


def _made(cls: type, *, frozen: bool, slots: bool) -> type:
    own = set(vars(cls))
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    values = _compared(made)

    def equal(record: object, other: object) -> bool:
        return NotImplemented if type(other) is not type(record) else values(record) == values(other)

    methods: dict[str, Any] = {"__init__": _init(made), "__repr__": _repr, "__eq__": equal, "__hash__": None}
    if frozen:
        methods["__hash__"] = lambda record: hash(values(record))
        methods["__setattr__"] = methods["__delattr__"] = _refuse
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - said to be exported
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, slots: bool = False) -> Any:
        """A class of these fields, equal by them; with `frozen` they can't be set again."""
        if cls is None:
            return lambda cls: _made(cls, frozen=frozen, slots=slots)
        return _made(cls, frozen=frozen, slots=slots)
