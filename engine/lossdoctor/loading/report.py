"""A notebook for the problems of one document.

Owns making a :class:`Problem` from a code, words and a node. Leaves finding them to the checks.
"""

from __future__ import annotations

from lossdoctor.problems import Problem, Severity
from lossdoctor.strictyaml import Document, Node

__all__ = ["Report"]


class Report:
    """What checks have found in ``document``, each place and code once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._problems: dict[tuple[str, int, int, str], Problem] = {}

    def add(
        self,
        code: str,
        message: str,
        node: Node,
        mend: str = "",
        *,
        severity: Severity = "error",
        instead: str = "",
    ) -> None:
        """Add a problem at the beginning of ``node``."""
        self.add_at(code, message, (node.line, node.column), mend, severity=severity, instead=instead)

    def add_at(
        self,
        code: str,
        message: str,
        place: tuple[int, int],
        mend: str = "",
        *,
        severity: Severity = "error",
        instead: str = "",
    ) -> None:
        """Add a problem at line and column."""
        position = self.document.position(*place)
        excerpt = self.document.excerpt(place[0])
        problem = Problem(code, severity, message, position, mend, excerpt, instead)
        self._problems.setdefault((code, *place, message), problem)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems in the order in which they were found."""
        return tuple(self._problems.values())
