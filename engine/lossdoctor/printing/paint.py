"""Emphasis on terminals that want it: bold, dim, and three colours that never carry meaning alone.

Owns when escape codes may be written: to a terminal, unless ``NO_COLOR`` is set or ``TERM`` is dumb.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

__all__ = ["PLAIN", "Paint", "wants_colour"]


@dataclass(frozen=True, slots=True)
class Paint:
    """Puts emphasis on text, or leaves it as it is.

    >>> Paint(colour=False).bold("loss"), Paint(colour=True).bold("loss")
    ('loss', '\\x1b[1mloss\\x1b[0m')
    """

    colour: bool

    def bold(self, text: str) -> str:
        """Set a heading or a name off."""
        return self._with("1", text)

    def dim(self, text: str) -> str:
        """Put the less important back."""
        return self._with("2", text)

    def good(self, text: str) -> str:
        """Mark what speaks for something."""
        return self._with("32", text)

    def bad(self, text: str) -> str:
        """Mark what speaks against something."""
        return self._with("31", text)

    def accent(self, text: str) -> str:
        """Mark what is to be looked at first."""
        return self._with("36", text)

    def _with(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Paint(colour=False)


def wants_colour(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a stream is a terminal on which colours are wanted (no-color.org)."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return stream.isatty()
