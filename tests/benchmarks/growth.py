"""How building, the posterior and a question's worth grow with the network, up to 5,000 causes and 40,000
symptoms.

    python tests/benchmarks/growth.py [--cases N]

Two-layer networks, 10 present and 20 absent symptoms, all symptoms as questions. Links for each symptom stay
the same, so the links in play do too: the posterior should stay flat, building grow with the links, a
question's worth with the candidates. Every time also as a multiple of the first row's."""

from __future__ import annotations

import argparse
import random
import statistics
from functools import partial

from measure import milliseconds, print_table
from networks import consultation, two_layers

from lossdoctor.core import core_of
from lossdoctor.inference import posterior
from lossdoctor.information import expected_information
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.situation import situation_of

SIZES = (
    (50, 400, 4_400),
    (150, 1_200, 13_200),
    (570, 4_075, 45_000),
    (1_500, 12_000, 132_000),
    (5_000, 40_000, 440_000),
)


def forget() -> None:
    """Forget every plan and every answer."""
    core_of.cache_clear()
    situation_of.cache_clear()


def main() -> None:
    """Run all sizes."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=5)
    cases = options.parse_args().cases
    rows, first = [], None
    for causes, symptoms, links in SIZES:
        network = two_layers(0, causes=causes, symptoms=symptoms, links=links)
        shows = [
            (network.causes[c], network.symptoms[s], float(p))
            for c, s, p in zip(
                network.shows.parents, network.shows.children, network.shows.strengths, strict=True
            )
        ]
        rates = dict(zip(network.causes, network.base_rates.tolist(), strict=True))
        backgrounds = dict(zip(network.symptoms, network.backgrounds.tolist(), strict=True))
        build = milliseconds(partial(NoisyOrNetwork.build, rates, backgrounds, [], shows), repeat=1)
        believing, asking = [], []
        for case in range(cases):
            seen, missed = consultation(network, random.Random(case), present=10, absent=20)
            candidates = [(s,) for s in network.symptoms if s not in {*seen, *missed}]
            believing.append(milliseconds(partial(posterior, network, seen, missed), before=forget, repeat=3))
            asking.append(
                milliseconds(
                    partial(expected_information, network, seen, missed, candidates), before=forget, repeat=1
                )
            )
        times = [build, statistics.median(believing), statistics.median(asking)]
        first = first or times
        ratios = [f"x {time / base:.1f}" for time, base in zip(times, first, strict=True)]
        rows.append(
            [
                f"{causes:,} x {symptoms:,}",
                f"{links:,}",
                *(v for pair in zip(times, ratios, strict=True) for v in pair),
            ]
        )
    print_table("growth", ["size", "links", "build ms", "", "posterior ms", "", "questions ms", ""], rows)


if __name__ == "__main__":
    main()
