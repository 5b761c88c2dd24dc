"""Cases that pass whatever the knowledge says, and so test nothing.

Owns finding them. A case that can never fail is worse than none: it is counted, and it protects nobody.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from lossdoctor.chains import shown_by
from lossdoctor.knowledge_tests import Failure, play
from lossdoctor.model import Case, Cause, Expectation

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["points_to", "why_vacuous", "without_cause"]


def why_vacuous(knowledge: KnowledgeBase, case: Case) -> Failure | None:
    """Say why a case that passes could not fail; None if it could.

    A case whose only demand is that causes are not reported can only fail if something that was seen points
    to one of them. A case that lies beside a cause and does not name it is only about that cause if it
    fails without it.
    """
    expect = case.expect
    if expect == Expectation(never=expect.never) and not any(
        points_to(knowledge, case, cause) for cause in expect.never
    ):
        causes = " or ".join(expect.never)
        return Failure("not", f"nothing that was seen points to {causes}, so that it could not come out")
    if case.beside in knowledge.causes and case.beside not in expect.causes:
        smaller = without_cause(knowledge, case.beside)
        if play(smaller, case).outcome == "passed":
            return Failure("expect", f"it still passes without the cause that it lies beside, {case.beside}")
    return None


def points_to(knowledge: KnowledgeBase, case: Case, cause: str) -> bool:
    """Tell whether anything that was seen in ``case`` speaks for ``cause``, so that it might come out."""
    return not set(case.seen).isdisjoint(shown_by(knowledge, cause))


def without_cause(knowledge: KnowledgeBase, cause_id: str) -> KnowledgeBase:
    """Give the knowledge as it would be if nobody knew of ``cause_id``."""
    causes = {
        cause.id: _not_leading_to(cause, cause_id)
        for cause in knowledge.causes.values()
        if cause.id != cause_id
    }
    return replace(knowledge, causes=MappingProxyType(causes))


def _not_leading_to(cause: Cause, target: str) -> Cause:
    if all(link.target != target for link in cause.leads_to):
        return cause
    return replace(cause, leads_to=tuple(link for link in cause.leads_to if link.target != target))
