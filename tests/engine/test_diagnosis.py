"""What the diagnosis says, and why."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from lossdoctor import (
    Consultation,
    Diagnosis,
    EvidenceError,
    KnowledgeBase,
    NetworkError,
    diagnose,
    diagnose_many,
)
from lossdoctor.inference import posterior


def test_probabilities_are_those_of_the_network(demo: KnowledgeBase) -> None:
    diagnosis = diagnose(["training-loss-nan"], ["data-has-nan"], knowledge=demo)
    belief = posterior(demo.network, ["training-loss-nan"], ["data-has-nan"])
    assert {cause.id: cause.probability for cause in diagnosis.causes} == pytest.approx(belief.as_dict())
    assert diagnosis.exact


def test_causes_come_by_probability_and_roots_before_what_they_bring_about(demo: KnowledgeBase) -> None:
    causes = diagnose(["training-loss-nan", "log-of-softmax"], knowledge=demo).causes
    for role in ("root", "mechanism"):
        probabilities = [cause.probability for cause in causes if cause.role == role]
        assert probabilities == sorted(probabilities, reverse=True)
    assert [cause.id for cause in causes[:2]] == ["learning-rate-too-high", "exp-overflow"]
    assert causes[0].probability < causes[1].probability


def test_a_weight_is_what_would_be_lost_without_the_observation(demo: KnowledgeBase) -> None:
    diagnosis = diagnose(["training-loss-nan", "rate-large"], knowledge=demo)

    def log_odds(present: list[str]) -> float:
        probability = posterior(demo.network, present).probability("learning-rate-too-high")
        return math.log2(probability / (1 - probability))

    weight = next(
        w for w in diagnosis.cause("learning-rate-too-high").evidence_for if w.symptom == "rate-large"
    )
    lost = log_odds(["training-loss-nan", "rate-large"]) - log_odds(["training-loss-nan"])
    assert weight.bits == pytest.approx(lost)


def test_paths_run_through_mechanisms_with_their_sources(demo: KnowledgeBase) -> None:
    cause = diagnose(["training-loss-nan"], knowledge=demo).cause("learning-rate-too-high")
    (path,) = cause.paths
    assert [(step.origin, step.relation, step.target) for step in path.steps] == [
        ("learning-rate-too-high", "leads-to", "exp-overflow"),
        ("exp-overflow", "shows", "training-loss-nan"),
    ]
    assert path.strength == pytest.approx(0.27 * 0.91)
    assert cause.sources == ("handbook-02",)


@pytest.mark.parametrize(
    ("present", "absent", "en", "zh"),
    [
        ([], [], "Nothing was observed yet", "还没有任何观察"),
        (["training-loss-nan"], [], "I do not know yet", "我还不知道"),
        (["training-loss-nan", "data-has-nan"], [], "Almost certainly: “NaN in the data”", "几乎可以肯定"),
        (
            ["training-loss-nan", "log-of-softmax", "rate-large"],
            [],
            "“Learning rate too high” (84%), which brings about “exp overflows”",
            "它引起“exp 溢出”",
        ),
        (
            ["training-loss-nan", "log-of-softmax"],
            ["data-has-nan", "lower-rate-helps"],
            "what brings it about is open",
            "由什么引起还不确定",
        ),
        (["trained-briefly", "training-loss-falls-slowly"], [], "nothing is wrong", "没有问题"),
        (
            ["data-has-nan", "validation-loss-rises"],
            [],
            "together with",
            "同时还有",
        ),
    ],
)
def test_the_verdict_is_one_plain_sentence(
    demo: KnowledgeBase, present: list[str], absent: list[str], en: str, zh: str
) -> None:
    verdict = diagnose(present, absent, knowledge=demo).verdict
    assert en in verdict.en
    assert zh in verdict.zh


@pytest.mark.parametrize(
    ("present", "nothing_wrong"),
    [
        ([], False),
        (["trained-briefly", "training-loss-falls-slowly"], True),
        (["trained-briefly", "training-loss-falls-slowly", "validation-loss-rises"], False),
        (["training-loss-nan", "weights-nan"], False),
    ],
)
def test_nothing_is_wrong_only_when_no_harmful_cause_is_reported(
    demo: KnowledgeBase, present: list[str], nothing_wrong: bool
) -> None:
    assert diagnose(present, knowledge=demo).nothing_wrong is nothing_wrong


def test_what_no_cause_explains_is_said(demo: KnowledgeBase) -> None:
    diagnosis = diagnose(
        ["no-normalisation", "validation-loss-rises"], ["training-loss-falls"], knowledge=demo
    )
    assert "no-normalisation" not in diagnosis.unexplained  # so common that it needs no explanation
    left = diagnose(["small-batch-fails"], ["gradients-zero", "training-loss-flat"], knowledge=demo)
    assert left.unexplained == ("small-batch-fails",)
    assert "I do not know" in left.verdict.en


def test_mechanisms_and_roots_are_told_apart(demo: KnowledgeBase) -> None:
    roles = {cause.id: cause.role for cause in diagnose([], knowledge=demo).causes}
    assert {cause for cause, role in roles.items() if role == "mechanism"} == {
        "exp-overflow",
        "vanishing-gradients",
        "dead-relu",
    }


def test_a_diagnosis_survives_being_written_down(demo: KnowledgeBase) -> None:
    diagnosis = diagnose(["training-loss-nan", "rate-large"], ["data-has-nan"], knowledge=demo)
    assert Diagnosis.from_dict(diagnosis.to_dict()) == diagnosis


def test_would_change_names_what_puts_another_cause_first(consultation: Consultation) -> None:
    consultation.observe("training-loss-nan", "rate-large")
    assert any("The data holds NaN" in text.en for text in consultation.diagnosis().would_change)


def test_why_not_says_what_speaks_against_and_what_would_help(consultation: Consultation) -> None:
    consultation.observe(
        "training-loss-nan", "rate-large", "log-of-softmax", absent=["validation-loss-rises"]
    )
    why_not = consultation.why_not("overfitting")
    assert why_not.place > 1
    assert "training-loss-nan" in why_not.leaves_open
    assert [weight.symptom for weight in why_not.evidence_against] == ["validation-loss-rises"]
    assert consultation.why_not(consultation.ranking()[0][0]).place == 1


def test_compare_lists_what_tells_two_causes_apart(consultation: Consultation) -> None:
    consultation.observe("training-loss-nan")
    comparison = consultation.compare("learning-rate-too-high", "nan-in-data")
    by_symptom = {difference.symptom: difference for difference in comparison.differences}
    assert by_symptom["data-has-nan"].bits < 0 < by_symptom["lower-rate-helps"].bits
    assert by_symptom["training-loss-nan"].state == "present"
    assert by_symptom["data-has-nan"].state == "open"
    assert "look first" in comparison.text.en


@pytest.mark.parametrize(
    ("cases", "message"),
    [
        (["training-loss-nan"], "case 1 must be two lists of symptom ids"),
        ([(["training-loss-nan"], []), (["training-loss-nan"],)], "case 2 must be two lists of symptom ids"),
        (
            [("training-loss-nan", [])],
            'present must be a list of symptom ids, not the text "training-loss-nan"',
        ),
        ([([], None)], "absent must be a list of symptom ids, not None"),
        ([(["training-loss-nan", 3], [])], "present must be a list of symptom ids, and 3 is none"),
        ([(["training-loss-nan"], ["training-loss-nan"])], "both present and absent"),
    ],
)
def test_refuses_what_is_no_evidence(demo: KnowledgeBase, cases: list, message: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        diagnose_many(cases, knowledge=demo)
    assert message in str(caught.value)


def test_absurd_evidence_still_gives_probabilities(demo: KnowledgeBase) -> None:
    everything = sorted(demo.symptoms)
    diagnosis = diagnose(everything[::2], everything[1::2], knowledge=demo)
    assert all(0 <= cause.probability <= 1 for cause in diagnosis.causes)


@pytest.mark.parametrize("number", [float("nan"), -0.1, 0, 1, 1.5])
def test_refuses_strengths_that_are_no_probabilities(demo: KnowledgeBase, number: float) -> None:
    cause = demo.causes["nan-in-data"]
    link = replace(cause.shows[0], frequency=replace(cause.shows[0].frequency, number=number))
    broken = replace(demo, causes={**demo.causes, cause.id: replace(cause, shows=(link,))})
    with pytest.raises(NetworkError, match=f'"nan-in-data" is {number}'):
        diagnose(["training-loss-nan"], knowledge=broken)
