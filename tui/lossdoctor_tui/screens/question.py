"""The question screen: one question, how to look, its answers, and the likely causes beside it.

Owns which answer a key or a click means. Leaves choosing the question and reckoning with the answer to the
consultation, and saying it to ``desk``.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Resize

from lossdoctor.model import Question
from lossdoctor_tui.drawings.question import (
    MORE_KEYS,
    NONE,
    SKIP,
    THESE,
    UNKNOWN,
    answer_rows,
    draw_ask,
    draw_facts,
    draw_how,
)
from lossdoctor_tui.keymap import bind
from lossdoctor_tui.screens.base import WizardScreen
from lossdoctor_tui.widgets.causes_panel import CausesPanel
from lossdoctor_tui.widgets.choices import Choices
from lossdoctor_tui.widgets.key_bar import Hint
from lossdoctor_tui.widgets.masthead import Masthead
from lossdoctor_tui.widgets.one_pass import Column, SideBySide
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["QuestionScreen"]

WIDE = 100
TALL = 30


class QuestionScreen(WizardScreen):
    """One question at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("none", "take('none')", "None of these"),
        bind("unknown", "take('unknown')", "I don't know"),
        bind("skip", "take('skip')", "Skip"),
        Binding("space", "mark", "Mark", show=False),
        Binding("enter", "enter", "Take or confirm", show=False, priority=True),
        bind("how", "how", "How to look"),
        bind("why", "why", "Why this question"),
        bind("causes", "causes", "Likely causes"),
        bind("copy", "copy", "Copy the code"),
        Binding("escape", "app.new", "Back to the first screen", show=False),
    ]
    HINTS = (
        Hint("1-9", "hint-answer", key="enter"),
        Hint("i", "hint-unknown"),
        Hint("s", "hint-skip"),
        Hint("u", "hint-undo"),
        Hint("w", "hint-why"),
        Hint("c", "hint-causes"),
        Hint("?", "hint-help", key="question_mark"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.marked: set[str] = set()
        self._shown = ""

    def compose_body(self) -> ComposeResult:
        """Put question and causes side by side."""
        with SideBySide(id="body"):
            with Column(id="page"):
                yield Prose(id="ask")
                yield Prose(id="facts")
                yield Prose(id="how")
                yield Choices(id="answers")
            yield CausesPanel(id="causes")

    def show(self) -> None:
        """Write the question that is on."""
        super().show()
        question = self.wizard.desk.question
        if question is None:  # a page or the plan told enough meanwhile
            self.call_after_refresh(self.wizard.action_diagnosis)
            return
        if question.id != self._shown:
            self._shown = question.id
            self.marked = set()
        answers = self.query_one("#answers", Choices)
        kept = answers.marked if self.marked else ""
        self.query_one(Masthead).tell(self.say("place-start"), self._progress())
        self.query_one("#ask", Prose).draw(draw_ask(self.view, question))
        answers.show(answer_rows(self.view, question, self.open_options, self.marked), mark=kept)
        self._show_how(question)
        self._show_causes()
        if self.is_current:
            answers.focus(scroll_visible=False)

    @property
    def question(self) -> Question:
        """The question that is on."""
        question = self.wizard.desk.question
        assert question is not None
        return question

    @property
    def open_options(self) -> tuple[str, ...]:
        """The answers that can still be given."""
        return self.wizard.desk.open_options

    # Answering ----------------------------------------------------------------------------------------------

    @on(Choices.Taken, "#answers")
    def take_row(self, event: Choices.Taken) -> None:
        """Take the row that was clicked or entered."""
        self.action_take(event.row)

    def on_key(self, event: Key) -> None:
        """Take an answer by its number or letter."""
        keys = self.wizard.keys.free(MORE_KEYS)
        place = keys.find(event.character or "-")
        if place < 0:
            return
        options = self._numbered()
        if place < len(options):
            event.stop()
            self.action_take(options[place])
        elif keys[place].isdigit():
            event.stop()
            others = [self.wizard.keys.first(name) for name in ("none", "unknown", "skip")]
            self.tell(
                self.say("no-such-option", key=keys[place], last=len(options), others=", ".join(others))
            )

    def _numbered(self) -> tuple[str, ...]:
        return (self.open_options[0], NONE) if self.question.choose == "yes-no" else self.open_options

    def action_enter(self) -> None:
        """Confirm what is marked, or else take the row under the cursor."""
        answers = self.query_one("#answers", Choices)
        if self.marked and answers.marked in self.open_options:
            self.action_take(THESE)
        else:
            answers.action_select()

    def action_mark(self) -> None:
        """Mark or unmark the row under the cursor, where several may hold."""
        row = self.query_one("#answers", Choices).marked
        if self.question.choose == "any" and row in self.open_options:
            self._toggle(row)
        elif row:
            self.action_take(row)

    def action_take(self, row: str) -> None:
        """Do what a row says."""
        question = self.question
        if row == THESE:
            self.wizard.answer(
                question.id, *(option for option in self.open_options if option in self.marked)
            )
        elif row == NONE:
            self.wizard.answer(question.id, none=True)
        elif row == UNKNOWN:
            self.wizard.answer_unknown(question.id)
        elif row == SKIP:
            self.wizard.skip(question.id)
        elif question.choose == "any":
            self._toggle(row)
        elif row:
            self.wizard.answer(question.id, row)

    def _toggle(self, option: str) -> None:
        self.marked ^= {option}
        rows = answer_rows(self.view, self.question, self.open_options, self.marked)
        first_mark = self.marked == {option}
        self.query_one("#answers", Choices).show(rows, mark=option)
        self.tell(self.say("toggle-then-confirm") if first_mark else "")

    # Looking into it ----------------------------------------------------------------------------------------

    def action_how(self) -> None:
        """Open or close how to look."""
        self.wizard.how_open = not self._how_is_open()
        self._show_how(self.question)
        self.query_one("#page").scroll_home(animate=False)

    def action_why(self) -> None:
        """Say why this is asked."""
        from lossdoctor_tui.screens.why import WhyScreen

        self.app.push_screen(WhyScreen(self.question.id))

    def action_causes(self) -> None:
        """Show or hide the likely causes."""
        self.wizard.causes_wanted = not self.query_one(CausesPanel).display
        self._show_causes()

    def action_copy(self) -> None:
        """Copy the code that shows how to look."""
        self.wizard.copy(self.view.code(self.question.code)[1])

    def on_resize(self, event: Resize) -> None:
        """Show as much as fits."""
        if self._shown:
            self._show_how(self.question)
            self._show_causes()

    def _how_is_open(self) -> bool:
        return self.size.height >= TALL if self.wizard.how_open is None else self.wizard.how_open

    def _show_how(self, question: Question) -> None:
        is_open = self._how_is_open()
        self.query_one("#facts", Prose).draw(draw_facts(self.view, question, is_open))
        how = self.query_one("#how", Prose)
        how.display = is_open
        how.draw(draw_how(self.view, question))

    def _show_causes(self) -> None:
        panel = self.query_one(CausesPanel)
        panel.display = (
            self.size.width >= WIDE if self.wizard.causes_wanted is None else self.wizard.causes_wanted
        )
        self.set_class(panel.display, "-causes")
        if panel.display:
            panel.show(self.view)

    def _progress(self) -> str:
        desk = self.wizard.desk
        asked = desk.consultation.next_question()
        left = desk.consultation.questions_left() - 1
        if desk.asked or asked is None:
            key = "place-question"
        elif asked.skipped_before:
            key = "came-back"
        else:
            key = "about-more" if left > 0 else "last-question"
        return self.say(key, number=desk.number, left=left)
