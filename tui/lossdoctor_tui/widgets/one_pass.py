"""Widgets that settle in one layout and one drawing, where Textual's own take two or three.

Textual lays the screen out again whenever the area inside a widget has changed, for its scrollbar may have
come or gone. Here the place of the scrollbar is always kept, so that nothing is left for a second layout: a
key press is answered in half the time, and nothing is seen to move twice.
"""

from __future__ import annotations

from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Size
from textual.reactive import Reactive

__all__ = ["Column", "SideBySide", "settled_size"]


def settled_size() -> Reactive[Size]:
    """Give a ``virtual_size`` for a class of widgets to which its change is no reason for another layout."""
    return Reactive(Size(0, 0), layout=False, repaint=False)


class Column(VerticalScroll, can_focus=False):
    """A column that scrolls; where everything fits, its scrollbar cannot be seen."""

    DEFAULT_CSS = """
    Column {
        overflow: hidden scroll;
        scrollbar-size-vertical: 1;
        &:ansi {
            scrollbar-background: ansi_default;
            scrollbar-background-hover: ansi_default;
            scrollbar-background-active: ansi_default;
        }
    }
    """
    virtual_size = settled_size()


class SideBySide(Horizontal):
    """Columns beside one another, or below where a screen is narrow; they leave nothing of it to be seen."""

    BLANK = True
    virtual_size = settled_size()
