"""The card that asks what a remedy did."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from lossdoctor.events import OUTCOMES
from lossdoctor_tui.layout import Row, paragraph, row
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.screens.card import Card
from lossdoctor_tui.widgets.choices import Choices

__all__ = ["TriedScreen"]


class TriedScreen(Card):
    """Did it help? Four answers on four keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"tell('{outcome}')", outcome, show=False)
        for number, outcome in enumerate(OUTCOMES, 1)
    ]

    def __init__(self, remedy_id: str) -> None:
        super().__init__()
        self.remedy_id = remedy_id

    def compose_body(self) -> ComposeResult:
        """Give the four outcomes."""
        yield Choices(id="outcomes")

    def show(self) -> None:
        """Write the question and the outcomes."""
        self.show_title(self.say("did-it-help"))
        name = self.view.name(self.remedy_id)
        self.text.draw(lambda width: paragraph(styled((name, "bold"), "\n"), width))
        self.query_one(Choices).show(
            [self._row(number, outcome) for number, outcome in enumerate(OUTCOMES, 1)]
        )
        self.query_one(Choices).focus()

    def _row(self, number: int, outcome: str) -> Row:
        words = styled(self.say(f"outcome-{outcome}"))
        return Row(outcome, lambda width: row(words, width, lead=styled((f"{number}  ", "bold $accent"))))

    @on(Choices.Taken)
    def take_row(self, event: Choices.Taken) -> None:
        """Take the outcome that was clicked or entered."""
        self.action_tell(event.row)

    def action_tell(self, outcome: str) -> None:
        """Tell what the remedy did, and go on from there."""
        self.app.pop_screen()
        self.wizard.tried(self.remedy_id, outcome)
