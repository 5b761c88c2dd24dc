"""What a change of the knowledge changes: in the knowledge itself, and in the diagnoses of all cases.

Owns :func:`compare`. Leaves the words to ``changes`` and the diagnoses to ``diagnoses``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.difference.changes import Change, changes_between
from lossdoctor.difference.diagnoses import CaseShift, Diagnoses, Move, diagnoses_between
from lossdoctor.records import Record

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["CaseShift", "Change", "Diagnoses", "Difference", "Move", "compare"]


@dataclass(frozen=True, slots=True)
class Difference(Record):
    """Two states of the knowledge, compared."""

    changes: tuple[Change, ...]
    diagnoses: Diagnoses


def compare(before: KnowledgeBase, now: KnowledgeBase) -> Difference:
    """Compare two states of the knowledge."""
    return Difference(tuple(changes_between(before, now)), diagnoses_between(before, now))
