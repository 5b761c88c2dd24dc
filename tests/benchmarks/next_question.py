"""How long it takes to weigh all open questions, against doing the same with pyAgrum.

    python tests/benchmarks/next_question.py [--cases N]

Ours: all candidates estimated, the short list exact. pyAgrum: the same short list only, by its posteriors,
one inference for each outcome; what all candidates would take is that many times more. "regret" is how much
of the best information on a list four times as long the question that the estimate puts first would lose."""

from __future__ import annotations

import argparse
import importlib.util
import random
import statistics
from functools import partial

import numpy as np
from measure import milliseconds, print_table, within
from networks import consultation, shipped_like, shipped_questions, two_layers
from others import ENGINES

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


def compare(name: str, network: NoisyOrNetwork, questions: Questions, cases: int) -> None:
    """Print one network's table."""
    engine = "pyagrum" if importlib.util.find_spec("pyagrum") else None
    rows = []
    for present, absent in ((3, 3), (6, 10), (10, 20)):
        times, posteriors, others, regrets, exact = [], [], [], [], []
        for case in range(cases):
            seen, missed = consultation(network, random.Random(case), present=present, absent=absent)
            candidates = open_questions(questions, {*seen, *missed})
            weigh = partial(expected_information, network, seen, missed, candidates)
            values = weigh()
            posteriors.append(
                milliseconds(partial(posterior, network, seen, missed), before=situation_of.cache_clear)
            )
            times.append(milliseconds(weigh, repeat=3, before=situation_of.cache_clear))
            chosen = [value.symptoms for value in values if value.exact]
            exact.append(len(chosen))
            if engine and None not in others:
                others.append(within(20, partial(other_engine, engine, network, seen, missed, chosen)))
            first = max(range(len(values)), key=lambda q: weigh_alone(network, seen, missed, candidates)[q])
            longer = [
                value.bits
                for value in expected_information(network, seen, missed, candidates, exact=32)
                if value.exact
            ]
            (mine,) = expected_information(network, seen, missed, [candidates[first]])
            regrets.append(max(0.0, 1 - mine.bits / max(longer)))
        other = None if not others or None in others else statistics.median(others)
        median = statistics.median(times)
        rows.append(
            [
                f"{present} present, {absent} absent",
                median,
                max(times),
                median / statistics.median(posteriors),
                float(np.mean(exact)),
                other,
                None if other is None else f"x {other / median:,.0f}",
                float(np.mean(regrets)),
            ]
        )
    head = ["evidence", "ms", "worst", "/posterior", "exact", "pyagrum", "ratio", "regret"]
    print_table(f"{name}: {len(questions)} questions on {network}", head, rows)


def weigh_alone(
    network: NoisyOrNetwork, seen: list[str], missed: list[str], candidates: Questions
) -> list[float]:
    """Give the estimates alone."""
    return [value.bits for value in expected_information(network, seen, missed, candidates, exact=0)]


def main() -> None:
    """Run all tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=5)
    cases = options.parse_args().cases
    shipped = shipped_questions()
    if shipped is not None:
        compare("shipped knowledge", *shipped, cases)
    like, large = shipped_like(0), two_layers(0)
    names = random.Random(0).sample(like.symptoms, len(like.symptoms))
    compare("shaped like it", like, [tuple(names[i : i + 4]) for i in range(0, len(names), 4)], cases)
    compare("two layers, the size of QMR-DT", large, [(symptom,) for symptom in large.symptoms], cases)


if __name__ == "__main__":
    main()
