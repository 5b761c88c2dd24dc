"""Going from screen to screen, and the settings that every screen obeys: language, framework, theme.

Owns which screen is up. The first screen lies at the bottom; over it one place (question, diagnosis or plan),
over that pages and cards. Leaves what is said to ``app``.
"""

from __future__ import annotations

import os

from textual.app import App

from lossdoctor_tui import theme
from lossdoctor_tui.desk import Desk
from lossdoctor_tui.drawings.view import FRAMEWORK_NAMES, View
from lossdoctor_tui.keymap import Keymap
from lossdoctor_tui.screens.base import WizardScreen
from lossdoctor_tui.wording import Speaker

__all__ = ["Places"]

FIRST, PLACE = 2, 3
"""Screens on the stack when the first one is up, and when a place is; the lowest is Textual's own."""


class Places(App[None]):
    """An app that knows its screens and tells all of them anew when a setting changes."""

    def __init__(self, *, language: str, framework: str) -> None:
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.speaker = Speaker(language)
        self.framework = framework
        self.desk: Desk
        self.ready = False
        """Whether the knowledge is there; before, ``desk`` is not."""
        self.keys = Keymap()
        self._view: View | None = None
        self.keys_problem = ""
        """What is wrong with the file of keys."""
        self.how_open: bool | None = None
        """Whether the person wants to see how to look; None leaves it to the height of the terminal."""
        self.causes_wanted: bool | None = None
        """Whether the person wants the causes beside the question; None leaves it to the width."""
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-usual"), (100, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-usual-height"), (30, "-tall")]
        for one in theme.THEMES:
            self.register_theme(one)
        self.theme = theme.starting_theme(os.environ)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our own colour names to the themes that do not have them."""
        return theme.EXTRA_VARIABLES

    @property
    def view(self) -> View:
        """The consultation in the user's language; the same as before while nothing of it has changed."""
        view = View(self.desk.consultation, self.speaker, self.keys)
        if self._view != view:
            self._view = view
        return self._view

    # Going about --------------------------------------------------------------------------------------------

    def action_question(self) -> None:
        """Show the question that is on, or else the diagnosis."""
        from lossdoctor_tui.screens.question import QuestionScreen

        if not self.ready:
            return
        if self.desk.question is None:
            self.action_diagnosis()
        else:
            self._go(QuestionScreen)

    def action_diagnosis(self) -> None:
        """Show the diagnosis."""
        from lossdoctor_tui.screens.diagnosis import DiagnosisScreen

        self._go(DiagnosisScreen)

    def action_plan(self) -> None:
        """Show what to try."""
        from lossdoctor_tui.screens.plan import PlanScreen

        self._go(PlanScreen)

    def action_new(self) -> None:
        """Show the first screen."""
        while len(self.screen_stack) > FIRST:
            self.pop_screen()

    def open_page(self, known_id: str) -> None:
        """Show the page of a symptom, cause, remedy or question."""
        from lossdoctor_tui.screens.page import PageScreen

        if known_id:
            self.push_screen(PageScreen(known_id))

    def _go(self, place: type[WizardScreen]) -> None:
        """Show one of the places over the first screen; it takes the place of another one."""
        if not self.ready:
            return
        while len(self.screen_stack) > PLACE:
            self.pop_screen()
        if isinstance(self.screen, place):
            self.screen.show()
        elif len(self.screen_stack) == PLACE:
            self.switch_screen(place())
        else:
            self.push_screen(place())

    def retell_place(self) -> None:
        """Tell everything anew after something was said or taken back."""
        from lossdoctor_tui.screens.question import QuestionScreen

        if isinstance(self.screen, QuestionScreen):
            self.action_question()
        elif isinstance(self.screen, WizardScreen):
            self.screen.show()

    def action_search(self) -> None:
        """Search the knowledge."""
        from lossdoctor_tui.screens.search import SearchScreen

        if self.ready:
            self.push_screen(SearchScreen())

    def action_help(self) -> None:
        """Show every key."""
        from lossdoctor_tui.screens.help import HelpScreen

        self.push_screen(HelpScreen())

    def action_lost(self) -> None:
        """Show what could not be taken up of the consultation."""
        from lossdoctor_tui.screens.lost import LostScreen

        if self.ready:
            self.push_screen(LostScreen())

    def action_report(self) -> None:
        """Save the report."""
        from lossdoctor_tui.screens.report import ReportScreen

        if self.ready:
            self.push_screen(ReportScreen())

    # Settings -----------------------------------------------------------------------------------------------

    def action_language(self) -> None:
        """Go on in the other language."""
        from lossdoctor.consultation import LANGUAGES  # late, for a quick start

        other = LANGUAGES[1 - LANGUAGES.index(self.speaker.language)]
        self.speaker = Speaker(other)
        if self.ready:
            self.desk.consultation.language = other
        self.retell()

    def action_framework(self, name: str = "") -> None:
        """Show code for another framework."""
        from lossdoctor.consultation import FRAMEWORKS

        place = FRAMEWORKS.index(self.framework) if self.framework in FRAMEWORKS else -1
        self.framework = name or FRAMEWORKS[(place + 1) % len(FRAMEWORKS)]
        if self.ready:
            self.desk.consultation.framework = self.framework
        self.retell()
        self.tell(self.speaker.say("framework-now", name=FRAMEWORK_NAMES.get(self.framework, self.framework)))

    def action_theme(self, name: str = "") -> None:
        """Change the colours."""
        place = theme.NAMES.index(self.theme) if self.theme in theme.NAMES else -1
        self.theme = name or theme.NAMES[(place + 1) % len(theme.NAMES)]

    def retell(self) -> None:
        """Tell everything anew on every screen."""
        for screen in self.screen_stack:
            if isinstance(screen, WizardScreen):
                screen.show()

    def tell(self, words: str) -> None:
        """Show a notice on the screen that is up."""
        screen = next(one for one in reversed(self.screen_stack) if isinstance(one, WizardScreen))
        screen.tell(words)
