"""The probability of causes: equal to enumeration, whatever the network, the evidence and the way it is
computed."""

from __future__ import annotations

import itertools
import math
import random
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lossdoctor.errors import EvidenceError, UnknownIdError
from lossdoctor.inference import posterior
from lossdoctor.network import NoisyOrNetwork

EXACT = 1e-9
thoroughly = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
some = settings(thoroughly, max_examples=40)


@thoroughly
@given(data=st.data())
def test_equals_enumeration(data: st.DataObject, oracle: SimpleNamespace, every_core: None) -> None:
    world = data.draw(oracle.worlds())
    belief = posterior(world.network, world.present, world.absent)
    expected, evidence = world.posterior()
    assert belief.exact
    assert belief.probabilities == pytest.approx(expected, abs=EXACT)
    assert belief.log_evidence == pytest.approx(math.log(evidence), abs=EXACT)


@settings(some, max_examples=25)
@given(data=st.data())
def test_equals_enumeration_of_twelve_causes(
    data: st.DataObject, oracle: SimpleNamespace, every_core: None
) -> None:
    world = data.draw(oracle.worlds(most_causes=12, most_symptoms=20))
    expected, _ = world.posterior()
    belief = posterior(world.network, world.present, world.absent)
    assert belief.probabilities == pytest.approx(expected, abs=EXACT)


@some
@given(data=st.data())
def test_what_is_left_to_the_background_equals_enumeration(
    data: st.DataObject, oracle: SimpleNamespace, every_core: None
) -> None:
    world = data.draw(oracle.worlds())
    weights = world.weights(world.present, world.absent)
    unexplained = posterior(world.network, world.present, world.absent).unexplained
    assert set(unexplained) == set(world.present)
    for symptom, probability in unexplained.items():
        background = world.backgrounds[symptom]
        missing = world.missing(symptom)
        leak_alone = background * missing / (1 - background) / (1 - missing)
        assert probability == pytest.approx(float(weights @ leak_alone) / weights.sum(), abs=EXACT)


@some
@given(data=st.data())
def test_order_never_matters(data: st.DataObject, oracle: SimpleNamespace) -> None:
    world = data.draw(oracle.worlds())
    first = posterior(world.network, world.present, world.absent)
    again = posterior(
        world.network, data.draw(st.permutations(world.present)), data.draw(st.permutations(world.absent))
    )
    assert np.array_equal(first.probabilities, again.probabilities)
    assert first.log_evidence == again.log_evidence


def test_equals_pyagrum() -> None:
    gum = pytest.importorskip("pyagrum")
    rng = random.Random(4)
    for _ in range(25):
        causes, symptoms = [f"c{i}" for i in range(10)], [f"s{i}" for i in range(12)]
        rates = {name: rng.uniform(0.01, 0.3) for name in (*causes, *symptoms)}
        pairs = [*itertools.combinations(causes, 2), *itertools.product(causes, symptoms)]
        links = [(a, b, rng.uniform(0.05, 0.95)) for a, b in pairs if rng.random() < 0.25]
        network = NoisyOrNetwork.build(
            {c: rates[c] for c in causes},
            {s: rates[s] for s in symptoms},
            [link for link in links if link[1] in causes],
            [link for link in links if link[1] in symptoms],
        )
        observed = rng.sample(symptoms, 9)
        present, absent = observed[:5], observed[5:]

        reference = gum.BayesNet()
        for name, leak in rates.items():
            reference.addNoisyORNet(gum.LabelizedVariable(name, name, 2), leak)
        for parent, child, strength in links:
            reference.addWeightedArc(parent, child, strength)
        engine = gum.LazyPropagation(reference)
        engine.setEvidence({**dict.fromkeys(present, 1), **dict.fromkeys(absent, 0)})
        engine.makeInference()
        expected = [engine.posterior(cause)[1] for cause in causes]
        assert posterior(network, present, absent).probabilities == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize("strengths", [(0.005, 0.985), (0.985,), (0.005,), (1e-6, 1 - 1e-9)])
