"""What every drawing is made from: the consultation, the language, and the names of things in it.

Owns turning ids, frequencies, efforts and code into words. Leaves arranging them to the drawings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.model import Frequency, Source, Term, Text
from lossdoctor.wording import figure, observation
from lossdoctor_tui.keymap import Keymap
from lossdoctor_tui.safe_text import one_line
from lossdoctor_tui.wording import Speaker

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.events import Event
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["FRAMEWORK_NAMES", "View"]

FRAMEWORK_NAMES = {"pytorch": "PyTorch", "keras": "Keras", "tensorflow": "TensorFlow", "jax": "JAX"}


@dataclass(frozen=True)
class View:
    """A consultation as it is told in one language."""

    consultation: Consultation
    speaker: Speaker
    keys: Keymap = field(default_factory=Keymap)

    @property
    def knowledge(self) -> KnowledgeBase:
        """What the consultation reasons over."""
        return self.consultation.knowledge

    def say(self, key: str, /, **values: object) -> str:
        """Give the wizard's own words for ``key``."""
        return self.speaker.say(key, **values)

    def text(self, text: Text) -> str:
        """Give a text of the knowledge."""
        return self.speaker.text(text)

    def name(self, known_id: str) -> str:
        """Name a symptom, cause, remedy, question or tried remedy; an unknown id is its own name."""
        knowledge = self.knowledge
        if known_id.startswith(TRIED_PREFIX):
            return one_line(self.text(observation(knowledge, known_id)))
        for records in (knowledge.causes, knowledge.symptoms, knowledge.remedies):
            if known_id in records:
                return one_line(self.text(records[known_id].name))
        if known_id in knowledge.questions:
            return one_line(self.text(knowledge.questions[known_id].ask))
        return one_line(known_id)

    def observed(self, symptom: str) -> str:
        """Name a symptom with the question that it answers, for where that is not beside it."""
        return one_line(self.text(observation(self.knowledge, symptom)))

    def join(self, names: Iterable[str]) -> str:
        """Put names in a row, as the language does it."""
        return ("、" if self.speaker.language == "zh" else ", ").join(names)

    def how_often(self, frequency: Frequency) -> str:
        """Put a frequency into its word or count, always with its number."""
        term = self.knowledge.vocabulary.how_often.get(frequency.written)
        return self._with_number(self._term(term, frequency.written), frequency)

    def base_rate(self, frequency: Frequency) -> str:
        """Put a base rate into its word or count, always with its number."""
        term = self.knowledge.vocabulary.base_rates.get(frequency.written)
        return self._with_number(self._term(term, frequency.written), frequency)

    def effort(self, word: str) -> str:
        """Put an effort into words."""
        return self._term(self.knowledge.vocabulary.efforts.get(word), word)

    def family(self, word: str) -> str:
        """Put a family of causes into words."""
        return self._term(self.knowledge.vocabulary.families.get(word), word)

    def kind(self, word: str) -> str:
        """Put a kind of symptom into words."""
        return self._term(self.knowledge.vocabulary.kinds.get(word), word)

    def code(self, code: Mapping[str, str]) -> tuple[str, str]:
        """Choose the code for the user's framework, or else what there is; framework and code."""
        framework = self.consultation.framework
        if framework not in code:
            framework = next(iter(code), "")
        return framework, code.get(framework, "").rstrip("\n")

    def event(self, event: Event) -> str:
        """Put something that was said into a few words."""
        if event.kind == "complain":
            return one_line(event.text)
        if event.kind == "tried":
            return f"{self.name(event.remedy)}: {self.say('outcome-' + event.outcome)}"
        if event.present:
            return self.join(self.observed(symptom) for symptom in event.present)
        said = {"unknown": "unknown", "skip": "skip"}.get(event.kind, "none-of-these")
        return f"{self.name(event.question)} {self.say(said)}"

    @cached_property
    def mechanisms(self) -> frozenset[str]:
        """The causes that other causes bring about."""
        return frozenset(link.target for cause in self.knowledge.causes.values() for link in cause.leads_to)

    @cached_property
    def sources_by_claim(self) -> Mapping[str, Source]:
        """The source of each claim."""
        return {claim.id: source for source in self.knowledge.sources.values() for claim in source.claims}

    def _with_number(self, word: str, frequency: Frequency) -> str:
        return word + ("，" if self.speaker.language == "zh" else ", ") + figure(frequency.number)

    def _term(self, term: Term | None, written: str) -> str:
        return one_line(self.text(term.name) if term else written)
