"""A network with what was observed in it, prepared to answer any question about probabilities.

Owns ``Situation.evaluate``: how probable variations of the evidence are, and every cause given each of them.
The belief, the worth of questions and the weights of evidence are all made of variations: symptoms absent
besides, an observation taken away or turned round. Variations asked together run through the walk as columns
of one pass.

What the core holds, by default, is what has a path to an observation. Where the chains of the network are
narrow by themselves it holds everything: then it depends on the present symptoms alone, an answer "no"
changes only weights, and nothing is barren.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.barren import barren_mechanisms, expand, splits
from lossdoctor.core import Core, core_of, relevant_causes
from lossdoctor.evidence import Evidence
from lossdoctor.marginals import run_core
from lossdoctor.network import NoisyOrNetwork

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Indices = NDArray[np.intp]

__all__ = ["Answers", "Situation", "Variations", "situation_of"]

_NARROW = 1 << 11
"""Cells of a walk over all chains up to which all chains are walked whatever was observed."""
_SPLITS = 6
"""A barren mechanism that would take more than 2^6 terms is taken into the core."""
_SMALL = 1000
"""Causes up to which a core of all causes costs nothing to speak of."""
_CELLS_AT_ONCE = 1 << 22
"""Cells times columns of one pass, forward and backward: 32 MB are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Variations:
    """Variations of the evidence, one a row: factors for what is there and what is missing; 1 is neutral."""

    there: Array
    """For each cause being there besides the evidence, shape (variations, causes)."""
    missing: Array
    """For each cause being missing; 0 where it must be there, which is possible in the core only."""
    symptom_there: Array
    """For each present symptom being there, shape (variations, present)."""
    symptom_missing: Array
    """For each present symptom being missing: 0 as observed. Both 1 take the observation away."""

    def chosen(self, rows: Indices | Bools, causes: Indices, there: Array) -> Variations:
        """Give some rows with other factors ``there``, for some causes only."""
        missing = self.missing[rows][:, causes]
        return Variations(there[:, causes], missing, self.symptom_there[rows], self.symptom_missing[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What variations of the evidence make of the causes."""

    log_evidence: Array
    """Natural logarithm of the probability of each variation, shape (variations,); the constant factor of the
    absent symptoms' backgrounds is left out."""
    there: Array
    """Probability of each cause, shape (variations, causes)."""
    leak_alone: Array
    """Probability that a present symptom was brought about by nothing but its background, (variations,
    present)."""


@dataclass(frozen=True, eq=False)
class Situation:
    """A network and what was observed in it."""

    network: NoisyOrNetwork
    evidence: Evidence
    core: Core
    in_core: Bools
    log_off: Array
    """Logarithms of the evidence's weights, shape (core nodes, 1)."""
    log_on: Array
    log_constant: float
    """What an approximation adds to the logarithm of the evidence."""
    exact: bool

    def unvaried(self, count: int = 1) -> Variations:
        """Give so many variations that say nothing yet; to be filled in."""
        causes, present = len(self.network.causes), len(self.core.symptoms)
        there, missing = np.ones((2, count, causes))
        return Variations(there, missing, np.ones((count, present)), np.zeros((count, present)))

    @cached_property
    def now(self) -> Answers:
        """The evidence as it is, one row."""
        return self.evaluate(self.unvaried())

    def evaluate(self, variations: Variations) -> Answers:
        """Compute how probable variations of the evidence are, and every cause given each of them."""
        network, core, count = self.network, self.core, len(variations.there)
        terms = expand(network, self.in_core, variations.there)
        ran = self._run(variations.chosen(terms.rows, core.causes, terms.weights))
        rates = np.where(self.in_core, 0, network.base_rates)
        there = rates * terms.weights / (1 - rates + rates * terms.weights)
        there[:, core.causes] = ran.there
        log_evidence, shares = terms.sum_up(ran.log_evidence, count)
        found = terms.mix(there, shares, count)
        barren = barren_mechanisms(network, self.in_core)
        if len(barren):
            log_missing = self._log_missing(barren, variations, ran if terms.plain else None)
            found[:, barren] = -np.expm1(np.minimum(log_missing - log_evidence[:, None], 0))
        found.setflags(write=False)  # answers are kept, and handed out
        return Answers(log_evidence, found, terms.mix(ran.leak_alone, shares, count))

    def log_likelihood(self, variations: Variations) -> Array:
        """Compute only how probable variations of the evidence are, the natural logarithm."""
        terms = expand(self.network, self.in_core, variations.there)
        ran = self._run(variations.chosen(terms.rows, self.core.causes, terms.weights), backward=False)
        return terms.sum_up(ran.log_evidence, len(variations.there))[0]

    def given_missing(self, places: Indices) -> Array:
        """Compute the probability of every core cause, given that one of ``places`` in the core is missing.

        Returns:
            Shape (places, core causes).
        """
        rows = np.zeros(len(places), np.intp)
        there = np.ones((len(places), len(self.network.causes)))
        there[np.arange(len(places)), self.core.causes[places]] = 0
        return self._run(self.unvaried().chosen(rows, self.core.causes, there)).there

    def _log_missing(self, barren: Indices, variations: Variations, ran: Answers | None) -> Array:
        """Compute how probable each variation is together with each barren cause missing, as logarithms.

        Args:
            barren: The causes.
            variations: The variations.
            ran: What the core makes of the variations, if each of them is one term.
        """
        core_causes, count = self.core.causes, len(variations.there)
        rows = np.repeat(variations.there, len(barren), axis=0)
        rows[np.arange(len(rows)), np.tile(barren, count)] = 0
        terms = expand(self.network, self.in_core, rows)
        variation = terms.rows // len(barren)
        values = np.empty(len(variation))
        linear = np.zeros(len(variation), bool)
        if ran is not None:
            # A term that touches one core cause, besides the variation, is linear in it: its marginal does.
            ratio = terms.weights[:, core_causes] / variations.there[variation][:, core_causes]
            linear = (ratio != 1).sum(axis=1) <= 1
            which = variation[linear]
            factors = 1 - ran.there[which] * (1 - ratio[linear])
            values[linear] = ran.log_evidence[which] + np.log(factors.prod(axis=1))
        rest = variations.chosen(variation[~linear], core_causes, terms.weights[~linear])
        values[~linear] = self._run(rest, backward=False).log_evidence
        return terms.sum_up(values, len(rows))[0].reshape(count, len(barren))

    def _run(self, columns: Variations, *, backward: bool = True) -> Answers:
        """Run the core on variations of its causes alone, as many at a time as memory likes."""
        core, count, end = self.core, len(self.core.causes), self.core.first_copy
        total = len(columns.there)
        answers = Answers(np.empty(total), np.empty((total, count)), np.empty((total, end - count)))
        with np.errstate(divide="ignore"):
            log_on = np.log(np.hstack([columns.there, columns.symptom_there])).T
            log_off = np.log(np.hstack([columns.missing, columns.symptom_missing])).T
        at_once = max(1, _CELLS_AT_ONCE // core.cells)
        for start in range(0, total, at_once):
            part = slice(start, start + at_once)
            off, on = (
                np.repeat(base, min(at_once, total - start), axis=1) for base in (self.log_off, self.log_on)
            )
            off[:end] += log_off[:, part]
            on[:end] += log_on[:, part]
            found = run_core(core, off, on, backward=backward)
            answers.log_evidence[part] = found.log_evidence + self.log_constant
            answers.there[part] = found.there[:count].T
            answers.leak_alone[part] = found.leak_alone[count:end].T
        return answers


@lru_cache(maxsize=64)
def situation_of(
    network: NoisyOrNetwork, evidence: Evidence, budget: int, *, also: tuple[int, ...] = ()
) -> Situation:
    """Prepare a situation; past the budget in table cells it is an approximation.

    Args:
        network: The network.
        evidence: What was observed in it.
        budget: Table cells that one pass may write.
        also: Causes that the core must hold in any case.
    """
    causes = _causes_of_core(network, evidence, also)
    log_on_causes = np.zeros(len(network.causes))
    for symptom in evidence.absent:
        parents, strengths = network.shows.of_child(symptom)
        log_on_causes[parents] += np.log1p(-strengths)
    core = core_of(network, evidence.present, causes)
    exact = core.cells <= budget
    if exact:
        log_off, log_on = np.zeros((2, len(core.leaks), 1))
        log_on[: len(causes), 0] = log_on_causes[core.causes]
        log_constant = 0.0
    else:
        from lossdoctor.approximation import approximate

        core, log_off, log_on, log_constant = approximate(
            network, evidence.present, causes, log_on_causes, budget=budget
        )
    in_core = np.zeros(len(network.causes), bool)
    in_core[core.causes] = True
    return Situation(network, evidence, core, in_core, log_off, log_on, log_constant, exact)


def _causes_of_core(network: NoisyOrNetwork, evidence: Evidence, also: tuple[int, ...]) -> tuple[int, ...]:
    observed = (*evidence.present, *evidence.absent)
    mechanisms = _narrow_mechanisms(network)
    if mechanisms is None:
        causes = relevant_causes(network, observed, also=also)
        in_core = np.zeros(len(network.causes), bool)
        in_core[list(causes)] = True
        barren = barren_mechanisms(network, in_core)
        rows = np.ones((len(barren), len(network.causes)))
        rows[np.arange(len(barren)), barren] = 0
        entangled = barren[splits(network, in_core, rows) > _SPLITS]
        return (
            relevant_causes(network, observed, also=(*also, *entangled.tolist()))
            if len(entangled)
            else causes
        )
    if len(network.causes) <= _SMALL:
        return tuple(range(len(network.causes)))
    return relevant_causes(network, observed, also=(*mechanisms, *also))


@lru_cache(maxsize=16)
def _narrow_mechanisms(network: NoisyOrNetwork) -> Iterable[int] | None:
    """Give all mechanisms if walking all chains is cheap, else None."""
    mechanisms = np.flatnonzero(np.diff(network.leads_to.child_starts)).tolist()
    walk = core_of(network, (), relevant_causes(network, (), also=mechanisms)).walk
    return mechanisms if walk.cells <= _NARROW else None
