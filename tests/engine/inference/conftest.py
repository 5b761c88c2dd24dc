"""An oracle for the tests of inference: random networks, and everything about them by enumeration.

The oracle works on plain dictionaries and triples and shares no code with the engine: it lists all 2^causes
states, multiplies, and adds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import strategies as st

from lossdoctor import core, situation
from lossdoctor.network import NoisyOrNetwork

STRENGTHS = (0.985, 0.91, 0.72, 0.5, 0.27, 0.07, 0.005)
BASE_RATES = (0.5, 0.08, 0.03, 0.012, 0.004)
BACKGROUNDS = (0.27, 0.07, 0.005)


@dataclass(frozen=True)
class World:
    """A network in the words of ``NoisyOrNetwork.build``, and what was observed in it."""

    base_rates: dict[str, float]
    backgrounds: dict[str, float]
    leads_to: list[tuple[str, str, float]]
    shows: list[tuple[str, str, float]]
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def network(self) -> NoisyOrNetwork:
        return NoisyOrNetwork.build(self.base_rates, self.backgrounds, self.leads_to, self.shows)

    @property
    def states(self) -> np.ndarray:
        """Every way in which causes may be there, shape (2^causes, causes)."""
        return np.array(list(itertools.product((0, 1), repeat=len(self.base_rates))), dtype=float)

    def missing(self, child: str) -> np.ndarray:
        """Probability that a cause or symptom is missing, in every state."""
        leak = {**self.base_rates, **self.backgrounds}[child]
        names, found = list(self.base_rates), np.full(2 ** len(self.base_rates), 1 - leak)
        for parent, target, strength in (*self.leads_to, *self.shows):
            if target == child:
                found = found * np.where(self.states[:, names.index(parent)] > 0, 1 - strength, 1)
        return found

    def weights(self, present: Sequence[str], absent: Sequence[str]) -> np.ndarray:
        """Probability of every state together with the observations."""
        logs = np.zeros(2 ** len(self.base_rates))
        for column, cause in enumerate(self.base_rates):
            missing = self.missing(cause)
            logs += np.log(np.where(self.states[:, column] > 0, 1 - missing, missing))
        for symptom in present:
            logs += np.log1p(-self.missing(symptom))
        for symptom in absent:
            logs += np.log(self.missing(symptom))
        return np.exp(logs)

    def posterior(
        self, present: Sequence[str] | None = None, absent: Sequence[str] | None = None
    ) -> tuple[np.ndarray, float]:
        """Probability of each cause, and of the observations; by default of the world's own."""
        weights = self.weights(
            self.present if present is None else present, self.absent if absent is None else absent
        )
        return weights @ self.states / weights.sum(), float(weights.sum())


@st.composite
def worlds(draw: st.DrawFn, *, most_causes: int = 8, most_symptoms: int = 8) -> World:
    """Draw a world: chains in any direction that makes no circle, any number of observations."""
    causes = [f"c{i}" for i in range(draw(st.integers(1, most_causes)))]
    symptoms = [f"s{i}" for i in range(draw(st.integers(1, most_symptoms)))]
    order = draw(st.permutations(causes))
    dense = draw(st.sampled_from((0.2, 0.4, 0.8)))
    rng = draw(st.randoms(use_true_random=False))

    def linked(pairs: Iterator[tuple[str, str]]) -> list[tuple[str, str, float]]:
        return [(a, b, rng.choice(STRENGTHS)) for a, b in pairs if rng.random() < dense]

    observed = draw(st.lists(st.sampled_from(symptoms), unique=True))
    seen = draw(st.integers(0, len(observed)))
    return World(
        base_rates={c: rng.choice(BASE_RATES) for c in causes},
        backgrounds={s: rng.choice(BACKGROUNDS) for s in symptoms},
        leads_to=linked(itertools.combinations(order, 2)),
        shows=linked(itertools.product(causes, symptoms)),
        present=tuple(observed[:seen]),
        absent=tuple(observed[seen:]),
    )


@pytest.fixture(scope="session")
def oracle() -> SimpleNamespace:
    return SimpleNamespace(World=World, worlds=worlds)


@pytest.fixture(params=["chains walked whole", "only what matters"])
def every_core(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test with cores that hold everything, and with cores that leave causes barren."""
    if request.param == "only what matters":
        monkeypatch.setattr(situation, "_NARROW", 0)
    for cached in (core.core_of, situation.situation_of, situation._narrow_mechanisms):
        cached.cache_clear()
