"""What is new, changed and gone between two states of the knowledge, in words.

Owns comparing. Leaves taking things apart to ``parts``, and what it does to diagnoses to ``diagnoses``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lossdoctor.difference.parts import Parts, Thing, parts_of
from lossdoctor.model import Case, Link
from lossdoctor.records import Record

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["Change", "WhatHappened", "changes_between"]

WhatHappened = Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Change(Record):
    """What happened to one thing."""

    kind: str
    """cause, symptom, question, remedy, source, vocabulary or case."""
    what: WhatHappened
    id: str
    name: str
    """In English."""
    details: tuple[str, ...] = ()
    """One short phrase each."""


def changes_between(before: KnowledgeBase, now: KnowledgeBase) -> Iterator[Change]:
    """Yield what happened to each thing: causes first, and of each kind what is new first."""
    tables = _tables(before)
    for kind, things in _tables(now).items():
        earlier = tables[kind]
        for name, thing in things.items():
            if name not in earlier:
                parts = parts_of(thing)
                links = (_link_phrase(verb, link) for (verb, _), link in parts.links.items())
                yield Change(kind, "new", name, parts.name, tuple(links))
        for name, thing in things.items():
            if name in earlier and (details := tuple(_details(parts_of(earlier[name]), parts_of(thing)))):
                yield Change(kind, "changed", name, parts_of(thing).name, details)
        for name, thing in earlier.items():
            if name not in things:
                successor = now.retired.get(name)
                details = (f"its place is taken by {successor}",) if successor else ()
                yield Change(kind, "gone", name, parts_of(thing).name, details)


def _tables(knowledge: KnowledgeBase) -> dict[str, Mapping[str, Thing]]:
    return {
        "cause": knowledge.causes,
        "symptom": knowledge.symptoms,
        "question": knowledge.questions,
        "remedy": knowledge.remedies,
        "source": knowledge.sources,
        "vocabulary": {"vocabulary": knowledge.vocabulary},
        "case": _cases_by_place(knowledge),
    }


def _cases_by_place(knowledge: KnowledgeBase) -> dict[str, Case]:
    return {f"{case.position.path if case.position else ''}: {case.name}": case for case in knowledge.cases}


def _details(before: Parts, now: Parts) -> Iterator[str]:
    for part, new in now.words.items():
        old = before.words.get(part, "")
        if old != new:
            yield f"{part}: {old or 'nothing'} → {new or 'nothing'}"
    for part, old in before.words.items():
        if part not in now.words:
            yield f"{part} is gone (was {old})"
    yield from _link_details(before.links, now.links)
    for part, items in now.lists.items():
        yield from _list_details(part, before.lists.get(part, ()), items)
    reworded = [part for part, text in now.texts.items() if before.texts.get(part) != text]
    if reworded:
        yield f"reworded: {', '.join(reworded)}"


def _link_details(
    before: Mapping[tuple[str, str], Link], now: Mapping[tuple[str, str], Link]
) -> Iterator[str]:
    for (verb, target), link in now.items():
        old = before.get((verb, target))
        if old is None:
            yield f"new: {_link_phrase(verb, link)}"
        elif old.frequency != link.frequency:
            yield f"{verb} {target}: {old.frequency.written} → {link.frequency.written}"
        elif old.sources != link.sources:
            yield from _list_details(f"sources of {verb} {target}", old.sources, link.sources)
    for (verb, target), old in before.items():
        if (verb, target) not in now:
            yield f"gone: {_link_phrase(verb, old)}"


def _link_phrase(verb: str, link: Link) -> str:
    return f"{verb} {link.target} ({link.frequency.written})"


def _list_details(part: str, before: Iterable[str], now: Iterable[str]) -> Iterator[str]:
    old, new = list(before), list(now)
    came = [f"+{item}" for item in new if item not in old]
    went = [f"-{item}" for item in old if item not in new]
    if came or went:
        yield f"{part}: {', '.join([*came, *went])}"
    elif old != new:
        yield f"{part}: another order"
