"""Few causes, entangled: every state of them, one by one.

Owns the exact pass where the walk is too wide and the causes are few. It takes the place of ``walk`` with the
same numbers in and out; which of the two is cheaper is decided in ``core``.

The walk is exponential in the children whose parents interleave, and so a dozen causes that all lead to one
another and all show twenty symptoms are too much for it. Given the causes, children are independent: 2^causes
states, a factor for each node, all at once as arrays. Again nothing is subtracted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.walk import Result

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Indices = NDArray[np.intp]

__all__ = ["States", "run_states", "states_of"]


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """All states of some causes."""

    causes: Indices
    """The nodes whose states are listed."""
    there: Bools
    """Shape (states, causes)."""
    children: Indices
    """The nodes that some of these causes, or nothing but their leak, bring about."""
    log_spared: Array
    """Logarithm of no cause triggering a child, shape (states, children)."""

    @property
    def cells(self) -> int:
        """How many numbers a pass writes, to compare with ``Walk.cells``."""
        return self.log_spared.size + self.there.size


def states_of(
    causes: Sequence[int], inner: Sequence[int], children: Sequence[Sequence[int]], strengths: Sequence[Array]
) -> States:
    """List the states of ``causes``; ``children`` and ``strengths`` are, for each node, those of its
    links."""
    numbers = np.arange(1 << len(causes))[:, None]
    there = (numbers >> np.arange(len(causes))) & 1 == 1
    place = {child: column for column, child in enumerate(inner)}
    quiet = np.zeros((len(causes), len(inner)))
    for row, cause in enumerate(causes):
        for child, strength in zip(children[cause], strengths[cause].tolist(), strict=True):
            quiet[row, place[child]] = np.log1p(-strength)
    return States(np.array(causes, np.intp), there, np.array(inner, np.intp), there @ quiet)


def run_states(states: States, weights: Array, *, backward: bool = True) -> Result:
    """Add up all states.

    Args:
        states: The states.
        weights: For each node and column the weights of being missing, being there untriggered, and being
            there triggered, shape (nodes, columns, 3); as for ``run_walk``.
        backward: Without it only ``log_evidence`` is filled.
    """
    nodes = sorted({*states.causes.tolist(), *states.children.tolist()})
    parts = [_parts(states, node, weights[node]) for node in nodes]
    factors = [part.sum(axis=0) for part in parts]
    with np.errstate(divide="ignore"):
        logs = sum(np.log(factor) for factor in factors) + np.zeros((len(states.there), weights.shape[1]))
    highest = logs.max(axis=0)
    shares = np.exp(logs - highest)
    evidence = shares.sum(axis=0)
    result = Result(highest + np.log(evidence), np.zeros(weights.shape))
    if backward:
        shares /= evidence
        for node, part, factor in zip(nodes, parts, factors, strict=True):
            without = np.divide(shares, factor, out=np.zeros_like(shares), where=factor > 0)
            gone = (part * without).sum(axis=1).T  # of each weight times its slope
            np.divide(gone, weights[node], out=result.slopes[node], where=weights[node] > 0)
    return result


def _parts(states: States, node: int, weights: Array) -> Array:
    """Give what a node contributes in every state by being missing, there untriggered, and there triggered.

    Returns:
        Shape (3, states, columns).
    """
    log_spared = states.log_spared[:, states.children == node].sum(axis=1)[:, None]
    ways = np.array([np.exp(log_spared), np.exp(log_spared), -np.expm1(log_spared)])
    for cause in np.flatnonzero(states.causes == node):
        there = states.there[:, cause, None]
        ways *= np.array([~there, there, there])
    return np.asarray(ways * weights.T[:, None])
