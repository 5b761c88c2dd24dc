"""The first screen: what do you see?

Owns the line to type in, what was picked so far, and the list under it. Leaves finding symptoms to the
knowledge, and beginning to the program. The list works before the knowledge is there: it says that it comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message
from textual.widgets import Input

from lossdoctor_tui.keymap import bind
from lossdoctor_tui.layout import Row, paragraph
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.screens.base import WizardScreen
from lossdoctor_tui.screens.kept import DeleteScreen, RenameScreen
from lossdoctor_tui.widgets.choices import Choices
from lossdoctor_tui.widgets.key_bar import Hint
from lossdoctor_tui.widgets.line import Line
from lossdoctor_tui.widgets.masthead import Masthead
from lossdoctor_tui.widgets.one_pass import Column
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["StartScreen"]

MOST_MATCHES = 10
LEAST_WORD = 4
"""Bytes (a Chinese character has three) below which nothing was found because more is being typed."""


class Words(Line):
    """The line to type in; backspace on an empty line takes the last pick back."""

    class RemoveLast(Message):
        """Asks to take the last pick back."""

    def action_delete_left(self) -> None:
        """Delete a letter, or else a pick."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.RemoveLast())

    def action_delete_right(self) -> None:
        """Delete a letter; on an empty line the key is for what is marked in the list."""
        if not self.value:
            raise SkipAction
        super().action_delete_right()


