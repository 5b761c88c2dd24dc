"""How right the diagnoses are, measured on cases whose cause was established.

Owns the simulated consultation over a case, the baselines and the scores with their intervals.
Leaves reading cases to ``knowledge_base`` and printing to the command line. Nothing here is fitted to the
cases, so nothing needs to be left out: every figure is what a person with that problem would have got.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.consultation import Consultation
from lossdoctor.events import fold
from lossdoctor.questions import open_questions
from lossdoctor.records import Record

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Case, Question

__all__ = ["CaseResult", "Evaluation", "Score", "evaluate", "everything_stated", "interval"]

MOST_QUESTIONS = 8
"""A person who is asked more than this has left."""
BINS = 5
"""Groups of equal width for the calibration error; few, because there are few cases."""

Ranking = Sequence[tuple[str, float]]
Method = Callable[["Case"], tuple[Ranking, int]]
"""From a case to a ranking of causes, and how many questions it took."""


@dataclass(frozen=True, slots=True)
class CaseResult(Record):
    """What one case came to under one method."""

    name: str
    established: tuple[str, ...]
    first: tuple[str, ...]
    """The first three causes."""
    rank: int
    """Place of the best established cause, from 1."""
    probability: float
    """Of the first cause."""
    questions: int


@dataclass(frozen=True, slots=True)
class Score(Record):
    """One row of the table: a method over all cases."""

    method: str
    cases: tuple[CaseResult, ...]
    baseline: bool = False
    """Whether it is there to be compared with."""

    @property
    def missed(self) -> tuple[CaseResult, ...]:
        """The cases whose established cause is not among the first three."""
        return tuple(case for case in self.cases if case.rank > 3)

    def share_within(self, place: int) -> float:
        """Give the share of cases whose established cause is among the first ``place``."""
        return sum(case.rank <= place for case in self.cases) / len(self.cases)

    @property
    def top_1(self) -> float:
        """Share of cases whose established cause comes first."""
        return self.share_within(1)

    @property
    def top_3(self) -> float:
        """Share of cases whose established cause is among the first three."""
        return self.share_within(3)

    @property
    def mean_rank(self) -> float:
        """Mean place of the established cause."""
        return sum(case.rank for case in self.cases) / len(self.cases)

    @property
    def mean_questions(self) -> float:
        """Mean number of questions asked."""
        return sum(case.questions for case in self.cases) / len(self.cases)

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of the first cause's probability (Guo et al. 2017)."""
        error = 0.0
        for low in range(BINS):
            inside = [case for case in self.cases if min(int(case.probability * BINS), BINS - 1) == low]
            if inside:
                said = sum(case.probability for case in inside) / len(inside)
                right = sum(case.rank == 1 for case in inside) / len(inside)
                error += len(inside) / len(self.cases) * abs(said - right)
        return error


@dataclass(frozen=True, slots=True)
class Evaluation(Record):
    """All methods over the same cases."""

    scores: tuple[Score, ...]


def evaluate(knowledge: KnowledgeBase, cases: Iterable[Case], *, seed: int = 0) -> Evaluation:
    """Score the diagnoses, and three baselines, on cases whose cause was established.

    With everything that a case states: lossdoctor, the base rates alone, and counting how many of the seen
    symptoms a cause shows. From its complaint alone: lossdoctor asking its own questions, and questions in
    random order; the simulated person answers only what the case states, else "I don't know".
    """
    measured = [case for case in cases if case.established]
    base_rates = Consultation(knowledge).ranking()
    order = random.Random(seed)

    def scored(name: str, method: Method, *, baseline: bool = True) -> Score:
        return Score(name, tuple(_result(case, method) for case in measured), baseline)

    def asking(choose: Callable[[Consultation], Question | None]) -> Method:
        return lambda case: _interview(knowledge, case, choose)

    return Evaluation(
        (
            everything_stated(knowledge, measured),
            scored("everything stated, base rates alone", lambda _: (base_rates, 0)),
            scored("everything stated, matching symptoms", lambda case: (_by_matches(knowledge, case), 0)),
            scored("complaint, own questions", asking(_own_question), baseline=False),
            scored("complaint, random questions", asking(_random_question(order))),
        )
    )


def everything_stated(knowledge: KnowledgeBase, cases: Iterable[Case]) -> Score:
    """Score the diagnoses with everything that each case states, which is quick."""
    results = (
        _result(case, lambda case: (_by_knowledge(knowledge, case), 0)) for case in cases if case.established
    )
    return Score("everything stated", tuple(results))


def interval(share: float, count: int) -> tuple[float, float]:
    """Give the 95 % interval of a share of ``count`` cases (Wilson 1927).

    >>> tuple(round(end, 2) for end in interval(0.7, 86))
    (0.6, 0.79)
    """
    if count == 0:
        return 0.0, 1.0
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def _result(case: Case, method: Method) -> CaseResult:
    ranking, questions = method(case)
    ids = [cause for cause, _ in ranking]
    return CaseResult(
        name=case.name,
        established=case.established,
        first=tuple(ids[:3]),
        rank=1 + min(ids.index(cause) for cause in case.established),
        probability=ranking[0][1],
        questions=questions,
    )


def _by_knowledge(knowledge: KnowledgeBase, case: Case) -> Ranking:
    """Rank the causes with everything that the case states."""
    consultation = Consultation(knowledge)
    consultation.observe(*case.seen, absent=case.not_seen)
    return consultation.ranking()


def _by_matches(knowledge: KnowledgeBase, case: Case) -> Ranking:
    """Rank by how many of the seen symptoms a cause shows; ties go to the more common cause."""
    seen = set(case.seen)

    def matches(cause_id: str) -> tuple[float, float]:
        cause = knowledge.causes[cause_id]
        return sum(link.target in seen for link in cause.shows), cause.base_rate.number

    ordered = sorted(knowledge.causes, key=lambda cause: (*(-value for value in matches(cause)), cause))
    return [(cause, matches(cause)[0] / max(1, len(seen))) for cause in ordered]


def _interview(
    knowledge: KnowledgeBase, case: Case, choose: Callable[[Consultation], Question | None]
) -> tuple[Ranking, int]:
    """Let a simulated person with this case begin with the complaint and answer what is asked."""
    consultation = Consultation(knowledge)
    consultation.observe(*(case.complained or case.seen))
    asked = 0
    while asked < MOST_QUESTIONS and (question := choose(consultation)) is not None:
        _reply(consultation, case, question)
        asked += 1
    return consultation.ranking(), asked


def _own_question(consultation: Consultation) -> Question | None:
    question = consultation.next_question()
    return question.question if question else None


def _random_question(order: random.Random) -> Callable[[Consultation], Question | None]:
    def choose(consultation: Consultation) -> Question | None:
        left = [question for question, _ in open_questions(consultation.knowledge, fold(consultation.events))]
        return order.choice(left) if left else None

    return choose


def _reply(consultation: Consultation, case: Case, question: Question) -> None:
    """Answer only what the case states."""
    seen = tuple(option for option in question.options if option in case.seen)
    denied = all(option in case.not_seen for option in question.options)
    if seen:
        consultation.answer(question.id, *(seen if question.choose == "any" else seen[:1]))
    elif denied:
        consultation.answer(question.id, none=True)
    else:
        consultation.unknown(question.id)
