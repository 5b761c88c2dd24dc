"""The diagnosis: ranked causes, what explains everything seen, and what stays unexplained.

Owns the records of a diagnosis and how they are put together from probabilities.
Leaves weights, paths and sentences to ``explanation``, and what to do about it to ``planning``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.errors import EvidenceError
from lossdoctor.evidence import id_list
from lossdoctor.model import Text
from lossdoctor.records import Record

if TYPE_CHECKING:
    from lossdoctor.events import Said
    from lossdoctor.inference import Belief
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.reasoner import Reasoner

__all__ = [
    "Diagnosis",
    "PathStep",
    "RankedCause",
    "SymptomPath",
    "Weight",
    "diagnose",
    "diagnose_many",
    "make_diagnosis",
    "rank_cause",
]

EXPLAINED_IN_FULL = 8
"""Causes at the head of the ranking that get their evidence and paths; those below wait to be asked for."""
LEAK_SHARE = 0.75
"""A symptom is unexplained when it is three times likelier by chance than by all known causes together."""
COMMON_BACKGROUND = 0.25
"""A symptom this common by itself needs no explanation."""


@dataclass(frozen=True, slots=True)
class Weight(Record):
    """How much one observation speaks for a cause (above 0) or against it (below 0)."""

    symptom: str
    """A symptom, or ``tried:REMEDY`` for what trying a remedy did."""
    name: Text
    present: bool
    bits: float
    """Change of the cause's log-odds by it, given all other observations (Good's weight of evidence)."""


@dataclass(frozen=True, slots=True)
class PathStep(Record):
    """One link on the way from a cause to a symptom."""

    origin: str
    target: str
    relation: str
    """``leads-to`` or ``shows``."""
    how_often: str
    """As written in the knowledge: a word or a count."""
    strength: float
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SymptomPath(Record):
    """How a cause brings a symptom about, link by link."""

    cause: str
    symptom: str
    steps: tuple[PathStep, ...]
    strength: float
    """The product of the links' strengths."""


@dataclass(frozen=True, slots=True)
class RankedCause(Record):
    """One cause, how probable it is, and why."""

    id: str
    name: Text
    family: str
    probability: float
    base_rate: float
    """Its probability before anything was observed."""
    role: str
    """``root``, or ``mechanism`` when other causes lead to it."""
    harmless: bool
    reported: bool
    """Whether it reaches the vocabulary's report threshold."""
    evidence_for: tuple[Weight, ...] = ()
    evidence_against: tuple[Weight, ...] = ()
    """Largest first. Empty for causes far down the list; ``Consultation.why_not`` explains any of them."""
    paths: tuple[SymptomPath, ...] = ()
    sources: tuple[str, ...] = ()
    """The claims and documents behind the paths."""


@dataclass(frozen=True, slots=True)
class Diagnosis(Record):
    """What is probably wrong, from most to least probable."""

    causes: tuple[RankedCause, ...]
    """In the order in which to think of them: by probability, that of mechanisms halved."""
    explains_all: tuple[str, ...]
    """The smallest most probable set of causes that accounts for what was seen."""
    explains_all_probability: float
    unexplained: tuple[str, ...]
    """What was seen and no cause that we know explains."""
    exact: bool
    """Whether all numbers are exact; False past the size where only an approximation is affordable."""
    nothing_observed: bool
    nothing_wrong: bool
    """What is seen is what healthy runs show."""
    verdict: Text
    """The diagnosis in one plain sentence."""
    would_change: tuple[Text, ...] = ()
    """Observations still open that would put another cause first."""

    @property
    def reported(self) -> tuple[RankedCause, ...]:
        """The causes at or above the report threshold."""
        return tuple(cause for cause in self.causes if cause.reported)

    def _repr_html_(self) -> str:
        from lossdoctor.notebook import diagnosis_html

        return diagnosis_html(self)

    def cause(self, cause_id: str) -> RankedCause:
        """Find one cause in the ranking.

        Raises:
            KeyError: when the knowledge has no such cause.
        """
        for cause in self.causes:
            if cause.id == cause_id:
                return cause
        raise KeyError(cause_id)


def diagnose(
    present: Iterable[str], absent: Iterable[str] = (), *, knowledge: KnowledgeBase | None = None
) -> Diagnosis:
    """Diagnose from symptoms that are present and symptoms that are not.

    Args:
        present: symptom ids that were seen.
        absent: symptom ids that were looked for and not seen.
        knowledge: what to reason over; the shipped knowledge by default.

    Raises:
        UnknownIdError: an id that the knowledge does not have.
        EvidenceError: a symptom said to be both present and absent.

    >>> diagnosis = diagnose(["training-loss-nan"], absent=["data-has-nan"])
    >>> diagnosis.exact, diagnosis.nothing_observed
    (True, False)
    >>> "learning-rate-too-high" in [cause.id for cause in diagnosis.causes[:5]]
    True
    """
    from lossdoctor.consultation import Consultation  # it builds on this module

    consultation = Consultation(knowledge)
    consultation.observe(*id_list(present, "present"), absent=absent)
    return consultation.diagnosis()


