"""The program: which screen is up, what the keys that work everywhere do, and what is said to the desk.

Owns going from screen to screen, language, framework and theme. Leaves the consultation to ``desk``, keeping
it to ``keeping``, and each screen to itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.events import Key
from textual.screen import Screen

from lossdoctor.consultation import FRAMEWORKS, LANGUAGES, Consultation
from lossdoctor.errors import LossdoctorError
from lossdoctor.events import Event
from lossdoctor_tui import theme
from lossdoctor_tui.desk import ASKED_KINDS, Desk
from lossdoctor_tui.keeping import Keeping, Recent
from lossdoctor_tui.safe_text import rich_plain
from lossdoctor_tui.screens.base import WizardScreen
from lossdoctor_tui.screens.start import StartScreen
from lossdoctor_tui.wording import Speaker

__all__ = ["WizardApp"]


class WizardApp(App[None]):
    """lossdoctor in the terminal."""

    TITLE = "lossdoctor"
    CSS_PATH = "wizard.tcss"
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [
        (0, "-narrow"),
        (60, "-usual"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [
        (0, "-low"),
        (20, "-usual-height"),
        (30, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", show=False),
        Binding("question_mark,f1", "help", "Help", show=False),
        Binding("d", "diagnosis", "Diagnosis", show=False),
        Binding("p", "plan", "What to try", show=False),
        Binding("r", "report", "Report", show=False),
        Binding("u,backspace", "undo", "Undo", show=False),
        Binding("U", "redo", "Redo", show=False),
        Binding("n", "new", "New", show=False),
        Binding("l,f2", "language", "Language", show=False),
        Binding("f,f3", "framework", "Framework", show=False),
        Binding("f4", "theme", "Theme", show=False),
        Binding("q", "quit", "Quit", show=False),
    ]

    def __init__(
        self,
        load: Callable[[], Consultation],
        *,
        keeping: Keeping,
        language: str = "en",
        framework: str = "pytorch",
    ) -> None:
        super().__init__()
        self._load = load
        self._keeping = keeping
        self.speaker = Speaker(language)
        self.framework = framework
        self.desk: Desk
        self.ready = False
        """Whether the knowledge is there; before, ``desk`` is not."""
        self.typed: list[str] = []
        """What was typed on the first screen, in the person's own words."""
        for one in theme.THEMES:
            self.register_theme(one)
        self.theme = theme.starting_theme(os.environ)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our own colour names to the themes that do not have them."""
        return theme.EXTRA_VARIABLES

    def on_mount(self) -> None:
        """Show the first screen at once, and read the knowledge meanwhile."""
        self.push_screen(StartScreen())
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        try:
            consultation = self._load()
            consultation.ranking()
        except LossdoctorError as error:
            self.call_from_thread(self.exit, return_code=2, message=rich_plain(str(error)))
        else:
            self.call_from_thread(self._begin_with, consultation)

    def _begin_with(self, consultation: Consultation) -> None:
        self._sit_down(consultation)
        if consultation.events:
            self._welcome_back()
        elif isinstance(self.screen, WizardScreen):
            self.screen.show()

    def _sit_down(self, consultation: Consultation) -> None:
        consultation.language = self.speaker.language
        consultation.framework = self.framework
        self.desk = Desk(consultation, self._keep)
        self.ready = True

    def _keep(self, consultation: Consultation) -> None:
        if problem := self._keeping.keep(consultation):
            self.call_after_refresh(self.tell, self.speaker.say("not-kept", why=problem))

    # Beginning ----------------------------------------------------------------------------------------------

    def recent(self, most: int) -> tuple[Recent, ...]:
        """List the consultations that can be gone on with."""
        return self._keeping.recent(most)

    def begin(self, picked: Sequence[str]) -> None:
        """Begin a consultation with what was picked."""
        if self.desk.answer_count:
            self._keeping.leave()
            self._sit_down(Consultation(self.desk.consultation.knowledge))
        self.go_on(picked)

    def go_on(self, picked: Sequence[str]) -> None:
        """Go on with the consultation that is on, adding what was picked."""
        typed, self.typed = self.typed, []

        def speak(consultation: Consultation) -> None:
            for words in dict.fromkeys(typed):
                consultation.complain(words)
            consultation.observe(*picked)

        if self._say(speak):
            self.action_question()

    def resume(self, name: str) -> None:
        """Go on with a consultation that was kept."""
        try:
            consultation = self._keeping.open(name, self.desk.consultation.knowledge)
        except LossdoctorError as error:
            self.tell(self.speaker.say("resume-failed", why=error))
            return
        self._sit_down(consultation)
        self._welcome_back()

    def _welcome_back(self) -> None:
        self.action_question()
        consultation = self.desk.consultation
        words = self.speaker.say("resumed", count=self.desk.answer_count)
        if consultation.lost:
            words += " " + self.speaker.say("lost", ids=", ".join(consultation.lost))
        self.tell(words)

    # Saying -------------------------------------------------------------------------------------------------

    def answer(self, question_id: str, *symptoms: str, none: bool = False) -> None:
        """Answer a question."""
        if self._say(lambda consultation: consultation.answer(question_id, *symptoms, none=none)):
            self.action_question()

    def answer_unknown(self, question_id: str) -> None:
        """Say "I don't know"."""
        if self._say(lambda consultation: consultation.unknown(question_id)):
            self.action_question()

    def skip(self, question_id: str) -> None:
        """Leave a question for later."""
        if self._say(lambda consultation: consultation.skip(question_id)):
            self.action_question()

    def observe(self, symptom: str) -> None:
        """Tell a symptom that was not asked for."""
        name = self.speaker.text(self.desk.consultation.knowledge.symptoms[symptom].name)
        if symptom in self.desk.consultation.present:
            self.tell(self.speaker.say("already-said", name=name))
        elif self._say(lambda consultation: consultation.observe(symptom)):
            self.tell(self.speaker.say("noted-seen", name=name))

    def tried(self, remedy: str, outcome: str) -> None:
        """Tell what a remedy did, and show how the plan goes on."""
        undo = self.speaker.text(self.desk.consultation.knowledge.remedies[remedy].undo)
        if self._say(lambda consultation: consultation.tried(remedy, outcome)):
            self._refresh()
            self.tell(self.speaker.say(f"noted-{outcome}", undo=undo))

    def ask(self, question_id: str) -> None:
        """Put a question of the plan on the desk."""
        self.desk.ask(question_id)
        self.action_question()

    def _say(self, speak: Callable[[Consultation], object]) -> bool:
        try:
            self.desk.say(speak)
        except LossdoctorError as error:
            self.tell(str(error))
            return False
        self.tell("")
        return True

    def action_undo(self) -> None:
        """Take the last thing back."""
        if self.ready:
            self._after_undo(self.desk.undo(), "undone", "nothing-to-undo")

    def action_redo(self) -> None:
        """Say it again."""
        if self.ready:
            self._after_undo(self.desk.redo(), "redone", "nothing-to-redo")

    def _after_undo(self, event: Event | None, done: str, nothing: str) -> None:
        if event is not None and event.kind in ASKED_KINDS:
            self.action_question()
        elif event is not None:
            self._refresh()
        words = self._in_words(event) if event else ""
        self.tell(self.speaker.say(done, what=words) if event else self.speaker.say(nothing))

    def _in_words(self, event: Event) -> str:
        from lossdoctor_tui.drawings.view import View

        return View(self.desk.consultation, self.speaker).event(event)

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
        while len(self.screen_stack) > 2:
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
        while len(self.screen_stack) > 3:
            self.pop_screen()
        if isinstance(self.screen, place):
            self.screen.show()
        elif len(self.screen_stack) == 3:
            self.switch_screen(place())
        else:
            self.push_screen(place())

    def _refresh(self) -> None:
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

    def action_report(self) -> None:
        """Save the report."""
        from lossdoctor_tui.screens.report import ReportScreen

        if self.ready:
            self.push_screen(ReportScreen())

    # Settings -----------------------------------------------------------------------------------------------

    def action_language(self) -> None:
        """Go on in the other language."""
        other = LANGUAGES[1 - LANGUAGES.index(self.speaker.language)]
        self.speaker = Speaker(other)
        if self.ready:
            self.desk.consultation.language = other
        self._retell()

    def action_framework(self, name: str = "") -> None:
        """Show code for another framework."""
        place = FRAMEWORKS.index(self.framework) if self.framework in FRAMEWORKS else -1
        self.framework = name or FRAMEWORKS[(place + 1) % len(FRAMEWORKS)]
        if self.ready:
            self.desk.consultation.framework = self.framework
        self._retell()
        self.tell(self.speaker.say("framework-now", name=self.framework))

    def action_theme(self, name: str = "") -> None:
        """Change the colours."""
        place = theme.NAMES.index(self.theme) if self.theme in theme.NAMES else -1
        self.theme = name or theme.NAMES[(place + 1) % len(theme.NAMES)]

    def _retell(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, WizardScreen):
                screen.show()

    def tell(self, words: str) -> None:
        """Show a notice on the screen that is up."""
        screen = next(one for one in reversed(self.screen_stack) if isinstance(one, WizardScreen))
        screen.tell(words)

    def copy(self, code: str) -> None:
        """Copy code to the clipboard."""
        if not code:
            self.tell(self.speaker.say("nothing-to-copy"))
            return
        self.copy_to_clipboard(code)
        self.tell(self.speaker.say("copied", lines=code.count("\n") + 1))

    # Keys and commands --------------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """Say what would work where a key does nothing."""
        if event.is_printable and event.key not in self.screen.active_bindings:
            self.wrong_key(event.character or event.key)

    def wrong_key(self, key: str) -> None:
        """Say that a key does nothing here, and how to see which do."""
        self.tell(self.speaker.say("wrong-key", key=key))

    def action_command_palette(self) -> None:
        """Show every command by name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=self.speaker.say("palette-placeholder")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give the command palette every action by name."""
        from lossdoctor_tui.commands import commands

        yield from commands(self)
