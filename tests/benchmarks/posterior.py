"""How long the probability of all causes takes, against pyAgrum and pgmpy on the same networks and evidence.

    python tests/benchmarks/posterior.py [--cases N] [--seconds LIMIT]

"cold" plans the walk anew, as for a first answer; "warm" has planned it before. A dash: not within the time
limit, or not within 6 GB. Agreement is the largest difference from any other engine that finished.
"""

from __future__ import annotations

import argparse
import random
import statistics
from functools import partial

import numpy as np
from measure import milliseconds, print_table, within
from networks import consultation, shipped_like, shipped_network, two_layers
from others import ENGINES, installed

from lossdoctor.core import core_of
from lossdoctor.inference import Belief, posterior
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.situation import situation_of


def forget() -> None:
    """Forget every plan and every answer."""
    core_of.cache_clear()
    situation_of.cache_clear()


def time_and_gap(
    engine: str, network: NoisyOrNetwork, seen: list[str], missed: list[str], belief: Belief
) -> tuple[float, float]:
    """Run another engine; give its time and its largest difference from our belief."""
    infer = ENGINES[engine](network, seen, missed)
    time = milliseconds(infer, repeat=1)
    return time, max(abs(belief.probability(cause) - p) for cause, p in infer().items())


def compare(
    name: str,
    network: NoisyOrNetwork,
    sizes: list[tuple[int, int]],
    engines: list[str],
    cases: int,
    limit: float,
) -> None:
    """Print one network's table, a row for each amount of evidence."""
    rows = []
    for present, absent in sizes:
        cold, warm, exact, gaps = [], [], [], [0.0]
        others: dict[str, list[float | None]] = {engine: [] for engine in engines}
        for case in range(cases):
            seen, missed = consultation(network, random.Random(case), present=present, absent=absent)
            belief = posterior(network, seen, missed)
            exact.append(belief.exact)
            cold.append(milliseconds(lambda s=seen, m=missed: posterior(network, s, m), before=forget))
            situation_of.cache_clear()
            warm.append(
                milliseconds(
                    lambda s=seen, m=missed: posterior(network, s, m), before=situation_of.cache_clear
                )
            )
            for engine in engines:
                if None in others[engine]:
                    continue  # what was too much once is not tried again

                measured = within(limit, partial(time_and_gap, engine, network, seen, missed, belief))
                others[engine].append(None if measured is None else measured[0])
                if measured is not None and belief.exact:
                    gaps.append(measured[1])
        times = [statistics.median(found) if None not in found else None for found in others.values()]
        ratios = [None if time is None else time / statistics.median(cold) for time in times]
        rows.append(
            [
                f"{present} present, {absent} absent",
                statistics.median(cold),
                max(cold),
                statistics.median(warm),
                f"{np.mean(exact):.0%}",
                *times,
                *(None if r is None else f"x {r:,.0f}" for r in ratios),
                max(gaps),
            ]
        )
    head = [
        "evidence",
        "cold ms",
        "worst",
        "warm ms",
        "exact",
        *engines,
        *(f"{e}/cold" for e in engines),
        "agreement",
    ]
    print_table(f"{name}: {network}", head, rows)


def main() -> None:
    """Run all tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=5)
    options.add_argument("--seconds", type=float, default=20.0)
    chosen = options.parse_args()
    sizes, engines = [(3, 3), (6, 10), (10, 20)], installed()
    networks = {"shaped like the shipped knowledge": shipped_like(0)}
    networks["two layers, small"] = two_layers(0, causes=80, symptoms=160, links=900)
    shipped = shipped_network()
    if shipped is not None:
        networks = {"shipped knowledge": shipped} | networks
    for name, network in networks.items():
        compare(name, network, sizes, engines, chosen.cases, chosen.seconds)
    name, sizes = "two layers, the size of QMR-DT", [*sizes, (12, 20)]
    compare(name, two_layers(0), sizes, engines, chosen.cases, chosen.seconds)


if __name__ == "__main__":
    main()
