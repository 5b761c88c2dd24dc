"""What became of the knowledge from one release to the next, sorted as its readers ask.

Owns the sorting: what is new, what went, which numbers changed, and the rest. Leaves finding changes to
``changes``, what they do to diagnoses to ``diagnoses``, and the words around them to ``printing``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.difference import Change, Difference, compare
from lossdoctor.difference.diagnoses import Diagnoses
from lossdoctor.records import Record
from lossdoctor.wording import observation

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["Changelog", "Entry", "changelog"]

KINDS = ("cause", "symptom", "question", "remedy", "source")
_ARROW = " → "
_OF_LINKS = ("new: ", "gone: ")


@dataclass(frozen=True, slots=True)
class Entry(Record):
    """A thing, and what there is to say of it."""

    kind: str
    id: str
    name: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changelog(Record):
    """Two releases of the knowledge, compared for those who use it."""

    base: str
    head: str
    new: tuple[Entry, ...]
    """With a sentence about each where there is one."""
    replaced: tuple[Entry, ...]
    """What went and has a successor, which is its one detail."""
    gone: tuple[Entry, ...]
    numbers: tuple[Entry, ...]
    """With each word or number that is another one now."""
    links: tuple[Entry, ...]
    """With each link that came or went, of things that were there before."""
    reworded: tuple[Entry, ...]
    """With other texts, lists or sources."""
    cases: tuple[int, int, int]
    """New, changed and gone."""
    diagnoses: Diagnoses


def changelog(before: KnowledgeBase, now: KnowledgeBase, *, base: str, head: str) -> Changelog:
    """Compare two releases, called ``base`` and ``head``."""
    difference = compare(before, now)
    changes = [change for change in difference.changes if change.kind != "case"]
    went = [change for change in changes if change.what == "gone"]
    renamed = {now.retired.get(change.id) for change in went}
    return Changelog(
        base=base,
        head=head,
        new=tuple(
            _new(change, now) for change in changes if change.what == "new" and change.id not in renamed
        ),
        replaced=tuple(_replaced(change, now) for change in went if now.retired.get(change.id)),
        gone=tuple(
            Entry(change.kind, change.id, change.name) for change in went if not now.retired.get(change.id)
        ),
        numbers=_with(changes, lambda detail: _ARROW in detail),
        links=_with(changes, lambda detail: detail.startswith(_OF_LINKS)),
        reworded=_with(changes, lambda detail: _ARROW not in detail and not detail.startswith(_OF_LINKS)),
        cases=_cases(difference),
        diagnoses=difference.diagnoses,
    )


def _with(changes: Iterable[Change], is_meant: Callable[[str], bool]) -> tuple[Entry, ...]:
    """Give what changed in a way that is meant, with these details alone."""
    entries = (
        Entry(change.kind, change.id, change.name, tuple(filter(is_meant, change.details)))
        for change in changes
        if change.what == "changed"
    )
    return tuple(entry for entry in entries if entry.details)


def _new(change: Change, now: KnowledgeBase) -> Entry:
    if change.kind == "cause":
        return Entry("cause", change.id, change.name, (_first_sentence(now.causes[change.id].why.en),))
    if change.kind == "symptom":
        return Entry("symptom", change.id, observation(now, change.id).en)
    if change.kind == "remedy":
        return Entry("remedy", change.id, change.name, (now.remedies[change.id].do[0].en,))
    return Entry(change.kind, change.id, change.name)


def _replaced(change: Change, now: KnowledgeBase) -> Entry:
    return Entry(change.kind, change.id, change.name, (now.retired[change.id],))


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def _cases(difference: Difference) -> tuple[int, int, int]:
    whats = [change.what for change in difference.changes if change.kind == "case"]
    return whats.count("new"), whats.count("changed"), whats.count("gone")
