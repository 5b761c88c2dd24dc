"""The probability of every cause, given what was observed.

Owns the way from observations to a belief: which part of the network matters, exact or approximate, and what
becomes of the rest. The steps live next door: ``core`` reduces the network, ``walk_order`` plans, ``walk``
computes, ``barren`` adds what the evidence does not reach, ``approximation`` takes over where exact is too
dear.

**Why this is possible.** With n causes there are 2^n explanations, and noisy-OR networks are NP-hard in
general (Cooper 1990). But the noisy-OR is kind: an absent symptom splits into one factor for each parent
(Heckerman 1989), so only what is *present* couples causes, and people report few things that are there. The
pass here is exponential in the number of present symptoms and mechanisms whose parents interleave at the
widest place of the walk, not in their number altogether, and not at all in causes, links or absent symptoms.
All of its terms are non-negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.errors import UnknownIdError
from lossdoctor.evidence import close_matches, read_evidence
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.situation import situation_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["DEFAULT_BUDGET", "Belief", "entropies", "posterior"]

DEFAULT_BUDGET = 1 << 21
"""Table cells that an exact pass may touch: about a tenth of a second."""


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """How probable each cause is."""

    causes: tuple[str, ...]
    probabilities: Array
    """In the order of ``causes``; read-only."""
    log_evidence: float
    """Natural logarithm of the probability of what was observed."""
    exact: bool
    unexplained: Mapping[str, float] = field(default_factory=dict)
    """For each present symptom the probability that no cause brought it about, only its background."""

    def probability(self, cause: str) -> float:
        """Give the probability of one cause."""
        if cause not in self.causes:
            raise UnknownIdError(cause, kind="cause", suggestions=close_matches(cause, self.causes))
        return float(self.probabilities[self.causes.index(cause)])

    def as_dict(self) -> dict[str, float]:
        """Give all probabilities by id of the cause."""
        return dict(zip(self.causes, self.probabilities.tolist(), strict=True))


def posterior(
    network: NoisyOrNetwork,
    present: Iterable[str],
    absent: Iterable[str] = (),
    *,
    budget: int = DEFAULT_BUDGET,
) -> Belief:
    """Compute the probability of every cause given present and absent symptoms.

    Args:
        network: The network.
        present: Ids of symptoms that were seen.
        absent: Ids of symptoms that were looked for and not there.
        budget: Table cells that an exact pass may touch; beyond it the answer is approximate and says so.

    >>> network = NoisyOrNetwork.build(
    ...     {"rate-too-high": 0.08, "bad-data": 0.01},
    ...     {"nan": 0.02},
    ...     leads_to=[],
    ...     shows=[("rate-too-high", "nan", 0.5), ("bad-data", "nan", 0.9)],
    ... )
    >>> belief = posterior(network, ["nan"])
    >>> round(belief.probability("rate-too-high"), 3), round(belief.unexplained["nan"], 3), belief.exact
    (0.608, 0.281, True)
    """
    evidence = read_evidence(network, present, absent)
    situation = situation_of(network, evidence, budget)
    found = situation.now
    constant = float(np.log1p(-network.backgrounds[list(evidence.absent)]).sum())
    return Belief(
        causes=network.causes,
        probabilities=found.there[0],
        log_evidence=float(found.log_evidence[0]) + constant,
        exact=situation.exact,
        unexplained={
            network.symptoms[symptom]: float(p)
            for symptom, p in zip(evidence.present, found.leak_alone[0], strict=True)
        },
    )


def entropies(probabilities: Array) -> Array:
    """Give the entropy of each yes-no variable, in bits.

    >>> entropies(np.array([0.5, 0.25, 0.1])).round(3).tolist()
    [1.0, 0.811, 0.469]
    """
    p, q = probabilities, 1 - probabilities
    found: Array = -(p * np.log2(np.maximum(p, 1e-300)) + q * np.log2(np.maximum(q, 1e-300)))
    return found
