"""What all full screens share: masthead, body, a line for notices, and the key bar.

Owns where things stand and how a screen tells what it has to tell again in another language. A screen never
keeps words: ``show`` writes all of them anew from the consultation.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from lossdoctor_tui.layout import paragraph
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.screens.speaking import Speaking
from lossdoctor_tui.widgets.key_bar import Hint, KeyBar
from lossdoctor_tui.widgets.masthead import Masthead
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["WizardScreen"]


class WizardScreen(Speaking):
    """A full screen of the wizard."""

    HINTS: ClassVar[tuple[Hint, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self._notice = ""

    def compose(self) -> ComposeResult:
        """Put the parts under one another."""
        yield Masthead(id="masthead")
        yield from self.compose_body()
        yield Prose(id="notice")
        yield KeyBar(id="keys")

    def compose_body(self) -> ComposeResult:
        """Give what stands between masthead and key bar."""
        raise NotImplementedError

    def show(self) -> None:
        """Write everything anew."""
        self.show_hints()
        self._show_notice()

    def show_hints(self) -> None:
        """Write the key bar anew."""
        self.query_one(KeyBar).tell(
            [(self.wizard.keys.rebind(hint), self.say(hint.word)) for hint in self.hints]
        )

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The keys to name, the most important first."""
        return self.HINTS

    def on_screen_resume(self) -> None:
        """Tell what has changed while another screen was up."""
        self.show()

    def tell(self, words: str) -> None:
        """Show a notice above the keys; an empty one clears it."""
        self._notice = words
        if self.is_mounted:
            self._show_notice()

    def _show_notice(self) -> None:
        notice = self.query_one("#notice", Prose)
        words = styled((self._notice, "$accent"))
        notice.set_class(not words, "-empty")
        notice.draw(lambda width: paragraph(words, width))
