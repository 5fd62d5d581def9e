"""The report: its sections by their key, in the order in which a firm reads them."""

from collections.abc import Callable, Iterable, Mapping

from difficult_cx.domain.report import afterwards, on_calls
from difficult_cx.domain.report.material import Material
from difficult_cx.domain.report.sections import Section

SECTIONS: Mapping[str, Callable[[Material], Section]] = {
    "overview": on_calls.overview,
    "breakdowns": on_calls.breakdowns,
    "repeat_contacts": on_calls.contacts,
    "acknowledgement": on_calls.acknowledging,
    "situations": on_calls.turning,
    "techniques": on_calls.trying,
    "heat": afterwards.heating,
    "promises": afterwards.promising,
    "concessions": afterwards.conceding,
    "feedback": afterwards.listening,
    "learned": afterwards.learning,
}


def made(material: Material, keys: Iterable[str]) -> tuple[Section, ...]:
    """These sections, in the order of the report."""
    wanted = set(keys)
    return tuple(make(material) for key, make in SECTIONS.items() if key in wanted)
