"""The same networks in other engines, for comparison: pyAgrum and pgmpy, where they are installed.

    python -m venv peers && peers/bin/pip install pyagrum pgmpy scikit-base numpy networkx pyyaml click

Both get the network cut down to what the evidence touches, which they would not do so well by themselves: it
is to be a comparison of inference.
"""

from __future__ import annotations

import importlib.util
import itertools
import warnings
from collections.abc import Callable, Iterable

import numpy as np

from lossdoctor.core import relevant_causes
from lossdoctor.evidence import read_evidence
from lossdoctor.network import NoisyOrNetwork

__all__ = ["ENGINES", "installed", "pgmpy_posterior", "pyagrum_posterior"]

Links = list[tuple[str, str, float]]


def _cut(
    network: NoisyOrNetwork, present: Iterable[str], absent: Iterable[str]
) -> tuple[dict[str, float], Links]:
    """Give the leaks and links of what the evidence touches, parents before children."""
    evidence = read_evidence(network, present, absent)
    observed = {*evidence.present, *evidence.absent}
    inside = set(relevant_causes(network, observed))
    leaks = {
        network.causes[c]: float(network.base_rates[c]) for c in network.topological.tolist() if c in inside
    }
    leaks |= {network.symptoms[s]: float(network.backgrounds[s]) for s in sorted(observed)}
    links: Links = []
    for c in sorted(inside):
        for kind, names, kept in (
            (network.leads_to, network.causes, inside),
            (network.shows, network.symptoms, observed),
        ):
            children, strengths = kind.of_parent(c)
            links += [
                (network.causes[c], names[k], float(s))
                for k, s in zip(children.tolist(), strengths, strict=True)
                if k in kept
            ]
    return leaks, links


def pyagrum_posterior(
    network: NoisyOrNetwork, present: list[str], absent: list[str]
) -> Callable[[], dict[str, float]]:
    """Prepare pyAgrum's exact inference; what is returned does it."""
    import pyagrum as gum

    leaks, links = _cut(network, present, absent)
    reference = gum.BayesNet()
    for name, leak in leaks.items():
        reference.addNoisyORNet(gum.LabelizedVariable(name, name, 2), leak)
    for parent, child, strength in links:
        reference.addWeightedArc(parent, child, strength)
    causes = [name for name in leaks if name in network.cause_index]

    def infer() -> dict[str, float]:
        engine = gum.LazyPropagation(reference)
        engine.setNumberOfThreads(1)
        engine.setEvidence({**dict.fromkeys(present, 1), **dict.fromkeys(absent, 0)})
        engine.makeInference()
        return {cause: float(engine.posterior(cause)[1]) for cause in causes}

    return infer


def pgmpy_posterior(
    network: NoisyOrNetwork, present: list[str], absent: list[str]
) -> Callable[[], dict[str, float]]:
    """Prepare pgmpy's exact inference; what is returned does it."""
    with warnings.catch_warnings():  # of its own modules
        warnings.simplefilter("ignore")
        from pgmpy.factors.discrete import TabularCPD
        from pgmpy.inference import VariableElimination
        from pgmpy.models import DiscreteBayesianNetwork

    leaks, links = _cut(network, present, absent)
    model = DiscreteBayesianNetwork([(parent, child) for parent, child, _ in links])
    model.add_nodes_from(leaks)
    for name, leak in leaks.items():
        parents = [(parent, strength) for parent, child, strength in links if child == name]
        missing = [
            (1 - leak) * float(np.prod([1 - s for (_, s), on in zip(parents, state, strict=True) if on]))
            for state in itertools.product((0, 1), repeat=len(parents))
        ]
        table = [missing, [1 - m for m in missing]]
        model.add_cpds(TabularCPD(name, 2, table, [p for p, _ in parents], [2] * len(parents)))
    causes = [name for name in leaks if name in network.cause_index]

    def infer() -> dict[str, float]:
        engine = VariableElimination(model)
        evidence = {**dict.fromkeys(present, 1), **dict.fromkeys(absent, 0)}
        return {
            cause: float(engine.query([cause], evidence=evidence, show_progress=False).values[1])
            for cause in causes
        }

    return infer


ENGINES: dict[str, Callable[[NoisyOrNetwork, list[str], list[str]], Callable[[], dict[str, float]]]] = {
    "pyagrum": pyagrum_posterior,
    "pgmpy": pgmpy_posterior,
}
"""By the name of the module that each needs."""


def installed() -> list[str]:
    """Name the engines that are there, and say which are not: their columns are left out."""
    there = [engine for engine in ENGINES if importlib.util.find_spec(engine)]
    for engine in ENGINES:
        if engine not in there:
            print(f"(without {engine}: it is not installed)")
    return there
