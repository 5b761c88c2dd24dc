"""The side panel with the likely causes, as many as its height holds."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Resize

from lossdoctor_tui.drawings.causes import draw_causes
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.widgets.one_pass import Column
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["CausesPanel"]

LINES_AROUND = 5
"""What masthead, key bar and spacing take of the screen's height, while the panel has none of its own."""


class CausesPanel(Column):
    """The ranking, drawn anew after each answer."""

    DEFAULT_CSS = "CausesPanel { width: 40; padding: 0 2 0 3; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._view: View | None = None

    def compose(self) -> ComposeResult:
        """Hold one drawing."""
        yield Prose()

    def show(self, view: View) -> None:
        """Show the ranking as it stands."""
        self._view = view
        height = self.size.height or self.screen.size.height - LINES_AROUND
        self.query_one(Prose).draw(draw_causes(view, height))

    def on_resize(self, event: Resize) -> None:
        """Show as many causes as fit."""
        if self._view is not None:
            self.show(self._view)
