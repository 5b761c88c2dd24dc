"""What a lint sees: the knowledge, and where everything stands in the files.

Owns making warnings with exact places. Leaves finding something to the lints.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING

from lossdoctor.knowledge_base import SHIPPED, KnowledgeBase
from lossdoctor.loading.folders import KnowledgeFile
from lossdoctor.model import Position
from lossdoctor.problems import Problem
from lossdoctor.strictyaml import Document, Node

if TYPE_CHECKING:
    from lossdoctor.loading.inspection import Inspection

__all__ = ["Look"]


_SHIPPED_FOLDER = os.path.join(os.path.realpath(SHIPPED), "")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Look:
    """One inspection, as lints look at it."""

    def __init__(self, inspection: Inspection) -> None:
        self.knowledge: KnowledgeBase = inspection.knowledge
        self.files = inspection.files
        self._by_path = {file.relative: document for file, document in self.files}

    @cached_property
    def mentioned_in_broken_files(self) -> frozenset[str]:
        """All words of files that could not be taken up: what they name is no orphan."""
        knowledge = self.knowledge
        sound = {
            thing.position.path
            for things in (knowledge.causes, knowledge.questions, knowledge.remedies, knowledge.sources)
            for thing in things.values()
            if thing.position is not None
        } | {case.position.path for case in knowledge.cases if case.position is not None}
        texts = (document.text for file, document in self.files if file.relative not in sound)
        return frozenset(word for text in texts for word in _WORD.findall(text))

    def needs_chinese(self, file: KnowledgeFile) -> bool:
        """Tell whether ``file`` belongs to the shipped knowledge, all of which is in two languages."""
        return os.path.abspath(file.path).startswith(_SHIPPED_FOLDER)

    def warn(self, code: str, message: str, at: Position | None, *path: str | int, mend: str = "") -> Problem:
        """Make a warning at a record's place, or at what ``path`` leads to in its file."""
        position = at or Position("")
        document = self._by_path.get(position.path)
        if document is None:
            return Problem(code, "warning", message, position, mend)
        line, column = position.line, position.column
        if path and document.root is not None:
            node = document.root.find(path)
            line, column = node.line, node.column
        return Problem(
            code, "warning", message, document.position(line, column), mend, document.excerpt(line)
        )

    def warn_at(self, code: str, message: str, document: Document, node: Node, *, mend: str = "") -> Problem:
        """Make a warning at a node."""
        place = document.position(node.line, node.column)
        return Problem(code, "warning", message, place, mend, document.excerpt(node.line))
