"""A line to type in that takes nothing which would steer the terminal, from the keyboard or pasted."""

from __future__ import annotations

from textual.widgets import Input

from lossdoctor_tui.safe_text import clean

__all__ = ["Line"]

LONGEST_LINE = 2000


class Line(Input):
    """One line of text, visible characters alone."""

    def validate_value(self, value: str) -> str:
        """Take out what has no place on a screen; part of Textual's protocol for attributes."""
        return clean(value).replace("\n", " ")[:LONGEST_LINE]
