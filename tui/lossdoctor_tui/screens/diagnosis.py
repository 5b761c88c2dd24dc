"""The diagnosis screen: the causes, and the marked one in full beside or below them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from lossdoctor_tui.drawings.cause import draw_ranked_cause, draw_whole
from lossdoctor_tui.drawings.causes import CauseLine, draw_cause_row, rank_causes
from lossdoctor_tui.layout import Row
from lossdoctor_tui.screens.split import SplitScreen
from lossdoctor_tui.widgets.choices import Choices
from lossdoctor_tui.widgets.key_bar import Hint
from lossdoctor_tui.widgets.masthead import Masthead

__all__ = ["DiagnosisScreen"]

LISTED = 30
"""Causes in the list; those further down are on their pages."""


class DiagnosisScreen(SplitScreen):
    """What is probably wrong, and why."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,o", "open", "Open its page", show=False),
    ]
    HINTS = (
        Hint("↑↓", "hint-move", key="down"),
        Hint("space", "hint-read"),
        Hint("p", "hint-plan"),
        Hint("r", "hint-report"),
        Hint("u", "hint-undo"),
        Hint("esc", "hint-back", key="escape"),
        Hint("?", "hint-help", key="question_mark"),
    )

    def show_list(self) -> None:
        """Write the causes."""
        self.query_one(Masthead).tell(self.say("place-start"), self.say("place-diagnosis"))
        ranking = self.view.consultation.ranking()[:LISTED]
        lines = rank_causes(self.view, LISTED)
        rows = [_row(cause, line) for (cause, _), line in zip(ranking, lines, strict=True)]
        self.rows.show(rows, mark=self.rows.marked)

    def show_whole(self) -> None:
        """Write the verdict."""
        self.whole.draw(draw_whole(self.view, self.view.consultation.diagnosis()))

    def show_detail(self, row: str) -> None:
        """Tell the marked cause in full."""
        view = self.view
        diagnosis = view.consultation.diagnosis()
        rivals = [other.id for other in diagnosis.causes[:4] if other.id != row]
        rivals += [other for other in view.knowledge.causes[row].mimics if other not in rivals]
        if diagnosis.nothing_observed:
            rivals = []
        changes = diagnosis.would_change if row == diagnosis.causes[0].id else ()
        self.text.draw(draw_ranked_cause(view, view.consultation.explain(row), rivals, changes))

    @on(Choices.Taken)
    def action_open(self) -> None:
        """Open the page of the marked cause."""
        self.wizard.open_page(self.rows.marked)


def _row(cause: str, line: CauseLine) -> Row:
    return Row(cause, lambda width: draw_cause_row(line, width))
