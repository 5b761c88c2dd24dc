"""A network with what was observed in it, prepared to answer any question about probabilities.

Owns ``Situation.evaluate``: how probable variations of the evidence are, and every cause given each of them. The belief,
the worth of questions and the weights of evidence are all made of variations: symptoms absent besides, an observation
taken away or turned round. Variations asked together run through the walk as columns of one pass.

What the core holds, by default, is what has a path to an observation. Where the chains of the network are narrow by
themselves it holds everything: then it depends on the present symptoms alone, an answer "no" changes only weights, and
nothing is barren.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
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
    Indices = NDArray[np.intp]

__all__ = ["Answers", "Situation", "situation_of"]

_NARROW = 1 << 11
"""Cells of a walk over all chains up to which all chains are walked whatever was observed."""
_SPLITS = 6
"""A barren mechanism that would take more than 2^6 terms is taken into the core."""
_SMALL = 1000
"""Causes up to which a core of all causes costs nothing to speak of."""
_CELLS_AT_ONCE = 1 << 22
"""Cells times columns of one pass, forward and backward: 32 MB are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What variations of the evidence make of the causes."""

    log_evidence: Array
    """Natural logarithm of the probability of each variation, shape (variations,); the constant factor of the absent
    symptoms' backgrounds is left out."""
    there: Array
    """Probability of each cause, shape (variations, causes)."""
    leak_alone: Array
    """Probability that a present symptom was brought about by nothing but its background, (variations, present)."""


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """A network and what was observed in it."""

    network: NoisyOrNetwork
    evidence: Evidence
    core: Core
    in_core: NDArray[np.bool_]
    log_off: Array
    """Logarithms of the evidence's weights, shape (core nodes, 1)."""
    log_on: Array
    log_constant: float
    """What an approximation adds to the logarithm of the evidence."""
    exact: bool

    def evaluate(
        self, weights: Array, *, missing: Array | None = None, there: Array | None = None
    ) -> Answers:
        """Compute what variations of the evidence say about every cause.

        Args:
            weights: A factor for each cause that is there, besides the evidence, shape (variations, causes); all ones
                is the evidence as it is.
            missing: The weight of each present symptom being missing, shape (variations, present); 0 if not given.
            there: The same for its being there; 1 if not given. (1, 1) takes the observation away, (1, 0) turns it.
        """
        network, core = self.network, self.core
        variations, present = len(weights), len(core.symptoms)
        symptom_weights = np.empty((2, variations, present))
        symptom_weights[0] = 0 if missing is None else missing
        symptom_weights[1] = 1 if there is None else there
        terms = expand(network, self.in_core, weights)
        ran = self._run(terms.weights[:, core.causes], symptom_weights[:, terms.rows])
        rates = np.where(self.in_core, 0, network.base_rates)
        there_now = rates * terms.weights / (1 - rates + rates * terms.weights)
        there_now[:, core.causes] = ran.there
        log_evidence, shares = terms.sum_up(ran.log_evidence, variations)
        found = terms.mix(there_now, shares, variations)
        barren = barren_mechanisms(network, self.in_core)
        if len(barren):
            found[:, barren] = self._barren(
                barren, weights, symptom_weights, log_evidence, ran, plain=terms.plain
            )
        return Answers(log_evidence, found, terms.mix(ran.leak_alone, shares, variations))

    def given_missing(self, causes: Indices) -> Array:
        """Compute the probability of every core cause, given that one of ``causes`` (core positions) is missing.

        Returns:
            Shape (causes, core causes).
        """
        weights = np.ones((len(causes), len(self.core.causes)))
        weights[np.arange(len(causes)), causes] = 0
        symptom_weights = np.zeros((2, len(causes), len(self.core.symptoms)))
        symptom_weights[1] = 1
        return self._run(weights, symptom_weights).there

    def _barren(
        self,
        barren: Indices,
        weights: Array,
        symptom_weights: Array,
        log_evidence: Array,
        ran: Answers,
        *,
        plain: bool,
    ) -> Array:
        """Compute the probability of causes below the core: the evidence with each of them missing, divided out."""
        variations, columns = len(weights), self.core.causes
        rows = np.repeat(weights, len(barren), axis=0)
        rows[np.arange(len(rows)), np.tile(barren, variations)] = 0
        terms = expand(self.network, self.in_core, rows)
        variation = terms.rows // len(barren)
        # A term that touches one core cause besides the variation is linear in that cause: its marginal says it all.
        ratio = terms.weights[:, columns] / weights[variation][:, columns]
        simple = ((ratio != 1).sum(axis=1) <= 1) & plain
        values = np.empty(len(variation))
        linear = (1 - ran.there[variation[simple]] * (1 - ratio[simple])).prod(axis=1)
        values[simple] = ran.log_evidence[variation[simple]] + np.log(linear)
        rest = ~simple
        values[rest] = self._run(
            terms.weights[rest][:, columns], symptom_weights[:, variation[rest]], backward=False
        ).log_evidence
        log_missing, _ = terms.sum_up(values, len(rows))
        missing = np.exp(log_missing.reshape(variations, -1) - log_evidence[:, None])
        return np.asarray(1 - missing)

    def _run(self, weights: Array, symptom_weights: Array, *, backward: bool = True) -> Answers:
        """Run the core on columns, as many at a time as memory likes."""
        core = self.core
        columns, count = weights.shape
        answers = Answers(
            np.empty(columns), np.empty((columns, count)), np.empty((columns, len(core.symptoms)))
        )
        at_once = max(1, _CELLS_AT_ONCE // core.walk.cells)
        with np.errstate(divide="ignore"):
            log_weights, log_symptoms = np.log(weights.T), np.log(symptom_weights.swapaxes(1, 2))
        for start in range(0, columns, at_once):
            part = slice(start, start + at_once)
            log_on = np.repeat(self.log_on, len(answers.log_evidence[part]), axis=1)
            log_off = np.repeat(self.log_off, log_on.shape[1], axis=1)
            log_on[:count] += log_weights[:, part]
            log_off[count : count + len(core.symptoms)] += log_symptoms[0][:, part]
            log_on[count : count + len(core.symptoms)] += log_symptoms[1][:, part]
            found = run_core(core, log_off, log_on, backward=backward)
            answers.log_evidence[part] = found.log_evidence + self.log_constant
            answers.there[part] = found.there[:count].T
            answers.leak_alone[part] = found.leak_alone[count : count + len(core.symptoms)].T
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
    exact = core.walk.cells <= budget
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
