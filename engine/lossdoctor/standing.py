"""The order in which to think of causes: what a person can mend stands before what it brings about.

Owns how much the probability of each cause counts in that order. Leaves the probabilities to ``inference``,
which this never changes, and equal places to whoever sorts.

**Why.** A mechanism ("exploding gradients") is at least as probable as what brings it about ("learning rate
too high"), and telling both is one hypothesis, not two. What matters of a mechanism is how probable it is to
be there *by itself*, with no known cause behind it.

**How.** Given what is believed of its parents, a mechanism that is there is there by itself with probability
b / (1 - (1 - b) x product of (1 - strength x P(parent))), where b is its base rate. A root cause has no
parents: the ratio is 1, and its place is its probability.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossdoctor.network import NoisyOrNetwork

__all__ = ["LEAST_SHARE", "places"]

LEAST_SHARE = 0.4
"""What is left of a mechanism's probability in the order, however well its parents explain it: people also
ask for the mechanism itself. Chosen on the field cases (tests/knowledge/field), where .3 does as well."""


def places(network: NoisyOrNetwork, probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the numbers by which causes are ordered, the largest first.

    Args:
        network: The network that the probabilities are of.
        probabilities: Of every cause, shape (..., causes).

    Returns:
        Numbers of the same shape, each at most the probability and at least ``LEAST_SHARE`` of it.

    >>> from lossdoctor.network import NoisyOrNetwork
    >>> network = NoisyOrNetwork.build(
    ...     {"rate-too-high": 0.08, "overflow": 0.01}, {}, [("rate-too-high", "overflow", 0.5)], []
    ... )
    >>> places(network, np.array([0.8, 0.9])).round(2).tolist()
    [0.8, 0.37]
    >>> places(network, np.array([0.01, 0.9])).round(2).tolist()
    [0.01, 0.72]
    """
    chains = network.leads_to
    untouched = np.ones(probabilities.shape)
    spared = (1.0 - chains.strengths * probabilities[..., chains.parents])[..., chains.by_child]
    has_parents = np.flatnonzero(np.diff(chains.child_starts))
    if has_parents.size:
        first_links = chains.child_starts[has_parents]
        untouched[..., has_parents] = np.multiply.reduceat(spared, first_links, axis=-1)
    by_itself = network.base_rates / (1.0 - (1.0 - network.base_rates) * untouched)
    return np.asarray(probabilities * (LEAST_SHARE + (1.0 - LEAST_SHARE) * by_itself))
