"""What is there already and may mean the same as what somebody is about to make.

Owns how near two names are. Leaves asking to the interview; ``knowledge check`` compares
again, and whole texts too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lossdoctor.knowledge_base import KnowledgeBase
from lossdoctor.model import Text

__all__ = ["Near", "near"]

MOST = 5
SHOWN, SURE = 0.3, 0.62
"""From where on something is shown, and from where on it must be ruled out."""
_PLACES = (r"10\.\d{4,}/[^\s,;]+", r"\d{4}\.\d{4,5}", r"https?://[^\s,;]+")


@dataclass(frozen=True, slots=True)
class Near:
    """Something that may be meant."""

    id: str
    name: str
    score: float
    """From 0 to 1."""

    @property
    def sure(self) -> bool:
        """Whether it is so near that it must be ruled out."""
        return self.score >= SURE


def near(knowledge: KnowledgeBase, kind: str, name: str, *, where: str = "") -> tuple[Near, ...]:
    """Give what may be meant by ``name``, the nearest first.

    Args:
        knowledge: what is there.
        kind: cause, question, symptom, remedy or source.
        name: what the new thing is called: its name, question or title.
        where: for a source, where it is found: the same place is the same source.
    """
    names = _names(knowledge, kind)
    scores = {identifier: _likeness(name, text) for identifier, text in names.items()}
    if kind in ("cause", "symptom", "remedy"):
        from lossdoctor.search import search

        for match in search(knowledge, name, limit=MOST, kinds=(kind,)):
            scores[match.id] = max(scores[match.id], match.score)
    if kind == "source":
        scores |= {
            source.id: 1.0 for source in knowledge.sources.values() if _same_place(source.where, where)
        }
    nearest = sorted(scores, key=lambda identifier: (-scores[identifier], identifier))
    return tuple(
        Near(identifier, _shown(knowledge, kind, identifier), scores[identifier])
        for identifier in nearest[:MOST]
        if scores[identifier] >= SHOWN
    )


def _likeness(name: str, text: Text) -> float:
    """Compare names with their words in any order; what half of the letters share is nothing yet."""
    from rapidfuzz.fuzz import token_sort_ratio

    best = max(token_sort_ratio(_normal(name), _normal(words)) for words in (text.en, text.in_language("zh")))
    return max(0.0, best / 50 - 1)


def _names(knowledge: KnowledgeBase, kind: str) -> Mapping[str, Text]:
    if kind == "cause":
        return {cause.id: cause.name for cause in knowledge.causes.values()}
    if kind == "remedy":
        return {remedy.id: remedy.name for remedy in knowledge.remedies.values()}
    if kind == "question":
        return {question.id: question.ask for question in knowledge.questions.values()}
    if kind == "source":
        return {source.id: Text(source.title) for source in knowledge.sources.values()}
    return {symptom.id: symptom.name for symptom in knowledge.symptoms.values()}


def _shown(knowledge: KnowledgeBase, kind: str, identifier: str) -> str:
    if kind == "symptom":
        from lossdoctor.wording import observation

        return observation(knowledge, identifier).en
    return _names(knowledge, kind)[identifier].en


def _same_place(first: str, second: str) -> bool:
    """Compare DOIs, arXiv numbers and addresses, whatever stands around them."""
    return any(set(re.findall(form, first)) & set(re.findall(form, second)) for form in _PLACES)


def _normal(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
