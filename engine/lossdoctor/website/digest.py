"""What pages of both languages need and that takes a walk through the whole knowledge: made once.

Owns who cites what, what is confused with what and how to tell, and which cases are about which cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lossdoctor.chains import reached_by, shown_by
from lossdoctor.knowledge_base import Incoming, KnowledgeBase
from lossdoctor.model import Case, Cause, Link

if TYPE_CHECKING:
    from lossdoctor.graph import Distinction

__all__ = ["Digest", "LookAlike", "sources_of_cause"]

MOST_TELLING = 4


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A cause that is easily taken for another."""

    cause: str
    differences: tuple[Distinction, ...]
    """What tells them apart, the most telling first; ``second`` is how often the look-alike shows it."""


@dataclass(frozen=True)
class Digest:
    """Tables over the whole knowledge, each made when it is first asked for."""

    knowledge: KnowledgeBase

    @cached_property
    def look_alikes(self) -> Mapping[str, tuple[LookAlike, ...]]:
        """For each cause those that it mimics, and those that mimic it."""
        causes = self.knowledge.causes
        confused = {name: dict.fromkeys(cause.mimics) for name, cause in causes.items()}
        for name, cause in causes.items():
            for other in cause.mimics:
                confused[other][name] = None
        return {
            name: tuple(
                LookAlike(other, self.knowledge.tell_apart(name, other)[:MOST_TELLING]) for other in others
            )
            for name, others in confused.items()
        }

    @cached_property
    def parents(self) -> Mapping[str, tuple[Incoming, ...]]:
        """For each cause those that lead to it, the strongest link first."""
        found: dict[str, list[Incoming]] = {name: [] for name in self.knowledge.causes}
        for cause in self.knowledge.causes.values():
            for link in cause.leads_to:
                found[link.target].append(Incoming(cause.id, link))
        return {
            name: tuple(sorted(incoming, key=lambda entry: -entry.link.frequency.number))
            for name, incoming in found.items()
        }

    @cached_property
    def reached(self) -> Mapping[str, Mapping[str, float]]:
        """For each cause what it leads to, itself included, and how often it gets there."""
        return {name: reached_by(self.knowledge, name) for name in self.knowledge.causes}

    @cached_property
    def shown(self) -> Mapping[str, Mapping[str, float]]:
        """For each cause how often it shows each symptom, by itself or through others."""
        return {name: shown_by(self.knowledge, name) for name in self.knowledge.causes}

    @cached_property
    def cases(self) -> Mapping[str, tuple[Case, ...]]:
        """For each cause the cases that say something of it: its own first, then those of others."""
        found: dict[str, dict[int, Case]] = {name: {} for name in self.knowledge.causes}
        in_order = sorted(enumerate(self.knowledge.cases), key=lambda entry: (not entry[1].beside, entry[0]))
        for number, case in in_order:
            for name in (case.beside, *case.expect.causes, *case.established):
                if name in found:
                    found[name].setdefault(number, case)
        return {
            name: tuple(
                sorted(cases.values(), key=lambda case: (case.beside != name, bool(case.established)))
            )
            for name, cases in found.items()
        }

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """For each claim or source the things that cite it, as pairs of kind and id."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        for kind, name, cited in self._citations():
            for claim in cited:
                found.setdefault(claim, {})[kind, name] = None
        return {claim: tuple(citing) for claim, citing in found.items()}

    def _citations(self) -> Iterator[tuple[str, str, Iterable[str]]]:
        for cause in self.knowledge.causes.values():
            yield "cause", cause.id, sources_of_cause(cause)
        for remedy in self.knowledge.remedies.values():
            yield "remedy", remedy.id, remedy.sources
            for note in remedy.notes:
                yield "remedy", remedy.id, note.sources
            for side in (side for dispute in remedy.disagreements for side in dispute.sides):
                yield "remedy", remedy.id, side.sources
        for question in self.knowledge.questions.values():
            yield "question", question.id, question.sources
            for note in question.notes:
                yield "question", question.id, note.sources


def sources_of_cause(cause: Cause) -> tuple[str, ...]:
    """Give all that a cause's file cites, each once, in the order in which it is cited."""
    links: tuple[Link, ...] = (*cause.leads_to, *cause.shows, *cause.remedies)
    remarks = [note.sources for note in cause.notes]
    remarks += [side.sources for dispute in cause.disagreements for side in dispute.sides]
    groups = (cause.sources, *(link.sources for link in links), *remarks)
    return tuple(dict.fromkeys(source for group in groups for source in group))
