"""Links, what is done to them, and what came of it.

Owns the records of ``knowledge mutate`` and the score. Leaves the playing to ``run``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lossdoctor.records import Record

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Link, Vocabulary

__all__ = ["LinkKind", "LinkOutcome", "MutationReport", "Score", "links_of", "opposite_end", "score_of"]

LinkKind = Literal["shows", "leads-to", "fixes"]


@dataclass(frozen=True, slots=True)
class LinkOutcome(Record):
    """What the cases make of one link being dropped, and of its frequency being flipped."""

    cause: str
    kind: LinkKind
    target: str
    """The symptom, the cause, or the remedy."""
    how_often: str
    """As it is written."""
    cases: int
    """So many cases might have noticed, as far as they were played."""
    drop_noticed_by: str
    """The name of the first case that fails without the link; "" where none does."""
    flip_noticed_by: str
    """The same for a frequency at the opposite end."""
    decided: bool = True
    """Whether every case that might have noticed was played. What was noticed is sure in any case."""


@dataclass(frozen=True, slots=True)
class Score(Record):
    """How many changes of some links are noticed."""

    name: str
    links: int
    """Those of which it is decided."""
    drops_noticed: int
    flips_noticed: int
    undecided: int

    @property
    def share(self) -> float:
        """Share of dropped links that are noticed; 1 where there are none."""
        return self.drops_noticed / self.links if self.links else 1.0


@dataclass(frozen=True, slots=True)
class MutationReport(Record):
    """What became of all changes."""

    links: tuple[LinkOutcome, ...]
    cases: int
    """Cases that hold as the knowledge stands, and so might notice something."""
    cases_left_out: int
    """Cases that fail already, are to do, or are too entangled to be computed exactly."""

    @property
    def total(self) -> Score:
        """The score over everything."""
        return score_of("all", self.links)

    @property
    def by_kind(self) -> tuple[Score, ...]:
        """The scores by kind of link."""
        kinds: tuple[LinkKind, ...] = ("shows", "leads-to", "fixes")
        return tuple(score_of(kind, (link for link in self.links if link.kind == kind)) for kind in kinds)

    @property
    def by_cause(self) -> tuple[Score, ...]:
        """The scores of the causes, the least tested first."""
        groups: dict[str, list[LinkOutcome]] = {}
        for link in self.links:
            groups.setdefault(link.cause, []).append(link)
        scores = [score_of(cause, links) for cause, links in groups.items()]
        return tuple(sorted(scores, key=lambda score: (score.share, -score.links, score.name)))

    @property
    def untested(self) -> tuple[LinkOutcome, ...]:
        """The links that could be dropped without any case noticing."""
        return tuple(link for link in self.links if link.decided and not link.drop_noticed_by)


def score_of(name: str, links: Iterable[LinkOutcome]) -> Score:
    """Count; a link that is not decided counts as soon as its being dropped was noticed."""
    counted = list(links)
    known = [link for link in counted if link.decided or link.drop_noticed_by]
    return Score(
        name,
        len(known),
        sum(bool(link.drop_noticed_by) for link in known),
        sum(bool(link.flip_noticed_by) for link in known),
        len(counted) - len(known),
    )


def links_of(knowledge: KnowledgeBase) -> Iterator[tuple[str, LinkKind, Link]]:
    """Yield every link of ``knowledge`` with the cause that holds it."""
    for cause in knowledge.causes.values():
        for link in cause.shows:
            yield cause.id, "shows", link
        for link in cause.leads_to:
            yield cause.id, "leads-to", link
        for link in cause.remedies:
            yield cause.id, "fixes", link


def opposite_end(strength: float, vocabulary: Vocabulary) -> float:
    """Give the number at the far end of the frequency words: rarest for what is frequent, and the reverse."""
    numbers = [term.number for term in vocabulary.how_often.values()]
    return min(numbers) if strength >= 0.5 else max(numbers)
