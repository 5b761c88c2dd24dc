"""The whole check of knowledge folders, as ``lossdoctor knowledge check`` runs it.

Owns putting errors and lints together. Leaves them to ``inspection`` and ``lints``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from lossdoctor.knowledge_base import SHIPPED, KnowledgeBase
from lossdoctor.lints import run_lints
from lossdoctor.loading.folders import read_all, survey
from lossdoctor.loading.inspection import inspect
from lossdoctor.loading.installed import locate
from lossdoctor.problems import Problem

__all__ = ["CheckOutcome", "check_folders"]


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What a check found."""

    knowledge: KnowledgeBase
    """What is sound."""
    problems: tuple[Problem, ...]
    files: int
    suppressed: int = 0
    """Warnings that a file silences, with a reason."""


def check_folders(folders: Sequence[str | os.PathLike[str]] = ()) -> CheckOutcome:
    """Check ``folders`` together, as one knowledge; without any, the shipped one.

    Raises:
        KnowledgeError: if one of them holds no knowledge.
    """
    named = [os.path.realpath(locate(folder)) for folder in folders or [SHIPPED]]
    raw, problems = read_all([survey(folder) for folder in dict.fromkeys(named)])
    inspection = inspect(raw)
    warnings, suppressed = run_lints(inspection)
    everything = sorted([*problems, *inspection.problems, *warnings], key=lambda problem: problem.sort_key)
    return CheckOutcome(inspection.knowledge, tuple(everything), len(inspection.files), suppressed)
