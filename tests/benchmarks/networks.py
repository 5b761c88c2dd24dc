"""Random networks of the sizes that matter, and consultations on them; everything from a seed.

Owns the generator that the benchmarks share. ``shipped_like`` has the shape of the shipped knowledge: roots
that lead to mechanisms, mechanisms in chains. ``two_layers`` has the shape of QMR-DT: no chains, very many
links."""

from __future__ import annotations

import random

import numpy as np

from lossdoctor.network import NoisyOrNetwork

__all__ = [
    "consultation",
    "sample_world",
    "shipped_like",
    "shipped_network",
    "shipped_questions",
    "two_layers",
]

STRENGTHS = (0.985, 0.91, 0.72, 0.50, 0.27, 0.07, 0.005)
STRENGTH_WEIGHTS = (1, 4, 10, 6, 6, 2, 0.2)
BASE_RATES = (0.08, 0.03, 0.012, 0.004)


def shipped_network() -> NoisyOrNetwork | None:
    """Give the network of the shipped knowledge, or None with a word why it cannot be had."""
    shipped = shipped_questions()
    return shipped and shipped[0]


def shipped_questions() -> tuple[NoisyOrNetwork, list[tuple[str, ...]]] | None:
    """Give the same network, and the options of each of its questions."""
    from lossdoctor.errors import KnowledgeError
    from lossdoctor.knowledge_base import load

    try:
        knowledge = load()
    except KnowledgeError as error:
        print(f"(without the shipped knowledge: {error})")
        return None
    return knowledge.network, [question.options for question in knowledge.questions.values()]


def shipped_like(
    seed: int,
    *,
    roots: int = 120,
    mechanisms: int = 30,
    symptoms: int = 300,
    families: int = 8,
    stray: float = 0.2,
) -> NoisyOrNetwork:
    """Draw a network in the shape of the shipped knowledge.

    Roots and mechanisms belong to families; a link leaves its family with probability ``stray`` (1: no
    families)."""
    rng = random.Random(seed)
    root_ids = [f"root-{i}" for i in range(roots)]
    mechanism_ids = [f"mechanism-{i}" for i in range(mechanisms)]
    level = {m: 1 + i % 3 for i, m in enumerate(mechanism_ids)}
    family = {m: i // 3 % families for i, m in enumerate(mechanism_ids)}
    strength = lambda: rng.choices(STRENGTHS, STRENGTH_WEIGHTS)[0]  # noqa: E731

    def pick(candidates: list[str], home: int, count: int) -> set[str]:
        near = [m for m in candidates if family[m] == home]
        chosen: set[str] = set()
        for _ in range(count):
            pool = candidates if rng.random() < stray or not near else near
            if pool:
                chosen.add(rng.choice(pool))
        return chosen

    leads_to, shows = [], []
    for r in root_ids:
        leads_to += [
            (r, m, strength())
            for m in sorted(pick(mechanism_ids, rng.randrange(families), rng.randint(1, 3)))
        ]
    for m in mechanism_ids:
        deeper = [k for k in mechanism_ids if level[k] > level[m]]
        leads_to += [(m, k, strength()) for k in sorted(pick(deeper, family[m], rng.randint(0, 2)))]
    symptom_ids = [f"symptom-{i}" for i in range(symptoms)]
    for c, (low, high) in [*((r, (3, 8)) for r in root_ids), *((m, (4, 10)) for m in mechanism_ids)]:
        shows += [(c, s, strength()) for s in rng.sample(symptom_ids, rng.randint(low, high))]
    base_rates = {r: rng.choices(BASE_RATES, (1, 3, 4, 2))[0] for r in root_ids}
    base_rates |= {m: rng.choice((0.012, 0.004)) for m in mechanism_ids}
    backgrounds = {s: rng.choices((0.005, 0.07, 0.27), (5, 4, 1))[0] for s in symptom_ids}
    return NoisyOrNetwork.build(base_rates, backgrounds, leads_to, shows)


def two_layers(seed: int, *, causes: int = 570, symptoms: int = 4075, links: int = 45_000) -> NoisyOrNetwork:
    """Draw a network in the shape of QMR-DT."""
    rng = np.random.default_rng(seed)
    pairs = np.unique(rng.integers(0, causes * symptoms, int(links * 1.02)))
    pairs = rng.permutation(pairs)[:links]
    strengths = rng.uniform(0.1, 0.95, len(pairs))
    shows = [
        (f"c{p // symptoms}", f"s{p % symptoms}", s)
        for p, s in zip(pairs.tolist(), strengths.tolist(), strict=True)
    ]
    base_rates = {f"c{i}": p for i, p in enumerate(rng.uniform(0.001, 0.05, causes).tolist())}
    backgrounds = {f"s{i}": p for i, p in enumerate(rng.uniform(0.001, 0.05, symptoms).tolist())}
    return NoisyOrNetwork.build(base_rates, backgrounds, [], shows)


def sample_world(
    network: NoisyOrNetwork, rng: random.Random, *, forced: int | None = None, alone: bool = False
) -> tuple[set[int], set[int]]:
    """Draw which causes and which symptoms are there.

    Args:
        network: The network.
        rng: Where chance comes from.
        forced: A cause that is there in any case.
        alone: Whether causes are there only because of it.
    """
    on: set[int] = set()
    for c in network.topological.tolist():
        missing = 1.0 if alone else 1 - network.base_rates[c]
        for parent, strength in zip(*network.leads_to.of_child(c), strict=True):
            if parent in on:
                missing *= 1 - strength
        if c == forced or rng.random() > missing:
            on.add(c)
    missing_symptoms = 1 - network.backgrounds
    for c in on:
        children, strengths = network.shows.of_parent(c)
        missing_symptoms[children] *= 1 - strengths
    seen = {s for s, missing in enumerate(missing_symptoms.tolist()) if rng.random() > missing}
    return on, seen


def consultation(
    network: NoisyOrNetwork, rng: random.Random, *, present: int, absent: int
) -> tuple[list[str], list[str]]:
    """Draw a world with one cause forced, and observe it: what the causes that are there can show is looked
    at first."""
    on, seen = sample_world(network, rng, forced=rng.randrange(len(network.causes)))
    real = {int(s) for c in on for s in network.shows.of_parent(c)[0]} & seen
    shown = rng.sample(sorted(real), min(present, len(real)))
    shown += rng.sample(sorted(seen - set(shown)), min(present - len(shown), len(seen) - len(shown)))
    parents = {int(c) for s in shown for c in network.shows.of_child(s)[0]}
    near = sorted({int(s) for c in parents for s in network.shows.of_parent(c)[0]} - seen)
    missing = rng.sample(near, min(absent, len(near)))
    return [network.symptoms[s] for s in shown], [network.symptoms[s] for s in missing]
