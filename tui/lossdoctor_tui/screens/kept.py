"""The two cards about a consultation that was kept: another name for it, and its end.

Own asking. Leave files and what a name may be to ``lossdoctor.sessions``.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from lossdoctor.errors import LossdoctorError
from lossdoctor_tui.layout import Row, paragraph, row
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.screens.card import Card
from lossdoctor_tui.widgets.choices import Choices
from lossdoctor_tui.widgets.line import Line
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["DeleteScreen", "RenameScreen"]


class RenameScreen(Card):
    """Another name for a kept consultation; gives the new name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.kept = name

    def compose_body(self) -> ComposeResult:
        """Give the line for the name."""
        yield Line(self.kept, id="name", select_on_focus=False, compact=True)
        yield Prose(id="says")

    def show(self) -> None:
        """Write title and label."""
        self.show_title(self.say("rename-title"))
        label = styled((self.say("rename-as"), "$quiet"))
        self.text.draw(lambda width: paragraph(label, width))
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def rename(self, event: Input.Submitted) -> None:
        """Rename it, or say what is in the way."""
        name = event.value.strip()
        if not name:
            return
        try:
            if name != self.kept:
                self.wizard.keeping.rename(self.kept, name)
        except LossdoctorError as error:
            says = styled((self.wizard.speaker.text(error.text), "$accent"))
            self.query_one("#says", Prose).draw(lambda width: paragraph(says, width))
            return
        self.dismiss(name)


class DeleteScreen(Card):
    """Whether a kept consultation is to be deleted; keeping it is what enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose('keep-it')", "Keep", show=False),
        Binding("2", "choose('delete-it')", "Delete", show=False),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self.kept = name

    def compose_body(self) -> ComposeResult:
        """Give the two answers."""
        yield Choices(id="answers")

    def show(self) -> None:
        """Write the question and the answers."""
        self.show_title(self.say("delete-title"))
        name = styled((self.kept, "bold"), "\n")
        self.text.draw(lambda width: paragraph(name, width))
        answers = self.query_one(Choices)
        answers.show([self._row("1", "keep-it"), self._row("2", "delete-it")])
        answers.focus()

    def _row(self, key: str, answer: str) -> Row:
        words = styled(self.say(answer))
        return Row(answer, lambda width: row(words, width, lead=styled((f"{key}  ", "bold $accent"))))

    @on(Choices.Taken)
    def take_row(self, event: Choices.Taken) -> None:
        """Take the answer that was clicked or entered."""
        self.action_choose(event.row)

    def action_choose(self, answer: str) -> None:
        """Keep it or delete it."""
        self.app.pop_screen()
        if answer != "delete-it":
            return
        try:
            self.wizard.keeping.delete(self.kept)
        except LossdoctorError as error:
            self.wizard.tell(self.wizard.speaker.text(error.text))
        else:
            self.wizard.retell()
            self.wizard.tell(self.say("deleted", name=self.kept))
