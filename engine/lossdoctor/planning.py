"""The plan: remedies and checks in the order in which to try them.

Owns the records of a plan and the decision-theoretic order (Heckerman, Breese and Rommelse 1995): by expected
gain per effort, taking each failure into account before choosing what comes next.
Leaves probabilities to the network and the choice of questions to ``questions``.
"""

from __future__ import annotations

from dataclasses import dataclass

from lossdoctor.model import Text
from lossdoctor.records import Record

__all__ = ["Plan", "PlanStep", "RuledOut"]


@dataclass(frozen=True, slots=True)
class PlanStep(Record):
    """One thing to do next: a remedy to try, or a check that tells which remedy to try."""

    kind: str
    """``remedy`` or ``check``."""
    id: str
    """A remedy id, or a question id."""
    name: Text
    probability: float
    """Of a remedy that it helps, when all before it did not; of a check that its result changes what to do."""
    effort: str
    """The word of the vocabulary ("run")."""
    minutes: float
    for_causes: tuple[str, ...]
    """The causes that it serves, or that it tells apart."""
    why: Text


@dataclass(frozen=True, slots=True)
class RuledOut(Record):
    """A remedy that would serve a likely cause, and is left out."""

    remedy: str
    because: str
    """The symptom under which it does harm."""
    why: Text


@dataclass(frozen=True, slots=True)
class Plan(Record):
    """What to do, in order."""

    steps: tuple[PlanStep, ...]
    expected_minutes: float
    """Expected effort until something helps or the plan is used up."""
    helps: float
    """Probability that some step of the plan helps."""
    ruled_out: tuple[RuledOut, ...]
    if_nothing_helps: Text
    summary: Text
    """What to do first, in one plain sentence; "nothing to mend" where that is so."""
