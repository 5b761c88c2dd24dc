"""The part of a network that the evidence touches, made as small as it can be.

Owns which causes matter for some observed symptoms, and the two reductions that need no table: a symptom with one
parent is a weight of that parent, and a root with one child is part of that child's leak. Leaves the rest to ``walk``.

A cause matters if it has a path to an observed symptom; all others are *barren*, and the evidence cannot tell them
from what was known before, except through their parents (see ``inference``). Absent symptoms cost nothing: they
factorise over their parents, (1 - s) for each that is there, and so become weights of causes. Present symptoms do not
factorise; they become nodes that are closed with weight 0 for missing. In these terms evidence is nothing but weights,
and a core with its walk serves every variant of the weights: an observation taken away, turned round, or added as absent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.network import NoisyOrNetwork
from lossdoctor.walk import StepGroup, run_walk, step_groups
from lossdoctor.walk_order import Walk, plan_walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Indices = NDArray[np.intp]

__all__ = ["Core", "Marginals", "core_of", "relevant_causes", "run_core"]


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """A reduced network: its nodes are the causes that matter, then the present symptoms."""

    causes: Indices
    """The network's index of each cause, parents before children."""
    symptoms: Indices
    """The network's index of each present symptom."""
    leaks: Array
    """Of each node."""
    walk: Walk
    groups: tuple[StepGroup, ...]
    """The links that the walk applies, as matrices."""
    roots: Indices
    inner: Indices
    """Nodes that the walk closes."""
    into: tuple[Indices, Indices, Array]
    """(root, child, strength): roots with one child, taken into its leak."""
    onto: tuple[Indices, Indices, Array]
    """(symptom node, parent, strength): symptoms with one parent, taken onto it as a weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Marginals:
    """What a pass over a core finds; arrays of shape (nodes, columns), given the evidence."""

    log_evidence: Array
    """Shape (columns,); natural logarithm."""
    there: Array
    """Probability of each node being there."""
    leak_alone: Array
    """Probability that a node is there, and that no parent has brought it about."""


def relevant_causes(
    network: NoisyOrNetwork, symptoms: Iterable[int], *, also: Iterable[int] = ()
) -> tuple[int, ...]:
    """Find the causes with a path to any of these symptoms, or to the causes in ``also``; ascending."""
    found = {parent for symptom in symptoms for parent in network.shows.of_child(symptom)[0].tolist()}
    found.update(also)
    if len(network.leads_to):
        waiting = list(found)
        while waiting:
            for parent in network.leads_to.of_child(waiting.pop())[0].tolist():
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
    return tuple(sorted(found))


@lru_cache(maxsize=64)
def core_of(network: NoisyOrNetwork, present: tuple[int, ...], causes: tuple[int, ...]) -> Core:
    """Reduce the network to these causes and present symptoms, and plan the walk.

    One more absent symptom, or a question weighed without its answer, mostly leaves both unchanged: so cores are kept.
    """
    chosen = np.array(causes, dtype=np.intp)
    rank = np.empty(len(network.causes), np.intp)
    rank[network.topological] = np.arange(len(network.causes))
    chosen = chosen[np.argsort(rank[chosen])]
    node_of = np.full(len(network.causes), -1, np.intp)
    node_of[chosen] = np.arange(len(chosen))
    chains = network.leads_to
    kept = (node_of[chains.parents] >= 0) & (node_of[chains.children] >= 0)
    tails, heads = [node_of[chains.parents[kept]]], [node_of[chains.children[kept]]]
    strengths = [chains.strengths[kept]]
    for node, symptom in enumerate(present, len(chosen)):
        parents, weights = network.shows.of_child(symptom)
        tails.append(node_of[parents])
        heads.append(np.full(len(parents), node, np.intp))
        strengths.append(weights)
    leaks = np.concatenate([network.base_rates[chosen], network.backgrounds[list(present)]])
    return _reduce(chosen, np.array(present, np.intp), leaks, *map(np.concatenate, (tails, heads, strengths)))


def _reduce(
    causes: Indices, symptoms: Indices, leaks: Array, tails: Indices, heads: Indices, links: Array
) -> Core:
    nodes = len(leaks)
    parent_count = np.bincount(heads, minlength=nodes)
    onto = (heads >= len(causes)) & (parent_count[heads] == 1)
    is_root = parent_count == 0
    child_count = np.bincount(tails[~onto], minlength=nodes)
    into = ~onto & is_root[tails] & (child_count[tails] == 1)
    applied = ~onto & ~into
    order = np.argsort(tails[applied], kind="stable")
    ends = np.cumsum(np.bincount(tails[applied], minlength=nodes))[:-1]
    children = [part.tolist() for part in np.split(heads[applied][order], ends)]
    strengths = np.split(links[applied][order], ends)
    inner = ~is_root
    inner[heads[onto]] = False
    is_root[len(causes) :] = False
    bare = np.flatnonzero(parent_count[len(causes) :] == 0) + len(
        causes
    )  # present symptoms that no cause shows
    inner[bare] = True
    walk_roots = np.flatnonzero(is_root & (child_count > 1))
    walk = plan_walk(children, walk_roots.tolist(), np.flatnonzero(inner).tolist())
    return Core(
        causes=causes,
        symptoms=symptoms,
        leaks=leaks,
        walk=walk,
        groups=step_groups(walk, strengths),
        roots=np.flatnonzero(is_root),
        inner=np.flatnonzero(inner),
        into=(tails[into], heads[into], links[into]),
        onto=(heads[onto], tails[onto], links[onto]),
    )


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

    found = run_walk(core.walk, core.groups, weights, backward=backward)
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
