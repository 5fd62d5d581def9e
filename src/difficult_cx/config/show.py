"""The settings as rows to show: name, value, and where it comes from."""

from typing import Any

from difficult_cx.config.keys import DAYS, KEYS
from difficult_cx.config.load import Configuration
from difficult_cx.domain.policy import plain
from difficult_cx.domain.settings import Settings


def values(settings: Settings) -> dict[str, Any]:
    """Every key's value as `config.toml` would have it (JSON values)."""
    office, policy = settings.office, settings.policy
    return {
        "rep": settings.rep,
        "company": settings.company,
        "zone": settings.zone,
        "playbook": settings.playbook,
        "lang": settings.lang,
        "clock": settings.clock,
        "time_format": "12h" if settings.twelve else "24h",
        "day_order": office.order,
        "hours": f"{office.opens:%H:%M}-{office.closes:%H:%M}",
        "working_days": [DAYS[day] for day in sorted(office.days)],
        "holidays": [day.isoformat() for day in sorted(office.holidays)],
        "aim": settings.aim_minutes,
        "warnings": dict(policy.warnings),
        "warning_words": dict(policy.words),
        "may_end_call": policy.may_end_call,
        "authority": None if policy.authority is None else plain(policy.authority),
        "approver": policy.approver,
        "safety": list(policy.safety),
        "plain": settings.plain,
        "terse": settings.terse,
        "backup": settings.backup,
        "watch_days": settings.watch_days,
        "quiet_days": settings.quiet_days,
        "chronic_calls": settings.chronic_calls,
        "chronic_days": settings.chronic_days,
        "care_offers": list(settings.care_offers),
        "sync_after_call": settings.sync_after_call,
        "playbook_folders": list(settings.playbook_folders),
    }


def rows(found: Configuration) -> list[tuple[str, Any, str]]:
    """Name, value and source (`config.toml` or `default`) of every key, in the order of the page."""
    wrong = {finding.key for finding in found.findings}
    return [
        (name, value, "config.toml" if name in found.set_here and name not in wrong else "default")
        for name, value in values(found.settings).items()
    ]


def example_text() -> str:
    """A `config.toml` with every key, commented out, each with what it means and what is allowed."""
    lines = ["# The settings of dcx. Every one has a default; take the # away before a key to set it.", ""]
    for name, key in KEYS.items():
        lines += [f"# {key.what}", f"# Allowed: {key.allowed}", f"#{name} = {key.example}", ""]
    return "\n".join(lines)
