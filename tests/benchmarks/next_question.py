"""How long it takes to weigh all open questions, against doing the same with other engines.

    python tests/benchmarks/next_question.py [--cases N]

Ours: all candidates estimated, the short list exact. The others: the same short list only, by their
posteriors, one inference for each outcome; what all candidates would take is that many times more. "regret"
is how much of the best information on a list of 32 questions is lost by asking the best of ours."""

from __future__ import annotations

import argparse
import random
import statistics
from functools import partial

import numpy as np
from measure import milliseconds, print_table, within
from networks import consultation, shipped_like, shipped_questions, two_layers
from others import ENGINES, installed

from lossdoctor.inference import posterior
from lossdoctor.information import expected_information
from lossdoctor.network import NoisyOrNetwork
from lossdoctor.situation import situation_of

Questions = list[tuple[str, ...]]


def open_questions(questions: Questions, observed: set[str]) -> Questions:
    """Leave out what was observed."""
    left = [tuple(option for option in options if option not in observed) for options in questions]
    return [options for options in left if options]


def other_engine(
    engine: str, network: NoisyOrNetwork, seen: list[str], missed: list[str], chosen: Questions
) -> float:
    """Time what another engine needs for the outcomes of some questions."""
    infer = [ENGINES[engine](network, seen, missed)]
    for options in chosen:
        infer += [ENGINES[engine](network, [*seen, option], missed) for option in options]
        infer.append(ENGINES[engine](network, seen, [*missed, *options]))
    return milliseconds(lambda: [work() for work in infer], repeat=1)


def compare(name: str, network: NoisyOrNetwork, questions: Questions, engines: list[str], cases: int) -> None:
    """Print one network's table."""
    rows = []
    for present, absent in ((3, 3), (6, 10), (10, 20)):
        times, posteriors, regrets, exact = [], [], [], []
        others: dict[str, list[float | None]] = {engine: [] for engine in engines}
        for case in range(cases):
            seen, missed = consultation(network, random.Random(case), present=present, absent=absent)
            candidates = open_questions(questions, {*seen, *missed})
            weigh = partial(expected_information, network, seen, missed, candidates)
            chosen = [value for value in weigh() if value.exact]
            posteriors.append(
                milliseconds(partial(posterior, network, seen, missed), before=situation_of.cache_clear)
            )
            times.append(milliseconds(weigh, repeat=3, before=situation_of.cache_clear))
            exact.append(len(chosen))
            for engine in engines:
                if None not in others[engine]:  # what was too much once is not tried again
                    options = [value.symptoms for value in chosen]
                    others[engine].append(
                        within(20, partial(other_engine, engine, network, seen, missed, options))
                    )
            longer = [value.bits for value in weigh(exact=32, near=0) if value.exact]
            if chosen and longer:
                regrets.append(1 - max(value.bits for value in chosen) / max(longer))
        median = statistics.median(times)
        medians = [None if None in found else statistics.median(found) for found in others.values()]
        rows.append(
            [
                f"{present} present, {absent} absent",
                median,
                max(times),
                median / statistics.median(posteriors),
                float(np.mean(exact)),
                float(np.mean(regrets)) if regrets else None,
                *medians,
                *(None if other is None else f"x {other / median:,.0f}" for other in medians),
            ]
        )
    head = ["evidence", "ms", "worst", "/posterior", "exact", "regret", *engines]
    head += [f"{engine}/ours" for engine in engines]
    print_table(f"{name}: {len(questions)} questions on {network}", head, rows)


def main() -> None:
    """Run all tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=5)
    cases = options.parse_args().cases
    shipped, engines = shipped_questions(), installed()
    if shipped is not None:
        compare("shipped knowledge", *shipped, engines, cases)
    like, large = shipped_like(0), two_layers(0)
    names = random.Random(0).sample(like.symptoms, len(like.symptoms))
    compare(
        "shaped like it", like, [tuple(names[i : i + 4]) for i in range(0, len(names), 4)], engines, cases
    )
    compare(
        "two layers, the size of QMR-DT", large, [(symptom,) for symptom in large.symptoms], engines, cases
    )


if __name__ == "__main__":
    main()
