"""How far off the approximation is, where the exact answer is known, by budget.

    python tests/benchmarks/approximation.py [--cases N]

Budget 1 cuts every link that can be cut, which is loopy belief propagation (expectation propagation with a
factorised approximation); the more the budget allows, the fewer links are cut. Errors are of the worst cause
of each case."""

from __future__ import annotations

import argparse
import random

import numpy as np
from measure import milliseconds, print_table
from networks import consultation, shipped_like, shipped_network, two_layers

from lossdoctor.core import core_of
from lossdoctor.inference import posterior
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.situation import situation_of

BUDGETS = (1, 1 << 9, 1 << 11, 1 << 13, 1 << 15)


def forget() -> None:
    """Forget every plan and every answer."""
    core_of.cache_clear()
    situation_of.cache_clear()


def measure(name: str, network: NoisyOrNetwork, cases: int) -> None:
    """Print one network's table, a row for each budget."""
    found: dict[int, list[list[float]]] = {budget: [] for budget in BUDGETS}
    for case in range(cases):
        seen, missed = consultation(network, random.Random(case), present=12, absent=15)
        exact = posterior(network, seen, missed, budget=1 << 23)
        if not exact.exact:
            continue
        for budget in BUDGETS:
            belief = posterior(network, seen, missed, budget=budget)
            if belief.exact:
                continue
            off = np.abs(belief.probabilities - exact.probabilities)
            time = milliseconds(
                lambda s=seen, m=missed, b=budget: posterior(network, s, m, budget=b), before=forget, repeat=1
            )
            same_first = belief.probabilities.argmax() == exact.probabilities.argmax()
            evidence = abs(belief.log_evidence - exact.log_evidence)
            found[budget].append([off.max(), off.mean(), evidence, same_first, time])
    rows = []
    for budget, results in found.items():
        if results:
            worst, mean, evidence, same_first, time = np.array(results, dtype=float).T
            rows.append(
                [
                    f"{budget:,}",
                    len(results),
                    float(np.median(worst)),
                    float(worst.max()),
                    float(mean.mean()),
                    float(np.median(evidence)),
                    f"{same_first.mean():.0%}",
                    float(np.median(time)),
                ]
            )
    head = ["budget", "cases", "error", "worst", "mean cause", "log evidence", "same first", "ms"]
    print_table(f"{name}: {network}", head, rows)


def main() -> None:
    """Run all tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=12)
    cases = options.parse_args().cases
    shipped = shipped_network()
    if shipped is not None:
        measure("shipped knowledge", shipped, cases)
    measure("shaped like it", shipped_like(0), cases)
    measure("shaped like it, no families", shipped_like(1, stray=0.5), cases)
    measure("two layers, dense", two_layers(0, causes=60, symptoms=200, links=1500), cases)


if __name__ == "__main__":
    main()
