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
from lossdoctor.wording import fill

__all__ = ["HELPED", "OUTCOMES", "Event", "EventKind", "Findings", "Ledger", "Said", "fold"]

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


class Ledger:
    """Adds events up one by one; one that contradicts those before is refused and changes nothing."""

    def __init__(self) -> None:
        self.answered: dict[str, tuple[str, ...]] = {}
        """The options chosen so far, by question."""
        self._seen: dict[str, bool] = {}
        self._open: dict[str, str] = {}
        self._tried: dict[str, str] = {}
        self._complaints: list[str] = []

    def note(self, event: Event) -> None:
        """Add one event.

        Raises:
            EvidenceError: when a symptom is said to be present and absent, or a remedy to have done two
                things.
        """
        if event.kind == "complain":
            self._complaints.append(event.text)
        elif event.kind == "tried":
            self._note_outcome(event)
        elif event.kind in ("unknown", "skip"):
            self._open[event.question] = event.kind
        elif event.kind == "forget":
            self._forget(event)
        else:
            self._note_observations(event)
            if event.kind == "answer":
                self._open.pop(event.question, None)
                self.answered[event.question] = (*self.answered.get(event.question, ()), *event.present)

    def said(self) -> Said:
        """Give what it all adds up to."""
        return Said(
            present=tuple(symptom for symptom, present in self._seen.items() if present),
            absent=tuple(symptom for symptom, present in self._seen.items() if not present),
            answered=MappingProxyType(dict(self.answered)),
            unknown=tuple(question for question, kind in self._open.items() if kind == "unknown"),
            skipped=tuple(question for question, kind in self._open.items() if kind == "skip"),
            tried=MappingProxyType(dict(self._tried)),
            complaints=tuple(self._complaints),
        )

    def _note_observations(self, event: Event) -> None:
        said: dict[str, bool] = {}
        for symptom, present in (*((s, True) for s in event.present), *((s, False) for s in event.absent)):
            if self._seen.get(symptom, said.setdefault(symptom, present)) is not present:
                raise EvidenceError(
                    fill(
                        '"{symptom}" is said to be both present and absent; take one of the two back',
                        "“{symptom}”既说有又说没有；请撤回其中一个",
                        symptom=symptom,
                    ),
                    values=[symptom],
                )
        self._seen |= said

    def _note_outcome(self, event: Event) -> None:
        earlier = self._tried.setdefault(event.remedy, event.outcome)
        if earlier != event.outcome:
            raise EvidenceError(
                fill(
                    '"{remedy}" is said to have done two things: "{one}" and "{other}"; '
                    "take one of the two back",
                    "“{remedy}”有两种不同的结果：“{one}”和“{other}”；请撤回其中一个",
                    remedy=event.remedy,
                    one=earlier,
                    other=event.outcome,
                ),
                values=[event.remedy],
            )

    def _forget(self, event: Event) -> None:
        for symptom in event.present:
            self._seen.pop(symptom, None)
        self.answered.pop(event.question, None)
        self._open.pop(event.question, None)
        self._tried.pop(event.remedy, None)


def fold(events: Iterable[Event]) -> Said:
    """Add events up, oldest first.

    Raises:
        EvidenceError: when a symptom is said to be present and absent, or a remedy to have done two things.

    >>> fold([Event("observe", present=("nan",)), Event("unknown", question="depth")]).present
    ('nan',)
    """
    ledger = Ledger()
    for event in events:
        ledger.note(event)
    return ledger.said()
