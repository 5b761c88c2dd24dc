"""Sets that account for what was seen: the best of all sets, found by growing as by trying all."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lossdoctor import explaining_sets as module
from lossdoctor.explaining_sets import ExplainingSet, explaining_sets
from lossdoctor.network import NoisyOrNetwork


def by_enumeration(world: SimpleNamespace) -> tuple[set[str], set[str], dict[frozenset[str], float]] | None:
    """Give the most probable set, the smallest set, and how probable it is that all members of a set are
    there."""
    names = list(world.base_rates)
    weights, states = world.weights(world.present, world.absent), world.states
    parents = {(parent, child): strength for parent, child, strength in (*world.leads_to, *world.shows)}
    in_question = {c for c in names if any((c, s) in parents for s in world.present)}
    for _ in names:
        in_question |= {parent for parent, child in parents if child in in_question}
    wanted = []
    for symptom in world.present:
        background, missing = world.backgrounds[symptom], world.missing(symptom)
        alone = background * missing / (1 - background) / (1 - missing)
        spared = missing[-1] / (1 - background)  # with every cause there
        if weights @ alone / weights.sum() < 0.5 and 1 - spared > spared * background:
            wanted.append(symptom)
    if not wanted:
        return None
    exactly: dict[frozenset[str], float] = {}
    for state, weight in zip(states, weights, strict=True):
        members = frozenset(c for c, there in zip(names, state, strict=True) if there and c in in_question)
        exactly[members] = exactly.get(members, 0.0) + weight

    def accounts(members: frozenset[str]) -> bool:
        for symptom in wanted:
            spared = np.prod([1 - parents.get((c, symptom), 0.0) for c in members])
            if not 1 - spared > spared * world.backgrounds[symptom]:
                return False
        return True

    def own_faults(members: frozenset[str]) -> frozenset[str]:
        return frozenset(c for c in members if all((other, c) not in parents for other in members))

    good = [members for members in exactly if accounts(members)]
    if not good:
        return None
    together = {
        members: weights[states[:, [names.index(c) for c in members]].all(axis=1)].sum() / weights.sum()
        for members in good
    }
    best = max(good, key=exactly.__getitem__)
    alone: dict[frozenset[str], float] = {}
    for members in good:
        alone[own_faults(members)] = alone.get(own_faults(members), 0.0) + exactly[members]
    fewest = min(len(own) for own in alone)
    by_alone = sorted((p for own, p in alone.items() if len(own) == fewest), reverse=True)
    assume(len(by_alone) == 1 or by_alone[0] > 1.05 * by_alone[1])  # growing sees most of a group, not all
    smallest = min(good, key=lambda m: (len(own_faults(m)), -alone[own_faults(m)], -exactly[m]))
    return set(best), set(smallest), together


@pytest.mark.parametrize("tried_whole", [12, 0], ids=["all sets", "grown sets"])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_equals_enumeration(
    tried_whole: int, data: st.DataObject, oracle: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_ENUMERATED", tried_whole)
    world = data.draw(oracle.worlds())
    found = explaining_sets(world.network, world.present, world.absent)
    expected = by_enumeration(world)
    if expected is None:
        assert found.most_probable is found.smallest is None
        return
    best, smallest, together = expected
    for result, members in ((found.most_probable, best), (found.smallest, smallest)):
        assert result is not None
        assert set(result.causes) == members
        assert result.probability == pytest.approx(together[frozenset(members)], abs=1e-9)


def test_two_faults_at_once_with_the_mechanism_between() -> None:
    network = NoisyOrNetwork.build(
        {"rate-too-high": 0.08, "overflow": 0.004, "labels-wrong": 0.03, "unlikely": 0.004},
        {"nan": 0.005, "jumps": 0.005, "accuracy-low": 0.005, "odd": 0.27},
        [("rate-too-high", "overflow", 0.72)],
        [
            ("rate-too-high", "jumps", 0.72),
            ("overflow", "nan", 0.91),
            ("labels-wrong", "accuracy-low", 0.91),
            ("unlikely", "odd", 0.27),
        ],
    )
    found = explaining_sets(network, ["nan", "jumps", "accuracy-low", "odd"])
    assert found.most_probable == found.smallest
    assert found.most_probable.own_faults == ("rate-too-high", "labels-wrong")
    assert found.most_probable.consequences == ("overflow",)
    assert found.most_probable.probability > 0.8
    assert found.left_over == ("odd",)


def test_nothing_seen_needs_no_set() -> None:
    network = NoisyOrNetwork.build({"a": 0.1}, {"s": 0.1}, [], [("a", "s", 0.5)])
    assert explaining_sets(network, [], ["s"]).most_probable is None


def test_a_set_lists_own_faults_first() -> None:
    assert ExplainingSet(("a",), ("b",), 0.5).causes == ("a", "b")
