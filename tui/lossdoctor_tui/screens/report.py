"""The card that saves the report: a file name, and nothing is written unless it is confirmed."""

from __future__ import annotations

import os
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from lossdoctor.errors import LossdoctorError, reason
from lossdoctor_tui.layout import paragraph
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.screens.card import Card
from lossdoctor_tui.widgets.line import Line
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["ReportScreen"]

USUAL_NAME = "lossdoctor-report.md"


class ReportScreen(Card):
    """Save the report as Markdown, HTML or JSON, by the ending of the name."""

    def __init__(self) -> None:
        super().__init__()
        self.overwrites = ""
        """The file that exists already, and that enter now overwrites."""

    def compose_body(self) -> ComposeResult:
        """Give the line for the name."""
        yield Line(USUAL_NAME, id="name", select_on_focus=False, compact=True)
        yield Prose(id="says")

    def show(self) -> None:
        """Write title and label."""
        self.show_title(self.say("report-title"))
        label = styled((self.say("report-as"), "$quiet"))
        self.text.draw(lambda width: paragraph(label, width))
        self.query_one(Input).focus()

    @on(Input.Changed)
    def name_anew(self) -> None:
        """Ask again before a file under a new name is overwritten."""
        self.overwrites = ""
        self._tell("")

    @on(Input.Submitted)
    def save(self, event: Input.Submitted) -> None:
        """Save the report, or say what is in the way."""
        name = event.value.strip()
        if not name:
            return
        path = Path(os.path.expanduser(name))
        if os.path.exists(path) and self.overwrites != name:  # which never refuses to look
            self.overwrites = name
            self._tell(self.say("report-exists", path=path))
            return
        from lossdoctor.report import make_report, report_kind

        try:
            path.write_text(make_report(self.view.consultation, report_kind(path.name)), encoding="utf-8")
        except OSError as error:
            self._tell(self.say("report-failed", why=self.wizard.speaker.text(reason(error))))
        except LossdoctorError as error:
            self._tell(self.wizard.speaker.text(error.text))
        else:
            self.app.pop_screen()
            self.wizard.tell(self.say("report-saved", path=path.resolve()))

    def _tell(self, words: str) -> None:
        self.query_one("#says", Prose).draw(lambda width: paragraph(styled((words, "$accent")), width))
