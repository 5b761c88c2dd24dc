"""A screen with a list and the marked entry in full: beside it where there is room, else below."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll

from lossdoctor_tui.screens.base import WizardScreen
from lossdoctor_tui.widgets.choices import Choices
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["SplitScreen"]


class SplitScreen(WizardScreen):
    """What holds for the whole on top, then list and detail."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown", "read(1)", "Read on", show=False, priority=True),
        Binding("b,pageup", "read(-1)", "Read back", show=False, priority=True),
        Binding("escape", "app.question", "Back", show=False),
    ]

    def compose_body(self) -> ComposeResult:
        """Put summary, list and detail on the screen."""
        yield Prose(id="whole")
        with Container(id="split"):
            with VerticalScroll(id="list", can_focus=False):
                yield Choices(id="rows")
            with VerticalScroll(id="detail", can_focus=False):
                yield Prose(id="text")

    @property
    def rows(self) -> Choices:
        """The list."""
        return self.query_one("#rows", Choices)

    @property
    def whole(self) -> Prose:
        """What stands on top."""
        return self.query_one("#whole", Prose)

    @property
    def text(self) -> Prose:
        """The marked entry in full."""
        return self.query_one("#text", Prose)

    def to_top(self) -> None:
        """Begin the detail at its first line."""
        self.query_one("#detail").scroll_home(animate=False)

    def action_read(self, pages: int) -> None:
        """Scroll the detail by pages."""
        detail = self.query_one("#detail")
        detail.scroll_relative(y=pages * max(1, detail.size.height - 2), animate=False)
