"""A widget that shows lines laid out for its own width.

Owns showing a drawing (a function from a width to lines) and letting the mouse select text in it.
Leaves what is drawn to ``drawings``.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.selection import Selection
from textual.widget import Widget

from lossdoctor_tui.layout import Flow
from lossdoctor_tui.widgets.one_pass import settled_size

__all__ = ["Prose"]


class Prose(Widget):
    """Text of any length, wrapped at the width that there is."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"
    auto_links = False
    virtual_size = settled_size()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._flow = Flow(lambda width: Content(""))

    def draw(self, drawing: Callable[[int], Content]) -> None:
        """Show ``drawing`` from now on; what stays as it was is not drawn again, nor laid out."""
        before, self._flow = self._flow, Flow(drawing)
        width = self.size.width
        if not width:
            self.refresh(layout=True)
        elif not self._flow.at(width).is_same(before.at(width)):
            self.refresh(layout=self._flow.lines(width) != before.lines(width))

    @property
    def plain(self) -> str:
        """What is shown, as text without styles."""
        return self._flow.at(self.size.width or 80).plain

    def render(self) -> Flow:
        """Give Textual what to show."""
        return self._flow

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Give the text that the mouse marked."""
        return selection.extract(self.plain), "\n"
