"""What an observation does: equal to leaving it out, and to turning it round."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lossdoctor.evidence_weights import weights_of_evidence


def log2_odds(p: np.ndarray) -> np.ndarray:
    return np.log2(p) - np.log2(1 - p)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_equals_enumeration(data: st.DataObject, oracle: SimpleNamespace, every_core: None) -> None:
    world = data.draw(oracle.worlds())
    now, _ = world.posterior()
    weights = weights_of_evidence(world.network, world.present, world.absent)
    assert {w.symptom: w.present for w in weights} == {
        **dict.fromkeys(world.present, True),
        **dict.fromkeys(world.absent, False),
    }
    for weight in weights:
        present = [s for s in world.present if s != weight.symptom]
        absent = [s for s in world.absent if s != weight.symptom]
        without, _ = world.posterior(present, absent)
        turned, _ = world.posterior(
            present if weight.present else [*present, weight.symptom],
            [*absent, weight.symptom] if weight.present else absent,
        )
        assert weight.without == pytest.approx(without, abs=1e-9)
        assert weight.turned == pytest.approx(turned, abs=1e-9)
        assert weight.bits == pytest.approx(log2_odds(now) - log2_odds(without), abs=1e-6)
