"""Sets of causes that together account for what was seen.

Owns the search for the most probable and for the smallest such set. Leaves single causes to ``inference``.

**What a set is.** In question are the causes with a path to a present symptom. A set says which of them are
there, and that the others are not: roots, and the mechanisms that they bring about. A member that no other
member leads to is an *own fault*; the others are its consequences. Causes that are not in question are left
open.

**What accounting means.** A set accounts for a present symptom if it is likelier that one of its members
brought the symptom about than that the background alone did:

    1 - product of (1 - s)   >   product of (1 - s) * background,      over the members' links to the symptom.

A symptom that the whole evidence leaves to its background (probability one half or more that nothing else
brought it about) need not be accounted for; it is given as *left over*. So is one for which no set could
account.

**The search.** Up to twelve causes in question all sets are tried. Beyond, sets grow by one cause at a time,
and of each size those are kept that are most probable, and those that leave least unaccounted: a beam search,
which need not find the best, and on random networks with known answers does (see the tests). Both go by a
probability in which mechanisms that only absent symptoms speak of are independent; the best sets are then
weighed exactly, by the walk.

The most probable explanation of the whole network (Pearl 1988) differs in that it may leave any symptom to
its background; the parsimonious covers of Peng and Reggia (1990) differ in that they know no probabilities of
links.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.evidence import read_evidence
from lossdoctor.inference import DEFAULT_BUDGET
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.puzzle import Puzzle, all_sets, grown_sets
from lossdoctor.situation import Situation, situation_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Bools = NDArray[np.bool_]

__all__ = ["ExplainingSet", "ExplainingSets", "explaining_sets"]

_ENUMERATED = 12
_FINALISTS = 24
"""Sets, most probable first, that are weighed exactly."""
_FINALISTS_OF_GROUPS = 96
"""Sets, those with the fewest and likeliest own faults first, that are weighed exactly."""
_CHANCE = 0.5
"""Probability of the background alone from which a symptom is left over."""


@dataclass(frozen=True, slots=True)
class ExplainingSet:
    """Causes that together account for what was seen."""

    own_faults: tuple[str, ...]
    """Members that no other member leads to, most probable first."""
    consequences: tuple[str, ...]
    """The other members, each after what leads to it."""
    probability: float
    """That all members are there, given the evidence; whatever else may be there."""

    @property
    def causes(self) -> tuple[str, ...]:
        """All members, own faults first."""
        return (*self.own_faults, *self.consequences)


@dataclass(frozen=True, slots=True)
class ExplainingSets:
    """The sets that were found; both None where no set accounts for what was seen."""

    most_probable: ExplainingSet | None
    """The set that is most probably exactly what is there."""
    smallest: ExplainingSet | None
    """The one with the fewest own faults; of those, the one whose own faults most probably are all that is
    wrong, by whatever mechanisms they work; with the mechanisms that most probably go with them."""
    left_over: tuple[str, ...]
    """Present symptoms that need not or cannot be accounted for."""
    exhaustive: bool
    """Whether all sets were tried."""


def explaining_sets(
    network: NoisyOrNetwork,
    present: Iterable[str],
    absent: Iterable[str] = (),
    *,
    budget: int = DEFAULT_BUDGET,
) -> ExplainingSets:
    """Find the most probable and the smallest set of causes that accounts for what was seen.

    >>> network = NoisyOrNetwork.build(
    ...     base_rates={"rate-too-high": 0.08, "overflow": 0.004, "bad-labels": 0.03},
    ...     backgrounds={"loss-nan": 0.005, "accuracy-low": 0.005},
    ...     leads_to=[("rate-too-high", "overflow", 0.72)],
    ...     shows=[("overflow", "loss-nan", 0.91), ("bad-labels", "accuracy-low", 0.91)],
    ... )
    >>> found = explaining_sets(network, ["loss-nan", "accuracy-low"])
    >>> found.most_probable.own_faults, found.most_probable.consequences
    (('rate-too-high', 'bad-labels'), ('overflow',))
    """
    evidence = read_evidence(network, present, absent)
    situation = situation_of(network, evidence, budget)
    now = situation.now
    puzzle = Puzzle.of(network, evidence.present, evidence.absent)
    answerable = puzzle.accounted(puzzle.spares.sum(axis=0))
    wanted = answerable & (now.leak_alone[0] < _CHANCE)
    left_over = tuple(network.symptoms[s] for s, w in zip(evidence.present, wanted, strict=True) if not w)
    exhaustive = len(puzzle.causes) <= _ENUMERATED
    sets = all_sets(len(puzzle.causes)) if exhaustive else grown_sets(puzzle, wanted)
    sets = sets[puzzle.accounted(sets @ puzzle.spares)[:, wanted].all(axis=1)]
    if not len(sets) or not wanted.any():
        return ExplainingSets(None, None, left_over, exhaustive)
    logs, own = puzzle.log_probability(sets), puzzle.own_faults(sets)
    leading = _leading(logs, own)
    sets, own = sets[leading], own[leading]
    exactly = situation.unvaried(len(sets))
    exactly.missing[:, puzzle.causes] = ~sets
    exactly.there[:, puzzle.causes] = sets
    logs = situation.log_likelihood(exactly)
    group, by_group = _own_faults_together(logs, own)
    chosen = [int(np.argmax(logs)), int(np.lexsort((-logs, -by_group[group], own.sum(axis=1)))[0])]
    probabilities = np.exp(_required(situation, puzzle, sets[chosen]) - now.log_evidence[0])
    most_probable, smallest = (
        _described(network, puzzle, members, now.there[0], min(1.0, float(p)))
        for members, p in zip(sets[chosen], probabilities, strict=True)
    )
    return ExplainingSets(most_probable, smallest, left_over, exhaustive)


def _own_faults_together(logs: Array, own: Bools) -> tuple[NDArray[np.intp], Array]:
    """Give which sets have the same own faults, and the probability (log) of each such group."""
    numbers: dict[bytes, int] = {}  # np.unique would do, but loads masked arrays to do it
    group = np.array([numbers.setdefault(row.tobytes(), len(numbers)) for row in own], np.intp)
    by_group = np.full(len(numbers), -np.inf)
    np.logaddexp.at(by_group, group, logs)
    return group, by_group


def _leading(logs: Array, own: Bools) -> NDArray[np.intp]:
    """Give the sets worth weighing exactly: the most probable, and all of the best few own faults."""
    group, by_group = _own_faults_together(logs, own)
    best_groups = np.lexsort((-by_group[group], own.sum(axis=1)))
    chosen = {*np.argsort(-logs)[:_FINALISTS].tolist(), *best_groups[:_FINALISTS_OF_GROUPS].tolist()}
    return np.array(sorted(chosen), np.intp)


def _required(situation: Situation, puzzle: Puzzle, members: Bools) -> Array:
    """Give the log-likelihood of all members being there, whatever else is."""
    required = situation.unvaried(len(members))
    required.missing[:, puzzle.causes] = ~members
    return situation.log_likelihood(required)


def _described(
    network: NoisyOrNetwork, puzzle: Puzzle, members: Bools, now: Array, probability: float
) -> ExplainingSet:
    own = puzzle.own_faults(members[None])[0]
    faults = sorted(puzzle.causes[own].tolist(), key=lambda c: (-now[c], network.causes[c]))
    consequences = puzzle.causes[members & ~own].tolist()
    return ExplainingSet(
        tuple(network.causes[c] for c in faults), tuple(network.causes[c] for c in consequences), probability
    )
