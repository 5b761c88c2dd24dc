"""Networks refuse what makes no sense, and are as immutable as they look."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from lossdoctor.errors import NetworkError
from lossdoctor.network import NoisyOrNetwork

GOOD = {
    "base_rates": {"a": 0.1, "b": 0.2, "c": 0.3},
    "backgrounds": {"s": 0.1, "t": 0.2},
    "leads_to": [("b", "a", 0.5), ("a", "c", 0.6)],
    "shows": [("c", "t", 0.7), ("a", "s", 0.8), ("c", "s", 0.9)],
}


@pytest.mark.parametrize(
    ("change", "message", "value"),
    [
        (
            {"base_rates": {"a": 0.0, "b": 0.2, "c": 0.3}},
            'base rate of "a" is 0.0: it must lie strictly',
            0.0,
        ),
        ({"base_rates": {"a": 1, "b": 0.2, "c": 0.3}}, 'base rate of "a" is 1: it must lie strictly', 1),
        ({"base_rates": {"a": "often", "b": 0.2, "c": 0.3}}, "it must be a number", "often"),
        ({"backgrounds": {"s": -0.1, "t": 0.2}}, 'background of "s" is -0.1', -0.1),
        ({"backgrounds": {"s": 0.1, "t": 0.2, "a": 0.1}}, '"a" is both a cause and a symptom', "a"),
        ({"shows": [("a", "s", 1.5)]}, 'strength of shows link to "s" from "a" is 1.5', 1.5),
        ({"shows": [("a", "nowhere", 0.5)]}, 'unknown symptom "nowhere"', "nowhere"),
        ({"shows": [("s", "s", 0.5)]}, 'unknown cause "s"', "s"),
        ({"shows": [("a", "s", 0.5), ("a", "s", 0.6)]}, '"a" -> "s" is given twice', ("a", "s")),
        ({"shows": [("a", "s")]}, "it must be (parent, child, strength)", ("a", "s")),
        ({"leads_to": [("a", "nobody", 0.5)]}, 'unknown cause "nobody"', "nobody"),
        ({"leads_to": [("a", "a", 0.5)]}, "run in a circle: a -> a", ("a", "a")),
    ],
)
def test_refuses(change: dict, message: str, value: object) -> None:
    with pytest.raises(NetworkError) as caught:
        NoisyOrNetwork.build(**{**GOOD, **change})
    assert message in str(caught.value)
    assert caught.value.value == value


def test_refuses_not_a_number() -> None:
    with pytest.raises(NetworkError, match='base rate of "a" is nan') as caught:
        NoisyOrNetwork.build({"a": math.nan}, {}, [], [])
    assert math.isnan(caught.value.value)


def test_names_the_circle() -> None:
    chain = [("b", "a", 0.5), ("a", "c", 0.6), ("c", "b", 0.1)]
    with pytest.raises(NetworkError, match="in a circle: ") as caught:
        NoisyOrNetwork.build(**{**GOOD, "leads_to": chain})
    circle = caught.value.value
    assert circle[0] == circle[-1]
    assert {(a, b) for a, b, _ in chain} == set(itertools.pairwise(circle))


def test_is_indexed_both_ways() -> None:
    network = NoisyOrNetwork.build(**GOOD)
    children, strengths = network.shows.of_parent(network.cause_index["c"])
    assert [(network.symptoms[s], p) for s, p in zip(children, strengths, strict=True)] == [
        ("s", 0.9),
        ("t", 0.7),
    ]
    parents, strengths = network.shows.of_child(network.symptom_index["s"])
    assert [(network.causes[c], p) for c, p in zip(parents, strengths, strict=True)] == [
        ("a", 0.8),
        ("c", 0.9),
    ]
    assert [network.causes[c] for c in network.topological] == ["b", "a", "c"]


def test_is_immutable() -> None:
    network = NoisyOrNetwork.build(**GOOD)
    with pytest.raises(AttributeError):
        network.causes = ()
    for array in (network.base_rates, network.backgrounds, network.shows.strengths, network.leads_to.parents):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.5


def test_keeps_nothing_of_its_input() -> None:
    rates = {"a": 0.1}
    network = NoisyOrNetwork.build(rates, {}, [], [])
    rates["a"] = 0.9
    assert np.array_equal(network.base_rates, [0.1])
