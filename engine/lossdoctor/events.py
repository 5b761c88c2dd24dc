"""What was said in a consultation: an append-only list of events, and what it adds up to.

Owns the event, and folding a list of events into observations, answers and tried remedies.
Leaves every conclusion to the other modules: they are functions of what is folded here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from lossdoctor.errors import EvidenceError
from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.records import Record

__all__ = ["HELPED", "OUTCOMES", "Event", "EventKind", "Findings", "Said", "fold"]

EventKind = Literal["answer", "unknown", "skip", "observe", "tried", "complain", "forget"]

OUTCOMES = ("fixed", "better", "no-change", "worse")
"""What trying a remedy can have done."""

HELPED = frozenset({"fixed", "better"})
"""The outcomes that speak for the causes which the remedy serves."""


@dataclass(frozen=True, slots=True)
class Event(Record):
    """One thing that the person said; which fields are filled depends on the kind."""

    kind: EventKind
    question: str = ""
    """The question that was answered, skipped or not known."""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    """Kept with the answer "none of these", so that options which a later knowledge adds are not denied."""
    remedy: str = ""
    outcome: str = ""
    text: str = ""
    """The person's own words."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that the event names."""
        return tuple(i for i in (self.question, *self.present, *self.absent, self.remedy) if i)


@dataclass(frozen=True, slots=True)
class Findings:
    """What counts for the probabilities; equal findings mean equal beliefs, in whatever order it came."""

    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether nothing was observed."""
        return not self.present and not self.absent

    def missing(self, *absent: str) -> Findings:
        """Give these findings with further symptoms absent."""
        return Findings(self.present.difference(absent), self.absent.union(absent))

    def without(self, *symptoms: str) -> Findings:
        """Give these findings as if ``symptoms`` had not been looked at."""
        return Findings(self.present.difference(symptoms), self.absent.difference(symptoms))


@dataclass(frozen=True, slots=True)
class Said:
    """What a list of events adds up to."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    answered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The options chosen, by question; none chosen means none of these."""
    unknown: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    tried: Mapping[str, str] = field(default_factory=dict)
    """The outcome, by remedy."""
    complaints: tuple[str, ...] = ()

    @property
    def fixed_by(self) -> str:
        """The remedy that fixed it; empty while nothing did."""
        return next((remedy for remedy, outcome in self.tried.items() if outcome == "fixed"), "")

    @property
    def findings(self) -> Findings:
        """Observations and tried remedies as the network knows them."""
        helped = {TRIED_PREFIX + remedy for remedy, outcome in self.tried.items() if outcome in HELPED}
        failed = {TRIED_PREFIX + remedy for remedy, outcome in self.tried.items() if outcome not in HELPED}
        return Findings(frozenset(self.present) | helped, frozenset(self.absent) | failed)


def fold(events: Iterable[Event]) -> Said:
    """Add events up, oldest first.

    Raises:
        EvidenceError: when a symptom is said to be present and absent, or a remedy to have done two things.

    >>> fold([Event("observe", present=("nan",)), Event("unknown", question="depth")]).present
    ('nan',)
    """
    seen: dict[str, bool] = {}
    answered: dict[str, tuple[str, ...]] = {}
    open_questions: dict[str, str] = {}
    tried: dict[str, str] = {}
    complaints: list[str] = []
    for event in events:
        if event.kind == "complain":
            complaints.append(event.text)
        elif event.kind == "tried":
            _note_outcome(tried, event)
        elif event.kind in ("unknown", "skip"):
            open_questions[event.question] = event.kind
        elif event.kind == "forget":
            _forget(event, seen, answered, open_questions, tried)
        else:
            _note_observations(seen, event)
            if event.kind == "answer":
                open_questions.pop(event.question, None)
                answered[event.question] = (*answered.get(event.question, ()), *event.present)
    return Said(
        present=tuple(symptom for symptom, present in seen.items() if present),
        absent=tuple(symptom for symptom, present in seen.items() if not present),
        answered=MappingProxyType(answered),
        unknown=tuple(question for question, kind in open_questions.items() if kind == "unknown"),
        skipped=tuple(question for question, kind in open_questions.items() if kind == "skip"),
        tried=MappingProxyType(tried),
        complaints=tuple(complaints),
    )


def _note_observations(seen: dict[str, bool], event: Event) -> None:
    said = [(symptom, True) for symptom in event.present] + [(symptom, False) for symptom in event.absent]
    for symptom, present in said:
        if seen.setdefault(symptom, present) is not present:
            raise EvidenceError(
                f'"{symptom}" is said to be both present and absent; take one of the two back',
                values=[symptom],
            )


def _note_outcome(tried: dict[str, str], event: Event) -> None:
    if tried.setdefault(event.remedy, event.outcome) != event.outcome:
        raise EvidenceError(
            f'"{event.remedy}" is said to have done two things: "{tried[event.remedy]}" and '
            f'"{event.outcome}"; take one of the two back',
            values=[event.remedy],
        )


def _forget(
    event: Event,
    seen: dict[str, bool],
    answered: dict[str, tuple[str, ...]],
    open_questions: dict[str, str],
    tried: dict[str, str],
) -> None:
    for symptom in event.present:
        seen.pop(symptom, None)
    answered.pop(event.question, None)
    open_questions.pop(event.question, None)
    tried.pop(event.remedy, None)
