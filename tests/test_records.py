"""The cheap `dataclass` does what the standard one does."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from difficult_cx import records

Deco = Callable[..., Any]


def shapes(deco: Deco) -> dict[str, Any]:
    """The same classes, made by either decorator."""

    @deco(frozen=True, slots=True)
    class Frozen:
        name: str
        count: int = 3
        tags: list[str] = dataclasses.field(default_factory=list)
        place: int = dataclasses.field(default=0, compare=False, repr=False)

    @deco(slots=True)
    class Slotted:
        name: str
        kept: str = dataclasses.field(init=False, default="kept")
        late: str = dataclasses.field(init=False)

        def __post_init__(self) -> None:
            self.late = self.name.upper()

    @deco
    class Open:
        name: str
        count: int = 3

        def __repr__(self) -> str:
            return f"<{self.name}>"

    return {"Frozen": Frozen, "Slotted": Slotted, "Open": Open}


CHEAP, STANDARD = shapes(records.dataclass), shapes(dataclasses.dataclass)
GIVEN: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Frozen", ("a",), {}),
    ("Frozen", ("a", 1, ["x"], 7), {}),
    ("Frozen", (), {"name": "a", "tags": ["y"]}),
    ("Frozen", ("a",), {"place": 5}),
    ("Slotted", ("a",), {}),
    ("Slotted", (), {"name": "b"}),
    ("Open", ("a",), {"count": 9}),
    ("Open", ("a", 2), {}),
]


def shown(one: object) -> dict[str, Any]:
    """All fields of a record by name."""
    return {each.name: getattr(one, each.name) for each in dataclasses.fields(one)}  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "args", "named"), GIVEN)
def test_what_is_given_lies_where_the_standard_one_puts_it(
    name: str, args: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """Fields, defaults, what `__post_init__` adds, and what is shown are the same."""
    cheap, standard = CHEAP[name](*args, **named), STANDARD[name](*args, **named)
    assert shown(cheap) == shown(standard)
    assert repr(cheap) == repr(standard)
    assert dataclasses.is_dataclass(cheap)


@pytest.mark.parametrize(("name", "args", "named"), GIVEN)
def test_they_are_equal_where_the_standard_ones_are(
    name: str, args: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """By their compared fields and class, never with anything else."""
    for other_name, other_args, other_named in GIVEN:
        cheap = CHEAP[name](*args, **named) == CHEAP[other_name](*other_args, **other_named)
        standard = STANDARD[name](*args, **named) == STANDARD[other_name](*other_args, **other_named)
        assert cheap is standard
    assert CHEAP[name](*args, **named) != STANDARD[name](*args, **named)
    assert CHEAP[name](*args, **named) != 5


@pytest.mark.parametrize(
    ("args", "named"),
    [((), {}), (("a", 1, [], 0, 5), {}), (("a",), {"name": "b"}), (("a",), {"nothing": 1})],
)
def test_wrong_values_are_refused(args: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Too few, too many, one twice, one that isn't a field: a TypeError, as ever."""
    for one in (CHEAP["Frozen"], STANDARD["Frozen"]):
        with pytest.raises(TypeError):
            one(*args, **named)


def test_a_frozen_one_stays_what_it_is() -> None:
    """It can't be set or deleted; it can be a key when its fields can; `replace` makes another."""
    one = CHEAP["Frozen"]("a", 1, ())
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.name
    assert {one: 1}[CHEAP["Frozen"]("a", 1, ())] == 1
    other = dataclasses.replace(one, count=2)
    assert (one.count, other.count, other.name) == (1, 2, "a")
    assert not hasattr(one, "__dict__")
    with pytest.raises(TypeError):
        hash(CHEAP["Open"]("a"))


def test_a_list_made_by_a_factory_is_ones_own() -> None:
    """No two records share it."""
    one, other = CHEAP["Frozen"]("a"), CHEAP["Frozen"]("a")
    one.tags.append("x")
    assert other.tags == []
