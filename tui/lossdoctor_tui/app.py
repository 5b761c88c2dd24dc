"""The program: the keys that work everywhere, and what is said to the consultation.

Owns beginning, answering, taking back, and telling what came of it. Leaves going from screen to screen to
``places``, the consultation to ``desk``, keeping it to ``keeping``, and each screen to itself.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.events import Key
from textual.screen import Screen

from lossdoctor.errors import LossdoctorError
from lossdoctor_tui.desk import ASKED_KINDS, Desk
from lossdoctor_tui.keeping import Keeping
from lossdoctor_tui.keymap import bind
from lossdoctor_tui.keys_file import read_keys
from lossdoctor_tui.places import Places
from lossdoctor_tui.safe_text import rich_plain
from lossdoctor_tui.screens.start import StartScreen

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.events import Event

__all__ = ["WizardApp"]

LATER = (
    "lossdoctor.interview",
    "lossdoctor.diagnosis",
    "lossdoctor.comparison",
    "lossdoctor_tui.screens.question",
    "lossdoctor_tui.screens.diagnosis",
)
"""Imported when the first screen is up, so that neither the start nor the first question waits for them."""


class WizardApp(Places):
    """lossdoctor in the terminal."""

    TITLE = "lossdoctor"
    CSS_PATH = "wizard.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("search", "search", "Search"),
        bind("help", "help", "Help"),
        bind("diagnosis", "diagnosis", "Diagnosis"),
        bind("plan", "plan", "What to try"),
        bind("report", "report", "Report"),
        bind("lost", "lost", "Left out"),
        bind("undo", "undo", "Undo"),
        bind("redo", "redo", "Redo"),
        bind("new", "new", "New"),
        bind("language", "language", "Language"),
        bind("framework", "framework", "Framework"),
        bind("theme", "theme", "Theme"),
        bind("quit", "quit", "Quit"),
    ]

    def __init__(
        self,
        load: Callable[[], Consultation],
        *,
        keeping: Keeping,
        language: str = "en",
        framework: str = "pytorch",
    ) -> None:
        super().__init__(language=language, framework=framework)
        self._load = load
        self.keeping = keeping
        """What was kept, and where."""

    def on_mount(self) -> None:
        """Show the first screen at once, and read the knowledge meanwhile."""
        self.keys, problems = read_keys(self.speaker, self.keeping.store.folder.parent)
        self.set_keymap({name: ",".join(keys) for name, keys in self.keys.chosen.items()})
        if problems:
            more = self.speaker.say("keys-more", count=len(problems) - 1) if problems[1:] else ""
            self.keys_problem = f"{problems[0]} {more}".strip()
        self.push_screen(StartScreen())
        self.call_after_refresh(self.run_worker, self._read, thread=True)

    def _read(self) -> None:
        try:
            consultation = self._load()
            consultation.ranking()
        except LossdoctorError as error:
            self.call_from_thread(self.exit, return_code=2, message=rich_plain(self.speaker.text(error.text)))
        else:
            self.call_from_thread(self._begin_with, consultation)
            consultation.knowledge.search("loss")  # the first letter typed need not wait for the index
            for later in LATER:
                import_module(later)
            gc.freeze()  # else looking through the knowledge for garbage halts some key press for 50 ms

    def _begin_with(self, consultation: Consultation) -> None:
        self._sit_down(consultation)
        if consultation.events:
            self._welcome_back()
        else:
            self.retell()
            self.tell(self.keys_problem)

    def _sit_down(self, consultation: Consultation) -> None:
        consultation.language = self.speaker.language
        consultation.framework = self.framework
        self.desk = Desk(consultation, self._keep)
        self.ready = True

    def _keep(self, consultation: Consultation) -> None:
        if problem := self.keeping.keep(consultation, consultation.next_question):
            why = self.speaker.text(problem)
            self.call_after_refresh(self.tell, self.speaker.say("not-kept", why=why))

    def copy(self, code: str) -> None:
        """Copy code to the clipboard, and keep it for terminals that let no program near it."""
        if not code:
            self.tell(self.speaker.say("nothing-to-copy"))
            return
        self.copy_to_clipboard(code)
        path = self.keeping.keep_copy(code)
        self.tell(self.speaker.say("copied", lines=code.count("\n") + 1, path=path))

    # Beginning ----------------------------------------------------------------------------------------------

    def begin(self, picked: Mapping[str, str]) -> None:
        """Begin a consultation with what was picked: symptoms, each with the words by which it was found."""
        if self.desk.answer_count:
            from lossdoctor.consultation import Consultation  # late, for a quick start

            self.keeping.leave()
            self._sit_down(Consultation(self.desk.consultation.knowledge))
        self.go_on(picked)

    def go_on(self, picked: Mapping[str, str]) -> None:
        """Go on with the consultation that is on, adding what was picked."""

        def speak(consultation: Consultation) -> None:
            for words in dict.fromkeys(filter(None, picked.values())):
                consultation.complain(words)
            consultation.observe(*picked)

        if self._say(speak):
            self.action_question()

    def resume(self, name: str) -> None:
        """Go on with a consultation that was kept."""
        try:
            consultation = self.keeping.open(name, self.desk.consultation.knowledge)
        except LossdoctorError as error:
            self.tell(self.speaker.say("resume-failed", why=self.speaker.text(error.text)))
            return
        self._sit_down(consultation)
        self._welcome_back()

    def _welcome_back(self) -> None:
        self.action_question()
        consultation = self.desk.consultation
        count = self.desk.answer_count
        answers = self.speaker.say("answer-count-one" if count == 1 else "answers-count", count=count)
        words = [self.speaker.say("resumed", answers=answers)]
        if consultation.lost:
            word = "lost" if consultation.lost[1:] else "lost-one"
            key = self.keys.first("lost")
            words.append(self.speaker.say(word, count=len(consultation.lost), key=key))
        self.tell(self.speaker.join(*words, self.keys_problem))

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
        name = self.view.observed(symptom)
        if symptom in self.desk.consultation.present:
            self.tell(self.speaker.say("already-said", name=name))
        elif self._say(lambda consultation: consultation.observe(symptom)):
            self.tell(self.speaker.say("noted-seen", name=name))

    def tried(self, remedy: str, outcome: str) -> None:
        """Tell what a remedy did, and show how the plan goes on."""
        undo = self.speaker.text(self.desk.consultation.knowledge.remedies[remedy].undo)
        if self._say(lambda consultation: consultation.tried(remedy, outcome)):
            self.retell_place()
            self.tell(self.speaker.say(f"noted-{outcome}", undo=undo))

    def ask(self, question_id: str) -> None:
        """Put a question of the plan on the desk."""
        self.desk.ask(question_id)
        self.action_question()

    def _say(self, speak: Callable[[Consultation], object]) -> bool:
        try:
            self.desk.say(speak)
        except LossdoctorError as error:
            self.tell(self.speaker.text(error.text))
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
            self.retell_place()
        words = self.speaker.say(done, what=self.view.event(event)) if event else self.speaker.say(nothing)
        self.tell(words)

    # Keys and commands --------------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """Say what would work where a key does nothing."""
        if event.is_printable and event.key not in self.screen.active_bindings:
            self.wrong_key(event.character or event.key)

    def wrong_key(self, key: str) -> None:
        """Say that a key does nothing here, and how to see which do."""
        self.tell(self.speaker.say("wrong-key", key=key, help=self.keys.first("help")))

    def action_command_palette(self) -> None:
        """Show every command by name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=self.speaker.say("palette-placeholder")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give the command palette every action by name."""
        from lossdoctor_tui.commands import commands

        yield from commands(self)
