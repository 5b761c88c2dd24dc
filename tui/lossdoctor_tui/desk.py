"""The consultation that is on, and which of its questions lies on the desk.

Owns saying things to the consultation and keeping it after each of them. Leaves every conclusion to the
consultation, every file to ``lossdoctor.sessions``, and everything visible to the screens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lossdoctor.consultation import Consultation
    from lossdoctor.events import Event
    from lossdoctor.model import Question

__all__ = ["ASKED_KINDS", "Desk"]

ASKED_KINDS = ("answer", "unknown", "skip")
"""The kinds of events that settle a question."""


class Desk:
    """One consultation at work; ``keep`` is called after everything that is said."""

    def __init__(self, consultation: Consultation, keep: Callable[[Consultation], None]) -> None:
        self.consultation = consultation
        self._keep = keep
        self.asked = ""
        """A question that the person put on the desk: from the plan, or by taking its answer back."""

    @property
    def question(self) -> Question | None:
        """The question on the desk; None when it is time to act."""
        if self.asked:
            return self.consultation.knowledge.questions[self.asked]
        asking = self.consultation.next_question()
        return asking.question if asking else None

    @property
    def open_options(self) -> tuple[str, ...]:
        """The answers to it that can still be given."""
        asking = None if self.asked else self.consultation.next_question()
        if asking is not None:
            return asking.options
        question = self.question
        if question is None:
            return ()
        said = {*self.consultation.present, *self.consultation.absent}
        return tuple(option for option in question.options if option not in said) or question.options

    @property
    def number(self) -> int:
        """Which question this is, counting from 1."""
        return 1 + sum(event.kind in ASKED_KINDS for event in self.consultation.events)

    @property
    def answer_count(self) -> int:
        """How much was said so far."""
        return sum(event.kind != "complain" for event in self.consultation.events)

    def ask(self, question_id: str) -> None:
        """Put a question on the desk that the engine would not ask next; its old answer no longer counts."""
        if question_id in self.consultation.answered:
            self.consultation.forget(question_id)
            self._keep(self.consultation)
        self.asked = question_id

    def say(self, speak: Callable[[Consultation], object]) -> None:
        """Say something to the consultation, and keep it.

        Raises:
            LossdoctorError: what was said contradicts something; the consultation is as it was.
        """
        speak(self.consultation)
        self.asked = ""
        self._keep(self.consultation)

    def undo(self) -> Event | None:
        """Take the last thing back; a question whose answer that was lies on the desk again."""
        event = self.consultation.undo()
        if event is not None:
            self._keep(self.consultation)
            self.asked = event.question if event.kind in ASKED_KINDS else ""
        return event

    def redo(self) -> Event | None:
        """Say the thing again that was taken back last."""
        event = self.consultation.redo()
        if event is not None:
            self._keep(self.consultation)
            self.asked = ""
        return event
