"""The knowledge as a graph: for drawing it, for querying it with networkx, and for taking it elsewhere.

Owns building the graph, ways through it, what tells two causes apart, and the exports.
Leaves probabilities given observations to ``inference``; nothing here depends on what was observed.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lossdoctor.chains import shown_by

if TYPE_CHECKING:
    import networkx

    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Link

__all__ = [
    "EXPORTS",
    "Distinction",
    "KnowledgePath",
    "build_graph",
    "distinctions",
    "find_paths",
    "to_dot",
    "to_graphml",
    "to_json",
    "to_mermaid",
]

_MOST_PATHS = 50


@dataclass(frozen=True, slots=True)
class KnowledgePath:
    """A way from a cause through its mechanisms to a symptom."""

    nodes: tuple[str, ...]
    """Cause ids, and the symptom at the end."""
    links: tuple[Link, ...]
    strength: float
    """How often the cause brings the symptom about in this way: the product along the links."""


@dataclass(frozen=True, slots=True)
class Distinction:
    """A symptom by which two causes can be told apart."""

    symptom: str
    first: float
    """How often it is seen when only the first cause is there, its background counted in."""
    second: float


def build_graph(knowledge: KnowledgeBase) -> networkx.MultiDiGraph[str]:
    """Build the graph; every attribute is a text or a number, so that it can be exported.

    Nodes carry ``kind`` (symptom, cause or remedy), ``name``, ``name_zh`` and what else is short. An edge's
    key is its kind: ``shows`` and ``leads-to`` go out from a cause, ``fixes`` goes from a remedy to a
    cause. Edges carry ``strength`` (the number), ``how_often`` (as written) and ``sources`` (ids with
    commas between).
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for symptom in knowledge.symptoms.values():
        graph.add_node(
            symptom.id,
            kind="symptom",
            name=symptom.name.en,
            name_zh=symptom.name.zh,
            observed=symptom.kind,
            question=symptom.question,
            background=symptom.background.number,
        )
    for cause in knowledge.causes.values():
        graph.add_node(
            cause.id,
            kind="cause",
            name=cause.name.en,
            name_zh=cause.name.zh,
            family=cause.family,
            base_rate=cause.base_rate.number,
        )
    for remedy in knowledge.remedies.values():
        graph.add_node(
            remedy.id, kind="remedy", name=remedy.name.en, name_zh=remedy.name.zh, effort=remedy.effort
        )
    for origin, target, kind, link in _edges(knowledge):
        graph.add_edge(
            origin,
            target,
            key=kind,
            strength=link.frequency.number,
            how_often=link.frequency.written,
            sources=",".join(link.sources),
        )
    return graph


def _edges(knowledge: KnowledgeBase) -> Iterator[tuple[str, str, str, Link]]:
    for cause in knowledge.causes.values():
        for link in cause.leads_to:
            yield cause.id, link.target, "leads-to", link
        for link in cause.shows:
            yield cause.id, link.target, "shows", link
        for link in cause.remedies:
            yield link.target, cause.id, "fixes", link


def find_paths(knowledge: KnowledgeBase, cause: str, symptom: str) -> tuple[KnowledgePath, ...]:
    """Find the ways from ``cause`` to ``symptom``, strongest first (at most the fifty strongest).

    Best first: a way never gets stronger as it gets longer, so what is complete when its turn comes is next
    in order.
    """
    reaching = _causes_reaching(knowledge, symptom)
    found: list[KnowledgePath] = []
    waiting: list[tuple[float, tuple[str, ...], tuple[Link, ...]]] = [(-1.0, (cause,), ())]
    while waiting and len(found) < _MOST_PATHS:
        negative, nodes, links = heapq.heappop(waiting)
        if nodes[-1] == symptom:
            found.append(KnowledgePath(nodes, links, -negative))
            continue
        last = knowledge.causes[nodes[-1]]
        onward = [link for link in last.shows if link.target == symptom]
        onward += [link for link in last.leads_to if link.target in reaching]
        for link in onward:
            heapq.heappush(waiting, (negative * link.frequency.number, (*nodes, link.target), (*links, link)))
    return tuple(found)


