"""What repairing costs under a belief: the expected minutes until something helps, and what an answer saves.

Owns the arithmetic of decision-theoretic troubleshooting that the plan and the stop rule share.
Leaves choosing and wording to ``planning`` and ``questions``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossdoctor.information import QuestionValue
    from lossdoctor.reasoner import Reasoner

__all__ = ["GIVING_UP_MINUTES", "Repair", "expected_cost", "helps"]

GIVING_UP_MINUTES = 400.0
"""What it costs when nothing helps: a project of its own (vocabulary, effort ``project``)."""
ACCEPTING_MINUTES = 40.0
"""What it costs to take something for harmless and see whether the run bears it out: one more run."""
NOTEWORTHY = 0.02
"""Answers less probable than this are not counted among those that would change what to do."""


def helps(probabilities: NDArray[np.float64], works: NDArray[np.float64]) -> NDArray[np.float64]:
    """Compute how probably each remedy helps: 1 - product over causes of (1 - P(cause) x how often it works).

    Args:
        probabilities: shape (causes,).
        works: shape (remedies, causes).

    >>> helps(np.array([0.5, 0.5]), np.array([[1.0, 1.0], [0.8, 0.0]])).tolist()
    [0.75, 0.4]
    """
    helped: NDArray[np.float64] = 1.0 - np.prod(1.0 - works * probabilities, axis=1)
    return helped


def expected_cost(chances: NDArray[np.float64], minutes: NDArray[np.float64]) -> float:
    """Compute the expected minutes until something helps, trying remedies by gain per effort.

    A remedy that gains less per minute than giving up costs is not tried. Each is taken to fail independently
    of the others, which is exact where they serve different causes, and good enough to compare beliefs.

    >>> round(expected_cost(np.array([0.9, 0.5]), np.array([10.0, 40.0])), 6)
    34.0
    """
    worthwhile = chances * GIVING_UP_MINUTES > minutes
    chances, minutes = chances[worthwhile], minutes[worthwhile]
    order = np.argsort(-chances / minutes, kind="stable")
    failing = np.cumprod(np.concatenate(([1.0], 1.0 - chances[order])))
    return float(minutes[order] @ failing[:-1] + GIVING_UP_MINUTES * failing[-1])


@dataclass(frozen=True, slots=True, eq=False)
class Repair:
    """What can be done: the remedies that are open, and taking a harmless cause for what it is."""

    actions: tuple[str, ...]
    """Remedy ids, and the ids of harmless causes without a remedy."""
    works: NDArray[np.float64]
    """Shape (actions, causes)."""
    minutes: NDArray[np.float64]

    @classmethod
    def of(cls, reasoner: Reasoner, left_out: Collection[str]) -> Repair:
        """List what can be done when some remedies are tried already or would do harm."""
        causes = reasoner.knowledge.causes
        rows = [row for row, remedy in enumerate(reasoner.remedy_ids) if remedy not in left_out]
        columns = [
            column
            for column, cause in enumerate(reasoner.knowledge.network.causes)
            if causes[cause].harmless and not causes[cause].remedies
        ]
        accepting = np.zeros((len(columns), reasoner.works.shape[1]))
        accepting[range(len(columns)), columns] = 1.0
        return cls(
            actions=(
                *(reasoner.remedy_ids[row] for row in rows),
                *(reasoner.knowledge.network.causes[column] for column in columns),
            ),
            works=np.concatenate((reasoner.works[rows], accepting)),
            minutes=np.concatenate((reasoner.remedy_minutes[rows], np.full(len(columns), ACCEPTING_MINUTES))),
        )

    def cost(self, probabilities: NDArray[np.float64]) -> float:
        """Compute the expected minutes until something helps."""
        return expected_cost(helps(probabilities, self.works), self.minutes)

    def first(self, probabilities: NDArray[np.float64]) -> str:
        """Choose the action with the most expected gain per effort (Heckerman, Breese and Rommelse 1995)."""
        if not self.actions:
            return ""
        return self.actions[int(np.argmax(helps(probabilities, self.works) / self.minutes))]

    def saved_by(self, value: QuestionValue, probabilities: NDArray[np.float64]) -> float:
        """Compute the expected minutes that an answer saves, its own effort not counted."""
        after = sum(
            outcome.probability * self.cost(outcome.belief.probabilities) for outcome in value.outcomes
        )
        return self.cost(probabilities) - after

    def chance_of_change(self, value: QuestionValue, probabilities: NDArray[np.float64]) -> float:
        """Compute how probably an answer changes what to do first."""
        first = self.first(probabilities)
        return sum(
            outcome.probability
            for outcome in value.outcomes
            if outcome.probability >= NOTEWORTHY and self.first(outcome.belief.probabilities) != first
        )
