"""Records of the model as what stands in their files.

Owns the order of keys and which are left out. Leaves layout and quoting to ``yaml_text``, and reading to
``loading``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lossdoctor.authoring.yaml_text import Lines, Plain, as_yaml
from lossdoctor.model import Case, Cause, Link, Question, Remedy, Source, Symptom, Text

__all__ = [
    "Draft",
    "cases_draft",
    "cause_draft",
    "option_lines",
    "question_draft",
    "remedy_draft",
    "source_draft",
]


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is to be written."""

    path: str
    """Inside the knowledge folder, with slashes."""
    kind: str
    """Of the file, in the words of ``knowledge/schema``."""
    text: str
    before: str | None = None
    """What stands in the file now, where it is there already and is added to."""
    added: str = ""
    """The lines that are added to it."""


def cause_draft(cause: Cause) -> Draft:
    """Write a cause."""
    return _draft(
        "causes",
        "cause",
        cause.id,
        {
            "name": _text(cause.name),
            "family": cause.family,
            "base-rate": cause.base_rate.written,
            "why": _text(cause.why),
            "leads-to": _links(cause.leads_to, "cause", "how-often"),
            "shows": _links(cause.shows, "symptom", "how-often"),
            "remedies": _links(cause.remedies, "remedy", "works"),
            "mimics": cause.mimics,
            "no-known-remedy": cause.no_known_remedy or (),
        },
    )


def question_draft(question: Question, symptoms: Iterable[Symptom]) -> Draft:
    """Write a question with its options."""
    options = [_option(symptom) for symptom in symptoms]
    return _draft(
        "symptoms",
        "question",
        question.id,
        {
            "kind": question.kind,
            "ask": _text(question.ask),
            "how": _text(question.how),
            "effort": question.effort,
            "choose": question.choose,
            "options": options,
            "sources": question.sources,
        },
    )


def option_lines(symptom: Symptom) -> str:
    """Write one option of a question, as an item of a list."""
    return as_yaml([_option(symptom)])


def _option(symptom: Symptom) -> dict[str, Plain]:
    return _without_empty(
        {
            "id": symptom.id,
            "name": _text(symptom.name),
            "background": symptom.background.written,
            "also-said": symptom.also_said,
        }
    )


def remedy_draft(remedy: Remedy) -> Draft:
    """Write a remedy."""
    return _draft(
        "remedies",
        "remedy",
        remedy.id,
        {
            "name": _text(remedy.name),
            "do": [_text(step) for step in remedy.do],
            "code": {framework: Lines(code) for framework, code in remedy.code.items()},
            "effort": remedy.effort,
            "risk": _text(remedy.risk),
            "works-if": _text(remedy.works_if),
            "undo": _text(remedy.undo),
            "not-when": remedy.not_when,
            "sources": remedy.sources,
        },
    )


def source_draft(source: Source) -> Draft:
    """Write a source with its claims."""
    claims: list[Plain] = [
        {"id": claim.id, "at": claim.at, "says": _text(claim.says)} for claim in source.claims
    ]
    return _draft(
        "sources",
        "source",
        source.id,
        {
            "title": source.title,
            "lang": source.lang,
            "kind": source.kind,
            "where": source.where,
            "claims": claims,
        },
    )


def cases_draft(cause: str, cases: Sequence[Case]) -> Draft:
    """Write the cases that lie beside a cause."""
    entries: list[Plain] = [
        _without_empty(
            {
                "name": case.name,
                "seen": case.seen,
                "not-seen": case.not_seen,
                "expect": _without_empty(
                    {"top": case.expect.top, "not": case.expect.never, "remedy": case.expect.remedy}
                ),
            }
        )
        for case in cases
    ]
    return Draft(f"causes/{cause}.cases.yaml", "cases", as_yaml(entries))


def _draft(folder: str, kind: str, identifier: str, content: dict[str, Plain]) -> Draft:
    return Draft(f"{folder}/{identifier}.yaml", kind, as_yaml({"id": identifier, **_without_empty(content)}))


def _without_empty(content: dict[str, Plain]) -> dict[str, Plain]:
    return {key: value for key, value in content.items() if value}


def _text(text: Text) -> Plain:
    return {"en": text.en, "zh": text.zh} if text.zh else {"en": text.en}


def _links(links: Iterable[Link], target: str, how_often: str) -> Plain:
    return [
        {target: link.target, how_often: link.frequency.written, "sources": link.sources} for link in links
    ]
