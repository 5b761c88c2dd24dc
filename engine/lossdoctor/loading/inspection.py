"""Folders become a knowledge base, and everything that is wrong with them is told in one run.

Owns the order of the checks. Each works on whatever is there, so that a fault in one hides none in another;
the knowledge base holds what is sound. Leaves each check to its module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from lossdoctor.loading import packs, records
from lossdoctor.loading.folders import KnowledgeFile
from lossdoctor.loading.memory import no_garbage_collection
from lossdoctor.loading.pack_names import check_prefixes
from lossdoctor.loading.references import Identifiers, check_references, definitions
from lossdoctor.loading.rules import check_rules
from lossdoctor.loading.schemas import schema_for
from lossdoctor.loading.shape import check_shape
from lossdoctor.model import Case, Cause, Claim, Link, Question, Remedy, Source, Symptom, Vocabulary
from lossdoctor.problems import Problem
from lossdoctor.strictyaml import Document, read

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["Inspection", "inspect"]


@dataclass(frozen=True)
class Inspection:
    """What was found in the folders."""

    files: tuple[tuple[KnowledgeFile, Document], ...]
    problems: tuple[Problem, ...]
    knowledge: KnowledgeBase
    """What is sound; links to what is not there are left out."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems because of which the knowledge cannot be used."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


@dataclass
class _Collected:
    """Records in the order of the files."""

    vocabulary: Vocabulary
    questions: dict[str, Question] = field(default_factory=dict)
    symptoms: dict[str, Symptom] = field(default_factory=dict)
    causes: dict[str, Cause] = field(default_factory=dict)
    remedies: dict[str, Remedy] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)

    def take(self, file: KnowledgeFile, document: Document) -> None:
        """Take up what a sound file holds; of two things with one id the first stays."""
        root = document.root
        if root is None:
            return
        if file.kind == "question":
            question, symptoms = records.question(file, root, self.vocabulary)
            self.questions.setdefault(question.id, question)
            for symptom in symptoms:
                self.symptoms.setdefault(symptom.id, symptom)
        elif file.kind == "cause":
            cause = records.cause(file, root, self.vocabulary)
            self.causes.setdefault(cause.id, cause)
        elif file.kind == "remedy":
            remedy = records.remedy(file, root)
            self.remedies.setdefault(remedy.id, remedy)
        elif file.kind == "source":
            source = records.source(file, root)
            self.sources.setdefault(source.id, source)
            for claim in source.claims:
                self.claims.setdefault(claim.id, claim)
        elif file.kind == "cases":
            self.cases += records.cases(file, root)


def inspect(raw: Sequence[tuple[KnowledgeFile, bytes]], *, fingerprint: str = "") -> Inspection:
    """Check the files ``raw`` in every way but the lints, and make a knowledge base of what is sound."""
    with no_garbage_collection():
        return _inspect(raw, fingerprint)


def _inspect(raw: Sequence[tuple[KnowledgeFile, bytes]], fingerprint: str) -> Inspection:
    files = tuple((file, read(content, file.shown)) for file, content in raw)
    problems = [problem for _, document in files for problem in document.problems]
    vocabulary, more = packs.the_vocabulary(files)
    problems += more
    retired = packs.merged_retired(files)
    identifiers = Identifiers(retired)
    problems += packs.define_all(
        (d for file, document in files for d in definitions(file, document)), identifiers
    )
    collected = _Collected(vocabulary)
    for file, document in files:
        problems += _inspect_file(file, document, identifiers, collected)
    problems += check_prefixes(files)
    problems += packs.check_strays(files)
    problems += packs.check_circles(files)
    if any(problem.severity == "error" for problem in problems):
        _drop_dangling(collected)
    return Inspection(files, _in_order(problems), _knowledge(collected, retired, fingerprint))


