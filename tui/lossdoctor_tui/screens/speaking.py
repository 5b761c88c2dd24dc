"""What screens and cards have in common: they know the program, and speak the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from lossdoctor_tui.app import WizardApp
    from lossdoctor_tui.drawings.view import View

__all__ = ["Speaking"]


class Speaking(Screen[Any]):
    """A screen of the wizard, full or not."""

    AUTO_FOCUS = ""  # each screen focuses what it wants to, without scrolling its text out of sight

    @property
    def wizard(self) -> WizardApp:
        """The program."""
        return cast("WizardApp", self.app)

    @property
    def view(self) -> View:
        """The consultation in the user's language."""
        return self.wizard.view

    def say(self, key: str, /, **values: object) -> str:
        """Give the wizard's own words."""
        return self.wizard.speaker.say(key, **values)
