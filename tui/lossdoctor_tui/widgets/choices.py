"""A list of rows to choose from, by arrow keys, enter or mouse: the one list of all screens.

Owns scrolling the page around it instead of itself, so that a long question and its answers move as one,
and rows that wrap with a hanging indent. Leaves what a row means to the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.style import Style
from textual.geometry import Offset, Region, Spacing
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from lossdoctor_tui.layout import Flow, Row

__all__ = ["Choices"]


class Choices(OptionList):
    """Rows of any height inside a scrolling page; headings are stepped over."""

    DEFAULT_CSS = """
    Choices, Choices:focus {
        height: auto; max-height: 100000; border: none; padding: 0;
        background: transparent; background-tint: transparent; scrollbar-size-vertical: 0;
    }
    Choices > .option-list--option { padding: 0 2; }
    Choices > .option-list--option-disabled { color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show(self, rows: Iterable[Row], *, mark: str | None = "") -> None:
        """Show these rows and mark one of them.

        Args:
            rows: what to show.
            mark: the row to mark; the first that can be chosen where none has this name, and none with None.
        """
        options = [Option(Flow(row.draw), id=row.id, disabled=row.heading) for row in rows]
        self.set_options(options)
        if mark is None:
            return
        self.action_first()
        if any(option.id == mark and not option.disabled for option in options):
            self.highlighted = self.get_option_index(mark)

    @property
    def marked(self) -> str:
        """The id of the row that is marked; empty where none is."""
        option = self.highlighted_option
        return (option.id or "") if option else ""

    def render_line(self, y: int) -> Strip:
        """Reverse the marked row where the terminal's own colours are used; Textual's styles cannot."""
        strip = super().render_line(y)
        if not self.app.native_ansi_color or self.highlighted is None:
            return strip
        rows = {segment.style.meta.get("option") for segment in strip if segment.style}
        return strip.apply_style(Style(reverse=True)) if self.highlighted in rows else strip

    def scroll_to_region(self, region: Region, **_: Any) -> Offset:
        """Bring a row into view by scrolling the page, back to its top where the row is in view there."""
        page = self.parent
        if not isinstance(page, Widget):
            return Offset()
        row = region.translate(self.virtual_region.offset)
        if row.bottom < page.size.height:
            page.scroll_home(animate=False)
            return Offset()
        return page.scroll_to_region(row, spacing=Spacing(1, 0, 1, 0), animate=False)

    def action_page_up(self) -> None:
        """Scroll the page."""
        if isinstance(self.parent, Widget):
            self.parent.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll the page."""
        if isinstance(self.parent, Widget):
            self.parent.scroll_page_down(animate=False)
