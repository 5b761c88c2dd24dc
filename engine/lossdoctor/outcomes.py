"""What the answers to questions would do: how probable each is, and every cause after it, exactly.

Owns turning questions into variations of the evidence. Leaves what that is worth to ``information``.

A question has one outcome for each of its options (that symptom is there; nothing is said about the others)
and one for none of these (all are absent). A yes-no question has one option. "s is absent" is a weight
(1 - strength) on each parent of s, so the outcomes of many questions are columns of one pass, and what s
being there says follows by the rule of total probability.

The options of one question do not exclude one another in the network, only for whoever answers; so the
probabilities of the outcomes are scaled to add up to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.barren import splits
from lossdoctor.inference import Belief
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.situation import Situation, situation_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Outcome", "work_out"]

_CELLS = 1 << 23
"""Table cells, over all columns, beyond which the network is approximated: a few tenths of a second."""
_SPLITS = 5
"""A question that would take more than 2^5 terms below the core gets a wider core."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One possible answer."""

    symptom: str
    """The option that would be present; empty for none of these (yes-no: absent)."""
    probability: float
    belief: Belief
    """All causes after this answer."""


def work_out(
    situation: Situation, questions: Sequence[tuple[int, ...]], budget: int
) -> list[tuple[Outcome, ...]]:
    """Work out the outcomes of some questions together: options first, then none of these.

    Args:
        situation: What was observed.
        questions: For each question its options, as symptom indices.
        budget: Table cells that an exact pass may write.
    """
    if not questions:
        return []
    network = situation.network
    rows = np.concatenate([_rows(network, options) for options in questions])
    also: tuple[int, ...] = ()
    if splits(network, situation.in_core, rows).max(initial=0) > _SPLITS:
        also = tuple(np.flatnonzero((rows < 1).any(axis=0)).tolist())
    affordable = min(budget, _CELLS // len(rows))
    if also or situation.core.cells > affordable:
        situation = situation_of(network, situation.evidence, affordable, also=also)
    variations = situation.unvaried(len(rows))
    variations.there[:] = rows
    answers, now = situation.evaluate(variations), situation.now
    absent = np.exp(answers.log_evidence - now.log_evidence[0])
    found, start = [], 0
    for options in questions:
        count = len(options)
        end = start + (count if count == 1 else count + 1)
        quiet = 1 - network.backgrounds[list(options)]
        if_absent = absent[start : start + count] * quiet
        if_none = absent[end - 1] * quiet.prod()
        without = if_absent[:, None] * answers.there[start : start + count]
        seen = (now.there[0] - without) / (1 - if_absent)[:, None]
        probabilities = np.array([*(1 - if_absent), if_none])
        after = np.clip([*seen, answers.there[end - 1]], 0, 1)
        found.append(_outcomes(situation, options, probabilities, after))
        start = end
    return found


def _outcomes(
    situation: Situation, options: tuple[int, ...], probabilities: Array, after: Array
) -> tuple[Outcome, ...]:
    network = situation.network
    names = [*(network.symptoms[option] for option in options), ""]
    log_now = float(situation.now.log_evidence[0])
    log_now += float(np.log1p(-network.backgrounds[list(situation.evidence.absent)]).sum())
    after.setflags(write=False)
    return tuple(
        Outcome(
            name, float(probability), Belief(network.causes, belief, log_now + float(log), situation.exact)
        )
        for name, probability, belief, log in zip(
            names, probabilities / probabilities.sum(), after, np.log(probabilities), strict=True
        )
    )


def _rows(network: NoisyOrNetwork, options: tuple[int, ...]) -> Array:
    """Give the weights on causes of each option being absent, then of all of them."""
    rows = np.ones((len(options), len(network.causes)))
    for row, option in zip(rows, options, strict=True):
        parents, strengths = network.shows.of_child(option)
        row[parents] = 1 - strengths
    return rows if len(options) == 1 else np.vstack([rows, rows.prod(axis=0)])
