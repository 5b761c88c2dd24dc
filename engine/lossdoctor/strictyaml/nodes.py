"""A YAML file as a tree whose every key and value knows its place.

Owns the tree and its plain form. Leaves making it to ``build``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

__all__ = ["Node", "Place"]

Place = tuple[int, int]
"""Line and column, both from 1."""


_NONE: Mapping[str, Any] = MappingProxyType({})


def _none() -> Mapping[str, Any]:
    """Give scalars, which are most nodes, one empty mapping to share."""
    return _NONE


@dataclass(slots=True)
class Node:
    """One value: a mapping, a list, or a scalar."""

    kind: Literal["mapping", "list", "scalar"]
    line: int
    column: int
    value: str | int | float | bool | None = None
    """Of a scalar."""
    source: str = ""
    """Of a scalar: what is written in the file (1.10, not 1.1)."""
    end_line: int = 0
    items: Sequence[Node] = ()
    fields: Mapping[str, Node] = field(default_factory=_none)
    key_places: Mapping[str, Place] = field(default_factory=_none)
    refused: bool = False
    """Something is wrong with it already: what it holds is not to be judged further."""

    def plain(self) -> Any:
        """Give the value as dicts, lists, texts and numbers."""
        if self.kind == "mapping":
            return {key: child.plain() for key, child in self.fields.items()}
        if self.kind == "list":
            return [child.plain() for child in self.items]
        return self.value

    def find(self, path: Iterable[str | int]) -> Node:
        """Walk down ``path``, as far as it exists."""
        node = self
        for step in path:
            if isinstance(step, str):
                if step not in node.fields:
                    return node
                node = node.fields[step]
            elif step < len(node.items):
                node = node.items[step]
            else:
                return node
        return node