def diagnose_many(
    cases: Iterable[tuple[Iterable[str], Iterable[str]]], *, knowledge: KnowledgeBase | None = None
) -> tuple[Diagnosis, ...]:
    """Diagnose many cases over one knowledge base.

    Args:
        cases: for each the symptoms that are present and those that are not.
        knowledge: what to reason over; the shipped knowledge by default, loaded once.

    >>> nan, flat = diagnose_many([(["training-loss-nan"], []), (["training-loss-flat"], [])])
    >>> nan.causes[0].id == flat.causes[0].id
    False
    """
    if knowledge is None:
        from lossdoctor.knowledge_base import load

        knowledge = load()
    return tuple(diagnose(*_case(case, place), knowledge=knowledge) for place, case in enumerate(cases, 1))


def _case(case: Sequence[Iterable[str]], place: int) -> tuple[Iterable[str], Iterable[str]]:
    """Refuse what is not what is present and what is absent."""
    if isinstance(case, str) or not isinstance(case, Sequence) or len(case) != 2:
        raise EvidenceError(
            Text(
                f"case {place} must be two lists of symptom ids, present and absent, not {case!r}",
                f"第 {place} 个病例必须是两个症状 id 列表（有的和没有的），而不是 {case!r}",
            ),
            values=[repr(case)],
        )
    present, absent = case
    return present, absent


def make_diagnosis(reasoner: Reasoner, said: Said) -> Diagnosis:
    """Put the diagnosis together."""
    from lossdoctor.explanation import would_change
    from lossdoctor.verdict import give_verdict

    findings = said.findings
    belief = reasoner.belief(findings)
    causes = tuple(
        _ranked(reasoner, said, cause, probability, in_full=place < EXPLAINED_IN_FULL)
        for place, (cause, probability) in enumerate(reasoner.ranking(findings))
    )
    explains_all, joint = reasoner.explaining_set(findings)
    unexplained = find_unexplained(reasoner.knowledge, belief)
    return Diagnosis(
        causes=causes,
        explains_all=explains_all,
        explains_all_probability=joint,
        unexplained=unexplained,
        exact=belief.exact and all(weight.exact for weight in reasoner.weights(findings)),
        nothing_observed=findings.empty,
        nothing_wrong=reasoner.nothing_wrong(findings),
        verdict=give_verdict(reasoner.knowledge, causes, explains_all, unexplained, findings),
        would_change=tuple(change.text for change in would_change(reasoner, said)),
    )


def rank_cause(reasoner: Reasoner, said: Said, cause: str) -> RankedCause:
    """Give one cause with all its evidence and paths."""
    probability = reasoner.belief(said.findings).probability(cause)
    return _ranked(reasoner, said, cause, probability, in_full=True)


def find_unexplained(knowledge: KnowledgeBase, belief: Belief) -> tuple[str, ...]:
    """Find what was seen and is far more likely chance than the work of any cause that we know."""
    return tuple(
        symptom
        for symptom, chance in belief.unexplained.items()
        if chance > LEAK_SHARE
        and symptom in knowledge.symptoms
        and knowledge.symptoms[symptom].background.number < COMMON_BACKGROUND
    )


def _ranked(
    reasoner: Reasoner, said: Said, cause_id: str, probability: float, *, in_full: bool
) -> RankedCause:
    from lossdoctor.explanation import paths_to, weigh

    knowledge = reasoner.knowledge
    cause = knowledge.causes[cause_id]
    weights = weigh(reasoner, said.findings, cause_id) if in_full else ()
    paths = paths_to(knowledge, cause_id, said.present) if in_full else ()
    cited = (source for path in paths for step in path.steps for source in step.sources)
    return RankedCause(
        id=cause_id,
        name=cause.name,
        family=cause.family,
        probability=probability,
        base_rate=cause.base_rate.number,
        role="root" if cause_id in reasoner.roots else "mechanism",
        harmless=cause.harmless,
        reported=probability >= knowledge.vocabulary.report_threshold,
        evidence_for=tuple(weight for weight in weights if weight.bits > 0),
        evidence_against=tuple(weight for weight in weights if weight.bits < 0),
        paths=paths,
        sources=tuple(dict.fromkeys(cited)),
    )
