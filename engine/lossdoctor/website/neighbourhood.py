"""The part of the graph around one thing that is worth drawing: few boxes, the most telling ones.

Owns the choice of boxes and arrows, and the layer of each. Leaves placing to ``layered`` and drawing to
``picture``; what is left out here is in the tables of the page.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lossdoctor.model import Frequency, Link, Question
from lossdoctor.website.digest import Digest

__all__ = ["Arrow", "Graph", "around_cause", "around_question", "around_remedy"]

MOST_PARENTS, MOST_MECHANISMS, MOST_SYMPTOMS, MOST_MENDED = 5, 4, 6, 8
SYMPTOMS_OF_MECHANISM, SYMPTOMS_OF_MENDED, CAUSES_OF_OPTION = 2, 2, 3
MOST_CAUSES_OF_QUESTION = 16


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link that is drawn."""

    origin: str
    target: str
    frequency: Frequency


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes in layers from left to right, and the arrows between them."""

    kinds: Mapping[str, str]
    """cause, mechanism, symptom or remedy, for each box."""
    layers: Mapping[str, int]
    arrows: tuple[Arrow, ...]
    centre: str
    """What the page is about: a cause, question or remedy."""


def around_cause(digest: Digest, cause: str) -> Graph:
    """Choose what leads to ``cause``, what it leads to, and what these show."""
    knowledge = digest.knowledge
    parents = digest.parents[cause][:MOST_PARENTS]
    reached = sorted(digest.reached[cause].items(), key=lambda entry: (-entry[1], entry[0]))
    inside = [cause, *(name for name, _ in reached if name != cause)][: MOST_MECHANISMS + 1]
    arrows = [Arrow(entry.origin, cause, entry.link.frequency) for entry in parents]
    for name in inside:
        arrows += [_arrow(name, link) for link in knowledge.causes[name].leads_to if link.target in inside]
    for name in inside:
        most = MOST_SYMPTOMS if name == cause else SYMPTOMS_OF_MECHANISM
        arrows += [_arrow(name, link) for link in _most_telling(digest, name, most)]
    return _layered(digest, arrows, centre=cause)


def around_remedy(digest: Digest, remedy: str) -> Graph:
    """Choose the causes that ``remedy`` mends, and by what they are known."""
    mended = digest.knowledge.causes_fixed_by(remedy)[:MOST_MENDED]
    arrows = [Arrow(remedy, entry.origin, entry.link.frequency) for entry in mended]
    for entry in mended:
        arrows += [
            _arrow(entry.origin, link) for link in _most_telling(digest, entry.origin, SYMPTOMS_OF_MENDED)
        ]
    return _layered(digest, arrows, centre=remedy)


def around_question(digest: Digest, question: Question) -> Graph:
    """Choose the causes that show the options of ``question`` most."""
    knowledge = digest.knowledge
    showing = [
        Arrow(entry.origin, option, entry.link.frequency)
        for option in question.options
        for entry in knowledge.causes_of(option)[:CAUSES_OF_OPTION]
    ]
    strongest = sorted(showing, key=lambda arrow: (-arrow.frequency.number, arrow.origin))
    first = list({arrow.target: arrow for arrow in reversed(showing)}.values())
    kept = list(dict.fromkeys(arrow.origin for arrow in (*first, *strongest)))[:MOST_CAUSES_OF_QUESTION]
    return _layered(digest, [arrow for arrow in showing if arrow.origin in kept], centre=question.id)


def _most_telling(digest: Digest, cause: str, most: int) -> list[Link]:
    """Give the links to the symptoms that say most: often with the cause, and seldom without."""

    def says(link: Link) -> float:
        background = digest.knowledge.symptoms[link.target].background.number
        return link.frequency.number * math.log2(link.frequency.number / background)

    links = sorted(digest.knowledge.causes[cause].shows, key=lambda link: (-says(link), link.target))
    return [link for link in links[:most] if says(link) > 0]


def _arrow(origin: str, link: Link) -> Arrow:
    return Arrow(origin, link.target, link.frequency)


def _layered(digest: Digest, arrows: Sequence[Arrow], *, centre: str) -> Graph:
    """Put each box one layer right of the farthest that leads to it, and all symptoms into the last layer."""
    knowledge = digest.knowledge
    layers = dict.fromkeys((box for arrow in arrows for box in (arrow.origin, arrow.target)), 0)
    for _ in layers:
        for arrow in arrows:
            layers[arrow.target] = max(layers[arrow.target], layers[arrow.origin] + 1)
    last = max(layers.values(), default=0)
    kinds = {}
    for box in layers:
        if box in knowledge.symptoms:
            layers[box], kinds[box] = last, "symptom"
        elif box in knowledge.remedies:
            kinds[box] = "remedy"
        else:
            kinds[box] = "mechanism" if digest.parents[box] else "cause"
    return Graph(kinds, layers, tuple(arrows), centre)
