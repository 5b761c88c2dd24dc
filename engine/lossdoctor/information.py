"""What a question is worth: expected information about the causes.

Owns the value of candidate questions in bits, and what each of their answers would do. Leaves which questions
exist, what they cost and when to stop to the consultation.

**The value.** A question has one outcome for each of its options (that symptom is there; nothing is said
about the others) and one for none of these (all are absent). A yes-no question has one option. The value is

    sum over causes of relevance * (H(cause) - sum over outcomes of P(outcome) * H(cause given outcome)),

with the relevance 1 the summed mutual information between answer and causes (Lindley 1956). The options of
one question do not exclude one another in the network, only for whoever answers; so the probabilities of the
outcomes are scaled to add up to 1, and H(cause) is that of the cause averaged over the outcomes so weighted.
Then no question is worth less than nothing, and for a yes-no question H is the uncertainty that there is now.

**How it is computed.** "s is absent" is a weight (1 - strength) on each parent of s, so the outcomes of all
candidates are columns of one pass, and what s being there says follows by the rule of total probability.
Exactly that is done for a short list, which an estimate draws (``shortlist``); the others keep their
estimate, and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.barren import splits
from lossdoctor.errors import EvidenceError
from lossdoctor.evidence import read_evidence, symptom_indices
from lossdoctor.inference import DEFAULT_BUDGET, Belief, entropies
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.shortlist import estimate_information
from lossdoctor.situation import Situation, situation_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Outcome", "QuestionValue", "expected_information"]

_CELLS = 3 << 20
"""Table cells, over all columns, that the exact pass over the short list may write."""
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


@dataclass(frozen=True, eq=False)
class QuestionValue:
    """What one candidate question is worth."""

    symptoms: tuple[str, ...]
    bits: float
    """Expected drop of the summed entropies of the causes, never negative."""
    exact: bool
    """Whether ``bits`` is computed exactly, and not estimated."""
    _work_out: Callable[[], tuple[Outcome, ...]] = field(repr=False)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Give every answer with its probability, options first, then none of these; worked out when first
        asked."""
        return self._work_out()


def expected_information(
    network: NoisyOrNetwork,
    present: Iterable[str],
    absent: Iterable[str],
    candidates: Sequence[Sequence[str]],
    *,
    efforts: Sequence[float] | None = None,
    relevance: Array | None = None,
    exact: int = 8,
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
        exact: How many questions the short list has; where tables are large it gets shorter.
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
    evidence = read_evidence(network, present, absent)
    known = frozenset((*evidence.present, *evidence.absent))
    questions = [_options(network, known, options) for options in candidates]
    if not questions:
        return ()
    situation = situation_of(network, evidence, budget)
    now = situation.now
    counts = np.ones(len(network.causes)) if relevance is None else relevance
    estimates = estimate_information(situation, now.there[0], questions, counts)
    rates = estimates if efforts is None else estimates / np.asarray(efforts, dtype=np.float64)
    values: dict[int, QuestionValue] = {}
    cells = 0
    asked = _Asked(situation, now.there[0], float(now.log_evidence[0]), budget)
    chosen: list[int] = []
    for q in np.argsort(-rates, kind="stable")[:exact].tolist():
        cells += situation.core.cells * (len(questions[q]) + 1)
        if cells > _CELLS and chosen:
            break
        chosen.append(q)
    for q, outcomes in zip(chosen, asked.outcomes([questions[q] for q in chosen]), strict=True):
        work_out = partial(_given, outcomes)
        values[q] = QuestionValue(tuple(candidates[q]), _value(outcomes, counts), situation.exact, work_out)
    return tuple(
        values[q]
        if q in values
        else QuestionValue(
            tuple(options), float(estimates[q]), False, partial(asked.outcomes_of, questions[q])
        )
        for q, options in enumerate(candidates)
    )


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


def _given(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    return outcomes


def _value(outcomes: Sequence[Outcome], relevance: Array) -> float:
    weights = np.array([outcome.probability for outcome in outcomes])
    after = np.array([outcome.belief.probabilities for outcome in outcomes])
    return float(relevance @ (entropies(weights @ after) - weights @ entropies(after)))


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A situation in which questions are asked."""

    situation: Situation
    now: Array
    log_evidence: float
    budget: int

    def outcomes(self, questions: Sequence[tuple[int, ...]]) -> list[tuple[Outcome, ...]]:
        """Work out the outcomes of some questions together."""
        if not questions:
            return []
        network = self.situation.network
        rows = np.concatenate([_rows(network, options) for options in questions])
        situation = self.situation
        if splits(network, situation.in_core, rows).max(initial=0) > _SPLITS:
            parents = np.flatnonzero((rows < 1).any(axis=0))
            situation = situation_of(network, situation.evidence, self.budget, also=tuple(parents.tolist()))
        variations = situation.unvaried(len(rows))
        variations.there[:] = rows
        answers = situation.evaluate(variations)
        absent = np.exp(answers.log_evidence - self.log_evidence)
        found, start = [], 0
        for options in questions:
            count = len(options)
            end = start + (count if count == 1 else count + 1)
            quiet = 1 - network.backgrounds[list(options)]
            if_absent = absent[start : start + count] * quiet
            if_none = absent[end - 1] * quiet.prod()
            seen = (self.now - if_absent[:, None] * answers.there[start : start + count]) / (1 - if_absent)[
                :, None
            ]
            probabilities = np.array([*(1 - if_absent), if_none])
            after = np.clip([*seen, answers.there[end - 1]], 0, 1)
            found.append(self._outcomes(options, probabilities, after, exact=situation.exact))
            start = end
        return found

    def outcomes_of(self, options: tuple[int, ...]) -> tuple[Outcome, ...]:
        """Work out the outcomes of one question."""
        return self.outcomes([options])[0]

    def _outcomes(
        self, options: tuple[int, ...], probabilities: Array, after: Array, *, exact: bool
    ) -> tuple[Outcome, ...]:
        network = self.situation.network
        names = [*(network.symptoms[option] for option in options), ""]
        constant = float(np.log1p(-network.backgrounds[list(self.situation.evidence.absent)]).sum())
        after.setflags(write=False)
        return tuple(
            Outcome(
                name,
                float(probability),
                Belief(network.causes, belief, self.log_evidence + constant + float(log), exact),
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
