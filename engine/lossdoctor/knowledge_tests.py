"""The cases of the knowledge, played through the engine: does what must come out come out?

Owns playing a case, comparing, and saying why a case fails. Leaves cases that cannot fail to ``vacuity``,
and all reasoning to the consultation, which is the one that people use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from lossdoctor.chains import related
from lossdoctor.consultation import Consultation
from lossdoctor.deciding_link import deciding_link
from lossdoctor.errors import EvidenceError
from lossdoctor.events import fold
from lossdoctor.model import Case, Position
from lossdoctor.planning import remedy_steps
from lossdoctor.problems import Problem
from lossdoctor.reasoner import Reasoner
from lossdoctor.records import Record
from lossdoctor.story import story_of, why_not_offered

if TYPE_CHECKING:
    from lossdoctor.diagnosis import RankedCause
    from lossdoctor.events import Said
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["CaseResult", "Failure", "Outcome", "RealCases", "play", "play_all", "problems_of", "real_cases"]

Outcome = Literal["passed", "failed", "todo", "todo-passes", "vacuous"]

_FIRST = 3
_WEIGHTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Failure(Record):
    """One expectation of a case that does not hold."""

    expected: str
    """The key: top, within-top-3, alone, not, remedy, offers, asks or nothing-wrong."""
    message: str
    reasons: tuple[str, ...] = ()
    """What moved which cause, one line a cause, and which link would have to change."""


@dataclass(frozen=True, slots=True)
class CaseResult(Record):
    """What became of one case."""

    name: str
    position: Position
    outcome: Outcome
    failures: tuple[Failure, ...] = ()
    todo: str = ""


@dataclass(frozen=True, slots=True)
class RealCases(Record):
    """How often an established cause comes out first, and among the first three, in real cases."""

    cases: int
    first: int
    within_three: int
    missed: tuple[str, ...]
    """Names of cases with none of the established causes among the first three."""


def play_all(knowledge: KnowledgeBase, cases: Iterable[Case] | None = None) -> tuple[CaseResult, ...]:
    """Play ``cases``, or all cases of ``knowledge``; real cases, which expect nothing, are left out."""
    from lossdoctor.vacuity import why_vacuous

    results = []
    for case in knowledge.cases if cases is None else cases:
        if case.established:
            continue
        result = play(knowledge, case)
        if result.outcome == "passed":
            empty = why_vacuous(knowledge, case)
            if empty is not None:
                result = replace(result, outcome="vacuous", failures=(empty,))
        results.append(result)
    return tuple(results)


def play(knowledge: KnowledgeBase, case: Case) -> CaseResult:
    """Play one case and compare what comes out with what must."""
    position = case.position or Position("")
    try:
        failures = tuple(_Played(knowledge, case).failures())
    except EvidenceError as error:
        failures = (Failure("seen", str(error)),)
    if case.todo:
        outcome: Outcome = "todo" if failures else "todo-passes"
    else:
        outcome = "failed" if failures else "passed"
    return CaseResult(case.name, position, outcome, failures, case.todo)


def real_cases(knowledge: KnowledgeBase, cases: Iterable[Case] | None = None) -> RealCases:
    """Measure the real ones among ``cases`` (default: all): where the first established cause ranks."""
    first = within = total = 0
    missed = []
    for case in knowledge.cases if cases is None else cases:
        if case.established:
            total += 1
            played = _Played(knowledge, case)
            rank = min(played.rank(cause) for cause in case.established)
            first += rank == 1
            within += rank <= _FIRST
            if rank > _FIRST:
                missed.append(case.name)
    return RealCases(total, first, within, tuple(missed))


class _Played:
    """A case after its observations were told."""

    def __init__(self, knowledge: KnowledgeBase, case: Case) -> None:
        self.knowledge = knowledge
        self.case = case
        self.consultation = Consultation(knowledge)
        self.consultation.observe(*case.seen, absent=case.not_seen)
        self.threshold = knowledge.vocabulary.report_threshold

    @cached_property
    def ranking(self) -> tuple[tuple[str, float], ...]:
        return self.consultation.ranking()

    @cached_property
    def reasoner(self) -> Reasoner:
        return Reasoner(self.knowledge)

    @cached_property
    def said(self) -> Said:
        return fold(self.consultation.events)

    def rank(self, cause: str) -> int:
        """Give the place of ``cause`` from 1, causes on a leads-to chain with it not counted."""
        return 1 + len(self.above(cause))

    def above(self, cause: str) -> list[tuple[str, float]]:
        """Give what ranks above ``cause`` and is on no leads-to chain with it."""
        found = []
        for other, probability in self.ranking:
            if other == cause:
                break
            if not related(self.knowledge, cause, other):
                found.append((other, probability))
        return found

    def failures(self) -> Iterator[Failure]:
        """Compare with what must come out."""
        expect = self.case.expect
        if expect.top and self.above(expect.top):
            yield self._not_on_top("top", expect.top, self.above(expect.top))
        for cause in expect.within_top_3:
            if self.rank(cause) > _FIRST:
                yield self._not_on_top("within-top-3", cause, self.above(cause))
        if expect.alone:
            yield from self._not_alone(expect.alone)
        probabilities = dict(self.ranking)
        for cause in expect.never:
            if probabilities[cause] >= self.threshold:
                message = f"{cause} must not be reported, and is: {probabilities[cause]:.2f}"
                yield Failure("not", message, (self._reason(cause),))
        if expect.nothing_wrong:
            yield from self._something_wrong()
        if expect.remedy:
            yield from self._remedy_missing(expect.remedy)
        for remedy in expect.offers:
            why = why_not_offered(self.reasoner, self.said, expect.cause, remedy)
            if why:
                yield Failure("offers", why)
        if expect.asks:
            yield from self._asks_something_else(expect.asks)

    def _not_on_top(self, key: str, cause: str, above: Sequence[tuple[str, float]]) -> Failure:
        own = dict(self.ranking)[cause]
        ahead = ", ".join(f"{other} {probability:.2f}" for other, probability in above[:_FIRST])
        more = f" and {len(above) - _FIRST} more" if len(above) > _FIRST else ""
        expected, rival = (self.consultation.explain(each) for each in (cause, above[0][0]))
        reasons = (
            _in_words(expected),
            _in_words(rival),
            deciding_link(self.knowledge, expected, rival),
        )
        return Failure(key, f"{cause} has {own:.2f}, behind {ahead}{more}", reasons)

    def _not_alone(self, cause: str) -> Iterator[Failure]:
        story = story_of(self.reasoner, self.said.findings, cause)
        for symptom in story.not_shown:
            showing = {incoming.origin for incoming in self.knowledge.causes_of(symptom)}
            instead = " and ".join(member for member in story.needed if member in showing)
            accounted = f"; {instead} would account for it" if instead else ""
            yield Failure("alone", f"{symptom} comes neither of {cause} nor of what it leads to{accounted}")
        if story.needed and not story.not_shown:
            members = ", ".join(story.needed)
            message = f"{cause} does not account for all that was seen as simply as these do: {members}"
            yield Failure("alone", message, tuple(self._reason(member) for member in story.needed[:_FIRST]))
        for symptom in story.unexplained:
            if symptom not in story.not_shown:
                yield Failure("alone", f"{symptom} is likelier chance than the work of any cause")

    def _something_wrong(self) -> Iterator[Failure]:
        for cause, probability in self.ranking:
            if probability >= self.threshold and not self.knowledge.causes[cause].harmless:
                message = f"nothing must be wrong, and {cause} is reported: {probability:.2f}"
                yield Failure("nothing-wrong", message, (self._reason(cause),))

    def _remedy_missing(self, remedy: str) -> Iterator[Failure]:
        steps = [step.id for step in remedy_steps(self.reasoner, self.said)]
        if remedy not in steps[:_FIRST]:
            instead = ", ".join(steps[:_FIRST]) or "nothing"
            yield Failure("remedy", f"{remedy} is not among the first remedies; these are: {instead}")

    def _asks_something_else(self, question: str) -> Iterator[Failure]:
        asked = self.consultation.next_question()
        instead = asked.question.id if asked else f"nothing ({self.consultation.stopped})"
        if instead != question:
            yield Failure("asks", f"{question} must be asked next, and what is asked is {instead}")

    def _reason(self, cause: str) -> str:
        return _in_words(self.consultation.explain(cause))


def _in_words(ranked: RankedCause) -> str:
    weights = [*ranked.evidence_for[:_WEIGHTS_SHOWN], *ranked.evidence_against[:_WEIGHTS_SHOWN]]
    moved = ", ".join(f"{'' if w.present else 'not '}{w.symptom} {w.bits:+.1f}" for w in weights)
    return (
        f"{ranked.id}: from {ranked.base_rate:.3f} to {ranked.probability:.2f} (bits: {moved or 'nothing'})"
    )


_CODES: dict[Outcome, tuple[str, str]] = {
    "failed": ("KB090", "does not come out"),
    "todo-passes": ("KB091", "passes by now; take its todo out"),
    "vacuous": ("KB092", "cannot fail"),
}


def problems_of(result: CaseResult, path: str) -> tuple[Problem, ...]:
    """Give what is wrong with a case as problems of the file ``path``; none if it passed or is to do."""
    if result.outcome not in _CODES:
        return ()
    code, words = _CODES[result.outcome]
    position = Position(path, result.position.line, result.position.column)
    if not result.failures:
        return (Problem(code, "error", f'the case "{result.name}" {words}', position),)
    return tuple(
        Problem(
            code,
            "error",
            f'the case "{result.name}" {words}: {failure.message}',
            position,
            "; ".join(failure.reasons),
        )
        for failure in result.failures
    )