class Picked(Prose):
    """What was picked, one line each; a click on a line removes it."""

    class Remove(Message):
        """Asks to take the pick on a line back."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def on_click(self, event: Click) -> None:
        """Take the pick on this line back."""
        self.post_message(self.Remove(event.y))


class StartScreen(WizardScreen):
    """What do you see?"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("pagedown", "move(8)", "Down", show=False),
        Binding("pageup", "move(-8)", "Up", show=False),
        Binding("escape", "clear", "Clear", show=False),
        bind("rename", "rename", "Rename"),
        bind("delete", "delete", "Delete"),
    ]
    HINTS = (
        Hint("enter", "hint-choose"),
        Hint("↑↓", "hint-move", key="down"),
        Hint("F1", "hint-help", key="f1"),
        Hint("F2", "hint-language", key="f2"),
        Hint("ctrl+p", "hint-commands"),
        Hint("ctrl+q", "hint-quit"),
    )
    HINTS_FOR_KEPT = (
        Hint("enter", "hint-resume"),
        Hint("F6", "hint-rename", key="f6"),
        Hint("del", "hint-delete", key="delete"),
        *HINTS[1:],
    )

    def __init__(self) -> None:
        super().__init__()
        self.picked: dict[str, str] = {}
        """What was picked, each with the words by which it was found."""
        self.met: dict[str, str] = {}
        """What was found last, each with the words of the knowledge that were met."""
        self.open_kind = ""
        self.all_kept = False

    def compose_body(self) -> ComposeResult:
        """Put question, line, picks and list under one another."""
        yield Prose(id="ask")
        yield Words(id="words", select_on_focus=False)
        yield Picked(id="picked")
        with Column(id="page"):
            yield Choices(id="rows")

    def show(self) -> None:
        """Write everything anew."""
        super().show()
        ask = styled((self.say("what-do-you-see"), "bold"))
        self.query_one(Masthead).tell(self.say("place-start"))
        self.query_one("#ask", Prose).draw(lambda width: paragraph(ask, width))
        self.words.placeholder = self.say("type-here")
        self.show_rows(mark=f"resume {self.marked_kept}")  # a card about it may just have been closed

    def on_mount(self) -> None:
        """Begin in the line."""
        self.words.focus()

    @property
    def words(self) -> Words:
        """The line to type in."""
        return self.query_one("#words", Words)

    @property
    def rows(self) -> Choices:
        """The list under it."""
        return self.query_one("#rows", Choices)

    @property
    def marked_kept(self) -> str:
        """The name of the kept consultation that is marked; empty where something else is."""
        kind, _, name = self.rows.marked.partition(" ")
        return name if kind == "resume" else ""

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The keys to name; a kept consultation has its own."""
        return self.HINTS_FOR_KEPT if self.marked_kept else self.HINTS

    def show_rows(self, mark: str = "") -> None:
        """Write the list and the picks anew."""
        if not self.wizard.ready:
            wait = styled((self.say("loading"), "$quiet"))
            self.rows.show([Row("loading", lambda width: wait, heading=True)])
            return
        from lossdoctor_tui.drawings.start import draw_picked

        picks = self.query_one("#picked", Picked)
        picks.display = bool(self.picked)
        picks.draw(draw_picked(self.view, tuple(self.picked)))
        self.rows.show(self._rows(), mark=mark)

    def _rows(self) -> Iterator[Row]:
        from lossdoctor_tui.drawings import start

        view, words = self.view, self.words.value.strip()
        if words:
            matches = view.knowledge.search(words, limit=MOST_MATCHES)
            self.met = {match.id: match.words for match in matches}
            found = [match.id for match in matches if match.id in view.knowledge.symptoms]
            if found or len(words.encode()) >= LEAST_WORD:
                yield from start.match_rows(view, words, found, self.picked)
            if found:
                return
        yield from start.begin_rows(view, self.picked, self.wizard.desk.answer_count)
        if not words and not self.picked:
            yield from start.recent_rows(view, self.wizard.keeping.recent(), all_open=self.all_kept)
        yield from start.browse_rows(view, self.open_kind, self.picked)

    @on(Input.Changed)
    def find(self) -> None:
        """List what the words may mean."""
        self.show_rows()

    @on(Input.Submitted)
    def take_marked(self) -> None:
        """Take the marked row."""
        self.take(self.rows.marked)

    @on(Choices.Marked)
    def name_keys(self) -> None:
        """Name the keys that matter for the marked row."""
        self.show_hints()

    @on(Choices.Taken)
    def take_row(self, event: Choices.Taken) -> None:
        """Take the row that was clicked or entered."""
        self.take(event.row)

    def take(self, row: str) -> None:
        """Do what a row says."""
        kind, _, target = row.partition(" ")
        if kind == "pick":
            self.pick(target)
        elif kind == "kind":
            self.open_kind = "" if self.open_kind == target else target
            self.show_rows(mark=row)
        elif kind == "all-kept":
            self.all_kept = not self.all_kept
            self.show_rows(mark=row)
        elif kind == "resume":
            self.wizard.resume(target)
        elif kind in ("begin", "guide", "continue"):
            picked, self.picked = self.picked, {}
            (self.wizard.go_on if kind == "continue" else self.wizard.begin)(picked)

    def pick(self, symptom: str) -> None:
        """Pick a symptom, or take it back."""
        typed = self.words.value.strip()
        if symptom in self.picked:
            del self.picked[symptom]
        else:
            from lossdoctor.typeahead import is_half_typed  # late, for a quick start

            self.picked[symptom] = "" if is_half_typed(typed, self.met.get(symptom, "")) else typed
        if typed:
            self.words.value = ""
        else:
            self.show_rows(mark=f"pick {symptom}")

    @on(Words.RemoveLast)
    def remove_last(self) -> None:
        """Take the last pick back."""
        if self.picked:
            self.picked.popitem()
            self.show_rows()

    @on(Picked.Remove)
    def remove_clicked(self, event: Picked.Remove) -> None:
        """Take the clicked pick back."""
        for symptom in tuple(self.picked)[event.place : event.place + 1]:
            del self.picked[symptom]
        self.show_rows()

    def action_move(self, lines: int) -> None:
        """Move the mark in the list while the cursor stays in the line."""
        for _ in range(abs(lines)):
            if lines > 0:
                self.rows.action_cursor_down()
            else:
                self.rows.action_cursor_up()

    def action_rename(self) -> None:
        """Give the marked consultation another name."""
        if self.marked_kept:
            self.app.push_screen(RenameScreen(self.marked_kept), self._renamed)
        else:
            self.tell(self.say("mark-a-kept-one"))

    def _renamed(self, name: str | None) -> None:
        if name:
            self.show_rows(mark=f"resume {name}")
            self.tell(self.say("renamed", name=name))

    def action_delete(self) -> None:
        """Delete the marked consultation, after a question."""
        if self.marked_kept:
            self.app.push_screen(DeleteScreen(self.marked_kept))
        else:
            self.tell(self.say("mark-a-kept-one"))

    def action_clear(self) -> None:
        """Empty the line, or go on where one was."""
        if self.words.value:
            self.words.value = ""
        elif self.wizard.ready and self.wizard.desk.answer_count:
            self.wizard.go_on({})