@lru_cache(maxsize=256)  # asked again for every cause of a diagnosis
def _causes_reaching(knowledge: KnowledgeBase, symptom: str) -> frozenset[str]:
    parents: dict[str, list[str]] = {}
    for cause in knowledge.causes.values():
        for link in cause.leads_to:
            parents.setdefault(link.target, []).append(cause.id)
    reaching: set[str] = set()
    waiting = [incoming.origin for incoming in knowledge.causes_of(symptom)]
    while waiting:
        cause_id = waiting.pop()
        if cause_id not in reaching:
            reaching.add(cause_id)
            waiting += parents.get(cause_id, [])
    return frozenset(reaching)


def distinctions(knowledge: KnowledgeBase, first: str, second: str) -> tuple[Distinction, ...]:
    """Give the symptoms whose frequency differs between two causes, the most telling first."""
    of_first, of_second = shown_by(knowledge, first), shown_by(knowledge, second)
    found = []
    for symptom in dict.fromkeys([*of_first, *of_second]):
        silent = 1 - knowledge.symptoms[symptom].background.number
        found.append(
            Distinction(
                symptom,
                1 - silent * (1 - of_first.get(symptom, 0.0)),
                1 - silent * (1 - of_second.get(symptom, 0.0)),
            )
        )
    telling = [entry for entry in found if abs(entry.first - entry.second) >= 0.01]
    return tuple(sorted(telling, key=lambda entry: (-abs(entry.first - entry.second), entry.symptom)))


def to_json(graph: networkx.MultiDiGraph[str]) -> str:
    """Write the graph as JSON in the node-link form that networkx and D3 read."""
    nodes = [{"id": node, **attributes} for node, attributes in graph.nodes(data=True)]
    edges = [
        {"source": origin, "target": target, "key": kind, **attributes}
        for origin, target, kind, attributes in graph.edges(keys=True, data=True)
    ]
    import json  # the command line and a diagnosis use this module for paths alone

    content = {"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "edges": edges}
    return json.dumps(content, ensure_ascii=False, indent=1)


def to_graphml(graph: networkx.MultiDiGraph[str]) -> str:
    """Write the graph as GraphML, for yEd, Gephi and Cytoscape."""
    import networkx

    return "\n".join(networkx.generate_graphml(graph))


_SHAPES = {"cause": "box", "symptom": "ellipse", "remedy": "hexagon"}


def to_dot(graph: networkx.MultiDiGraph[str]) -> str:
    """Write the graph for Graphviz."""
    lines = ["digraph knowledge {", "  rankdir=LR;"]
    for node, attributes in graph.nodes(data=True):
        shape = _SHAPES[attributes["kind"]]
        lines.append(f"  {_quoted(node)} [label={_quoted(attributes['name'])}, shape={shape}];")
    for origin, target, kind, attributes in graph.edges(keys=True, data=True):
        label = _quoted(f"{kind}: {attributes['how_often']}")
        lines.append(f"  {_quoted(origin)} -> {_quoted(target)} [label={label}];")
    return "\n".join([*lines, "}"])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_BRACKETS = {"cause": ("[", "]"), "symptom": ("([", "])"), "remedy": ("{{", "}}")}


def to_mermaid(graph: networkx.MultiDiGraph[str]) -> str:
    """Write the graph for Mermaid, which code hosts draw inside Markdown."""
    numbers = {node: f"n{number}" for number, node in enumerate(graph)}
    lines = ["flowchart LR"]
    for node, attributes in graph.nodes(data=True):
        opening, closing = _BRACKETS[attributes["kind"]]
        label = attributes["name"].replace('"', "#quot;")
        lines.append(f'  {numbers[node]}{opening}"{label}"{closing}')
    for origin, target, kind, attributes in graph.edges(keys=True, data=True):
        lines.append(f'  {numbers[origin]} -->|"{kind}: {attributes["how_often"]}"| {numbers[target]}')
    return "\n".join(lines)


EXPORTS: Mapping[str, Callable[[networkx.MultiDiGraph[str]], str]] = {
    "json": to_json,
    "graphml": to_graphml,
    "dot": to_dot,
    "mermaid": to_mermaid,
}
"""The forms in which a graph can be taken elsewhere, by name."""
