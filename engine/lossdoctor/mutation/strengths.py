"""What was observed in a case, and what it would say if a link were weaker, stronger or not there at all.

Owns the numbers of ``shows`` links with another strength: all those of one case in one pass, because the
network stays as it is. Leaves probabilities to ``situation``, and what a case demands of them to
``expectations``.

**How.** The probability of the evidence is linear in the strength s of a single link, and so is its product
with the probability of any cause: a noisy-OR is a product of (1 - s) for each parent that is there. So two
points give all
others: the strength that is written, and none at all. Without its link into an *absent* symptom, a cause that
is there regains the factor (1 - s). For a *present* symptom that is the difference between not having looked
at all, and having seen it absent in a network without the link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.evidence import Evidence, read_evidence
from lossdoctor.inference import DEFAULT_BUDGET
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.situation import Situation, situation_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Observed", "at_strength", "posterior_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """The observations of one case in a network.

    A *joint* is an array of 1 + causes numbers: the probability of the evidence, and of the evidence together
    with each cause, both in units of the probability that the evidence has in the network as it stands.
    """

    situation: Situation
    joint: Array
    """As the network stands: 1, then the probability of each cause."""
    log_evidence: float

    @classmethod
    def of(cls, network: NoisyOrNetwork, present: Iterable[str], absent: Iterable[str]) -> Observed:
        """Observe symptoms in ``network``."""
        evidence = read_evidence(network, present, absent)
        situation = situation_of(network, evidence, DEFAULT_BUDGET)
        now = situation.now
        return cls(situation, np.concatenate([[1.0], now.there[0]]), float(now.log_evidence[0]))

    @property
    def probabilities(self) -> Array:
        """The probability of each cause."""
        return self.joint[1:]

    @property
    def evidence(self) -> Evidence:
        """What was observed."""
        return self.situation.evidence

    @property
    def network(self) -> NoisyOrNetwork:
        """The network in which these things were observed."""
        return self.situation.network

    def seen_in(self, network: NoisyOrNetwork) -> Array:
        """Give the joint of the same observations in another network with the same ids."""
        other = Observed.of(
            network,
            [network.symptoms[symptom] for symptom in self.evidence.present],
            [network.symptoms[symptom] for symptom in self.evidence.absent],
        )
        return np.asarray(other.joint * np.exp(other.log_evidence - self.log_evidence))

    def without_links(self, links: Sequence[tuple[int, int, float]]) -> Array:
        """Compute the joint without each of some links to what was observed.

        Args:
            links: (cause, symptom, strength) by index; the symptom must be observed.

        Returns:
            Shape (links, 1 + causes).
        """
        present = {symptom: place for place, symptom in enumerate(self.evidence.present)}
        touched = sorted({present[symptom] for _, symptom, _ in links if symptom in present})
        not_looked_at = {place: len(links) + row for row, place in enumerate(touched)}
        variations = self.situation.unvaried(len(links) + len(touched))
        for row, (cause, symptom, strength) in enumerate(links):
            variations.there[row, cause] = 1 / (1 - strength)
            if symptom in present:
                variations.symptom_missing[row, present[symptom]] = 1
                variations.symptom_there[row, present[symptom]] = 0
        for place, row in not_looked_at.items():
            variations.symptom_missing[row, place] = 1
        answers = self.situation.evaluate(variations)
        evidence = np.exp(answers.log_evidence - self.log_evidence)[:, None]
        joints = np.concatenate([evidence, evidence * answers.there], axis=1)
        found: Array = joints[: len(links)]
        for row, (_, symptom, _) in enumerate(links):
            if symptom in present:
                found[row] = joints[not_looked_at[present[symptom]]] - found[row]
        return found

    def weighted(self, factors: Array) -> Array:
        """Compute the probability of each cause with a further factor for each that is there."""
        variations = self.situation.unvaried()
        variations.there[0] = factors
        found: Array = self.situation.evaluate(variations).there[0]
        return found


def at_strength(with_link: Array, without: Array, ratio: float | Array) -> Array:
    """Give the joint with a link of ``ratio`` times its strength, from those with it and without it."""
    return np.asarray(without + ratio * (with_link - without))


def posterior_of(joint: Array) -> Array:
    """Give the probability of each cause from joints, shape (..., 1 + causes)."""
    return np.clip(joint[..., 1:] / joint[..., :1], 0.0, 1.0)
