"""Where exact is too dear: cut links until the rest can be done exactly, and let both sides of each cut
agree.

Owns which links are cut, and the messages across the cuts.

A cut replaces a cause, for one of its children, by a copy. Two numbers make up for the loss: the copy's prior
should say what the rest of the network believes of the original, and the original should hear, as soft
evidence, what the child tells its copy. They are found by iteration: each round runs the exact pass over the
cut network and sets, in log-odds,

    evidence for the original  =  posterior of the copy      -  prior of the copy
    prior of the copy          =  posterior of the original  -  evidence for the original.

With every link cut a fixed point is one of loopy belief propagation, which is expectation propagation with a
fully factorised approximation; with none cut it is exact (Choi and Darwiche 2006, edge deletion). In between
lies what counts: the budget is spent on the links that matter, and only weak ones are cut. Chains need no
special care.

How far off it is was measured where the exact answer is known (``tests/benchmarks/approximation.py``;
networks in the shape of the shipped knowledge, 12 present and 15 absent symptoms): the worst cause of a
consultation is off by .05 in the median with every link cut, by .005 with 8,192 cells to spend, and by .1 in
the worst consultation seen; the logarithm of the evidence by .1 and .005."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.core import Core, core_of
from lossdoctor.marginals import run_core
from lossdoctor.network import NoisyOrNetwork

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Indices = NDArray[np.intp]

__all__ = ["approximate"]

_FIRST_ROUNDS = 8
_ROUNDS = 40
_TOLERANCE = 1e-5
_FINENESS = 64
"""Into so many parts the links are divided to find how many must be cut; planning costs time too."""
_DAMPING = 0.3
"""Share of the old message that is kept."""
_CELLS = 1 << 14
"""Cells of the cut network's walk, where the budget would allow more: it is run many times."""


def approximate(
    network: NoisyOrNetwork,
    present: tuple[int, ...],
    causes: tuple[int, ...],
    log_on_causes: Array,
    *,
    budget: int,
) -> tuple[Core, Array, Array, float]:
    """Cut the network down to the budget and let the cuts agree.

    Args:
        network: The network.
        present: Present symptoms.
        causes: The causes of the core.
        log_on_causes: Logarithm of the weight of each cause of the network being there.
        budget: Table cells that one pass may write.

    Returns:
        The cut core, the logarithms of the weights of its nodes being missing and being there, shape (nodes,
        1), and what the cuts add to the logarithm of the evidence.
    """
    whole = core_of(network, present, causes)
    tails, _, strengths = whole.links
    order = np.lexsort((-strengths, tails))  # the strongest link of each cause is never cut
    weakest_kept = np.ones(len(order), bool)
    weakest_kept[1:] = tails[order][1:] != tails[order][:-1]
    cuttable = np.sort(order[~weakest_kept])
    core = core_of(network, present, causes, tuple(cuttable.tolist()))
    evidence, _, there = _agree(core, log_on_causes, rounds=_FIRST_ROUNDS)
    worth = there * (1 - there) * np.abs(evidence)
    ranked = cuttable[np.argsort(worth, kind="stable")]
    few, many = 0, len(ranked)  # so many cuts are too few, so many are enough
    while many - few > 1 + len(ranked) // _FINENESS:
        middle = (few + many) // 2
        core = core_of(network, present, causes, tuple(sorted(ranked[:middle].tolist())))
        few, many = (few, middle) if core.cells <= min(budget, _CELLS) else (middle, many)
    core = core_of(network, present, causes, tuple(sorted(ranked[:many].tolist())))
    evidence, priors, _ = _agree(core, log_on_causes, rounds=_ROUNDS)
    log_off, log_on = _weights(core, log_on_causes, evidence, priors)
    # Each cut counts what its two sides tell one another twice.
    heard_twice = np.logaddexp(0, priors + evidence) - np.logaddexp(0, priors)
    return core, log_off, log_on, -float(heard_twice.sum())


def _agree(core: Core, log_on_causes: Array, *, rounds: int) -> tuple[Array, Array, Array]:
    """Iterate the messages across the cuts.

    Returns:
        For each cut the evidence for the original, the prior of the copy, both in log-odds, and the
        probability of the original being there.
    """
    originals = core.links[0][core.cuts]
    evidence, before = np.zeros(len(originals)), np.zeros(len(core.leaks))
    priors = _log_odds(core.leaks[originals])
    symptoms = slice(len(core.causes), core.first_copy)
    for _ in range(rounds):
        log_off, log_on = _weights(core, log_on_causes, evidence, priors)
        log_off[symptoms] = -np.inf
        found = run_core(core, log_off, log_on).there[:, 0]
        said = _log_odds(found[core.first_copy :]) - priors
        evidence = _DAMPING * evidence + (1 - _DAMPING) * said
        priors = _DAMPING * priors + (1 - _DAMPING) * (_log_odds(found[originals]) - evidence)
        if np.abs(found - before).max(initial=0) < _TOLERANCE:
            break
        before = found
    return evidence, priors, found[originals]


def _weights(core: Core, log_on_causes: Array, evidence: Array, priors: Array) -> tuple[Array, Array]:
    log_off, log_on = np.zeros((2, len(core.leaks), 1))
    count = len(core.causes)
    log_on[:count, 0] = log_on_causes[core.causes]
    log_on[:count, 0] += np.bincount(core.links[0][core.cuts], evidence, count)
    log_on[core.first_copy :, 0] = priors - np.logaddexp(0, priors) + np.log(2)  # a copy's leak is one half
    log_off[core.first_copy :, 0] = -np.logaddexp(0, priors) + np.log(2)
    return log_off, log_on


def _log_odds(p: Array) -> Array:
    p = np.clip(p, 1e-300, 1 - 1e-16)
    found: Array = np.log(p) - np.log1p(-p)
    return found
