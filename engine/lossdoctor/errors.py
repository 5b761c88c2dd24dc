"""The errors that lossdoctor raises, in one tree. Front ends print them; nobody else formats them.

LossdoctorError
├── KnowledgeError       the knowledge files cannot be used; carries every problem found
├── UnknownIdError       an id that the knowledge does not have; carries what was perhaps meant
├── EvidenceError        observations that contradict each other or cannot be used
├── NetworkError         numbers that are no probabilities, cycles: a network built wrongly
└── SessionError         a saved consultation that cannot be read or written
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lossdoctor.problems import Problem

__all__ = [
    "EvidenceError",
    "KnowledgeError",
    "LossdoctorError",
    "NetworkError",
    "SessionError",
    "UnknownIdError",
]


class LossdoctorError(ValueError):
    """The root of all errors that are somebody's input and not our fault."""


class KnowledgeError(LossdoctorError):
    """Knowledge files that cannot be used.

    >>> KnowledgeError("no knowledge here", folder="/tmp/x").folder
    '/tmp/x'
    """

    def __init__(self, message: str, *, folder: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.folder = folder
        self.problems = tuple(problems)


class UnknownIdError(LossdoctorError):
    """An id that the knowledge does not have.

    >>> str(UnknownIdError("nan-los", kind="symptom", suggestions=["nan-loss"]))
    'unknown symptom "nan-los"; did you mean "nan-loss"?'
    """

    def __init__(self, unknown_id: str, *, kind: str = "id", suggestions: Sequence[str] = ()) -> None:
        hint = "; did you mean " + " or ".join(f'"{s}"' for s in suggestions) + "?" if suggestions else ""
        super().__init__(f'unknown {kind} "{unknown_id}"{hint}')
        self.unknown_id = unknown_id
        self.kind = kind
        self.suggestions = tuple(suggestions)


class EvidenceError(LossdoctorError):
    """Observations that contradict each other, or that no network can hold."""

    def __init__(self, message: str, *, values: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.values = tuple(values)


class NetworkError(LossdoctorError):
    """A network built from numbers or links that make no sense."""

    def __init__(self, message: str, *, value: object = None) -> None:
        super().__init__(message)
        self.value = value


class SessionError(LossdoctorError):
    """A saved consultation that cannot be read or written."""

    def __init__(self, message: str, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path
