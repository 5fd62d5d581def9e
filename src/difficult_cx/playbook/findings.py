"""What is wrong in a file, and where: a finding has a place, a reason and a hint, never a traceback."""

from dataclasses import dataclass

LONGEST_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake in a file: line and column from 1, the rule that found it, what next, the line itself."""

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    text: str = ""
    level: str = "error"

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Files by name, places from top to bottom."""
        return (self.path, self.line, self.column, self.rule)

    def render(self) -> str:
        """`file:line:col: message (rule)`, the line with a caret below it, and the hint."""
        rows = [f"{self.path}:{self.line}:{self.column}: {self.message} ({self.rule})"]
        if self.text:
            shown = self.text[:LONGEST_SHOWN].replace("\t", " ")
            rows += [f"    {shown}", f"    {' ' * min(self.column - 1, LONGEST_SHOWN)}^"]
        if self.hint:
            rows.append(f"    hint: {self.hint}")
        return "\n".join(rows)
