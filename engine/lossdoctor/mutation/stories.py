"""The links that a story of one cause hangs on: without any of them the case does not hold.

Owns what ``alone`` and ``offers`` of a case notice. That is read off the graph, so that it costs nothing: a
case that says that one cause accounts for everything fails as soon as something that was seen comes neither
of the cause nor of what it leads to. Whether smaller sets of causes would do with a link weakened is not
computed. Leaves what the two demands mean to ``lossdoctor.story``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from lossdoctor.chains import reached_by
from lossdoctor.events import Event, fold
from lossdoctor.mutation.links import LinkKind
from lossdoctor.story import story_of, why_not_offered

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Case
    from lossdoctor.reasoner import Reasoner

__all__ = ["LinkKey", "hanging_links", "links_of_story", "story_holds"]

LinkKey: TypeAlias = tuple[str, LinkKind, str]
"""The cause that holds a link, its kind, its target."""


def story_holds(reasoner: Reasoner, case: Case) -> bool:
    """Tell whether what ``case`` says of one cause alone, and of remedies, holds as the knowledge stands."""
    expect = case.expect
    if not (expect.alone or expect.offers):
        return True
    said = fold([Event("observe", present=case.seen, absent=case.not_seen)])
    offered = not any(why_not_offered(reasoner, said, expect.cause, remedy) for remedy in expect.offers)
    return offered and (not expect.alone or story_of(reasoner, said.findings, expect.alone).holds)


def hanging_links(knowledge: KnowledgeBase, case: Case) -> Iterator[LinkKey]:
    """Yield the links without which ``case`` would not hold any more, given that it does."""
    if case.expect.alone:
        yield from links_of_story(knowledge, case.expect.alone, case.seen)
    for remedy in case.expect.offers:
        yield case.expect.cause, "fixes", remedy


def links_of_story(knowledge: KnowledgeBase, cause: str, seen: Iterable[str]) -> Iterator[LinkKey]:
    """Yield the links without which ``cause`` would not bring about all of ``seen``."""
    wanted = set(seen)
    reached = reached_by(knowledge, cause)
    showing: dict[str, list[str]] = {symptom: [] for symptom in wanted}
    for origin in reached:
        for link in knowledge.causes[origin].shows:
            if link.target in wanted:
                showing[link.target].append(origin)
    for symptom, origins in showing.items():
        if len(origins) == 1:
            yield origins[0], "shows", symptom
    for origin in reached:
        for link in knowledge.causes[origin].leads_to:
            left = _reached_without(knowledge, cause, (origin, link.target))
            if any(origins and left.isdisjoint(origins) for origins in showing.values()):
                yield origin, "leads-to", link.target


def _reached_without(knowledge: KnowledgeBase, cause: str, cut: tuple[str, str]) -> set[str]:
    reached, waiting = {cause}, [cause]
    while waiting:
        origin = waiting.pop()
        for link in knowledge.causes[origin].leads_to:
            if link.target not in reached and (origin, link.target) != cut:
                reached.add(link.target)
                waiting.append(link.target)
    return reached
