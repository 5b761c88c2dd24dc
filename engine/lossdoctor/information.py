"""What each question is worth (first, thin form)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lossdoctor.inference import Belief, posterior
from lossdoctor.network import NoisyOrNetwork

__all__ = ["Outcome", "QuestionValue", "expected_information"]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One possible answer."""

    symptom: str
    """The option that would be present; empty for none of these (yes-no: absent)."""
    probability: float
    belief: Belief
    """All causes after this answer."""


@dataclass(frozen=True, slots=True, eq=False)
class QuestionValue:
    """What one candidate question is worth."""

    symptoms: tuple[str, ...]
    bits: float
    """Expected drop of the summed entropies of the causes."""
    outcomes: tuple[Outcome, ...]
    exact: bool


def entropy(p: np.ndarray) -> float:
    """Sum the entropies of independent yes-no variables, in bits."""
    p = np.clip(p, 1e-300, 1 - 1e-16)
    return float(-(p * np.log2(p) + (1 - p) * np.log2(1 - p)).sum())


def expected_information(
    network: NoisyOrNetwork,
    present: Iterable[str],
    absent: Iterable[str],
    candidates: Sequence[Sequence[str]],
) -> tuple[QuestionValue, ...]:
    """Compute the value in bits of each candidate question, in the order given."""
    present, absent = tuple(present), tuple(absent)
    now = posterior(network, present, absent)
    values = []
    for options in candidates:
        beliefs = [(o, posterior(network, (*present, o), absent)) for o in options]
        beliefs.append(("", posterior(network, present, (*absent, *options))))
        weights = np.exp([b.log_evidence - now.log_evidence for _, b in beliefs])
        weights /= weights.sum()
        outcomes = tuple(Outcome(o, float(w), b) for (o, b), w in zip(beliefs, weights, strict=True))
        left = sum(o.probability * entropy(o.belief.probabilities) for o in outcomes)
        values.append(
            QuestionValue(
                tuple(options), entropy(now.probabilities) - left, outcomes, all(b.exact for _, b in beliefs)
            )
        )
    return tuple(values)
