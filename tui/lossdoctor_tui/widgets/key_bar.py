"""The last line of every screen: the five or six keys that matter here, which the mouse can press too.

Owns fitting them into the width. Textual's own Footer cuts off what does not fit and knows one language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.style import Style

from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["Hint", "KeyBar"]


@dataclass(frozen=True, slots=True)
class Hint:
    """A key as it is written on the screen, and the catalogue's word for what it does."""

    shown: str
    word: str
    key: str = ""
    """What a click presses, where that is another name than the one shown."""


class KeyBar(Prose):
    """Key hints from the most to the least important; those that do not fit are left to the help screen."""

    DEFAULT_CSS = "KeyBar { height: 1; padding: 0 2; }"

    def tell(self, hints: Sequence[tuple[Hint, str]]) -> None:
        """Show these hints, each with its word in the user's language."""
        self.draw(lambda width: _draw(hints, width))


def _draw(hints: Sequence[tuple[Hint, str]], width: int) -> Content:
    pieces = [_draw_hint(hint, word) for hint, word in hints]
    while pieces:
        for gap in ("   ", "  "):
            line = Content(gap).join(pieces)
            if line.cell_length <= width:
                return line
        pieces.pop()
    return Content("")


def _draw_hint(hint: Hint, word: str) -> Content:
    press = Style.from_meta({"@click": f"app.simulate_key({(hint.key or hint.shown)!r})"})
    return styled((hint.shown, "bold $accent"), " ", (word, "$quiet")).stylize(press)
