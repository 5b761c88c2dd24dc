"""What a question is worth: expected information about the causes.

Owns the value of candidate questions in bits. Leaves what an answer would do to ``outcomes``, and which
questions exist, what they cost and when to stop to the consultation.

**The value** of a question is

    sum over causes of relevance * (H(cause) - sum over outcomes of P(outcome) * H(cause given outcome)),

with the relevance 1 the summed mutual information between answer and causes (Lindley 1956). H(cause) is that
of the cause averaged over the outcomes: then no question is worth less than nothing, and for a yes-no
question H is the uncertainty that there is now.

It is computed exactly for a short list, which an estimate draws (``shortlist``); the others keep their
estimate, and say so. On the shipped knowledge the best question was always on a list of the four best by the
estimate, those left out that promise less than 70 % of the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.errors import EvidenceError
from lossdoctor.evidence import read_evidence, symptom_indices
from lossdoctor.inference import DEFAULT_BUDGET, entropies
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.outcomes import Outcome, work_out
from lossdoctor.shortlist import estimate_information
from lossdoctor.situation import Situation, situation_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["SHORT_LIST", "QuestionValue", "expected_information", "outcomes_of"]

SHORT_LIST = 4
"""Questions that are computed exactly."""
_CELLS = 1 << 20
"""Table cells, over all columns, from which on the short list takes no further question."""


@dataclass(frozen=True, eq=False)
class QuestionValue:
    """What one candidate question is worth."""

    symptoms: tuple[str, ...]
    bits: float
    """Expected drop of the summed entropies of the causes, never negative."""
    exact: bool
    """Whether ``bits`` is computed exactly, and not estimated."""
    _estimate: Callable[[], tuple[Array, Array]] = field(repr=False)
    _work_out: Callable[[], tuple[Outcome, ...]] = field(repr=False)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Give every answer with its probability, options first, then none of these; worked out when first
        asked."""
        return self._work_out()

    @cached_property
    def answers(self) -> tuple[Array, Array]:
        """Give the same as arrays: the probability of each answer, and all causes after it, (answers,
        causes)."""
        return (
            np.array([outcome.probability for outcome in self.outcomes]),
            np.array([outcome.belief.probabilities for outcome in self.outcomes]),
        )

    @cached_property
    def estimated_answers(self) -> tuple[Array, Array]:
        """Estimate the same: next to free, and good enough to see which questions need a closer look."""
        return self._estimate()


def expected_information(
    network: NoisyOrNetwork,
    present: Iterable[str],
    absent: Iterable[str],
    candidates: Sequence[Sequence[str]],
    *,
    efforts: Sequence[float] | None = None,
    relevance: Array | None = None,
    exact: int = SHORT_LIST,
    near: float = 0.7,
    budget: int = DEFAULT_BUDGET,
) -> tuple[QuestionValue, ...]:
    """Compute what each candidate question is worth, in the order given.

    Args:
        network: The network.
        present: Ids of symptoms that were seen.
        absent: Ids of symptoms that were looked for and not there.
        candidates: For each question the symptoms that are its options; none of them observed yet.
        efforts: What each question costs; the short list is drawn by bits per effort.
        relevance: How much each cause counts, in the network's order; all alike by default.
        exact: How many questions the short list has at most; where tables are large it gets shorter.
        near: A question goes on the short list only if its estimate is at least this share of the best one.
        budget: Table cells that an exact pass may write.

    Raises:
        UnknownIdError: An id that is no symptom of the network.
        EvidenceError: A candidate without options, or one that was observed already.

    >>> network = NoisyOrNetwork.build(
    ...     base_rates={"rate-too-high": 0.08, "bad-batch": 0.08},
    ...     backgrounds={"nan": 0.01, "oscillates": 0.05, "same-step-again": 0.01},
    ...     leads_to=[],
    ...     shows=[
    ...         ("rate-too-high", "nan", 0.5),
    ...         ("bad-batch", "nan", 0.5),
    ...         ("bad-batch", "same-step-again", 0.9),
    ...     ],
    ... )
    >>> for value in expected_information(network, ["nan"], [], [("oscillates",), ("same-step-again",)]):
    ...     print(value.symptoms, round(value.bits, 2), [round(o.probability, 2) for o in value.outcomes])
    ('oscillates',) 0.0 [0.05, 0.95]
    ('same-step-again',) 1.04 [0.44, 0.56]
    """
    situation, questions = _read(network, present, absent, candidates, budget)
    if not questions:
        return ()
    now = situation.now
    counts = np.ones(len(network.causes)) if relevance is None else relevance
    estimate = estimate_information(situation, now.there[0], questions, counts)
    rates = estimate.bits if efforts is None else estimate.bits / np.asarray(efforts, dtype=np.float64)
    chosen = _short_list(questions, rates, exact, near, situation.core.cells)
    computed = dict(zip(chosen, work_out(situation, [questions[q] for q in chosen], budget), strict=True))
    return tuple(
        QuestionValue(
            symptoms=tuple(options),
            bits=_value(computed[q], counts) if q in computed else float(estimate.bits[q]),
            exact=q in computed and computed[q][0].belief.exact,
            _estimate=partial(estimate.answers, q),
            _work_out=partial(_outcomes_of, computed, q, situation, questions[q], budget),
        )
        for q, options in enumerate(candidates)
    )


