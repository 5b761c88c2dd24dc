"""The first remedies of a case's plan, with a link between a cause and a remedy changed.

Owns feeding changed numbers into the plan that people get. Leaves the plan itself to ``planning``: a remedy
that was tried in vain is a factor for every cause, so that nothing but these factors has to be computed anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.events import Event, Findings, Said, fold
from lossdoctor.inference import Belief
from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.planning import remedy_steps
from lossdoctor.reasoner import Reasoner

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossdoctor.model import Case
    from lossdoctor.mutation.strengths import Observed

    Array = NDArray[np.float64]
    Compute = Callable[[Array], Belief]

__all__ = ["RemedyDemand"]

_FIRST = 3


class RemedyDemand:
    """The demand of a case that a remedy be among the first."""

    def __init__(self, reasoner: Reasoner, case: Case, observed: Observed) -> None:
        self.remedy = case.expect.remedy
        self._reasoner = reasoner
        self._observed = observed
        self._said: Said = fold([Event("observe", present=case.seen, absent=case.not_seen)])
        self._beliefs: dict[bytes, Belief] = {}

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The first remedies as the knowledge stands."""
        return self._first(self._reasoner.works)

    def holds(self, works: Array) -> bool:
        """Tell whether the remedy is among the first, with ``works`` in the place of ``Reasoner.works``."""
        return self.remedy in self._first(works)

    def _first(self, works: Array) -> tuple[str, ...]:
        steps = remedy_steps(_Changed(self._reasoner, works, self._belief), self._said)
        return tuple(step.id for step in steps[:_FIRST])

    def _belief(self, weights: Array) -> Belief:
        key = weights.tobytes()
        if key not in self._beliefs:
            probabilities = self._observed.weighted(weights)
            self._beliefs[key] = Belief(self._observed.network.causes, probabilities, 0.0, exact=True)
        return self._beliefs[key]


class _Changed(Reasoner):
    """A reasoner over the same knowledge, except for how often remedies work."""

    def __init__(self, base: Reasoner, works: Array, belief_with: Compute) -> None:
        super().__init__(base.knowledge)
        self._base, self._works, self._belief_with = base, works, belief_with

    @cached_property
    def remedy_ids(self) -> tuple[str, ...]:
        return self._base.remedy_ids

    @cached_property
    def remedy_minutes(self) -> Array:
        return self._base.remedy_minutes

    @cached_property
    def works(self) -> Array:
        return self._works

    @cached_property
    def prior(self) -> Array:
        return self._base.prior

    def belief(self, findings: Findings) -> Belief:
        """Compute the belief after remedies that did not help; nothing else is ever asked here."""
        tried = {symptom.removeprefix(TRIED_PREFIX) for symptom in findings.absent}
        rows = [row for row, remedy in enumerate(self.remedy_ids) if remedy in tried]
        return self._belief_with((1 - self._works[rows]).prod(axis=0))
