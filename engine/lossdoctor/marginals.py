"""The exact pass over a core: evidence as weights in, probabilities out.

Owns the sums around the walk: priors and evidence to the numbers that the walk wants, and back to the
probability of every node, those included that ``core`` has taken into or onto others. All in logarithms where
numbers may be extreme.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.core import Core
from lossdoctor.states import run_states
from lossdoctor.walk import run_walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Marginals", "run_core"]


@dataclass(frozen=True, slots=True, eq=False)
class Marginals:
    """What a pass over a core finds; arrays of shape (nodes, columns), given the evidence."""

    log_evidence: Array
    """Shape (columns,); natural logarithm."""
    there: Array
    """Probability of each node being there."""
    leak_alone: Array
    """Probability that a node is there, and that no parent has brought it about."""


def run_core(core: Core, log_off: Array, log_on: Array, *, backward: bool = True) -> Marginals:
    """Run the exact pass for every column of weights.

    Args:
        core: The reduced network.
        log_off: Logarithm of the weight of each node being missing, shape (nodes, columns).
        log_on: The same for being there.
        backward: Without it only ``log_evidence`` is right.
    """
    log_off, log_on = log_off.copy(), log_on.copy()
    leaks = core.leaks[:, None]
    symptom, parent, onto = core.onto[0], core.onto[1], core.onto[2][:, None]
    quiet_alone = 1 - leaks[symptom]
    alone_off, alone_on = np.exp(log_off[symptom]), np.exp(log_on[symptom])
    weight_off = quiet_alone * alone_off + (1 - quiet_alone) * alone_on
    weight_on = (1 - onto) * quiet_alone * alone_off + (1 - (1 - onto) * quiet_alone) * alone_on
    np.add.at(log_off, parent, np.log(weight_off))
    np.add.at(log_on, parent, np.log(weight_on))

    roots, inner = core.roots, core.inner
    root_off, root_on = np.log1p(-leaks[roots]) + log_off[roots], np.log(leaks[roots]) + log_on[roots]
    root_scale = np.logaddexp(root_off, root_on)
    inner_scale = np.maximum(log_off[inner], log_on[inner])
    weights = np.zeros((*log_off.shape, 3))
    weights[roots, :, 0], weights[roots, :, 1] = np.exp(root_off - root_scale), np.exp(root_on - root_scale)
    root, child, into = core.into[0], core.into[1], core.into[2][:, None]
    there_before = weights[root, :, 1]
    log_quiet = np.log1p(-leaks) + np.zeros_like(log_off)
    np.add.at(log_quiet, child, np.log1p(-there_before * into))
    quiet = np.exp(log_quiet)
    off, on = np.zeros_like(log_off), np.zeros_like(log_off)
    off[inner], on[inner] = np.exp(log_off[inner] - inner_scale), np.exp(log_on[inner] - inner_scale)
    weights[inner, :, 0], weights[inner, :, 1] = (off * quiet)[inner], (on * -np.expm1(log_quiet))[inner]
    weights[inner, :, 2] = on[inner]

    if core.states is None:
        found = run_walk(core.walk, core.groups, weights, backward=backward)
    else:
        found = run_states(core.states, weights, backward=backward)
    log_evidence = found.log_evidence + root_scale.sum(axis=0) + inner_scale.sum(axis=0)
    there, leak_alone = np.zeros_like(log_off), np.zeros_like(log_off)
    if backward:
        there[roots] = weights[roots, :, 1]
        walked = weights * found.slopes
        applied = [step.node for step in core.walk.steps if not step.closes]
        there[applied] = walked[applied, :, 1]
        there[inner] = walked[inner, :, 1] + walked[inner, :, 2]
        leak_alone[roots] = there[roots]
        by_leak = leaks / (1 - leaks) * quiet * on * found.slopes[..., 1]
        leak_alone[inner] = by_leak[inner]
        # A root taken into a child's leak: what the child makes of being triggered by it, and by others.
        calm = (1 - into) * quiet[child] / (1 - there_before * into)
        if_missing, if_there = (off * found.slopes[..., 0])[child], (on * found.slopes[..., 1])[child]
        there[root] = there_before * (calm * if_missing + (1 - calm) * if_there + walked[child, :, 2])
        # A symptom taken onto its parent: it follows the parent.
        absent, active = (1 - there[parent]) / weight_off, there[parent] / weight_on
        there[symptom] = alone_on * (absent * (1 - quiet_alone) + active * (1 - (1 - onto) * quiet_alone))
        leak_alone[symptom] = alone_on * (1 - quiet_alone) * (absent + active * (1 - onto))
    return Marginals(log_evidence, there, leak_alone)
