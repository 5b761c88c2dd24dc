"""Text that nobody of us wrote, made fit for a screen: the one door through which it reaches a widget.

Owns taking out what would move the cursor, hide or reorder letters, or break columns, and marking the
result as text and never as markup. Leaves wrapping and columns to ``layout``.

Knowledge and what people type are full of square brackets, which Textual reads as markup: ``x[i]`` would
vanish and ``[/path]`` would end the program.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.text import Text as RichText
from textual.content import Content

__all__ = ["LONGEST", "clean", "one_line", "plain", "rich_plain", "styled"]

LONGEST = 20_000
"""Characters that a screen shows of one text; more would make every redraw slow."""

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, escape sequences among them
    "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # invisible, joining and direction-changing marks
    "\ufe00-\ufe0f"  # variation selectors: terminals disagree about the width of what follows
    "\ud800-\udfff"  # halves of characters, which no terminal can encode
    "]"
)


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    r"""Take out of ``text`` whatever is no visible character, space or line end.

    >>> clean("lo\x1b[31mss\u202e [batch]\tx")
    'lo[31mss [batch]  x'
    """
    shown = text if len(text) <= LONGEST else text[:LONGEST] + " …"
    return _UNSAFE.sub("", shown.replace("\r\n", "\n").expandtabs(4))


def one_line(text: str) -> str:
    r"""Give ``text`` as one line.

    >>> one_line("a\n  b\n")
    'a b'
    """
    return " ".join(clean(text).split())


def plain(text: str, style: str = "") -> Content:
    """Make ``text`` something that a widget shows as it is, brackets and all.

    >>> plain("x[i] of [/batch]").plain
    'x[i] of [/batch]'
    """
    return styled((text, style))


def styled(*parts: str | tuple[str, str] | Content) -> Content:
    """Join texts into one, each in its own style where it comes with one.

    >>> styled("loss ", ("[nan]", "bold")).plain
    'loss [nan]'
    """
    return Content.assemble(*(_part(part) for part in parts))


def rich_plain(text: str) -> RichText:
    """Make ``text`` safe for the widgets that know Rich alone (Tree, DataTable, the palette).

    >>> rich_plain("x[i]").plain
    'x[i]'
    """
    return RichText(one_line(text))


def _part(part: str | tuple[str, str] | Content) -> str | tuple[str, str] | Content:
    if isinstance(part, Content):
        return part
    if isinstance(part, tuple):
        return clean(part[0]), part[1]
    return clean(part)
