"""The diagnoses of real cases do not get worse unnoticed."""

from __future__ import annotations

from lossdoctor.evaluation import everything_stated
from lossdoctor.knowledge_base import load

FLOOR = 0.6
"""Of established causes among the first three, with everything that the case states. Well below what is
reached: a single case that goes another way is a matter of judgement, many at once are a fault."""


def test_established_causes_are_among_the_first_three() -> None:
    score = everything_stated(knowledge := load(), knowledge.cases)
    assert len(score.cases) >= 80
    missed = [f"{case.name}: {', '.join(case.first)}" for case in score.missed]
    assert score.top_3 >= FLOOR, "\n".join(missed)