def test_thirty_present_symptoms_stay_exact(strengths: tuple[float, ...], oracle: SimpleNamespace) -> None:
    """Also where the evidence is absurd: thirty things seen that hardly any cause shows, thirty sure ones
    missing."""
    rng = random.Random(1)
    causes = [f"c{i}" for i in range(10)]
    seen, missed = [f"seen{i}" for i in range(30)], [f"missed{i}" for i in range(30)]
    world = oracle.World(
        base_rates=dict.fromkeys(causes, 0.01),
        backgrounds=dict.fromkeys((*seen, *missed), 0.005),
        leads_to=[
            (a, b, rng.choice(strengths)) for a, b in itertools.combinations(causes, 2) if rng.random() < 0.2
        ],
        shows=[(c, s, rng.choice(strengths)) for c in causes for s in (*seen, *missed) if rng.random() < 0.3],
        present=tuple(seen),
        absent=tuple(missed),
    )
    belief = posterior(world.network, world.present, world.absent, budget=1 << 40)
    expected, _ = world.posterior()
    assert belief.exact
    assert belief.probabilities == pytest.approx(expected, abs=EXACT)


def test_extremes_do_not_underflow() -> None:
    symptoms = [f"s{i}" for i in range(400)]
    network = NoisyOrNetwork.build(
        {"a": 0.5, "b": 0.5},
        dict.fromkeys(symptoms, 1e-12),
        [("a", "b", 0.5)],
        [(cause, symptom, 0.5) for cause in "ab" for symptom in symptoms],
    )
    assert posterior(network, symptoms[:20], symptoms[20:]).as_dict() == pytest.approx(
        {"a": 1, "b": 0}, abs=1
    )
    belief = posterior(network, symptoms[:20])
    assert belief.probability("b") == pytest.approx(1, abs=0.01)
    assert math.isfinite(belief.log_evidence)


def test_nothing_observed_gives_the_base_rates() -> None:
    network = NoisyOrNetwork.build({"a": 0.2, "b": 0.1}, {"s": 0.3}, [("a", "b", 0.5)], [("b", "s", 0.9)])
    assert posterior(network, []).as_dict() == pytest.approx({"a": 0.2, "b": 1 - 0.9 * (1 - 0.2 * 0.5)})


def test_a_symptom_that_no_cause_shows_changes_nothing() -> None:
    network = NoisyOrNetwork.build({"a": 0.2}, {"s": 0.3, "t": 0.1}, [], [("a", "s", 0.9)])
    belief = posterior(network, ["t"])
    assert belief.as_dict() == pytest.approx({"a": 0.2})
    assert belief.unexplained == pytest.approx({"t": 1.0})
    assert belief.log_evidence == pytest.approx(math.log(0.1))


@pytest.mark.parametrize(
    ("present", "absent", "error", "message"),
    [
        (["s", "u"], [], UnknownIdError, 'unknown symptom "u"'),
        (["los-nan"], [], UnknownIdError, 'did you mean "loss-nan"?'),
        (["s"], ["s"], EvidenceError, 'both as present and as absent: "s"'),
        ("s", [], EvidenceError, 'present must be a list of symptom ids, not the text "s"'),
    ],
)
def test_refuses_evidence(present: list[str], absent: list[str], error: type, message: str) -> None:
    network = NoisyOrNetwork.build({"a": 0.2}, {"s": 0.3, "loss-nan": 0.1}, [], [])
    with pytest.raises(error) as caught:
        posterior(network, present, absent)
    assert message in str(caught.value)


def test_a_belief_knows_its_causes() -> None:
    network = NoisyOrNetwork.build({"too-high": 0.2}, {}, [], [])
    with pytest.raises(UnknownIdError, match="too-low"):
        posterior(network, []).probability("too-low")
    with pytest.raises(ValueError, match="read-only"):
        posterior(network, []).probabilities[0] = 1
