"""The card that says why a question is asked; the key that opened it closes it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from lossdoctor_tui.drawings.why import draw_why
from lossdoctor_tui.keymap import bind
from lossdoctor_tui.screens.card import Card

__all__ = ["WhyScreen"]


class WhyScreen(Card):
    """Why this question, in words and numbers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("why", "app.pop_screen", "Close"),
        Binding("enter", "app.pop_screen", "Close", show=False),
        Binding("space", "scroll(10)", "Read on", show=False),
    ]

    def __init__(self, question_id: str) -> None:
        super().__init__()
        self.question_id = question_id

    def show(self) -> None:
        """Write the reasons."""
        self.show_title(self.say("why-title"))
        self.text.draw(draw_why(self.view, self.view.consultation.why(self.question_id)))
