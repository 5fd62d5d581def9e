"""Every mistake of `config.toml`: those of the file itself, and what it names that isn't there."""

from pathlib import Path

from difficult_cx.app.world import World
from difficult_cx.config.load import Finding, line_of
from difficult_cx.errors import DcxError


def check(world: World) -> list[Finding]:
    """The findings in the order of their lines; a playbook or a folder that is named must be there."""
    found = world.configuration
    findings = list(found.findings)
    bad = {one.key for one in findings}
    if "playbook" in found.set_here and "playbook" not in bad:
        name = found.settings.playbook
        try:
            world.library.load(name)
        except DcxError as error:
            said = f"playbook: {error.message} {error.hint}".rstrip(".") + "."
            findings.append(Finding(found.path, line_of(found.path, "playbook"), said, "playbook"))
    if "playbook_folders" in found.set_here and "playbook_folders" not in bad:
        for folder in found.settings.playbook_folders:
            if not Path(folder).is_dir():
                line = line_of(found.path, "playbook_folders", Path(folder).name)
                said = f"playbook_folders: there is no folder {folder}. Make it, or take it out."
                findings.append(Finding(found.path, line, said, "playbook_folders"))
    return sorted(findings, key=lambda one: one.line)
