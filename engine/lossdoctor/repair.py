"""What repairing costs under a belief: the expected minutes until something helps, and what an answer saves.

Owns the arithmetic of decision-theoretic troubleshooting that the plan and the stop rule share.
Leaves choosing and wording to ``planning`` and ``interview``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossdoctor.events import Findings
    from lossdoctor.reasoner import Reasoner

    Array = NDArray[np.float64]

__all__ = ["CLOSE_ENOUGH", "GIVING_UP_MINUTES", "Repair", "expected_cost"]

GIVING_UP_MINUTES = 400.0
"""What it costs when nothing helps: a project of its own (vocabulary, effort ``project``)."""
ACCEPTING_MINUTES = 40.0
"""What it costs to take something for harmless and see whether the run bears it out: one more run."""
CLEARLY = 1.2
"""So many times better than the old first action another must be for an answer to count as a change of what
to do."""
CLOSE_ENOUGH = 0.5
"""A question is weighed exactly if it seems to save half of what it costs. On 60 simulated consultations none
that was worth its price seemed to be worth less than that."""
NOTEWORTHY = 0.02
"""Answers less probable than this are not counted among those that would change what to do."""


def expected_cost(chances: Array, minutes: Array) -> Array:
    """Compute the expected minutes until something helps, trying remedies by gain per effort.

    A remedy that gains less per minute than giving up costs is not tried. Each is taken to fail independently
    of the others, which is exact where they serve different causes, and good enough to compare beliefs.

    Args:
        chances: how probably each remedy helps, shape (beliefs, remedies).
        minutes: what each costs, shape (remedies,).

    >>> expected_cost(np.array([[0.9, 0.5], [0.0, 0.0]]), np.array([10.0, 40.0])).round(6).tolist()
    [34.0, 400.0]
    """
    worthwhile = chances * GIVING_UP_MINUTES > minutes
    order = np.argsort(-chances / minutes, axis=1, kind="stable")
    tried = np.take_along_axis(np.where(worthwhile, chances, 0.0), order, axis=1)
    spent = np.take_along_axis(np.where(worthwhile, minutes, 0.0), order, axis=1)
    failed = np.cumprod(1.0 - tried, axis=1)
    reached = np.concatenate((np.ones((len(failed), 1)), failed[:, :-1]), axis=1)
    cost: Array = (spent * reached).sum(axis=1) + GIVING_UP_MINUTES * failed[:, -1]
    return cost


@dataclass(frozen=True, eq=False)
class Repair:
    """What can be done: the remedies that are open, and taking a harmless cause for what it is."""

    actions: tuple[str, ...]
    """Remedy ids, and the ids of harmless causes without a remedy."""
    works: Array
    """How often each action works for each cause, shape (actions, causes)."""
    minutes: Array
    """What each action costs, seeing whether it helped included."""
    by_the_way: Array
    """How probable each cause is in any run. To mend what is as likely as in any run does not help with what
    was seen: only what a cause is more probable than that counts."""

    @classmethod
    def of(
        cls, reasoner: Reasoner, findings: Findings, left_out: Collection[str] = (), *, accepting: bool = True
    ) -> Repair:
        """List what can be done when some remedies are tried already or would do harm.

        Args:
            reasoner: what is known.
            findings: what was seen.
            left_out: remedies that are not open.
            accepting: count taking a harmless cause for what it is among the actions.
        """
        causes = reasoner.knowledge.causes
        rows = [row for row, remedy in enumerate(reasoner.remedy_ids) if remedy not in left_out]
        columns = [
            column
            for column, cause in enumerate(reasoner.knowledge.network.causes)
            if accepting and causes[cause].harmless and not causes[cause].remedies
        ]
        accepted = np.zeros((len(columns), reasoner.works.shape[1]))
        accepted[range(len(columns)), columns] = 1.0
        return cls(
            actions=(
                *(reasoner.remedy_ids[row] for row in rows),
                *(reasoner.knowledge.network.causes[column] for column in columns),
            ),
            works=np.concatenate((reasoner.works[rows], accepted)),
            minutes=np.concatenate((reasoner.remedy_minutes[rows], np.full(len(columns), ACCEPTING_MINUTES))),
            by_the_way=reasoner.prior if findings.present else np.zeros(len(reasoner.prior)),
        )

    def chances(self, probabilities: Array) -> Array:
        """Compute how probably each action helps with what was seen.

        That is 1 - product over the causes of (1 - P(cause is to blame) x how often it works for this cause).

        Args:
            probabilities: shape (beliefs, causes).

        Returns:
            Shape (beliefs, actions).
        """
        helped = np.zeros((len(probabilities), len(self.actions)))
        rows, columns, strengths, starts = self._links
        if len(rows):
            failing = np.multiply.reduceat(
                1.0 - strengths * self.blame(probabilities)[:, columns], starts, axis=1
            )
            helped[:, rows[starts]] = 1.0 - failing
        return helped

    def blame(self, probabilities: Array) -> Array:
        """Compute how probably each cause is there and to blame for what was seen."""
        return np.asarray(np.clip(probabilities - self.by_the_way, 0, None))

    def effect_of(self, answers: Array, after: Array) -> tuple[float, float]:
        """Compute what an answer does to the plan.

        Without the answer one best plan must serve all that may be the case: the answers' beliefs mixed. For
        a yes-no question that is the belief before it. The options of other questions do not exclude one
        another in the network, and mixed they hold more suspicion than there was; measured against the belief
        before them, any surprise would count as effort saved.

        Args:
            answers: The probability of each answer, shape (answers,).
            after: All causes after each answer, shape (answers, causes).

        Returns:
            The expected minutes that it saves, its own effort not counted; and how probably it changes what
            to do first.
        """
        if not self.actions:
            return 0.0, 0.0
        chances = self.chances(np.concatenate(((answers @ after)[None], after)))
        cost = expected_cost(chances, self.minutes)
        rates = chances / self.minutes
        as_before = rates[1:, np.argmax(rates[0])]
        changed = (rates[1:].max(axis=1) > CLEARLY * as_before) & (answers >= NOTEWORTHY)
        return float(cost[0] - answers @ cost[1:]), float(answers @ changed)

    @cached_property
    def _links(self) -> tuple[NDArray[np.intp], NDArray[np.intp], Array, NDArray[np.intp]]:
        """Give action and cause of every link, its strength, and where the links of each action begin."""
        rows, columns = np.nonzero(self.works)
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        return rows, columns, self.works[rows, columns], starts
