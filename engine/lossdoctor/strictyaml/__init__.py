"""Strict YAML: the one reader of knowledge files, for the engine, the checks, the tests and the packs.

Nothing is guessed and nothing is lost in silence: what YAML readers disagree on is refused, with its place
and how to mend it, and all faults of a file are told in one run. Time and memory are bounded for any input.
Nobody else reads YAML here, and ``yaml.safe_load`` is called nowhere (a test holds that).
"""

from __future__ import annotations

from dataclasses import dataclass

from lossdoctor.model import Position
from lossdoctor.problems import Problem
from lossdoctor.strictyaml.bounds import LARGEST_FILE
from lossdoctor.strictyaml.nodes import Node, Place

__all__ = ["LARGEST_FILE", "Document", "Node", "read"]


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read."""

    path: str
    text: str
    lines: tuple[str, ...]
    root: Node | None
    """None where nothing could be read."""
    problems: tuple[Problem, ...]
    left_out: tuple[Place, ...] = ()
    """First and last line of each part that could not be read."""

    def position(self, line: int, column: int) -> Position:
        """Make a position in this file."""
        return Position(self.path, line, column)

    def excerpt(self, line: int) -> str:
        """Give the line as it stands in the file."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def lost_something(self, node: Node) -> bool:
        """Tell whether a part of ``node`` was left out, so that what it lacks is no news."""
        return any(first <= node.end_line + 1 and last >= node.line for first, last in self.left_out)


def read(raw: bytes, path: str) -> Document:
    """Read the YAML file ``path`` with the content ``raw``. Never raises; faults are in ``problems``.

    >>> document = read(b"id: dead-relu\\nbase-rate: no\\n", "causes/dead-relu.yaml")
    >>> document.root.plain()["id"]
    'dead-relu'
    >>> print(document.problems[0].position, document.problems[0].message)
    causes/dead-relu.yaml:2:12 "no" means different things to different YAML readers
    """
    # Kept knowledge is loaded without reading any YAML, and then without importing what reads it.
    from lossdoctor.strictyaml.characters import clean_text
    from lossdoctor.strictyaml.faults import Faults
    from lossdoctor.strictyaml.layout import check_layout
    from lossdoctor.strictyaml.recovery import build_what_can_be_read

    faults = Faults(path)
    text = clean_text(raw, faults)
    root, left_out = build_what_can_be_read(text, faults)
    if root is None and not faults.problems:
        faults.add(
            "KB021", "there is nothing in this file", line=1, column=1, mend="write it, or delete the file"
        )
    elif root is not None:
        check_layout(text, faults.lines, root, left_out, faults)
    return Document(path, text, tuple(faults.lines), root, faults.problems, tuple(left_out))
