"""Things of the knowledge taken apart into what can be compared: words and numbers, texts, lists and links.

Owns which part of what goes by which name. Leaves comparing to ``changes``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lossdoctor.model import Case, Cause, Link, Question, Remedy, Source, Symptom, Vocabulary

__all__ = ["Parts", "Thing", "parts_of"]

Thing = Cause | Symptom | Question | Remedy | Source | Vocabulary | Case


@dataclass(frozen=True, slots=True)
class Parts:
    """A thing taken apart; each part by the name under which a change of it is told."""

    name: str
    words: Mapping[str, str] = field(default_factory=dict)
    """Short; both states are told."""
    texts: Mapping[str, object] = field(default_factory=dict)
    """Long; that they changed is told."""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What came and went is told."""
    links: Mapping[tuple[str, str], Link] = field(default_factory=dict)
    """By verb and target."""


def parts_of(thing: Thing) -> Parts:
    """Take ``thing`` apart."""
    match thing:
        case Cause():
            return _of_cause(thing)
        case Symptom():
            return _of_symptom(thing)
        case Question():
            return _of_question(thing)
        case Remedy():
            return _of_remedy(thing)
        case Source():
            return _of_source(thing)
        case Vocabulary():
            return _of_vocabulary(thing)
        case Case():
            return _of_case(thing)


def _of_cause(cause: Cause) -> Parts:
    links: dict[str, tuple[Link, ...]] = {
        "shows": cause.shows,
        "leads to": cause.leads_to,
        "is fixed by": cause.remedies,
    }
    return Parts(
        cause.name.en,
        words={
            "base rate": cause.base_rate.written,
            "family": cause.family,
            "remedy": "none is known" if cause.no_known_remedy else "",
        },
        texts={
            "name": cause.name,
            "why": cause.why,
            "notes": cause.notes,
            "disagreements": cause.disagreements,
        },
        lists={"mimics": cause.mimics, "sources": cause.sources},
        links={(verb, link.target): link for verb, group in links.items() for link in group},
    )


def _of_symptom(symptom: Symptom) -> Parts:
    return Parts(
        symptom.name.en,
        words={"background": symptom.background.written, "question": symptom.question},
        texts={"name": symptom.name},
        lists={"also said": symptom.also_said},
    )


def _of_question(question: Question) -> Parts:
    return Parts(
        question.ask.en,
        words={"effort": question.effort, "choose": question.choose, "kind": question.kind},
        texts={
            "question": question.ask,
            "how": question.how,
            "none of these": question.none,
            "code": dict(question.code),
            "notes": question.notes,
        },
        lists={"options": question.options, "asked when": question.ask_when, "sources": question.sources},
    )


def _of_remedy(remedy: Remedy) -> Parts:
    return Parts(
        remedy.name.en,
        words={"effort": remedy.effort},
        texts={
            "name": remedy.name,
            "steps": remedy.do,
            "code": dict(remedy.code),
            "risk": remedy.risk,
            "works if": remedy.works_if,
            "undo": remedy.undo,
            "notes": remedy.notes,
            "disagreements": remedy.disagreements,
        },
        lists={"not when": remedy.not_when, "sources": remedy.sources},
    )


def _of_source(source: Source) -> Parts:
    return Parts(
        source.title,
        words={"kind": source.kind, "language": source.lang, "where": source.where},
        texts={"title": source.title, **{claim.id: claim for claim in source.claims}},
        lists={"claims": tuple(claim.id for claim in source.claims)},
    )


def _of_vocabulary(vocabulary: Vocabulary) -> Parts:
    numbers = {**vocabulary.how_often, **vocabulary.base_rates, **vocabulary.efforts}
    return Parts(
        "the closed lists",
        words={
            "report threshold": f"{vocabulary.report_threshold:g}",
            **{word: f"{term.number:g}" for word, term in numbers.items()},
        },
        texts={word: term.name for word, term in numbers.items()},
        lists={
            "families": tuple(vocabulary.families),
            "kinds": tuple(vocabulary.kinds),
            "kinds of sources": tuple(vocabulary.source_kinds),
        },
    )


def _of_case(case: Case) -> Parts:
    expect = case.expect
    return Parts(
        case.name,
        words={
            "top": expect.top,
            "alone": expect.alone,
            "remedy": expect.remedy,
            "asks": expect.asks,
            "nothing wrong": "yes" if expect.nothing_wrong else "",
            "to do": case.todo,
        },
        texts={"complaint": case.complaint},
        lists={
            "seen": case.seen,
            "not seen": case.not_seen,
            "within top 3": expect.within_top_3,
            "not": expect.never,
            "offers": expect.offers,
            "complained": case.complained,
            "established": case.established,
            "sources": case.sources,
        },
    )
