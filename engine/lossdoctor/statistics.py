"""The knowledge in figures: how much there is, what it rests on, and which claims nobody cites yet.

Owns counting. Leaves printing to the ``knowledge stats`` command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.records import Record

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Cause, Disagreement, Link, Note, Question, Remedy

__all__ = ["Basis", "Cited", "Statistics", "basis_of", "cited_ids", "rests_on_judgement", "statistics_of"]

JUDGEMENT = "practice"
"""Sources whose id begins so are what practitioners report: judgement, gathered by authors."""


@dataclass(frozen=True, slots=True)
class Cited(Record):
    """How many claims of one document are cited."""

    document: str
    complete: bool
    """Whether the document was read whole, so that all of it must be cited."""
    cited: int
    claims: int
    not_cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Basis(Record):
    """What the links rest on, each counted under the strongest of its grounds."""

    counts: int
    """Frequencies that somebody counted: n/m."""
    papers: int
    documentation: int
    """Documentation, source code, or an experiment that can be run again."""
    articles: int
    """Articles and lectures."""
    judgement: int
    """Nothing but what practitioners report."""


@dataclass(frozen=True, slots=True)
class Statistics(Record):
    """Counts of everything."""

    things: Mapping[str, int]
    links: Mapping[str, int]
    frequencies: Mapping[str, int]
    """Links by the word for how often they hold; counts n/m under "counted"."""
    families: Mapping[str, int]
    """Causes by family."""
    cited: tuple[Cited, ...]
    """Claims, by document."""
    basis: Basis

    @property
    def documents(self) -> tuple[Cited, ...]:
        """The documents that were read whole."""
        return tuple(document for document in self.cited if document.complete)


def statistics_of(knowledge: KnowledgeBase) -> Statistics:
    """Count everything in ``knowledge``."""
    causes = knowledge.causes.values()
    links = list(_links(knowledge))
    return Statistics(
        things={
            "causes": len(knowledge.causes),
            "mechanisms": len({link.target for cause in causes for link in cause.leads_to}),
            "symptoms": len(knowledge.symptoms),
            "questions": len(knowledge.questions),
            "remedies": len(knowledge.remedies),
            "sources": len(knowledge.sources),
            "claims": len(knowledge.claims),
            "cases": sum(not case.established for case in knowledge.cases),
            "real cases": sum(bool(case.established) for case in knowledge.cases),
        },
        links={
            "shows": sum(len(cause.shows) for cause in causes),
            "leads-to": sum(len(cause.leads_to) for cause in causes),
            "fixes": sum(len(cause.remedies) for cause in causes),
        },
        frequencies=_by_word(links, knowledge),
        families=dict(Counter(cause.family for cause in causes).most_common()),
        cited=_cited(knowledge),
        basis=basis_of(knowledge),
    )


def _links(knowledge: KnowledgeBase) -> Iterator[Link]:
    for cause in knowledge.causes.values():
        yield from (*cause.leads_to, *cause.shows, *cause.remedies)


def _by_word(links: Iterable[Link], knowledge: KnowledgeBase) -> dict[str, int]:
    counts = Counter("counted" if "/" in link.frequency.written else link.frequency.written for link in links)
    return {word: counts[word] for word in (*knowledge.vocabulary.how_often, "counted")}


def cited_ids(knowledge: KnowledgeBase) -> set[str]:
    """Give the claims and sources that a link, cause, remedy, question or note cites; cases do not count."""
    things: list[Cause | Remedy | Question] = [
        *knowledge.causes.values(),
        *knowledge.remedies.values(),
        *knowledge.questions.values(),
    ]
    cited = {source for link in _links(knowledge) for source in link.sources}
    for thing in things:
        cited.update(thing.sources)
        cited.update(_noted(thing.notes, getattr(thing, "disagreements", ())))
    return cited


def _noted(notes: Iterable[Note], disagreements: Iterable[Disagreement]) -> Iterator[str]:
    for note in notes:
        yield from note.sources
    for disagreement in disagreements:
        for side in disagreement.sides:
            yield from side.sources


def _cited(knowledge: KnowledgeBase) -> tuple[Cited, ...]:
    cited = cited_ids(knowledge)
    counted = []
    for source in knowledge.sources.values():
        missing = tuple(claim.id for claim in source.claims if claim.id not in cited)
        if source.claims:
            total = len(source.claims)
            counted.append(Cited(source.id, source.complete, total - len(missing), total, missing))
    return tuple(counted)


def basis_of(knowledge: KnowledgeBase) -> Basis:
    """Count on what the links rest."""
    grounds = Counter(
        "counts" if "/" in link.frequency.written else _strongest(_grounds(knowledge, link))
        for link in _links(knowledge)
    )
    return Basis(**{name: grounds[name] for name in Basis.__slots__})


def rests_on_judgement(knowledge: KnowledgeBase, link: Link) -> bool:
    """Tell whether a link has nothing behind it but what practitioners report."""
    return _strongest(_grounds(knowledge, link)) == "judgement"


def _grounds(knowledge: KnowledgeBase, link: Link) -> set[str]:
    """Give the kinds of the sources that a link cites."""
    found = set()
    for name in link.sources:
        source = knowledge.source_of(name)
        found.add("judgement" if source.id.startswith(JUDGEMENT) else source.kind)
    return found


def _strongest(kinds: set[str]) -> str:
    if "paper" in kinds:
        return "papers"
    if kinds & {"documentation", "code", "experiment"}:
        return "documentation"
    return "articles" if kinds & {"article", "lecture"} else "judgement"
