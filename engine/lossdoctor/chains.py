"""What a cause brings about through others: the chains of ``leads-to``.

Owns walking down the causes. Leaves single paths with their sources to ``KnowledgeBase.paths``, and
probabilities given what was observed to ``inference``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["reached_by", "related", "shown_by"]


def reached_by(knowledge: KnowledgeBase, cause: str) -> Mapping[str, float]:
    """Give every cause that ``cause`` leads to, itself included, and how often it gets there."""
    if not knowledge.causes[cause].leads_to:
        return {cause: 1.0}
    missing = {cause: 0.0}
    for parent in _in_order(knowledge, cause):
        for link in knowledge.causes[parent].leads_to:
            arrives = (1 - missing[parent]) * link.frequency.number
            missing[link.target] = missing.get(link.target, 1.0) * (1 - arrives)
    return {reached: 1 - p for reached, p in missing.items()}


def shown_by(knowledge: KnowledgeBase, cause: str) -> Mapping[str, float]:
    """Give how often a cause shows each symptom, by itself or through what it leads to, backgrounds aside."""
    missing: dict[str, float] = {}
    for reached, strength in reached_by(knowledge, cause).items():
        for link in knowledge.causes[reached].shows:
            missing[link.target] = missing.get(link.target, 1.0) * (1 - strength * link.frequency.number)
    return {symptom: 1 - p for symptom, p in missing.items()}


def related(knowledge: KnowledgeBase, cause_a: str, cause_b: str) -> bool:
    """Whether one of two causes leads to the other: they are then one story, not two."""
    return cause_b in reached_by(knowledge, cause_a) or cause_a in reached_by(knowledge, cause_b)


def _in_order(knowledge: KnowledgeBase, cause: str) -> list[str]:
    """List a cause and all that it leads to, each after everything on the list that leads to it."""
    done: dict[str, None] = {}

    def visit(reached: str) -> None:
        for link in knowledge.causes[reached].leads_to:
            if link.target not in done:
                visit(link.target)
        done[reached] = None

    visit(cause)
    return list(reversed(done))
