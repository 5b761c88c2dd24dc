"""What could not be taken up of a saved consultation, in lines.

Owns how much of a long list is shown. Leaves what is lost to ``replay`` and ``fitting``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lossdoctor.model import Text
from lossdoctor.printing.sheet import Sheet, Style
from lossdoctor.wording import fill

if TYPE_CHECKING:
    from lossdoctor.lost import Lost

__all__ = ["HEADING", "lost_lines", "lost_text"]

SHOWN = 20
HEADING = Text("Left out when this was opened", "打开时略去的内容")


def lost_lines(lost: Sequence[Lost], *, most: int = SHOWN) -> list[Text]:
    """Give a line for each thing that was lost, and one for those that are too many to be listed."""
    lines = [fill("{what}: {why}", "{what}：{why}", what=one.what, why=one.why) for one in lost[:most]]
    if len(lost) > most:
        lines.append(fill("and {n} more", "另有 {n} 项", n=len(lost) - most))
    return lines


def lost_text(lost: Sequence[Lost], style: Style) -> str:
    """Print what was lost; nothing where nothing was."""
    if not lost:
        return ""
    sheet = Sheet(style)
    sheet.heading(HEADING)
    for line in lost_lines(lost):
        sheet.paragraph(line, first="  - ")
    return sheet.text()
