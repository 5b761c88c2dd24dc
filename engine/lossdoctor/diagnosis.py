"""The diagnosis: ranked causes, what explains everything seen, and what stays unexplained.

Owns the records of a diagnosis and how they are put together from probabilities.
Leaves weights, paths and sentences to ``explanation``, and what to do about it to ``planning``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.model import Text
from lossdoctor.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["Diagnosis", "PathStep", "RankedCause", "SymptomPath", "Weight", "diagnose"]


@dataclass(frozen=True, slots=True)
class Weight(Record):
    """How much one observation speaks for a cause (above 0) or against it (below 0)."""

    symptom: str
    """A symptom, or ``tried:REMEDY`` for what trying a remedy did."""
    name: Text
    present: bool
    bits: float
    """Change of the cause's log-odds by it, given all other observations (Good's weight of evidence)."""


@dataclass(frozen=True, slots=True)
class PathStep(Record):
    """One link on the way from a cause to a symptom."""

    origin: str
    target: str
    relation: str
    """``leads-to`` or ``shows``."""
    how_often: str
    """As written in the knowledge: a word or a count."""
    strength: float
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SymptomPath(Record):
    """How a cause brings a symptom about, link by link."""

    cause: str
    symptom: str
    steps: tuple[PathStep, ...]
    strength: float
    """The product of the links' strengths."""


@dataclass(frozen=True, slots=True)
class RankedCause(Record):
    """One cause, how probable it is, and why."""

    id: str
    name: Text
    family: str
    probability: float
    base_rate: float
    """Its probability before anything was observed."""
    role: str
    """``root``, or ``mechanism`` when other causes lead to it."""
    harmless: bool
    reported: bool
    """Whether it reaches the vocabulary's report threshold."""
    evidence_for: tuple[Weight, ...] = ()
    evidence_against: tuple[Weight, ...] = ()
    """Largest first. Empty for causes far down the list; ``Consultation.why_not`` explains any of them."""
    paths: tuple[SymptomPath, ...] = ()
    sources: tuple[str, ...] = ()
    """The claims and documents behind the paths."""


@dataclass(frozen=True, slots=True)
class Diagnosis(Record):
    """What is probably wrong, from most to least probable."""

    causes: tuple[RankedCause, ...]
    explains_all: tuple[str, ...]
    """The smallest most probable set of causes that accounts for what was seen."""
    explains_all_probability: float
    unexplained: tuple[str, ...]
    """What was seen and no cause that we know explains."""
    exact: bool
    """Whether the probabilities are exact; False past the size where only an approximation is affordable."""
    nothing_observed: bool
    nothing_wrong: bool
    """What is seen is what healthy runs show."""
    verdict: Text
    """The diagnosis in one plain sentence."""
    would_change: tuple[Text, ...] = ()
    """Observations still open that would put another cause first."""

    @property
    def reported(self) -> tuple[RankedCause, ...]:
        """The causes at or above the report threshold."""
        return tuple(cause for cause in self.causes if cause.reported)

    def cause(self, cause_id: str) -> RankedCause:
        """Find one cause in the ranking.

        Raises:
            KeyError: when the knowledge has no such cause.
        """
        for cause in self.causes:
            if cause.id == cause_id:
                return cause
        raise KeyError(cause_id)


def diagnose(
    present: Iterable[str], absent: Iterable[str] = (), *, knowledge: KnowledgeBase | None = None
) -> Diagnosis:
    """Diagnose from symptoms that are present and symptoms that are not.

    Args:
        present: symptom ids that were seen.
        absent: symptom ids that were looked for and not seen.
        knowledge: what to reason over; the shipped knowledge by default.

    Raises:
        UnknownIdError: an id that the knowledge does not have.
        EvidenceError: a symptom said to be both present and absent.
    """
    from lossdoctor.consultation import Consultation  # it builds on this module

    consultation = Consultation(knowledge)
    consultation.observe(*present, absent=tuple(absent))
    return consultation.diagnosis()
