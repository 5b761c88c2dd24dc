"""Causes that look the same: nobody can tell them apart, whatever is asked.

Two causes are compared by how often each symptom is seen when only one of them is there, mechanisms included.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.chains import reached_by, shown_by
from lossdoctor.lints.look import Look
from lossdoctor.model import Cause
from lossdoctor.problems import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["causes_that_look_the_same"]

_OVERLAP = 0.75
"""Share of what either shows that both show."""
_TELLS_APART = 0.4
"""A symptom whose frequencies differ by this much tells two causes apart."""


def causes_that_look_the_same(look: Look) -> Iterator[Problem]:
    """KB081."""
    knowledge = look.knowledge
    causes = [cause for cause in knowledge.causes.values() if cause.shows or cause.leads_to]
    profiles = _profiles(look, causes)
    downstream = {cause.id: set(reached_by(knowledge, cause.id)) for cause in causes}
    for row, first in enumerate(causes):
        rest = profiles[row + 1 :]
        both, either = (
            np.minimum(rest, profiles[row]).sum(axis=1),
            np.maximum(rest, profiles[row]).sum(axis=1),
        )
        difference = np.abs(rest - profiles[row]).max(axis=1, initial=0.0)
        for offset in np.flatnonzero((both >= _OVERLAP * either) & (difference < _TELLS_APART)):
            second = causes[row + 1 + int(offset)]
            on_one_chain = second.id in downstream[first.id] or first.id in downstream[second.id]
            if not on_one_chain and not _says_so(first, second):
                yield look.warn(
                    "KB081",
                    f'"{second.id}" shows nearly what "{first.id}" shows, and nothing tells them apart',
                    second.position,
                    "id",
                    mend="link a symptom that only one of them shows, or name each in the other's mimics, "
                    "with a note on how to tell",
                )


def _profiles(look: Look, causes: list[Cause]) -> NDArray[np.float64]:
    """Give how often each cause (row) brings each symptom (column) about."""
    columns = {symptom: column for column, symptom in enumerate(look.knowledge.symptoms)}
    profiles = np.zeros((len(causes), len(columns)))
    for row, cause in enumerate(causes):
        for symptom, probability in shown_by(look.knowledge, cause.id).items():
            profiles[row, columns[symptom]] = probability
    return profiles


def _says_so(first: Cause, second: Cause) -> bool:
    named = second.id in first.mimics and first.id in second.mimics
    return named and bool(first.notes or second.notes)
