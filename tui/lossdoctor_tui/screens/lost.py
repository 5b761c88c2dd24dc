"""The card that lists what could not be taken up of a consultation that was kept, and where its file lies."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from lossdoctor_tui.drawings.lost import draw_lost
from lossdoctor_tui.keymap import bind
from lossdoctor_tui.screens.card import Card

__all__ = ["LostScreen"]


class LostScreen(Card):
    """What could not be taken up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("lost", "app.pop_screen", "Close"),
        Binding("enter", "app.pop_screen", "Close", show=False),
        Binding("space", "scroll(10)", "Read on", show=False),
    ]

    def show(self) -> None:
        """Write the list."""
        self.show_title(self.say("lost-title"))
        self.text.draw(draw_lost(self.view, self.wizard.keeping.set_aside))
