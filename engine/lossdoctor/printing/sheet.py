"""A sheet of lines being filled: headings, paragraphs, rows; in one language, at one width.

Owns the look that all printed results share. Leaves what is printed to its users.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lossdoctor.model import Text
from lossdoctor.printing.layout import clean, wrap
from lossdoctor.printing.paint import PLAIN, Paint

__all__ = ["Sheet", "Style"]


@dataclass(frozen=True, slots=True)
class Style:
    """How results are printed."""

    language: str = "en"
    width: int = 80
    paint: Paint = PLAIN

    def say(self, text: Text) -> str:
        """Give a text in the language of the sheet, safe to print."""
        return clean(text.in_language(self.language))


@dataclass(slots=True)
class Sheet:
    """Lines, and the ways in which lines are added."""

    style: Style
    lines: list[str] = field(default_factory=list)

    def heading(self, text: Text) -> None:
        """Begin a part, set off by an empty line."""
        if self.lines:
            self.lines.append("")
        lines = wrap(self.style.say(text), self.style.width)
        self.lines.extend(self.style.paint.bold(line) for line in lines)

    def line(self, text: str = "") -> None:
        """Add a line as it is."""
        self.lines.append(text)

    def paragraph(self, text: Text | str, *, first: str = "  ", rest: str | None = None) -> None:
        """Add a text, broken into lines; ``first`` and ``rest`` are what its lines begin with."""
        said = self.style.say(text) if isinstance(text, Text) else clean(text)
        self.lines.extend(wrap(said, self.style.width, first=first, rest=rest))

    def code(self, code: str, *, indent: str) -> None:
        """Add code, unbroken so that it can be copied."""
        self.lines.extend(indent + clean(line) for line in code.rstrip().splitlines())

    def text(self) -> str:
        """Give all lines as one text that ends with a line break."""
        return "\n".join(self.lines) + "\n"
