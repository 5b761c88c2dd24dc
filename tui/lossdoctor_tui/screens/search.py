"""The search card: type, and open the page of a symptom, cause or remedy."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from lossdoctor.search import search
from lossdoctor_tui.drawings.pages import place_of
from lossdoctor_tui.drawings.pieces import in_context
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import Row, fit, row
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.screens.card import Card
from lossdoctor_tui.widgets.choices import Choices
from lossdoctor_tui.widgets.line import Line

__all__ = ["SearchScreen"]

KINDS = ("symptom", "cause", "remedy")
MOST_FOUND = 12


class SearchScreen(Card):
    """Search as you type; the knowledge finds, this screen lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]

    def compose_body(self) -> ComposeResult:
        """Give the line to type in and the list of what is found."""
        yield Line(id="words", select_on_focus=False, compact=True)
        yield Choices(id="found")

    def show(self) -> None:
        """Write title and placeholder."""
        self.show_title(self.say("place-search"))
        self.text.display = False
        line = self.query_one(Input)
        line.placeholder = self.say("search-for")
        line.focus()

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        """List what the words may mean."""
        words = event.value.strip()
        view = self.view
        found = (
            [match.id for match in search(view.knowledge, words, limit=MOST_FOUND, kinds=KINDS)]
            if words
            else []
        )
        rows = [_row(view, known_id) for known_id in found]
        if words and not rows:
            nothing = styled((self.say("nothing-found"), "$quiet"))
            rows = [Row("nothing", lambda width: row(nothing, width), heading=True)]
        self.query_one(Choices).show(rows)

    def action_move(self, lines: int) -> None:
        """Move the mark in the list while the cursor stays in the line."""
        found = self.query_one(Choices)
        if lines > 0:
            found.action_cursor_down()
        else:
            found.action_cursor_up()

    @on(Input.Submitted)
    def take_marked(self) -> None:
        """Open the page of the marked row."""
        self._open(self.query_one(Choices).marked)

    @on(Choices.Taken)
    def take_row(self, event: Choices.Taken) -> None:
        """Open the page of the row that was clicked."""
        self._open(event.row)

    def _open(self, known_id: str) -> None:
        if known_id:
            self.app.pop_screen()
            self.wizard.open_page(known_id)


def _row(view: View, known_id: str) -> Row:
    name = styled(view.name(known_id))
    whole = in_context(view, known_id) if known_id in view.knowledge.symptoms else name
    tail = styled((view.say(place_of(view, known_id)), "$quiet"))

    def draw(width: int) -> Content:
        room = width - tail.cell_length - 2
        return row(fit(whole, room) if name.cell_length <= room else name, width, tail=tail)

    return Row(known_id, draw)
