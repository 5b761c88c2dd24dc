"""The order of the walk: narrow where the network is narrow, whatever its length."""

from __future__ import annotations

import itertools
import random

import pytest

from lossdoctor.core import core_of
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.walk_order import plan_walk


def ladder(rungs: int, seed: int) -> NoisyOrNetwork:
    """Causes in a row, each showing its own symptom and the next one's, named in no order."""
    names = [f"{i:03}" for i in range(rungs)]
    random.Random(seed).shuffle(names)
    return NoisyOrNetwork.build(
        {f"c{n}": 0.1 for n in names},
        {f"s{n}": 0.1 for n in names},
        [],
        [(f"c{a}", f"s{b}", 0.5) for a, b in [*zip(names, names, strict=True), *itertools.pairwise(names)]],
    )


@pytest.mark.parametrize("rungs", [5, 50, 200])
def test_a_row_is_walked_along(rungs: int) -> None:
    network = ladder(rungs, seed=rungs)
    every = tuple(range(rungs))
    walk = core_of(network, every, every).walk
    assert walk.largest <= 8
    assert walk.cells <= 20 * rungs


def test_separate_parts_never_meet() -> None:
    """Ten pairs of causes, each sharing two symptoms: ten small tables, not one of 2^20."""
    children = [[20 + i - i % 2, 20 + i - i % 2 + 1] for i in range(20)] + [[] for _ in range(20)]
    walk = plan_walk(children, roots=list(range(20)), inner=list(range(20, 40)))
    assert walk.largest == 4


def test_parents_come_before_children() -> None:
    children = [[1, 2], [2, 3], [3], []]
    walk = plan_walk(children, roots=[0], inner=[3, 2, 1])
    assert [step.node for step in walk.steps] == [0, 1, 2, 3]


def test_many_children_take_several_steps() -> None:
    children = [list(range(1, 11)), *([] for _ in range(10))]
    walk = plan_walk(children, roots=[0], inner=list(range(1, 11)))
    mine = [step for step in walk.steps if step.node == 0]
    assert [len(step.links) for step in mine] == [4, 4, 2]
    assert [(step.first, step.last) for step in mine] == [(True, False), (False, False), (False, True)]
