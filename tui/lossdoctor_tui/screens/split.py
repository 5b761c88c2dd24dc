"""A screen with a list and the marked entry in full: beside it where there is room, else below."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from lossdoctor_tui.screens.base import WizardScreen
from lossdoctor_tui.widgets.choices import Choices
from lossdoctor_tui.widgets.one_pass import Column, SideBySide
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["SplitScreen"]


class SplitScreen(WizardScreen):
    """What holds for the whole on top, then list and detail."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown", "read(1)", "Read on", show=False, priority=True),
        Binding("b,pageup", "read(-1)", "Read back", show=False, priority=True),
        Binding("escape", "app.question", "Back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.told = False
        """Whether everything was worked out."""

    def compose_body(self) -> ComposeResult:
        """Put summary, list and detail on the screen."""
        yield Prose(id="whole")
        with SideBySide(id="split"):
            with Column(id="list"):
                yield Choices(id="rows")
            with Column(id="detail"):
                yield Prose(id="text")

    def show(self) -> None:
        """Write the list at once, and what takes longer to work out when the list is on the screen."""
        super().show()
        self.told = False
        self.show_list()
        if self.is_current:
            self.rows.focus(scroll_visible=False)
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        if self.is_attached:
            self.told = True
            self.show_whole()
            self.show_list()
            self.show_detail(self.rows.marked)
            self.show_hints()

    def show_list(self) -> None:
        """Write the list, as far as that can be done at once where not everything is ``told``."""
        raise NotImplementedError

    def show_whole(self) -> None:
        """Write what holds for the whole."""
        raise NotImplementedError

    def show_detail(self, row: str) -> None:
        """Write the marked entry in full."""
        raise NotImplementedError

    @on(Choices.Marked)
    def show_marked(self, event: Choices.Marked) -> None:
        """Follow the mark."""
        if self.told:
            self.show_detail(event.row)
            self.show_hints()
            self.query_one("#detail").scroll_home(animate=False)

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

    def action_read(self, pages: int) -> None:
        """Scroll the detail by pages."""
        detail = self.query_one("#detail")
        detail.scroll_relative(y=pages * max(1, detail.size.height - 2), animate=False)
