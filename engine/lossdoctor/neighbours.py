"""One thing in the graph with all that it touches, as a result that a notebook shows.

Owns that view. Leaves the graph itself, its exports and its paths to ``graph``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.errors import UnknownIdError
from lossdoctor.model import Text
from lossdoctor.records import Record

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import Kind, KnowledgeBase
    from lossdoctor.model import Cause, Link, Remedy, Symptom

__all__ = ["Neighbour", "Neighbourhood", "neighbourhood"]

_KINDS: tuple[Kind, ...] = ("cause", "symptom", "remedy")


@dataclass(frozen=True, slots=True)
class Neighbour(Record):
    """A link, from whatever is at its other end."""

    id: str
    name: Text
    relation: str
    """What the thing in the middle does or suffers: "leads to", "comes from", "shows", "shown by", "fixed by"
    or "fixes"."""
    how_often: str
    """As written."""
    strength: float
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood(Record):
    """A cause, symptom or remedy, and everything that it is linked to, each relation's strongest first."""

    id: str
    kind: str
    name: Text
    links: tuple[Neighbour, ...]

    def _repr_html_(self) -> str:
        from lossdoctor.notebook import neighbourhood_html

        return neighbourhood_html(self)


def neighbourhood(knowledge: KnowledgeBase, identifier: str) -> Neighbourhood:
    """Look up what a cause, symptom or remedy is linked to.

    Raises:
        UnknownIdError: nothing of these kinds has or had this id.
    """
    for kind in _KINDS:
        try:
            found = knowledge.resolve(identifier, kind)
        except UnknownIdError:
            continue
        links = {"cause": _of_cause, "symptom": _of_symptom, "remedy": _of_remedy}[kind](knowledge, found)
        order = {relation: place for place, relation in enumerate(dict.fromkeys(n.relation for n in links))}
        ranked = sorted(links, key=lambda n: (order[n.relation], -n.strength, n.id))
        return Neighbourhood(found, kind, _name(knowledge, found), tuple(ranked))
    from lossdoctor.problems import close_matches

    known = [name for kind in _KINDS for name in knowledge.tables[kind]]
    raise UnknownIdError(
        identifier, kind="cause, symptom or remedy", suggestions=close_matches(identifier, known)
    )


def _of_cause(knowledge: KnowledgeBase, cause: str) -> list[Neighbour]:
    held = knowledge.causes[cause]
    incoming = [
        _neighbour(knowledge, other.id, "comes from", link)
        for other in knowledge.causes.values()
        for link in other.leads_to
        if link.target == cause
    ]
    outgoing = (("leads to", held.leads_to), ("shows", held.shows), ("fixed by", held.remedies))
    return incoming + [
        _neighbour(knowledge, link.target, relation, link) for relation, links in outgoing for link in links
    ]


def _of_symptom(knowledge: KnowledgeBase, symptom: str) -> list[Neighbour]:
    return [
        _neighbour(knowledge, entry.origin, "shown by", entry.link) for entry in knowledge.causes_of(symptom)
    ]


def _of_remedy(knowledge: KnowledgeBase, remedy: str) -> list[Neighbour]:
    return [
        _neighbour(knowledge, entry.origin, "fixes", entry.link)
        for entry in knowledge.causes_fixed_by(remedy)
    ]


def _neighbour(knowledge: KnowledgeBase, other: str, relation: str, link: Link) -> Neighbour:
    frequency = link.frequency
    return Neighbour(
        other, _name(knowledge, other), relation, frequency.written, frequency.number, link.sources
    )


def _name(knowledge: KnowledgeBase, identifier: str) -> Text:
    things: dict[str, Cause | Symptom | Remedy] = {
        **knowledge.causes,
        **knowledge.symptoms,
        **knowledge.remedies,
    }
    return things[identifier].name
