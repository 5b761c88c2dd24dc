"""Causes that the evidence does not reach: everything that hangs below the core.

Owns expanding a question about nodes outside the core into weights on nodes inside it.

Write ``E(g)`` for the expectation of the product of g[c] over the causes c that are there, together with the
evidence. Every probability is a value of this one function: that cause c is missing is ``E`` at g[c] = 0,
that an unobserved symptom is absent is ``E`` at g[c] = 1 - s_c for its parents. A barren mechanism k with
leak b, summed out, leaves

    g[k] if there, 1 if missing  =  g[k] + (1 - g[k]) * (1 - b) * product over its parents there of (1 - s)

that is two terms, each again a product over causes, and both non-negative. From the bottom up all barren
mechanisms vanish into terms on the core; barren roots leave a plain factor. The terms are columns of one
forward pass: no bit is ever opened for what was not observed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.network import NoisyOrNetwork

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Indices = NDArray[np.intp]

__all__ = ["Terms", "barren_mechanisms", "expand", "splits"]


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """A sum of terms for each row that was asked: coefficient times product of weights over core causes."""

    rows: Indices
    """The row that each term belongs to, shape (terms,)."""
    coefficients: Array
    """Shape (terms,)."""
    weights: Array
    """Shape (terms, causes); outside the core 1, but at barren roots what the coefficient holds already."""
    plain: bool
    """Whether each row is one term, in order."""

    def sum_up(self, log_values: Array, rows: int) -> tuple[Array, Array]:
        """Add up each row's terms, given values' logarithms; give the sum's, and the share of each term."""
        highest = np.full(rows, -np.inf)
        np.maximum.at(highest, self.rows, log_values)
        parts = self.coefficients * np.exp(log_values - highest[self.rows])
        totals = np.bincount(self.rows, parts, rows)
        return highest + np.log(totals), parts / totals[self.rows]

    def mix(self, values: Array, shares: Array, rows: int) -> Array:
        """Average values of the terms, shape (terms, anything), for each row."""
        if self.plain:
            return values
        mixed = np.zeros((rows, values.shape[1]))
        np.add.at(mixed, self.rows, shares[:, None] * values)
        return mixed


def barren_mechanisms(network: NoisyOrNetwork, in_core: NDArray[np.bool_]) -> Indices:
    """Find the causes outside the core that other causes lead to, children before parents."""
    order = network.topological[::-1]
    found: Indices = order[~in_core[order] & (np.diff(network.leads_to.child_starts)[order] > 0)]
    return found


def splits(network: NoisyOrNetwork, in_core: NDArray[np.bool_], weights: Array) -> Indices:
    """Count the barren mechanisms that ``expand`` splits each row at: it has at most 2^splits terms."""
    touched = weights < 1
    barren = barren_mechanisms(network, in_core)
    for mechanism in barren.tolist():
        parents, _ = network.leads_to.of_child(mechanism)
        touched[:, parents] |= touched[:, mechanism, None]
    found: Indices = touched[:, barren].sum(axis=1)
    return found


def expand(network: NoisyOrNetwork, in_core: NDArray[np.bool_], weights: Array) -> Terms:
    """Expand rows of weights over all causes into terms over the core.

    Args:
        network: The network.
        in_core: Which causes are in the core; with every cause all its parents.
        weights: The g of each row, shape (rows, causes).
    """
    weights = weights.copy()
    rows, coefficients, plain = np.arange(len(weights)), np.ones(len(weights)), True
    for mechanism in barren_mechanisms(network, in_core).tolist():
        touched = np.flatnonzero(weights[:, mechanism] < 1)
        if not len(touched):
            continue
        plain = False
        parents, strengths = network.leads_to.of_child(mechanism)
        there = weights[touched, mechanism]
        missing = weights[touched]
        missing[:, mechanism] = 1
        missing[:, parents] *= 1 - strengths
        missing_coefficients = coefficients[touched] * (1 - there) * (1 - network.base_rates[mechanism])
        weights[touched, mechanism] = 1
        coefficients[touched] *= there
        kept = coefficients > 0
        rows = np.concatenate([rows[kept], rows[touched]])
        weights = np.concatenate([weights[kept], missing])
        coefficients = np.concatenate([coefficients[kept], missing_coefficients])
    rates = np.where(in_core, 0.0, network.base_rates)  # only barren roots still have weights below 1
    coefficients *= (1 - rates * (1 - weights)).prod(axis=1)
    return Terms(rows, coefficients, weights, plain)
