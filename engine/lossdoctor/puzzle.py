"""The puzzle behind explaining sets: which of some causes are there, if a set must be named.

Owns the probability of sets of causes, and growing good ones. Leaves what they mean, and their exact weights,
to ``explaining_sets``. Sets are rows of booleans over the causes in question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.core import relevant_causes
from lossdoctor.network import NoisyOrNetwork

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Indices = NDArray[np.intp]

__all__ = ["Puzzle", "all_sets", "grown_sets"]

_BEAM = 24
_LARGEST = 14
"""Members, consequences included, beyond which no set grows."""
_HOPELESS = 12.0
"""Once sets that account for everything are known: by how much (log) worse the best of a size may be to grow
on."""


@dataclass(frozen=True, slots=True, eq=False)
class Puzzle:
    """The causes in question, parents first, and what their presence does; logarithms throughout."""

    causes: Indices
    missing: Array
    """Of each cause being missing while nothing else is there."""
    weights: Array
    """What the absent symptoms make of each cause being there."""
    backgrounds: Array
    """Of the present symptoms; no logarithm."""
    spares: Array
    """Of a cause not bringing a present symptom about, shape (causes, present)."""
    leads: Array
    """Of a cause not bringing another one about, shape (causes, causes)."""
    others: Array
    """Of a cause not bringing about the mechanisms not in question that absent symptoms speak of."""
    others_missing: Array
    """Of each of these being missing while no cause in question is there."""
    others_weights: Array
    """What the absent symptoms make of each of these being there."""

    @classmethod
    def of(cls, network: NoisyOrNetwork, present: tuple[int, ...], absent: tuple[int, ...]) -> Puzzle:
        """Cut out the causes that have a path to a present symptom; no other can help to account for one."""
        inside = set(relevant_causes(network, present))
        causes = np.array([c for c in network.topological.tolist() if c in inside], np.intp)
        weights = np.zeros(len(network.causes))
        for symptom in absent:
            parents, strengths = network.shows.of_child(symptom)
            weights[parents] += np.log1p(-strengths)
        is_other = (np.diff(network.leads_to.child_starts) > 0) & (weights < 0)
        is_other[causes] = False
        others = np.flatnonzero(is_other)
        place, place_other = np.full((2, len(network.causes)), -1, np.intp)
        place[causes], place_other[others] = np.arange(len(causes)), np.arange(len(others))
        chains, quiet = network.leads_to, np.log1p(-network.leads_to.strengths)
        leads, to_others = np.zeros((len(causes), len(causes))), np.zeros((len(causes), len(others)))
        kept = (place[chains.parents] >= 0) & (place[chains.children] >= 0)
        leads[place[chains.parents[kept]], place[chains.children[kept]]] = quiet[kept]
        kept = (place[chains.parents] >= 0) & (place_other[chains.children] >= 0)
        to_others[place[chains.parents[kept]], place_other[chains.children[kept]]] = quiet[kept]
        # What leads to the others from outside the question is taken at its base rate.
        kept = (place[chains.parents] < 0) & (place_other[chains.children] >= 0)
        others_missing = np.log1p(-network.base_rates[others])
        reached = np.log1p(-network.base_rates[chains.parents[kept]] * chains.strengths[kept])
        np.add.at(others_missing, place_other[chains.children[kept]], reached)
        spares = np.zeros((len(causes), len(present)))
        for column, symptom in enumerate(present):
            parents, strengths = network.shows.of_child(symptom)
            spares[place[parents], column] = np.log1p(-strengths)
        return cls(
            causes=causes,
            missing=np.log1p(-network.base_rates[causes]),
            weights=weights[causes],
            backgrounds=network.backgrounds[list(present)],
            spares=spares,
            leads=leads,
            others=to_others,
            others_missing=others_missing,
            others_weights=weights[others],
        )

    def log_probability(self, sets: Bools) -> Array:
        """Give about the logarithm of each set being exactly what is there, together with the evidence."""
        x = sets.astype(np.float64)
        missing = self.missing + x @ self.leads
        causes = np.where(sets, _log_not(missing) + self.weights, missing).sum(axis=1)
        return np.asarray(causes + self._of_symptoms(x @ self.spares) + self._of_others(x @ self.others))

    def log_probability_grown(self, sets: Bools) -> tuple[Array, Array]:
        """Do the same for each set with each cause added, shape (sets, causes); minus infinity for members.

        Returns:
            The logarithms, and for each grown set the logarithms of its sparing the symptoms, (sets, causes,
            present).
        """
        x = sets.astype(np.float64)
        missing = self.missing + x @ self.leads
        there = _log_not(missing)
        own = there + self.weights - missing
        parents, children = np.nonzero(self.leads)
        quiet = self.leads[parents, children]
        of_members = _log_not(missing[:, children] + quiet) - there[:, children]
        change = np.zeros(x.shape)
        np.add.at(change.T, parents, np.where(sets[:, children], of_members, quiet).T)
        base = np.where(sets, there + self.weights, missing).sum(axis=1, keepdims=True)
        spared = (x @ self.spares)[:, None] + self.spares
        logs = base + own + change + self._of_symptoms(spared)
        logs += self._of_others((x @ self.others)[:, None] + self.others)
        return np.where(sets, -np.inf, logs), spared

    def accounted(self, spared: Array) -> Bools:
        """Tell which symptoms are accounted for, from the logarithms of the set sparing them."""
        return np.asarray(spared < -np.log1p(self.backgrounds))

    def own_faults(self, sets: Bools) -> Bools:
        """Tell which members no other member leads to."""
        led = sets.astype(np.float64) @ (self.leads < 0)
        return np.asarray(sets & (led == 0))

    def _of_symptoms(self, spared: Array) -> Array:
        return np.asarray(np.log1p(-(1 - self.backgrounds) * np.exp(spared)).sum(axis=-1))

    def _of_others(self, spared: Array) -> Array:
        missing = np.exp(self.others_missing + spared)
        return np.asarray(np.log(missing + (1 - missing) * np.exp(self.others_weights)).sum(axis=-1))


def all_sets(causes: int) -> Bools:
    """Give every set of so many causes."""
    numbers = np.arange(1 << causes)[:, None]
    return np.asarray((numbers >> np.arange(causes)) & 1 == 1)


def grown_sets(puzzle: Puzzle, wanted: Bools) -> Bools:
    """Grow sets by one cause at a time; of each size keep the most probable, and those that leave least
    wanted."""
    count = len(puzzle.causes)
    beam = np.zeros((1, count), bool)
    kept, best, accounted_for = [beam], -np.inf, False
    for _ in range(min(_LARGEST, count)):
        logs, spared = puzzle.log_probability_grown(beam)
        lacking = (~puzzle.accounted(spared)[..., wanted]).sum(axis=2).ravel()
        lacking[np.isneginf(logs.ravel())] = count + 1
        orders = np.argsort(-logs.ravel(), kind="stable"), np.lexsort((-logs.ravel(), lacking))
        chosen = np.concatenate(
            [order[: 4 * _BEAM] for order in orders]
        )  # every set is reached in several ways
        chosen = chosen[lacking[chosen] <= count]
        if not len(chosen):
            break
        sets = beam[chosen // count].copy()
        sets[np.arange(len(chosen)), chosen % count] = True
        first = list({row.tobytes(): n for n, row in enumerate(np.packbits(sets, axis=1))}.values())
        sets, scores, lacks = sets[first], logs.ravel()[chosen[first]], lacking[chosen[first]]
        heads = [np.argsort(-scores, kind="stable")[:_BEAM], np.lexsort((-scores, lacks))[:_BEAM]]
        beam = sets[np.flatnonzero(np.bincount(np.concatenate(heads)))]
        kept.append(beam)
        accounted_for |= bool((lacks == 0).any())
        if accounted_for and scores.max() < best - _HOPELESS:
            break
        best = max(best, float(scores.max()))
    return np.concatenate(kept)


def _log_not(log_p: Array) -> Array:
    """Logarithm of 1 - p."""
    return np.asarray(np.log(-np.expm1(log_p)))
