"""Collects what is wrong with one file, each place once, and never without bound.

Owns the list; leaves deciding what is a fault to the modules beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lossdoctor.model import Position
from lossdoctor.problems import Problem, Severity
from lossdoctor.strictyaml.bounds import MOST_PROBLEMS

__all__ = ["Faults"]


class Faults:
    """The problems of the file ``path``, whose lines are ``lines``."""

    def __init__(self, path: str, lines: Sequence[str] = ()) -> None:
        self.path = path
        self.lines: Sequence[str] = lines
        self._by_place: dict[tuple[str, int, int], Problem] = {}

    def add(
        self,
        code: str,
        message: str,
        *,
        line: int,
        column: int,
        mend: str = "",
        severity: Severity = "error",
        instead: str = "",
    ) -> None:
        """Add a problem at ``line`` and ``column``, which count from 1; the first at a place is kept."""
        key = (code, line, column)
        if key in self._by_place or len(self._by_place) >= MOST_PROBLEMS:
            return
        if len(self._by_place) == MOST_PROBLEMS - 1:
            message, mend, severity = (
                "there are more problems in this file",
                "mend those above first",
                "error",
            )
            instead = ""
        place = Position(self.path, line, column)
        self._by_place[key] = Problem(code, severity, message, place, mend, instead=instead)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in the order of the file."""
        found = sorted(self._by_place.values(), key=lambda problem: problem.sort_key)
        return tuple(replace(problem, excerpt=self._line(problem.position.line)) for problem in found)

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""
