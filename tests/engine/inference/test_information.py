"""What questions are worth: equal to enumeration where it says exact, and near it where it says estimated."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lossdoctor.errors import EvidenceError, UnknownIdError
from lossdoctor.inference import entropies, posterior
from lossdoctor.information import expected_information
from lossdoctor.network import NoisyOrNetwork

EXACT = 1e-9


def open_questions(draw: st.DrawFn, world: SimpleNamespace) -> list[tuple[str, ...]]:
    """Deal the symptoms that were not observed into questions of one to three options."""
    left = [s for s in world.backgrounds if s not in (*world.present, *world.absent)]
    questions = []
    while left:
        size = draw(st.integers(1, 3))
        questions.append(tuple(left[:size]))
        left = left[size:]
    return questions


def by_enumeration(world: SimpleNamespace, options: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray, float]:
    """Give the outcomes' probabilities, the causes after each, and the value."""
    worlds = [world.posterior((*world.present, option), world.absent) for option in options]
    worlds.append(world.posterior(world.present, (*world.absent, *options)))
    weights = np.array([evidence for _, evidence in worlds])
    weights /= weights.sum()
    after = np.array([belief for belief, _ in worlds])
    return weights, after, entropies(weights @ after).sum() - weights @ entropies(after).sum(axis=1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_equals_enumeration(data: st.DataObject, oracle: SimpleNamespace, every_core: None) -> None:
    world = data.draw(oracle.worlds())
    questions = open_questions(data.draw, world)
    values = expected_information(
        world.network, world.present, world.absent, questions, exact=data.draw(st.integers(0, 9))
    )
    assert [value.symptoms for value in values] == questions
    for value in values:
        weights, after, bits = by_enumeration(world, value.symptoms)
        assert [outcome.symptom for outcome in value.outcomes] == [*value.symptoms, ""]
        assert [outcome.probability for outcome in value.outcomes] == pytest.approx(weights, abs=EXACT)
        for outcome, expected in zip(value.outcomes, after, strict=True):
            assert outcome.belief.probabilities == pytest.approx(expected, abs=EXACT)
        if value.exact:
            assert value.bits == pytest.approx(bits, abs=EXACT)


def test_an_answer_is_the_evidence_that_it_brings() -> None:
    network = NoisyOrNetwork.build(
        {"a": 0.1, "b": 0.2},
        {"s": 0.05, "t": 0.1, "u": 0.1},
        [("a", "b", 0.5)],
        [("a", "s", 0.8), ("b", "t", 0.7)],
    )
    (value,) = expected_information(network, ["s"], ["u"], [("t",)])
    there, none = value.outcomes
    for outcome, present, absent in ((there, ["s", "t"], ["u"]), (none, ["s"], ["u", "t"])):
        belief = posterior(network, present, absent)
        assert outcome.belief.as_dict() == pytest.approx(belief.as_dict())
        assert outcome.belief.log_evidence == pytest.approx(belief.log_evidence)


def test_the_estimate_ranks_like_the_exact_value(oracle: SimpleNamespace) -> None:
    """Two causes imitate one another; only the question that tells them apart is worth anything."""
    causes = {"a": 0.05, "b": 0.05, "c": 0.01}
    shows = [(c, s, 0.9) for c in "ab" for s in ("s1", "s2", "more-of-the-same")]
    network = NoisyOrNetwork.build(
        causes,
        dict.fromkeys(["s1", "s2", "more-of-the-same", "tells-apart", "of-c"], 0.01),
        [],
        [*shows, ("a", "tells-apart", 0.9), ("c", "of-c", 0.9)],
    )
    questions = [("more-of-the-same",), ("tells-apart",), ("of-c",)]
    estimated = expected_information(network, ["s1", "s2"], [], questions, exact=0)
    exact = expected_information(network, ["s1", "s2"], [], questions, near=0)
    assert [value.exact for value in estimated] == [False] * 3
    assert [value.exact for value in exact] == [True] * 3
    assert np.argmax([value.bits for value in estimated]) == np.argmax([value.bits for value in exact]) == 1
    assert [v.bits for v in estimated] == pytest.approx([v.bits for v in exact], abs=0.05)


def test_the_short_list_goes_by_effort() -> None:
    network = NoisyOrNetwork.build({"a": 0.3}, {"s": 0.1, "t": 0.1}, [], [("a", "s", 0.9), ("a", "t", 0.5)])
    values = expected_information(network, [], [], [("s",), ("t",)], efforts=[100, 1], exact=1)
    assert [value.exact for value in values] == [False, True]


def test_no_question_is_worth_less_than_nothing() -> None:
    """Options that mostly raise suspicion, and more of them than there is probability."""
    symptoms = [f"s{i}" for i in range(6)]
    network = NoisyOrNetwork.build(
        {f"c{i}": 0.01 for i in range(6)},
        dict.fromkeys(symptoms, 0.4),
        [],
        [(f"c{i}", s, 0.9) for i, s in enumerate(symptoms)],
    )
    (value,) = expected_information(network, [], [], [symptoms])
    assert value.bits > 0
    assert sum(outcome.probability for outcome in value.outcomes) == pytest.approx(1)


@pytest.mark.parametrize(
    ("candidates", "error", "message"),
    [
        ([("s",), ()], EvidenceError, "a question has no options"),
        ([("seen",)], EvidenceError, "asked for, but observed already: seen"),
        ([("sen",)], UnknownIdError, 'did you mean "seen"?'),
        (["s"], EvidenceError, "must be a list of symptom ids"),
    ],
)
def test_refuses_candidates(candidates: list, error: type, message: str) -> None:
    network = NoisyOrNetwork.build({"a": 0.3}, {"s": 0.1, "seen": 0.1}, [], [("a", "s", 0.9)])
    with pytest.raises(error) as caught:
        expected_information(network, ["seen"], [], candidates)
    assert message in str(caught.value)


def test_no_questions_no_values() -> None:
    assert expected_information(NoisyOrNetwork.build({"a": 0.3}, {}, [], []), [], [], []) == ()
