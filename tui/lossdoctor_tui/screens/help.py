"""The help card: what lossdoctor does, every key, and what the figures mean."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from lossdoctor_tui.drawings.help import draw_help
from lossdoctor_tui.keymap import bind
from lossdoctor_tui.screens.card import Card

__all__ = ["HelpScreen"]


class HelpScreen(Card):
    """Help; the key that opened it closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("help", "app.pop_screen", "Close"),
        Binding("enter", "app.pop_screen", "Close", show=False),
        Binding("space", "scroll(10)", "Read on", show=False),
    ]

    def show(self) -> None:
        """Write the help."""
        self.show_title(self.say("place-help"))
        self.text.draw(draw_help(self.wizard.speaker, self.wizard.keys))