def _inspect_file(
    file: KnowledgeFile, document: Document, identifiers: Identifiers, collected: _Collected
) -> Iterable[Problem]:
    if file.kind == "vocabulary":
        return ()
    report, sound = check_shape(document, schema_for(file.kind, collected.vocabulary))
    if document.root is None:
        return report.problems
    check_rules(file, document.root, report)
    sound = sound and not report.problems
    if file.kind == "retired":
        packs.check_retired(document, identifiers, report)
    else:
        check_references(document, identifiers, report)
    if sound:
        collected.take(file, document)
    return report.problems


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.sort_key))


def _knowledge(collected: _Collected, retired: dict[str, str], fingerprint: str) -> KnowledgeBase:
    from lossdoctor.knowledge_base import KnowledgeBase

    return KnowledgeBase(
        vocabulary=collected.vocabulary,
        questions=MappingProxyType(collected.questions),
        symptoms=MappingProxyType(collected.symptoms),
        causes=MappingProxyType(collected.causes),
        remedies=MappingProxyType(collected.remedies),
        sources=MappingProxyType(collected.sources),
        claims=MappingProxyType(collected.claims),
        cases=tuple(collected.cases),
        retired=MappingProxyType(retired),
        fingerprint=fingerprint,
    )


def _drop_dangling(collected: _Collected) -> None:
    """Leave out links to what does not exist or stands in a circle, so that the rest can be looked at."""
    _drop_taken_ids(collected)
    circling = _links_in_circles(collected)
    for cause in collected.causes.values():
        leads_to = tuple(
            link
            for link in _single(cause.leads_to, collected.causes, collected)
            if (cause.id, link.target) not in circling and link.target != cause.id
        )
        collected.causes[cause.id] = replace(
            cause,
            leads_to=leads_to,
            shows=_single(cause.shows, collected.symptoms, collected),
            remedies=_single(cause.remedies, collected.remedies, collected),
            mimics=_known(cause.mimics, collected.causes),
        )
    for remedy in collected.remedies.values():
        collected.remedies[remedy.id] = replace(remedy, not_when=_known(remedy.not_when, collected.symptoms))
    collected.cases = [case for case in collected.cases if _is_about_known(case, collected)]


def _drop_taken_ids(collected: _Collected) -> None:
    """Leave out what has the id of a thing of another kind."""
    taken = set(collected.causes)
    tables: list[dict[str, Any]] = [collected.remedies, collected.symptoms, collected.questions]
    for things in tables:
        for identifier in taken.intersection(things):
            del things[identifier]
        taken.update(things)
    for question in collected.questions.values():
        options = _known(question.options, collected.symptoms)
        collected.questions[question.id] = replace(question, options=options)
    for symptom in list(collected.symptoms.values()):
        if symptom.question not in collected.questions:
            del collected.symptoms[symptom.id]


def _links_in_circles(collected: _Collected) -> set[tuple[str, str]]:
    from lossdoctor.loading.circles import find_circles

    children = {cause.id: [link.target for link in cause.leads_to] for cause in collected.causes.values()}
    return {(circle[-2], circle[-1]) for circle in find_circles(children)}


_Thing = TypeVar("_Thing")


def _single(links: Iterable[Link], things: dict[str, _Thing], collected: _Collected) -> tuple[Link, ...]:
    first: dict[str, Link] = {}
    for link in links:
        if link.target in things:
            sources = tuple(s for s in link.sources if s in collected.claims or s in collected.sources)
            first.setdefault(link.target, replace(link, sources=sources))
    return tuple(first.values())


def _known(names: Iterable[str], things: dict[str, _Thing]) -> tuple[str, ...]:
    return tuple(name for name in names if name in things)


def _is_about_known(case: Case, collected: _Collected) -> bool:
    expect = case.expect
    return (
        all(symptom in collected.symptoms for symptom in (*case.seen, *case.not_seen))
        and all(cause in collected.causes for cause in (*expect.causes, *case.established))
        and all(remedy in collected.remedies for remedy in expect.remedies)
        and (not expect.asks or expect.asks in collected.questions)
    )
