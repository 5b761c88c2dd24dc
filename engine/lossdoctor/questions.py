"""The next question: which one, why it is asked, and when to stop asking.

Owns the choice among questions, the reasons given for it, and the stop rule.
Leaves the numbers to ``information``, and the wording of causes and symptoms to the knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass

from lossdoctor.model import Question, Text
from lossdoctor.records import Record

__all__ = ["NextQuestion", "Outcome", "Shift", "Why"]


@dataclass(frozen=True, slots=True)
class NextQuestion(Record):
    """The question to ask now."""

    question: Question
    options: tuple[str, ...]
    """The options still open, in the order in which to show them."""
    tells_apart: tuple[tuple[str, str], ...]
    """Pairs of causes between which it decides, the likeliest pair first."""
    bits: float
    """Expected information about the causes."""
    minutes: float
    """What answering costs."""
    why: Text
    """One plain sentence."""
    skipped_before: bool = False
    """Whether it was skipped and now comes back."""


@dataclass(frozen=True, slots=True)
class Shift(Record):
    """What an answer does to one cause."""

    cause: str
    name: Text
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Outcome(Record):
    """One answer that may be given, and what it would do."""

    answer: Text
    present: tuple[str, ...]
    absent: tuple[str, ...]
    probability: float
    shifts: tuple[Shift, ...]
    """The causes that it moves most, largest move first."""


@dataclass(frozen=True, slots=True)
class Why(Record):
    """Why a question is asked."""

    question: str
    tells_apart: tuple[tuple[str, str], ...]
    outcomes: tuple[Outcome, ...]
    bits: float
    minutes: float
    text: Text
