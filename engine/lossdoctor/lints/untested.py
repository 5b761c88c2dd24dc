"""Causes that no case protects: a change elsewhere could break them, and nobody would see it."""

from __future__ import annotations

from collections.abc import Iterator

from lossdoctor.lints.look import Look
from lossdoctor.problems import Problem

__all__ = ["cause_that_never_loses", "cause_that_never_wins"]


def cause_that_never_wins(look: Look) -> Iterator[Problem]:
    """KB074."""
    winners = {case.expect.top for case in look.knowledge.cases} | look.mentioned_in_broken_files
    for cause in look.knowledge.causes.values():
        if cause.id not in winners:
            yield look.warn(
                "KB074",
                f'there is no case that "{cause.id}" wins',
                cause.position,
                "id",
                mend=f"write one into {cause.id}.cases.yaml beside it: expect: {{top: {cause.id}}}",
            )


def cause_that_never_loses(look: Look) -> Iterator[Problem]:
    """KB075."""
    losers = {cause for case in look.knowledge.cases for cause in case.expect.never}
    for cause in look.knowledge.causes.values():
        if cause.id not in losers | look.mentioned_in_broken_files:
            yield look.warn(
                "KB075",
                f'there is no case that "{cause.id}" must not win',
                cause.position,
                "id",
                mend=f"write one that looks like it and is not: expect: {{top: OTHER, not: {cause.id}}}",
            )
