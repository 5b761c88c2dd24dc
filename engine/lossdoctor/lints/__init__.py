"""Lints: what is allowed in a knowledge file, and yet most probably not meant. All of them are warnings.

Owns the list of lints and silencing them. A lint is one small function from a
:class:`~lossdoctor.lints.look.Look` to warnings; its code is stable, and ``lossdoctor.codes`` says what, why
and how to mend. A file may silence a code for itself, with a reason; errors cannot be silenced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from lossdoctor.lints.contradictions import contradictory_links, count_that_nobody_counted
from lossdoctor.lints.duplicates import names_that_are_nearly_the_same, things_that_mean_nearly_the_same
from lossdoctor.lints.look import Look
from lossdoctor.lints.orphans import (
    cause_that_nothing_shows,
    cause_without_remedy,
    claim_that_nobody_cites,
    question_that_tells_nothing,
    remedy_for_no_cause,
    symptom_of_no_cause,
)
from lossdoctor.lints.separability import causes_that_look_the_same
from lossdoctor.lints.texts import code_that_does_not_parse, text_without_chinese
from lossdoctor.lints.untested import cause_that_never_loses, cause_that_never_wins
from lossdoctor.problems import Problem

if TYPE_CHECKING:
    from lossdoctor.loading.inspection import Inspection

__all__ = ["LINTS", "run_lints"]

LINTS: Mapping[str, Callable[[Look], Iterator[Problem]]] = {
    "KB070": symptom_of_no_cause,
    "KB071": cause_without_remedy,
    "KB072": remedy_for_no_cause,
    "KB073": question_that_tells_nothing,
    "KB074": cause_that_never_wins,
    "KB075": cause_that_never_loses,
    "KB076": text_without_chinese,
    "KB077": code_that_does_not_parse,
    "KB078": contradictory_links,
    "KB079": names_that_are_nearly_the_same,
    "KB080": things_that_mean_nearly_the_same,
    "KB081": causes_that_look_the_same,
    "KB082": count_that_nobody_counted,
    "KB083": claim_that_nobody_cites,
    "KB084": cause_that_nothing_shows,
}
"""All lints by code."""


def run_lints(inspection: Inspection) -> tuple[tuple[Problem, ...], int]:
    """Run all lints.

    Returns:
        The problems that are left, those of silencing itself among them, and how many warnings were silenced.
    """
    from lossdoctor.lints.silencing import silence

    look = Look(inspection)
    found = [problem for lint in LINTS.values() for problem in lint(look)]
    return silence(found, look, LINTS)
