"""The plan: its order, what it leaves out and says so, and what it says when nothing is to be done."""

from __future__ import annotations

import numpy as np
import pytest

from lossdoctor import Consultation, KnowledgeBase, Plan
from lossdoctor.repair import Repair, expected_cost
from lossdoctor.troubleshooting import SMALLEST_SHARE


def plan_after(demo: KnowledgeBase, *seen: str) -> Plan:
    """Make a plan; a symptom with a minus before it was looked for and not seen."""
    consultation = Consultation(demo)
    absent = [symptom[1:] for symptom in seen if symptom.startswith("-")]
    consultation.observe(*(symptom for symptom in seen if not symptom.startswith("-")), absent=absent)
    return consultation.plan()


def remedies(plan: Plan) -> list[str]:
    return [step.id for step in plan.steps if step.kind == "remedy"]


def test_the_first_remedy_gains_most_for_its_effort(demo: KnowledgeBase) -> None:
    plan = plan_after(demo, "training-loss-nan", "data-has-nan")
    first = plan.steps[0]
    assert (first.id, first.for_causes[0]) == ("clean-data", "nan-in-data")
    assert first.probability > 0.85
    assert plan.helps >= first.probability


def test_a_remedy_that_serves_several_causes_counts_them_all(demo: KnowledgeBase) -> None:
    plan = plan_after(demo, "training-loss-nan", "rate-large", "log-of-softmax")
    step = next(step for step in plan.steps if step.id == "lower-learning-rate")
    assert set(step.for_causes) == {"learning-rate-too-high", "exp-overflow"}


def test_each_step_is_what_comes_first_once_those_before_it_failed(demo: KnowledgeBase) -> None:
    consultation = Consultation(demo)
    consultation.observe("training-loss-nan", "rate-large")
    for remedy in remedies(consultation.plan())[:3]:
        assert remedies(consultation.plan())[0] == remedy
        consultation.tried(remedy, "no-change")


def test_tried_remedies_are_not_proposed_again(consultation: Consultation) -> None:
    consultation.observe("training-loss-oscillates", "rate-large")
    before = consultation.ranking()
    assert remedies(consultation.plan())[0] == "lower-learning-rate"
    consultation.tried("lower-learning-rate", "no-change")
    assert "lower-learning-rate" not in remedies(consultation.plan())
    assert dict(consultation.ranking())["learning-rate-too-high"] < dict(before)["learning-rate-too-high"]


def test_what_would_do_harm_is_left_out_and_named(demo: KnowledgeBase) -> None:
    plan = plan_after(demo, "training-loss-falls-slowly", "rate-large", "training-loss-runs-away")
    assert "lower-learning-rate" not in remedies(plan)
    (left,) = plan.ruled_out
    assert (left.remedy, left.because) == ("lower-learning-rate", "training-loss-falls-slowly")
    assert "It falls too slowly" in left.why.en


def test_what_is_as_likely_as_in_any_run_is_not_mended(demo: KnowledgeBase) -> None:
    """Whose data holds NaN is not told to lower the learning rate because rates are often too high."""
    consultation = Consultation(demo)
    consultation.observe("data-has-nan", absent=["training-loss-runs-away", "rate-large"])
    assert consultation.diagnosis().causes[0].id == "nan-in-data"
    assert remedies(consultation.plan()) == ["clean-data"]


def test_a_clear_diagnosis_has_a_short_plan(demo: KnowledgeBase) -> None:
    plan = plan_after(demo, "training-loss-nan", "data-has-nan", "-rate-large")
    reached = np.cumprod([1, *(1 - step.probability for step in plan.steps)])[:-1]
    assert all(reached * [step.probability for step in plan.steps] >= SMALLEST_SHARE)


def test_an_answer_is_worth_what_it_saves_on_the_plan_that_serves_all_answers() -> None:
    """Two remedies, one for each of two causes: to know which cause it is saves trying the wrong one."""
    repair = Repair(("mend-a", "mend-b"), np.eye(2), np.array([50.0, 50.0]), np.zeros(2))
    saved, changes = repair.effect_of(np.array([0.5, 0.5]), np.array([[1.0, 0.0], [0.0, 1.0]]))
    # Blind: 50 minutes, then half of the time 50 more, and a quarter of the time (taken as independent) 400.
    assert saved == pytest.approx((50 + 0.5 * 50 + 0.25 * 400) - 50)
    assert changes == pytest.approx(0.5)
    assert repair.effect_of(np.array([0.5, 0.5]), np.array([[0.4, 0.0], [0.4, 0.0]])) == (0, 0)


def test_a_cheap_check_comes_before_a_costly_remedy(demo: KnowledgeBase) -> None:
    plan = plan_after(demo, "training-loss-flat", "rate-small")
    check = plan.steps[0]
    assert check.kind == "check"
    assert check.minutes < min(step.minutes for step in plan.steps if step.kind == "remedy")
    assert check.probability > 0
    assert len(check.for_causes) >= 2


@pytest.mark.parametrize(
    ("present", "first", "says"),
    [
        ((), None, "Say first what you see"),
        (("trained-briefly", "training-loss-falls-slowly"), "keep-training", "Nothing needs mending"),
        (
            ("training-loss-oscillates", "validation-loss-follows", "-rate-large", "-gradients-huge"),
            None,
            "Nothing needs mending",
        ),
    ],
)
def test_where_nothing_is_to_be_mended_the_plan_says_so(
    demo: KnowledgeBase, present: tuple[str, ...], first: str | None, says: str
) -> None:
    plan = plan_after(demo, *present)
    assert says in plan.summary.en
    if first:
        assert remedies(plan)[0] == first
        assert "nothing needs mending" in plan.steps[0].why.en


def test_once_fixed_nothing_is_left_to_do(consultation: Consultation) -> None:
    consultation.observe("training-loss-nan", "data-has-nan")
    consultation.tried("clean-data", "fixed")
    assert consultation.plan().steps == ()
    assert "fixed it" in consultation.plan().summary.en
    assert consultation.next_question() is None
    assert consultation.stopped == "It is fixed."


def test_expected_effort_is_what_a_person_spends_on_average(demo: KnowledgeBase) -> None:
    plan = plan_after(demo, "training-loss-nan", "data-has-nan")
    reached, minutes = 1.0, 0.0
    for step in plan.steps:
        minutes += reached * step.minutes
        reached *= 1 - step.probability if step.kind == "remedy" else 1
    assert plan.expected_minutes == pytest.approx(minutes)
    assert plan.helps == pytest.approx(1 - reached)


def test_giving_up_beats_a_hopeless_remedy() -> None:
    assert expected_cost(np.array([[0.01]]), np.array([40.0])) == [400.0]


def test_a_plan_survives_being_written_down(demo: KnowledgeBase) -> None:
    plan = plan_after(demo, "training-loss-nan", "rate-large")
    assert Plan.from_dict(plan.to_dict()) == plan
