"""What could not be taken up of a consultation that was kept: each thing with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.content import Content

from lossdoctor.printing.lost_text import lost_lines
from lossdoctor_tui.drawings.pieces import point
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import paragraph, stack
from lossdoctor_tui.safe_text import one_line, styled

__all__ = ["draw_lost"]

MOST = 200


def draw_lost(view: View, copy: str) -> Callable[[int], Content]:
    """Draw the list, and say where ``copy`` of the file lies, if there is one."""
    lines = lost_lines(view.consultation.lost, most=MOST)

    def blocks(width: int) -> Iterator[Content]:
        yield paragraph(styled(view.say("lost-what" if lines else "lost-nothing")), width)
        yield Content("")
        for line in lines:
            yield point(one_line(view.text(line)), width)
        if copy:
            yield Content("")
            yield paragraph(styled((view.say("lost-copy", path=copy), "$quiet")), width)

    return lambda width: stack(blocks(width)).rstrip()
