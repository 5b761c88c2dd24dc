"""The probability of every cause, given what was observed.

Owns the way from observations to a belief: which part of the network matters, exact or approximate, and what becomes
of the rest. The steps live next door: ``core`` reduces the network, ``walk_order`` plans, ``walk`` computes, ``barren``
adds what the evidence does not reach, ``approximation`` takes over where exact is too dear.

**Why this is possible.** With n causes there are 2^n explanations, and noisy-OR networks are NP-hard in general
(Cooper 1990). But the noisy-OR is kind: an absent symptom splits into one factor for each parent (Heckerman 1989), so
only what is *present* couples causes, and people report few things that are there. The pass here is exponential in the
number of present symptoms and mechanisms whose parents interleave at the widest place of the walk, not in their number
altogether, and not at all in causes, links or absent symptoms. All of its terms are non-negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.barren import barren_mechanisms, expand
from lossdoctor.core import Core, core_of, relevant_causes, run_core
from lossdoctor.errors import UnknownIdError
from lossdoctor.evidence import Evidence, read_evidence
from lossdoctor.network import NoisyOrNetwork

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["DEFAULT_BUDGET", "Belief", "posterior"]

DEFAULT_BUDGET = 1 << 22
"""Table cells that an exact pass may touch: about a tenth of a second."""
_TERMS = 4096
_CELLS_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """How probable each cause is."""

    causes: tuple[str, ...]
    probabilities: Array
    """In the order of ``causes``; read-only."""
    log_evidence: float
    """Natural logarithm of the probability of what was observed."""
    exact: bool
    unexplained: Mapping[str, float]
    """For each present symptom the probability that no cause brought it about, only its background."""

    def probability(self, cause: str) -> float:
        """Give the probability of one cause."""
        if cause not in self.causes:
            raise UnknownIdError(cause, kind="cause")
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
    causes = relevant_causes(network, (*evidence.present, *evidence.absent))
    core = core_of(network, evidence.present, causes)
    log_off, log_on = evidence_weights(network, core, evidence)
    found = run_core(core, log_off, log_on)
    probabilities = network.base_rates.copy()
    count = len(core.causes)
    probabilities[core.causes] = found.there[:count, 0]
    in_core = np.zeros(len(network.causes), bool)
    in_core[core.causes] = True
    barren = barren_mechanisms(network, in_core)
    if len(barren):
        rows = np.ones((len(barren), len(network.causes)))
        rows[np.arange(len(barren)), barren] = 0
        terms = expand(network, in_core, rows, limit=_TERMS)
        values = evidence_of(core, log_off, log_on, terms.weights[:, core.causes].T)
        probabilities[barren] = 1 - terms.sum_up(np.exp(values - found.log_evidence[0]), len(barren))
    probabilities.setflags(write=False)
    return Belief(
        causes=network.causes,
        probabilities=probabilities,
        log_evidence=float(found.log_evidence[0])
        + float(np.log1p(-network.backgrounds[list(evidence.absent)]).sum()),
        exact=True,
        unexplained={
            network.symptoms[symptom]: float(p)
            for symptom, p in zip(evidence.present, found.leak_alone[count:, 0], strict=True)
        },
    )


def evidence_weights(network: NoisyOrNetwork, core: Core, evidence: Evidence) -> tuple[Array, Array]:
    """Turn observations into logarithms of weights of the core's nodes, shape (nodes, 1)."""
    log_off, log_on = np.zeros((2, len(core.leaks), 1))
    log_off[len(core.causes) :] = -np.inf
    on_all = np.zeros(len(network.causes))
    for symptom in evidence.absent:
        parents, strengths = network.shows.of_child(symptom)
        on_all[parents] += np.log1p(-strengths)
    log_on[: len(core.causes), 0] = on_all[core.causes]
    return log_off, log_on


def evidence_of(core: Core, log_off: Array, log_on: Array, weights: Array) -> Array:
    """Compute the logarithm of the evidence with extra weights, shape (core causes, columns), on causes being there."""
    columns = weights.shape[1]
    step = max(1, _CELLS_AT_ONCE // core.walk.largest)
    values = np.empty(columns)
    for start in range(0, columns, step):
        part = weights[:, start : start + step]
        on = np.repeat(log_on, part.shape[1], axis=1)
        with np.errstate(divide="ignore"):
            on[: len(core.causes)] += np.log(part)
        off = np.broadcast_to(log_off, on.shape)
        values[start : start + step] = run_core(core, off, on, backward=False).log_evidence
    return values
