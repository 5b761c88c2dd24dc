"""What a change of the knowledge does to the diagnoses of all cases.

Owns comparing the rankings and verdicts of each case, with the same observations, before and now. Leaves
playing to ``knowledge_tests`` and what changed in the knowledge to ``changes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.events import Findings
from lossdoctor.knowledge_tests import play
from lossdoctor.model import Position
from lossdoctor.reasoner import Reasoner
from lossdoctor.records import Record

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.knowledge_tests import Failure
    from lossdoctor.model import Case

__all__ = ["CaseShift", "Diagnoses", "Move", "diagnoses_between"]

_FIRST = 5
_WORTH_TELLING = 0.05
"""A move of a cause that was and is less probable than this is of no interest to anyone."""
_MOVED = 0.01
"""A cause whose probability moved by less was merely passed by another one, which is told."""
_SAME = 1e-4
"""Probabilities that differ by less are the same."""

Ranking = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Move(Record):
    """A cause that changed its place among the first."""

    cause: str
    before: int
    """Place from 1; 0 where the cause did not exist."""
    now: int
    """Place from 1; 0 where the cause is gone."""
    probability_before: float
    probability_now: float


@dataclass(frozen=True, slots=True)
class CaseShift(Record):
    """What happened to the diagnosis of one case."""

    name: str
    position: Position
    real: bool
    """Whether it measures, and expects nothing."""
    top_before: str
    top_now: str
    moves: tuple[Move, ...]
    broken: tuple[str, ...]
    """What it expects and got before, and does not get now."""
    mended: tuple[str, ...]
    """The reverse."""

    @property
    def top_changed(self) -> bool:
        """Whether another cause comes first."""
        return self.top_before != self.top_now


@dataclass(frozen=True, slots=True)
class Diagnoses(Record):
    """What happened to the diagnoses of all cases."""

    cases: int
    """So many were compared."""
    not_comparable: int
    """Cases that name what the knowledge did not have before."""
    shifts: tuple[CaseShift, ...]
    """The cases to which something happened, the gravest first."""
    real_first: tuple[int, int]
    """Real cases whose established cause comes first, before and now."""
    real_first_three: tuple[int, int]
    """The same for the first three."""
    real_cases: int


@dataclass(frozen=True, slots=True)
class _Side:
    knowledge: KnowledgeBase
    reasoner: Reasoner

    def ranking(self, case: Case) -> Ranking:
        return self.reasoner.ranking(Findings(frozenset(case.seen), frozenset(case.not_seen)))


def diagnoses_between(before: KnowledgeBase, now: KnowledgeBase) -> Diagnoses:
    """Compare the diagnoses of all cases that ``now`` has, given what each of them observed.

    A case that names what the knowledge did not have before is compared with what it was before, if it was
    there.
    """
    sides = _Side(before, Reasoner(before)), _Side(now, Reasoner(now))
    plans_alike = _remedies_alike(before, now)
    earlier = {_key(case): case for case in before.cases}
    shifts: list[CaseShift] = []
    places: list[tuple[int, int]] = []
    compared = 0
    for case in now.cases:
        case_before = case if _fits(case, before) else earlier.get(_key(case))
        if case_before is None:
            continue
        compared += 1
        rankings = sides[0].ranking(case_before), sides[1].ranking(case)
        if case.established and case_before.established:
            places.append((_place(case_before, rankings[0]), _place(case, rankings[1])))
        alike = _alike(*rankings) and (plans_alike or not case.expect.remedies)
        failures = ((), ()) if alike or case.established else _failures(sides, (case_before, case))
        shift = _shift(case, rankings, failures)
        if shift is not None:
            shifts.append(shift)
    shifts.sort(key=lambda shift: (not shift.broken, not shift.mended, not shift.top_changed))
    return Diagnoses(
        cases=compared,
        not_comparable=len(now.cases) - compared,
        shifts=tuple(shifts),
        real_first=_counted(places, 1),
        real_first_three=_counted(places, 3),
        real_cases=len(places),
    )


def _failures(
    sides: tuple[_Side, _Side], cases: tuple[Case, Case]
) -> tuple[tuple[Failure, ...], tuple[Failure, ...]]:
    before, now = (play(side.knowledge, case).failures for side, case in zip(sides, cases, strict=True))
    return before, now


def _shift(
    case: Case,
    rankings: tuple[Ranking, Ranking],
    failures: tuple[tuple[Failure, ...], tuple[Failure, ...]],
) -> CaseShift | None:
    broken, mended = _only_in(failures[1], failures[0]), _only_in(failures[0], failures[1])
    moves = tuple(_moves(*rankings))
    top_before, top_now = rankings[0][0][0], rankings[1][0][0]
    if not (moves or broken or mended or top_before != top_now):
        return None
    position = case.position or Position("")
    return CaseShift(case.name, position, bool(case.established), top_before, top_now, moves, broken, mended)


def _moves(before: Ranking, now: Ranking) -> Iterator[Move]:
    old = {cause: (place, p) for place, (cause, p) in enumerate(before, start=1)}
    new = {cause: (place, p) for place, (cause, p) in enumerate(now, start=1)}
    first = dict.fromkeys(cause for cause, _ in (*now[:_FIRST], *before[:_FIRST]))
    for cause in first:
        was, p_before = old.get(cause, (0, 0.0))
        is_now, p_now = new.get(cause, (0, 0.0))
        matters = max(p_before, p_now) >= _WORTH_TELLING and abs(p_now - p_before) >= _MOVED
        if was != is_now and matters:
            yield Move(cause, was, is_now, p_before, p_now)


def _only_in(failures: Iterable[Failure], others: Iterable[Failure]) -> tuple[str, ...]:
    """Give the messages of demands that fail here and not there."""
    there = {(failure.expected, failure.message.partition(" ")[0]) for failure in others}
    return tuple(
        f"{failure.expected}: {failure.message}"
        for failure in failures
        if (failure.expected, failure.message.partition(" ")[0]) not in there
    )


def _alike(before: Ranking, now: Ranking) -> bool:
    """Whether nothing that matters has another probability; causes that nothing speaks for do not matter."""
    old, new = dict(before), dict(now)
    told = [cause for cause, p in (*before, *now) if p >= _WORTH_TELLING]
    same = all(abs(old.get(cause, 0.0) - new.get(cause, 0.0)) < _SAME for cause in told)
    return same and bool(told) and before[0][0] == now[0][0]


def _remedies_alike(before: KnowledgeBase, now: KnowledgeBase) -> bool:
    """Whether plans can differ only where probabilities differ."""

    def numbers(knowledge: KnowledgeBase) -> Mapping[str, object]:
        efforts = {word: term.number for word, term in knowledge.vocabulary.efforts.items()}
        works = {
            cause.id: [(link.target, link.frequency.number) for link in cause.remedies]
            for cause in knowledge.causes.values()
        }
        remedies = {remedy.id: (remedy.effort, remedy.not_when) for remedy in knowledge.remedies.values()}
        return {"efforts": efforts, "works": works, "remedies": remedies}

    return numbers(before) == numbers(now)


def _key(case: Case) -> tuple[str, str]:
    return case.position.path if case.position else "", case.name


def _fits(case: Case, knowledge: KnowledgeBase) -> bool:
    """Whether ``knowledge`` has everything that ``case`` names."""
    expect = case.expect
    return (
        all(symptom in knowledge.symptoms for symptom in (*case.seen, *case.not_seen))
        and all(cause in knowledge.causes for cause in (*expect.causes, *case.established))
        and all(remedy in knowledge.remedies for remedy in expect.remedies)
        and (not expect.asks or expect.asks in knowledge.questions)
    )


def _place(case: Case, ranking: Ranking) -> int:
    ids = [cause for cause, _ in ranking]
    return 1 + min(ids.index(cause) for cause in case.established)


def _counted(places: Iterable[tuple[int, int]], most: int) -> tuple[int, int]:
    pairs = list(places)
    return sum(before <= most for before, _ in pairs), sum(now <= most for _, now in pairs)
