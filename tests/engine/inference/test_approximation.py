"""Past the budget: never silent, never far off, and the better the more it may cost."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pytest

from lossdoctor.inference import posterior
from lossdoctor.information import expected_information
from lossdoctor.network import NoisyOrNetwork

BUDGETS = (1, 1 << 7, 1 << 10)


def entangled(seed: int, *, symptoms: int = 12) -> tuple[NoisyOrNetwork, list[str], list[str]]:
    """Draw a network with chains in which most causes show most of what was seen."""
    rng = random.Random(seed)
    roots, mechanisms = [f"root{i}" for i in range(25)], [f"mechanism{i}" for i in range(6)]
    names = [f"s{i}" for i in range(symptoms)]
    leads_to = [(r, m, rng.uniform(0.1, 0.9)) for r in roots for m in rng.sample(mechanisms, 2)]
    leads_to += [(a, b, 0.4) for a, b in itertools.pairwise(mechanisms)]
    shows = [
        (c, s, rng.uniform(0.1, 0.95))
        for c in (*roots, *mechanisms)
        for s in rng.sample(names, symptoms // 3)
    ]
    network = NoisyOrNetwork.build(
        {c: rng.uniform(0.005, 0.1) for c in (*roots, *mechanisms)},
        {s: rng.uniform(0.005, 0.1) for s in names},
        leads_to,
        shows,
    )
    seen = symptoms * 3 // 4
    return network, names[:seen], names[seen:]


def test_the_error_is_small_and_shrinks_with_the_budget() -> None:
    errors = {budget: [] for budget in BUDGETS}
    for seed in range(6):
        network, present, absent = entangled(seed)
        exact = posterior(network, present, absent, budget=1 << 24)
        assert exact.exact
        for budget in BUDGETS:
            belief = posterior(network, present, absent, budget=budget)
            assert not belief.exact
            errors[budget].append(np.abs(belief.probabilities - exact.probabilities).max())
            assert belief.log_evidence == pytest.approx(exact.log_evidence, abs=1)
    means = [np.mean(errors[budget]) for budget in BUDGETS]
    assert means == sorted(means, reverse=True)
    assert means[-1] < 0.05
    assert max(max(found) for found in errors.values()) < 0.35


def test_more_than_any_table_can_hold_is_still_answered() -> None:
    network, present, absent = entangled(0, symptoms=60)
    belief = posterior(network, present, absent)
    assert not belief.exact
    assert np.all((belief.probabilities >= 0) & (belief.probabilities <= 1))
    assert math.isfinite(belief.log_evidence)
    (value,) = expected_information(network, present, absent[1:], [(absent[0],)])
    assert not value.exact
    assert value.bits >= 0
    assert not any(outcome.belief.exact for outcome in value.outcomes)


def test_order_never_matters() -> None:
    network, present, absent = entangled(1)
    first = posterior(network, present, absent, budget=100)
    again = posterior(network, present[::-1], absent[::-1], budget=100)
    assert np.array_equal(first.probabilities, again.probabilities)
