"""A card over the screen: a title, something to read or choose, and escape to close it."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from lossdoctor_tui.drawings.pieces import heading
from lossdoctor_tui.layout import row
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.screens.speaking import Speaking
from lossdoctor_tui.widgets.one_pass import Column
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["Card"]


class Card(Speaking, ModalScreen[Any]):
    """A modal screen in the middle of what it is about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "app.pop_screen", "Close", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Put title and body on the card."""
        with Vertical(id="card"):
            yield Prose(id="title")
            with Column(id="card-page"):
                yield Prose(id="text")
                yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """Give what stands under the text."""
        return iter(())

    def on_mount(self) -> None:
        """Write the words."""
        self.show()

    def show(self) -> None:
        """Write everything anew."""
        raise NotImplementedError

    def show_title(self, words: str) -> None:
        """Write the title, with the key that closes the card."""
        close = styled(("esc ", "bold $accent"), (self.say("hint-close"), "$quiet"))
        self.query_one("#title", Prose).draw(lambda width: row(heading(words), width, tail=close))

    def action_scroll(self, lines: int) -> None:
        """Scroll the card."""
        self.query_one("#card-page").scroll_relative(y=lines, animate=False)

    @property
    def text(self) -> Prose:
        """The text on the card."""
        return self.query_one("#text", Prose)