def outcomes_of(
    network: NoisyOrNetwork,
    present: Iterable[str],
    absent: Iterable[str],
    candidates: Sequence[Sequence[str]],
    *,
    budget: int = DEFAULT_BUDGET,
) -> list[tuple[Outcome, ...]]:
    """Work out what the answers to some questions would do, all together and without asking what they are
    worth; arguments as for ``expected_information``."""
    situation, questions = _read(network, present, absent, candidates, budget)
    return work_out(situation, questions, budget)


def _read(
    network: NoisyOrNetwork,
    present: Iterable[str],
    absent: Iterable[str],
    candidates: Sequence[Sequence[str]],
    budget: int,
) -> tuple[Situation, list[tuple[int, ...]]]:
    evidence = read_evidence(network, present, absent)
    known = frozenset((*evidence.present, *evidence.absent))
    questions = [_options(network, known, options) for options in candidates]
    return situation_of(network, evidence, budget), questions


def _short_list(
    questions: Sequence[tuple[int, ...]], rates: Array, exact: int, near: float, cells: int
) -> list[int]:
    """Choose the questions to compute exactly: the best by the estimate, while tables are affordable."""
    chosen: list[int] = []
    written = 0
    for q in np.argsort(-rates, kind="stable")[:exact].tolist():
        written += cells * (len(questions[q]) + 1)
        if chosen and (written > _CELLS or rates[q] < near * rates[chosen[0]]):
            break
        chosen.append(q)
    return chosen


def _outcomes_of(
    computed: Mapping[int, tuple[Outcome, ...]],
    question: int,
    situation: Situation,
    options: tuple[int, ...],
    budget: int,
) -> tuple[Outcome, ...]:
    return computed[question] if question in computed else work_out(situation, [options], budget)[0]


def _options(network: NoisyOrNetwork, known: frozenset[int], options: Sequence[str]) -> tuple[int, ...]:
    index = network.symptom_index
    if isinstance(options, str) or not all(option in index for option in options):
        symptom_indices(network, options, "a question's options")  # says what is wrong
    indices = tuple(index[option] for option in options)
    if not indices:
        raise EvidenceError("a question has no options")
    if not known.isdisjoint(indices):
        names = sorted({network.symptoms[symptom] for symptom in indices if symptom in known})
        raise EvidenceError(f"asked for, but observed already: {', '.join(names)}", values=names)
    return indices


def _value(outcomes: Sequence[Outcome], relevance: Array) -> float:
    weights = np.array([outcome.probability for outcome in outcomes])
    after = np.array([outcome.belief.probabilities for outcome in outcomes])
    return float(relevance @ (entropies(weights @ after) - weights @ entropies(after)))
