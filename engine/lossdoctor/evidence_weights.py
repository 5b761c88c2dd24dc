"""What each observation does: its weight for every cause, and what would be believed without it or against
it.

Owns leaving one observation out, and turning it round. Leaves choosing what to tell to the explanations.

The weight of evidence (Good 1950) of an observation for a cause is by how much the observation raises the
cause's log-odds, here given all the other observations, in bits:

    log2 odds(cause | everything)  -  log2 odds(cause | everything but this observation).

Weights of one cause add up to the whole shift only where the observations are independent given the cause;
two symptoms that say the same weigh little each.

All observations are varied as columns of one pass: a present symptom is turned round, an absent one left out;
the other of the two follows by the rule of total probability. Where so many columns would take too long, the
network is approximated as for a posterior beyond its budget, and the weights say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.evidence import read_evidence
from lossdoctor.inference import DEFAULT_BUDGET
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.situation import situation_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["EvidenceWeight", "weights_of_evidence"]

_CELLS = 1 << 24
"""Table cells, over all columns, that an exact pass may write: a few tenths of a second."""


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceWeight:
    """What one observation does; arrays in the order of the network's causes, read-only."""

    symptom: str
    present: bool
    """Whether it was seen, or looked for and not there."""
    bits: Array
    """Its weight for each cause; positive speaks for the cause."""
    without: Array
    """Probability of each cause if it had not been observed."""
    turned: Array
    """Probability of each cause if it had been observed the other way round."""
    exact: bool


def weights_of_evidence(
    network: NoisyOrNetwork,
    present: Iterable[str],
    absent: Iterable[str] = (),
    *,
    budget: int = DEFAULT_BUDGET,
) -> tuple[EvidenceWeight, ...]:
    """Weigh every observation for every cause.

    >>> network = NoisyOrNetwork.build(
    ...     base_rates={"a": 0.2, "b": 0.2},
    ...     backgrounds={"s": 0.1, "t": 0.1},
    ...     leads_to=[],
    ...     shows=[("a", "s", 0.8), ("a", "t", 0.5), ("b", "t", 0.5)],
    ... )
    >>> for weight in weights_of_evidence(network, ["s"], ["t"]):
    ...     print(weight.symptom, weight.bits.round(2), weight.without.round(2), weight.turned.round(2))
    s [3.04 0.  ] [0.11 0.11] [0.02 0.11]
    t [-1. -1.] [0.67 0.2 ] [0.87 0.3 ]
    """
    evidence = read_evidence(network, present, absent)
    seen, missed = len(evidence.present), len(evidence.absent)
    situation = situation_of(network, evidence, budget)
    if situation.exact and situation.core.cells * (seen + missed) > _CELLS:
        situation = situation_of(network, evidence, _CELLS // (seen + missed))
    variations = situation.unvaried(seen + missed)
    rows = np.arange(seen)
    variations.symptom_missing[rows, rows] = 1
    variations.symptom_there[rows, rows] = 0
    for row, symptom in enumerate(evidence.absent, seen):
        parents, strengths = network.shows.of_child(symptom)
        variations.there[row, parents] /= 1 - strengths
    answers, now = situation.evaluate(variations), situation.now
    log_ratio = answers.log_evidence - now.log_evidence[0]
    # Without a present symptom: either it is there, as now, or turned round.
    share = 1 / (1 + np.exp(log_ratio[:seen]))[:, None]
    without_seen = share * now.there + (1 - share) * answers.there[:seen]
    # Without an absent symptom this share is what there is now; the rest is the symptom turned round.
    without_missed = answers.there[seen:]
    share = (np.exp(-log_ratio[seen:]) * (1 - network.backgrounds[list(evidence.absent)]))[:, None]
    turned_missed = np.clip((without_missed - share * now.there) / (1 - share), 0, 1)
    without = np.concatenate([without_seen, without_missed])
    turned = np.concatenate([answers.there[:seen], turned_missed])
    bits = _log2_odds(now.there) - _log2_odds(without)
    for array in (bits, without, turned):
        array.setflags(write=False)
    return tuple(
        EvidenceWeight(
            network.symptoms[symptom], row < seen, bits[row], without[row], turned[row], situation.exact
        )
        for row, symptom in enumerate((*evidence.present, *evidence.absent))
    )


def _log2_odds(p: Array) -> Array:
    p = np.clip(p, 1e-300, 1 - 1e-16)
    return np.asarray(np.log2(p) - np.log2(1 - p))
