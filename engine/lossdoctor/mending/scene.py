"""What a mender sees: one file as it stands, its tree, its schema, and the ids that exist.

Owns finding what stands at a place. Leaves deciding what should stand there to ``menders``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lossdoctor.loading.folders import KnowledgeFile
from lossdoctor.strictyaml import Document, Node

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["Path", "Scene"]

Path = tuple[str | int, ...]
Place = tuple[int, int]
_QUOTED = re.compile(r"\"[^\"\\]*\"|'[^']*'")


@dataclass(frozen=True)
class Scene:
    """One file, and what is known besides."""

    file: KnowledgeFile
    document: Document
    schema: Mapping[str, Any]
    knowledge: KnowledgeBase

    @cached_property
    def text(self) -> str:
        """The file without a byte-order mark, and with plain line ends: that is how places are counted."""
        return "\n".join(self.document.lines)

    @cached_property
    def values(self) -> Mapping[Place, tuple[Path, Node]]:
        """Every scalar that is written out, by its place."""
        return {
            (node.line, node.column): (path, node)
            for path, node in self._nodes()
            if node.kind == "scalar" and node.source
        }

    @cached_property
    def keys(self) -> Mapping[Place, str]:
        """Every key by its place."""
        return {place: key for _, node in self._nodes() for key, place in node.key_places.items()}

    def part_of_schema(self, path: Path) -> Mapping[str, Any]:
        """Give what the schema says of the value that ``path`` leads to; nothing where it says nothing."""
        part: Any = self.schema
        for step in path:
            more = part.get("additionalProperties")
            other = more if isinstance(more, Mapping) else {}
            part = part.get("properties", {}).get(step, other) if isinstance(step, str) else part.get("items")
            if not isinstance(part, Mapping):
                return {}
        return part if isinstance(part, Mapping) else {}

    def as_written(self, place: Place, word: str) -> str:
        """Give ``word`` as it stands at ``place``, with its quotation marks; "" where it does not."""
        line, column = place
        rest = self.document.excerpt(line)[column - 1 :]
        quoted = _QUOTED.match(rest)
        if quoted:
            return quoted.group() if quoted.group()[1:-1] == word else ""
        return word if rest.startswith(word) else ""

    def _nodes(self) -> Iterator[tuple[Path, Node]]:
        waiting: list[tuple[Path, Node]] = [((), self.document.root)] if self.document.root else []
        while waiting:
            path, node = waiting.pop()
            yield path, node
            waiting += [((*path, key), child) for key, child in node.fields.items()]
            waiting += [((*path, number), child) for number, child in enumerate(node.items)]
