"""Simulated people consult the engine: how many questions it asks, how right it is, how well it knows how
right.

    python tests/benchmarks/simulated_users.py [--quick] [--people N] [--seed SEED]

People are drawn from the knowledge (``people``): *truthful* ones answer what they see; *forgetful* ones do
not know every fifth answer; *mistaken* ones give every twentieth wrongly. They are asked in several ways
(``asking``). The tables:

1. How each way of asking does. "until 90 %" counts the questions until one root cause is that certain, for
   people whose cause the knowledge can tell apart: were all questions answered, a root cause that is there
   would be that certain. Who is not certain after 30 questions counts as 30. "/bound" is that over the fewest
   questions that information allows: the entropy of the root causes after the complaint over the most that a
   question can say about them then (later ones may say more). "first": the first root cause is there; "in 3":
   one of the first three.
2. Calibration of the product's consultations, all causes of 5 % and more, and of the first root cause. Beside
   each error stands what an ideal engine would get on so few people, by chance alone.
3. The same error for other ways to answer an exclusive question of which several options hold.
4. Sensitivity: how often the first cause changes when all words of frequency move to an end of what they
   mean (``vocabulary.yaml``): all to the low end, all to the high one, each by the toss of a coin.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Sequence
from functools import partial

import numpy as np
from asking import MOST_QUESTIONS, Course, ask_by, bound, can_be_told, choosers, consult, roots
from measure import print_table
from people import PICKS, people

import lossdoctor
from lossdoctor.inference import posterior
from lossdoctor.knowledge_base import KnowledgeBase
from lossdoctor.network import Links, NoisyOrNetwork

CROWDS = (("truthful", 0.0, 0.0), ("forgetful", 0.2, 0.0), ("mistaken", 0.0, 0.05))
WORTH_NAMING = 0.05
"""Causes less probable than this are left out of the calibration: there are so many of them that they would
make any engine look good."""
BINS = 10

Claims = Sequence[tuple[float, bool]]


def how_asked(knowledge: KnowledgeBase, courses: Sequence[Course]) -> list[object]:
    """Sum up one way of asking."""
    told = [course for course in courses if can_be_told(knowledge, course.person)]
    until = [MOST_QUESTIONS if c.to_certainty is None else c.to_certainty for c in told]
    bounds = [bound(knowledge, course.person.complaint) for course in told]
    names = [[cause for cause, _ in course.ranking[:3]] for course in courses]
    return [
        len(courses),
        statistics.mean(course.questions for course in courses),
        statistics.median(course.questions for course in courses),
        len(told),
        f"{np.mean([course.to_certainty is not None for course in told]):.0%}" if told else None,
        statistics.mean(until) if told else None,
        statistics.mean(until) / statistics.mean(bounds) if told else None,
        f"{np.mean([n[0] in c.person.there for n, c in zip(names, courses, strict=True)]):.0%}",
        f"{np.mean([bool(c.person.there & set(n)) for n, c in zip(names, courses, strict=True)]):.0%}",
    ]


def claims(courses: Sequence[Course]) -> Claims:
    """Give what was claimed of every cause worth naming, and whether it is there."""
    return [
        (probability, cause in course.person.there)
        for course in courses
        for cause, probability in course.beliefs.items()
        if probability >= WORTH_NAMING
    ]


def first_claims(courses: Sequence[Course]) -> Claims:
    """Give what was claimed of the first root cause, and whether it is there."""
    return [(course.ranking[0][1], course.ranking[0][0] in course.person.there) for course in courses]


def calibration_error(claimed: Claims) -> float:
    """Average how far what is claimed is from how often it is so, over bins of equal width."""
    p, there = np.array([c for c, _ in claimed]), np.array([t for _, t in claimed], float)
    place = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs((p - there)[place == b].sum()) for b in range(BINS)) / len(p))


def by_chance(claimed: Claims) -> float:
    """Average the calibration error that there would be if every claim were true."""
    rng = np.random.default_rng(0)
    ideal = ([(claim, rng.random() < claim) for claim, _ in claimed] for _ in range(100))
    return float(np.mean([calibration_error(claims) for claims in ideal]))


def how_calibrated(name: str, claimed: Claims) -> list[object]:
    """Sum up how well claims hold."""
    return [
        name,
        len(claimed),
        float(np.mean([c for c, _ in claimed])),
        float(np.mean([t for _, t in claimed])),
        float(np.mean([(c - t) ** 2 for c, t in claimed])),
        calibration_error(claimed),
        by_chance(claimed),
    ]


def reliability(claimed: Claims) -> list[list[object]]:
    """Give, for each bin, how often causes claimed at some probability are there."""
    rows: list[list[object]] = []
    for b in range(BINS):
        inside = [(c, t) for c, t in claimed if min(int(c * BINS), BINS - 1) == b]
        if inside:
            p, there = zip(*inside, strict=True)
            rows.append(
                [
                    f"{b / BINS:.1f} to {(b + 1) / BINS:.1f}",
                    len(inside),
                    float(np.mean(p)),
                    float(np.mean(there)),
                ]
            )
    return rows


def moved(knowledge: KnowledgeBase, end: str) -> NoisyOrNetwork:
    """Give the network with all words of frequency moved to an end of what they mean."""
    rng, network = random.Random(0), knowledge.network
    ends = {
        word.number: {"low": max(word.low, 0.002), "high": min(word.high, 0.995)}
        for word in knowledge.vocabulary.how_often.values()
    }

    def move(number: float) -> float:
        here = ends.get(number)
        return here[end if end in here else rng.choice(("low", "high"))] if here else number

    def links(kind: Links, names: tuple[str, ...]) -> list[tuple[str, str, float]]:
        rows = zip(kind.parents.tolist(), kind.children.tolist(), kind.strengths.tolist(), strict=True)
        return [(network.causes[parent], names[child], move(s)) for parent, child, s in rows]

    return NoisyOrNetwork.build(
        dict(zip(network.causes, network.base_rates.tolist(), strict=True)),
        {s: move(p) for s, p in zip(network.symptoms, network.backgrounds.tolist(), strict=True)},
        links(network.leads_to, network.causes),
        links(network.shows, network.symptoms),
    )


def sensitivity(knowledge: KnowledgeBase, courses: Sequence[Course]) -> list[list[object]]:
    """Tell how often the first root cause changes, by the end that words move to."""
    rows: list[list[object]] = []
    for end in ("low", "high", "coin"):
        network, changed, sure = moved(knowledge, end), [], []
        for course in courses:
            belief = posterior(network, course.present, course.absent).as_dict()
            first = max(roots(knowledge), key=belief.__getitem__)
            changed.append(first != course.ranking[0][0])
            if course.ranking[0][1] >= 0.5:
                sure.append(changed[-1])
        rows.append([end, f"{np.mean(changed):.0%}", f"{np.mean(sure):.0%}" if sure else None])
    return rows


def main() -> None:
    """Print all tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--people", type=int, default=12, help="for each way of asking")
    options.add_argument("--quick", action="store_true", help="a fifth of the people")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    count = max(1, chosen.people // 5) if chosen.quick else chosen.people
    knowledge = lossdoctor.load()
    draw = partial(people, knowledge, count, chosen.seed)
    many = partial(people, knowledge, 5 * count, chosen.seed)

    head = ["asked by", "n", "questions", "median", "can be told", "told", "until 90 %", "/bound"]
    for crowd, forgets, errs in CROWDS:
        asked = {"consultation": [consult(knowledge, p) for p in draw(forgets=forgets, errs=errs)]}
        for method, choose in choosers(knowledge, chosen.seed).items():
            if crowd == "truthful" or method == "information":
                persons = draw(forgets=forgets, errs=errs)
                asked[method] = [ask_by(knowledge, person, choose) for person in persons]
        rows = [[method, *how_asked(knowledge, courses)] for method, courses in asked.items()]
        print_table(f"1. Ways of asking {crowd} people", [*head, "first", "in 3"], rows)

    picked = {pick: [consult(knowledge, person) for person in many(pick=pick)] for pick in PICKS}
    truthful = picked[PICKS[0]]
    head = ["", "claims", "mean claim", "there", "Brier", "error", "by chance"]
    rows = [how_calibrated("all causes", claims(truthful))]
    rows += [how_calibrated("first root cause", first_claims(truthful))]
    print_table(f"2. Calibration, {len(truthful)} truthful people", head, rows)
    print_table("", ["claimed", "causes", "mean claim", "there"], reliability(claims(truthful)))
    rows = [how_calibrated(pick, claims(courses)) for pick, courses in picked.items()]
    print_table("3. Calibration by how people pick one of several options that hold", head, rows)
    head = ["words move to", "first changes", "where it was 50 % or more"]
    print_table("4. Sensitivity", head, sensitivity(knowledge, truthful))


if __name__ == "__main__":
    main()
