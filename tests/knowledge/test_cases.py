"""Playing cases: what passes, what fails and why, and what could never fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lossdoctor.knowledge_base import KnowledgeBase, load
from lossdoctor.knowledge_tests import play, play_all, problems_of, real_cases
from lossdoctor.model import Case, Expectation

Make = Callable[..., Case]

OUTCOMES = [
    # seen, not seen, what must come out, outcome, what the failure says
    ("loss-nan data-has-nan", "", Expectation(top="missing-values"), "passed", ""),
    (
        "loss-nan data-has-nan",
        "",
        Expectation(top="numerical-overflow"),
        "failed",
        "behind missing-values 0.8",
    ),
    ("loss-nan weights-nan", "data-has-nan", Expectation(top="learning-rate-too-high"), "passed", ""),
    ("loss-nan weights-nan", "data-has-nan", Expectation(top="numerical-overflow"), "passed", ""),
    ("loss-oscillates", "", Expectation(within_top_3=("normal-wavering",)), "passed", ""),
    ("loss-oscillates", "", Expectation(never=("learning-rate-too-high",)), "failed", "must not be reported"),
    ("loss-oscillates", "", Expectation(nothing_wrong=True), "failed", "learning-rate-too-high is reported"),
    ("loss-wavers-while-falling", "", Expectation(nothing_wrong=True), "passed", ""),
    ("loss-oscillates", "", Expectation(remedy="lower-learning-rate"), "passed", ""),
    (
        "loss-oscillates",
        "",
        Expectation(within_top_3=("missing-values",)),
        "failed",
        "missing-values has 0.0",
    ),
    (
        "loss-wavers-while-falling",
        "",
        Expectation(remedy="lower-learning-rate"),
        "failed",
        "not among the first",
    ),
    ("loss-oscillates", "", Expectation(asks="loss-course"), "failed", "must be asked next"),
    ("loss-oscillates weights-nan", "", Expectation(alone="learning-rate-too-high"), "passed", ""),
    (
        "loss-oscillates data-not-scaled",
        "",
        Expectation(alone="learning-rate-too-high"),
        "failed",
        "data-not-scaled comes neither of learning-rate-too-high nor of what it leads to",
    ),
    (
        "loss-nan data-has-nan",
        "",
        Expectation(alone="numerical-overflow"),
        "failed",
        "data-has-nan comes neither of numerical-overflow nor of what it leads to; missing-values would",
    ),
    (
        "loss-nan weights-nan data-not-scaled",
        "",
        Expectation(alone="missing-values"),
        "passed",
        "",
    ),
    (
        "loss-oscillates",
        "",
        Expectation(top="learning-rate-too-high", offers=("lower-learning-rate",)),
        "passed",
        "",
    ),
    (
        "loss-oscillates",
        "",
        Expectation(top="learning-rate-too-high", offers=("clean-data",)),
        "failed",
        "clean-data is no remedy for learning-rate-too-high",
    ),
    (
        "loss-oscillates loss-wavers-while-falling",
        "",
        Expectation(top="learning-rate-too-high", offers=("lower-learning-rate",)),
        "failed",
        "lower-learning-rate is of no use or does harm when loss-wavers-while-falling is seen",
    ),
    (
        "loss-oscillates",
        "",
        Expectation(within_top_3=("numerical-overflow",), offers=("lower-learning-rate",)),
        "passed",
        "",
    ),
    (
        "loss-nan weights-nan",
        "data-has-nan",
        Expectation(alone="missing-values"),
        "failed",
        "missing-values does not account for all that was seen as simply as these do: learning-rate",
    ),
    (
        "loss-nan weights-nan",
        "data-has-nan",
        Expectation(within_top_3=("missing-values",), offers=("clean-data",)),
        "failed",
        "from 0.04 it is worth a line of the plan",
    ),
    (
        "loss-wavers-while-falling",
        "",
        Expectation(never=("missing-values",)),
        "vacuous",
        "points to missing-values",
    ),
]


@pytest.mark.parametrize(("seen", "absent", "expect", "outcome", "message"), OUTCOMES)
def test_outcomes(
    seen: str, absent: str, expect: Expectation, outcome: str, message: str, small: KnowledgeBase
) -> None:
    case = Case("a case", tuple(seen.split()), tuple(absent.split()), expect)
    (result,) = play_all(small, [case])
    assert result.outcome == outcome
    assert message in "".join(failure.message for failure in result.failures)


def test_a_failure_says_what_moved_which_cause(small: KnowledgeBase) -> None:
    case = Case("x", ("loss-nan", "data-has-nan"), (), Expectation(top="numerical-overflow"))
    result = play(small, case)
    (failure,) = result.failures
    assert failure.reasons[0].startswith("numerical-overflow: from 0.004 to")
    assert "data-has-nan +" in failure.reasons[1]
    assert (
        "what decides is data-has-nan: missing-values shows it (always), numerical-overflow does not"
        in failure.reasons[2]
    )
    (problem,) = problems_of(result, "x.yaml")
    assert problem.code == "KB090"
    assert "missing-values: from" in problem.help


def test_a_case_to_do_may_fail_and_must_not_pass(small: KnowledgeBase) -> None:
    seen = ("loss-nan", "data-has-nan")
    passing = Case("x", seen, (), Expectation(top="missing-values"), todo="later")
    failing = Case("x", seen, (), Expectation(top="normal-wavering"), todo="later")
    assert [result.outcome for result in play_all(small, [passing, failing])] == ["todo-passes", "todo"]
    assert problems_of(play(small, failing), "x.yaml") == ()
    assert problems_of(play(small, passing), "x.yaml")[0].code == "KB091"


def test_a_case_beside_a_cause_that_it_is_not_about_is_vacuous(small: KnowledgeBase) -> None:
    expect = Expectation(top="missing-values")
    case = Case("x", ("loss-nan", "data-has-nan"), (), expect, beside="normal-wavering")
    (result,) = play_all(small, [case])
    assert result.outcome == "vacuous"
    assert "without the cause that it lies beside" in result.failures[0].message


def test_real_cases_measure_and_are_no_tests(folder: Path) -> None:
    (folder / "cases/real.yaml").write_text(
        "- name: found\n  complained: [loss-nan]\n  seen: [loss-nan, data-has-nan]\n"
        "  established: [missing-values]\n"
        "- name: missed\n  seen: [loss-oscillates]\n  established: [normal-wavering]\n"
    )
    knowledge = load(folder)
    assert len(play_all(knowledge)) == 4
    measured = real_cases(knowledge)
    assert (measured.cases, measured.first) == (2, 1)


def test_the_small_knowledge_passes(small: KnowledgeBase) -> None:
    assert {result.outcome for result in play_all(small)} == {"passed"}
