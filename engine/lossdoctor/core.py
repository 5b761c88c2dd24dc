"""The part of a network that the evidence touches, made as small as it can be.

Owns which causes matter for some observed symptoms, and the two reductions that need no table: a symptom with
one parent is a weight of that parent, and a root with one child is part of that child's leak. Leaves the
order of the rest to ``walk_order``, and computing to ``marginals``.

A cause matters if it has a path to an observed symptom; all others are *barren*, and the evidence tells
nothing about them but through their parents (see ``barren``). Absent symptoms cost nothing: they factorise
over their parents, (1 - s) for each that is there, and so become weights of causes. Present symptoms do not
factorise; they become nodes that are closed with weight 0 for missing. In these terms evidence is nothing but
weights, and one core serves every variant of the weights: an observation taken away, turned round, or added
as absent.

A link can be *cut*: a copy of its parent, a root of its own, then takes its place. What the copy has to know
of the original is left to ``approximation``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.network import NoisyOrNetwork
from lossdoctor.states import States, states_of
from lossdoctor.walk import StepGroup, step_groups
from lossdoctor.walk_order import Walk, plan_walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Indices = NDArray[np.intp]

__all__ = ["Core", "core_of", "relevant_causes"]

_LISTED = 16
"""Causes whose states may be listed one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """A reduced network: its nodes are causes, then present symptoms, then copies for cut links."""

    causes: Indices
    """The network's index of each cause, parents before children."""
    symptoms: Indices
    """The network's index of each present symptom."""
    leaks: Array
    """Of each node; of a copy one half."""
    links: tuple[Indices, Indices, Array]
    """All links before any was cut: parent node, child node, strength."""
    cuts: Indices
    """Which links are cut; each has its copy, in order."""
    walk: Walk
    groups: tuple[StepGroup, ...]
    """The links that the walk applies, as matrices."""
    states: States | None
    """The states of the walk's causes, where listing them is cheaper than the walk."""
    roots: Indices
    inner: Indices
    """Nodes that the walk closes."""
    into: tuple[Indices, Indices, Array]
    """(root, child, strength): roots with one child, taken into its leak."""
    onto: tuple[Indices, Indices, Array]
    """(symptom node, parent, strength): symptoms with one parent, taken onto it as a weight."""

    @property
    def cells(self) -> int:
        """About how many numbers a pass writes."""
        return self.walk.cells if self.states is None else self.states.cells

    @property
    def first_copy(self) -> int:
        """The first node that is a copy."""
        return len(self.causes) + len(self.symptoms)


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
def core_of(
    network: NoisyOrNetwork, present: tuple[int, ...], causes: tuple[int, ...], cuts: tuple[int, ...] = ()
) -> Core:
    """Reduce the network to these causes and present symptoms, and plan the walk.

    One more absent symptom, or a question weighed without its answer, mostly leaves all of these unchanged:
    so cores are kept.

    Args:
        network: The network.
        present: Present symptoms.
        causes: The causes of the core; with every cause all its parents.
        cuts: Positions, among the core's links, of those to be cut.
    """
    rank = np.empty(len(network.causes), np.intp)
    rank[network.topological] = np.arange(len(network.causes))
    chosen = np.array(sorted(causes, key=rank.__getitem__), np.intp)
    node_of = np.full(len(network.causes), -1, np.intp)
    node_of[chosen] = np.arange(len(chosen))
    chains, shows = network.leads_to, network.shows
    kept = (node_of[chains.parents] >= 0) & (node_of[chains.children] >= 0)
    tails, heads = [node_of[chains.parents[kept]]], [node_of[chains.children[kept]]]
    strengths = [chains.strengths[kept]]
    for node, symptom in enumerate(present, len(chosen)):
        parents, weights = shows.of_child(symptom)
        tails.append(node_of[parents])
        heads.append(np.full(len(parents), node, np.intp))
        strengths.append(weights)
    leaks = [network.base_rates[chosen], network.backgrounds[list(present)], np.full(len(cuts), 0.5)]
    links = (np.concatenate(tails), np.concatenate(heads), np.concatenate(strengths))
    return _reduce(chosen, np.array(present, np.intp), np.concatenate(leaks), links, np.array(cuts, np.intp))


def _reduce(
    causes: Indices, symptoms: Indices, leaks: Array, links: tuple[Indices, Indices, Array], cuts: Indices
) -> Core:
    tails, heads, strengths = links
    nodes, first_copy = len(leaks), len(causes) + len(symptoms)
    tails = tails.copy()
    tails[cuts] = np.arange(first_copy, nodes)
    parent_count = np.bincount(heads, minlength=nodes)
    is_symptom = np.zeros(nodes, bool)
    is_symptom[len(causes) : first_copy] = True
    is_root = (parent_count == 0) & ~is_symptom
    onto = is_symptom[heads] & (parent_count[heads] == 1)
    child_count = np.bincount(tails[~onto], minlength=nodes)
    into = ~onto & is_root[tails] & (child_count[tails] == 1)
    inner = ~is_root
    inner[heads[onto]] = False

    applied = np.flatnonzero(~onto & ~into)
    applied = applied[np.argsort(tails[applied], kind="stable")]
    ends = np.searchsorted(tails[applied], np.arange(nodes + 1)).tolist()
    applied_heads, applied_strengths = heads[applied].tolist(), strengths[applied]
    spans = [slice(start, end) for start, end in pairwise(ends)]
    children, links_of = [applied_heads[span] for span in spans], [applied_strengths[span] for span in spans]
    walk_roots = np.flatnonzero(is_root & (child_count > 1)).tolist()
    inner_nodes = np.flatnonzero(inner).tolist()
    walk = plan_walk(children, walk_roots, inner_nodes)
    listed = [*walk_roots, *(node for node in inner_nodes if node < len(causes))]
    states = None
    if len(listed) <= _LISTED and walk.cells > (len(leaks) + 1) << len(listed):
        states = states_of(listed, inner_nodes, children, links_of)
    return Core(
        causes=causes,
        symptoms=symptoms,
        leaks=leaks,
        links=links,
        cuts=cuts,
        walk=walk,
        groups=step_groups(walk, links_of) if states is None else (),
        states=states,
        roots=np.flatnonzero(is_root),
        inner=np.flatnonzero(inner),
        into=(tails[into], heads[into], strengths[into]),
        onto=(heads[onto], tails[onto], strengths[onto]),
    )
