"""A list of rows to choose from, by arrow keys, enter or mouse: the one list of all screens.

Owns scrolling the page around it instead of itself, so that a long question and its answers move as one,
and rows that wrap with a hanging indent. Leaves what a row means to the screen.

Textual's own OptionList takes several times as long to draw, for every row of it goes through more wrappings;
a good part of each key press went by with that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.binding import Binding, BindingType
from textual.events import Click, MouseMove
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from lossdoctor_tui.layout import Flow, Row
from lossdoctor_tui.widgets.one_pass import settled_size

__all__ = ["Choices"]

PADDING = 2
"""Blank cells at both sides of a row."""


class Choices(Widget, can_focus=True):
    """Rows of any height inside a scrolling page; headings are stepped over."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", "Down", show=False),
        Binding("up", "cursor_up", "Up", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("enter", "select", "Take", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--marked", "choices--hover"}
    DEFAULT_CSS = """
    Choices {
        height: auto;
        & > .choices--hover { background: $block-hover-background; }
        & > .choices--marked { color: $foreground; background: $block-cursor-blurred-background; }
        &:focus > .choices--marked {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """
    virtual_size = settled_size()

    class Marked(Message):
        """Another row is marked now."""

        def __init__(self, row: str) -> None:
            super().__init__()
            self.row = row

    class Taken(Message):
        """A row was entered or clicked."""

        def __init__(self, choices: Choices, row: str) -> None:
            super().__init__()
            self.choices = choices
            self.row = row

        @property
        def control(self) -> Choices:
            """The list, for ``on`` to tell one from another."""
            return self.choices

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[Row] = []
        self._flows: list[Flow] = []
        self._lines: list[tuple[int, int]] = []
        """For each line the place of its row, and which line of that row it is; for one width."""
        self._lines_width = -1
        self._strips: dict[tuple[int, Style], list[Strip]] = {}
        self._place: int | None = None
        self._hover: int | None = None

    def show(self, rows: Iterable[Row], *, mark: str | None = "") -> None:
        """Show these rows and mark one of them.

        Args:
            rows: what to show.
            mark: the row to mark; the first that can be chosen where none has this name, and none with None.
        """
        before = self.marked
        self._rows = list(rows)
        self._flows = [Flow(row.draw) for row in self._rows]
        self._lines_width = -1
        self._hover = None
        free = self._free
        named = [place for place in free if self._rows[place].id == mark]
        self._place = None if mark is None or not free else (named or free)[0]
        self.refresh(layout=True)
        self.call_after_refresh(self._bring_into_view)
        if self.marked != before:
            self.post_message(self.Marked(self.marked))

    @property
    def marked(self) -> str:
        """The id of the row that is marked; empty where none is."""
        return "" if self._place is None else self._rows[self._place].id

    @property
    def ids(self) -> list[str]:
        """The ids of all rows, from the first to the last."""
        return [row.id for row in self._rows]

    @property
    def _free(self) -> list[int]:
        return [place for place, row in enumerate(self._rows) if not row.heading]

    # Moving and taking --------------------------------------------------------------------------------------

    def action_cursor_down(self) -> None:
        """Mark the next row, after the last one the first."""
        free = self._free
        if free:
            here = -1 if self._place is None else self._place
            self._mark(next((place for place in free if place > here), free[0]))

    def action_cursor_up(self) -> None:
        """Mark the row before, before the first one the last."""
        free = self._free
        if free:
            here = len(self._rows) if self._place is None else self._place
            self._mark(next((place for place in reversed(free) if place < here), free[-1]))

    def action_first(self) -> None:
        """Mark the first row."""
        if free := self._free:
            self._mark(free[0])

    def action_last(self) -> None:
        """Mark the last row."""
        if free := self._free:
            self._mark(free[-1])

    def action_page(self, pages: int) -> None:
        """Scroll the page."""
        if isinstance(self.parent, Widget):
            self.parent.scroll_relative(y=pages * self.parent.size.height, animate=False)

    def action_select(self) -> None:
        """Take the marked row."""
        if self._place is not None:
            self.post_message(self.Taken(self, self.marked))

    def on_click(self, event: Click) -> None:
        """Take the row under the mouse."""
        place = self._place_at(event.y)
        if place is not None:
            self._mark(place)
            self.action_select()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show which row a click would take."""
        self._hover_over(self._place_at(event.y))

    def on_leave(self) -> None:
        """Forget where the mouse was."""
        self._hover_over(None)

    def _mark(self, place: int) -> None:
        if place != self._place:
            self._redraw(self._place, place)
            self._place = place
            self._bring_into_view()
            self.post_message(self.Marked(self.marked))

    def _hover_over(self, place: int | None) -> None:
        if place != self._hover:
            self._redraw(self._hover, place)
            self._hover = place

    def _redraw(self, *places: int | None) -> None:
        self.refresh(*(self._region(place) for place in places if place is not None))

    def _place_at(self, y: int) -> int | None:
        lines = self._lines_at(self.size.width)
        place = lines[y][0] if 0 <= y < len(lines) else None
        return None if place is None or self._rows[place].heading else place

    def _bring_into_view(self) -> None:
        """Scroll the page so that the marked row is in view: back to its top where it is in view there."""
        page = self.parent
        if self._place is None or not isinstance(page, Widget):
            return
        row = self._region(self._place).translate(self.virtual_region.offset)
        if row.bottom < page.size.height:
            page.scroll_home(animate=False, immediate=True)
        else:
            page.scroll_to_region(row, spacing=Spacing(1, 0, 1, 0), animate=False, immediate=True)

    # Drawing ------------------------------------------------------------------------------------------------

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Count the lines of all rows."""
        return sum(flow.lines(width - 2 * PADDING) for flow in self._flows)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._strips = {}
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        lines = self._lines_at(width)
        if y >= len(lines):
            return Strip.blank(width, self.visual_style.rich_style)
        place, line = lines[y]
        marked = place == self._place
        if marked:
            style = self.get_visual_style("choices--marked")
        elif place == self._hover:
            style = self.get_visual_style("choices--hover")
        else:
            style = self.visual_style
        if (place, style) not in self._strips:
            self._strips[place, style] = self._draw(place, style)
        strip = self._strips[place, style][line]
        # the terminal's own colours have none for a marked row that could be read on every terminal
        return strip.apply_style(RichStyle(reverse=True)) if marked and self.app.native_ansi_color else strip

    def _draw(self, place: int, style: Style) -> list[Strip]:
        width = self.size.width
        ground = style.rich_style
        edge = Segment(" " * PADDING, ground)
        strips = []
        for line in self._flows[place].at(width - 2 * PADDING).split("\n", allow_blank=True):
            drawn = line.render(style, end="", parse_style=self._get_style)
            segments = [edge, *(Segment(text, (style + own).rich_style) for text, own in drawn)]
            strips.append(Strip(segments, PADDING + line.cell_length).adjust_cell_length(width, ground))
        return strips

    def _lines_at(self, width: int) -> list[tuple[int, int]]:
        if self._lines_width != width:
            self._lines_width = width
            self._strips = {}
            self._lines = [
                (place, line)
                for place, flow in enumerate(self._flows)
                for line in range(flow.lines(width - 2 * PADDING))
            ]
        return self._lines

    def _region(self, place: int) -> Region:
        width = self.size.width
        heights = [flow.lines(width - 2 * PADDING) for flow in self._flows[: place + 1]]
        return Region(0, sum(heights[:-1]), width, heights[-1])
