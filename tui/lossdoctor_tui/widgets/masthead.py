"""The first line of every screen: the program's name, where one is, and how far one has come."""

from __future__ import annotations

from textual.content import Content

from lossdoctor_tui.layout import fit
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["Masthead"]


class Masthead(Prose):
    """One line, name at the left and progress at the right, with a rule under it."""

    DEFAULT_CSS = "Masthead { height: 2; padding: 0 2; }"

    def tell(self, place: str, progress: str = "") -> None:
        """Show where one is, and how far one has come."""
        self.draw(lambda width: _draw(place, progress, width))


def _draw(place: str, progress: str, width: int) -> Content:
    right = styled((progress, "$quiet"))
    name = styled(("lossdoctor", "bold $accent"))
    for left in (styled(name, (f"  {place}", "$quiet")), name, Content("")):
        if left.cell_length + 2 + right.cell_length <= width:
            break
    first = (
        styled(fit(left, width - right.cell_length), right)
        if right.cell_length <= width
        else fit(right, width)
    )
    return styled(first, "\n", ("─" * width, "$faint"))
