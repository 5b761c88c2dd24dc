"""The diagnosis screen: the causes, and the marked one in full beside or below them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from lossdoctor_tui.drawings.cause import draw_ranked_cause, draw_whole
from lossdoctor_tui.drawings.causes import CauseLine, draw_cause_row, rank_causes
from lossdoctor_tui.layout import Row
from lossdoctor_tui.screens.split import SplitScreen
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

    def show(self) -> None:
        """Write the diagnosis."""
        super().show()
        view = self.view
        self.query_one(Masthead).tell(self.say("place-start"), self.say("place-diagnosis"))
        self.whole.draw(draw_whole(view, view.consultation.diagnosis()))
        rows = self.rows
        ranking = view.consultation.ranking()[:LISTED]
        lines = rank_causes(view)[:LISTED]
        rows.show(
            (_row(cause, line) for (cause, _), line in zip(ranking, lines, strict=True)), mark=rows.marked
        )
        if self.is_current:
            rows.focus(scroll_visible=False)

    @on(OptionList.OptionHighlighted)
    def show_detail(self, event: OptionList.OptionHighlighted) -> None:
        """Tell the marked cause in full."""
        view, cause = self.view, event.option_id or ""
        diagnosis = view.consultation.diagnosis()
        rivals = [other.id for other in diagnosis.causes[:4] if other.id != cause]
        rivals += [other for other in view.knowledge.causes[cause].mimics if other not in rivals]
        if diagnosis.nothing_observed:
            rivals = []
        changes = diagnosis.would_change if cause == diagnosis.causes[0].id else ()
        self.text.draw(draw_ranked_cause(view, view.consultation.explain(cause), rivals, changes))
        self.to_top()

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the page of the marked cause."""
        self.wizard.open_page(self.rows.marked)


def _row(cause: str, line: CauseLine) -> Row:
    return Row(cause, lambda width: draw_cause_row(line, width))
