"""What a rep or a firm may set; every value has a default, so nothing is configured first."""

from dataclasses import field

from difficult_cx.domain.office import Office
from difficult_cx.domain.policy import Policy
from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run.

    `office` holds hours, working days, holidays and day order, for due phrases. `zone` is an IANA name or
    empty (then TZ, the system's, UTC). `clock` is seconds, minutes or off; `twelve`: times of day
    are shown by the 12 hour clock. `aim_minutes`: how much earlier than told we aim to keep a promise.
    `policy`: warnings, authority, the safety card.
    `lang`: the language of playbooks that is read first. `plain`: the plain face always.
    `playbook_folders`: more folders with playbooks, absolute.
    `care_offers`: what the employer offers for staying well. `backup`: who helps out where nobody is named.
    `watch_days`: how long a relationship is watched after a hard call; `quiet_days`: after how long without a
    word a customer is named; `chronic_calls` with an issue in `chronic_days` are chronic.
    `sync_after_call`: the record is shared with the team after each call, in the background.
    """

    rep: str = ""
    company: str = ""
    office: Office = field(default_factory=Office)
    zone: str = ""
    clock: str = "seconds"
    playbook: str = "difficult-call"
    lang: str = "en"
    twelve: bool = False
    plain: bool = False
    terse: bool = False
    aim_minutes: int = 0
    policy: Policy = field(default_factory=Policy)
    playbook_folders: tuple[str, ...] = ()
    care_offers: tuple[str, ...] = ()
    backup: str = ""
    watch_days: int = 14
    quiet_days: int = 60
    chronic_calls: int = 3
    chronic_days: int = 90
    sync_after_call: bool = False
