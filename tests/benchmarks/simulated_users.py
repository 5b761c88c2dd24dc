"""Simulated people consult the engine: how many questions it asks, how right it is, how well it knows how
right.

    python tests/benchmarks/simulated_users.py [--users N] [--seed SEED]

Each person has one root cause (drawn by base rate, harmless ones too) and what it leads to; people *with
more* have others besides, by chance, as the network says. Each complains of one symptom that this cause
brought about. What they then see is drawn from the network. *Truthful* people answer what they see;
*forgetful* ones do not know every fifth answer; *mistaken* ones give every twentieth wrongly. An exclusive
question is answered with the option that the causes that are there show most strongly.

Methods: ``consultation`` is the product, effort, stop rule and all. The others know no effort and never stop
by themselves: ``information`` asks what says most about all causes, ``top cause`` what says most about the
likeliest one, ``fixed order`` what says most before anything is known, ``random`` anything. They are stopped
when one root cause reaches 90 %, or after 25 questions.

The bound on questions is the entropy of the root causes after the complaint (taken as if there were one
cause) over the most information that any first question could have given. "first" and calibration: whether
the first root cause is there; "in 3": whether the drawn one is among the first three."""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from measure import print_table
from networks import sample_world

import lossdoctor
from lossdoctor.inference import posterior
from lossdoctor.information import expected_information

CERTAIN = 0.9
MOST_QUESTIONS = 25
CROWDS = (
    ("truthful people", 0.0, 0.0, False),
    ("truthful people with more", 0.0, 0.0, True),
    ("forgetful people", 0.2, 0.0, False),
    ("mistaken people", 0.0, 0.05, False),
)


@dataclass
class Person:
    """Somebody with a problem."""

    cause: str
    there: frozenset[str]
    """All causes that are there."""
    complaint: str
    sees: dict[str, float]
    """Symptoms that are there, with the strength of the strongest link that brought them about."""
    forgets: float
    errs: float
    rng: random.Random

    def answer(self, question: lossdoctor.Question, options: tuple[str, ...]) -> tuple[str, ...] | None:
        """Give the options chosen, none if empty; None: I don't know."""
        if self.rng.random() < self.forgets:
            return None
        seen = [option for option in options if option in self.sees]
        if self.rng.random() < self.errs:
            return () if seen else (self.rng.choice(options),)
        if question.choose == "any":
            return tuple(seen)
        return tuple(sorted(seen, key=lambda option: -self.sees[option])[:1])


@dataclass
class Course:
    """How one consultation went."""

    person: Person
    questions: int = 0
    to_certainty: int | None = None
    start_entropy: float = 0.0
    most_bits: float = 0.0
    ranking: list[tuple[str, float]] = field(default_factory=list)


def people(
    knowledge: lossdoctor.KnowledgeBase, count: int, seed: int, *, forgets: float, errs: float, more: bool
) -> list[Person]:
    """Draw people whose cause shows at least one symptom that they see; with ``more`` causes besides."""
    network, rng = knowledge.network, random.Random(seed)
    roots = [c for c in range(len(network.causes)) if not len(network.leads_to.of_child(c)[0])]
    found: list[Person] = []
    while len(found) < count:
        cause = rng.choices(roots, network.base_rates[roots])[0]
        on, seen = sample_world(network, rng, forced=cause, alone=not more)
        sees = {}
        for symptom in seen:
            shown = [s for c, s in zip(*network.shows.of_child(symptom), strict=True) if c in on]
            sees[network.symptoms[symptom]] = max(shown, default=0.0)
        reachable, waiting = {cause}, [cause]
        while waiting:
            for child in network.leads_to.of_parent(waiting.pop())[0].tolist():
                if child in on and child not in reachable:
                    reachable.add(child)
                    waiting.append(child)
        own = {network.symptoms[s] for c in reachable for s in network.shows.of_parent(c)[0].tolist()}
        complaints = sorted(own & set(sees) & set(knowledge.symptoms))
        if complaints:
            found.append(
                Person(
                    network.causes[cause],
                    frozenset(network.causes[c] for c in on),
                    rng.choice(complaints),
                    sees,
                    forgets,
                    errs,
                    random.Random(rng.random()),
                )
            )
    return found


def consult(knowledge: lossdoctor.KnowledgeBase, person: Person) -> Course:
    """Let the product ask."""
    course, consultation = Course(person), lossdoctor.Consultation(knowledge)
    consultation.observe(person.complaint)
    note(knowledge, course, set(consultation.present), set(consultation.absent))
    while course.questions < MOST_QUESTIONS and (asked := consultation.next_question()) is not None:
        said = person.answer(asked.question, asked.options)
        if said is None:
            consultation.unknown(asked.question.id)
        else:
            consultation.answer(asked.question.id, *said, none=not said)
        course.questions += 1
        note(knowledge, course, set(consultation.present), set(consultation.absent))
    return course


Chooser = Callable[[list, "np.ndarray", set, set], int]


def ask_by(knowledge: lossdoctor.KnowledgeBase, person: Person, choose: Chooser) -> Course:
    """Let another method ask, until it is certain."""
    course, present, absent, closed = Course(person), {person.complaint}, set(), set()
    note(knowledge, course, present, absent)
    while course.to_certainty is None and course.questions < MOST_QUESTIONS:
        open_ones = []
        for question in knowledge.questions.values():
            options = tuple(o for o in question.options if o not in present | absent)
            exclusive = question.choose != "any" and any(o in present for o in question.options)
            if options and question.id not in closed and not exclusive:
                open_ones.append((question, options))
        if not open_ones:
            break
        now = posterior(knowledge.network, present, absent).probabilities
        question, options = open_ones[choose(open_ones, now, present, absent)]
        closed.add(question.id)
        course.questions += 1
        said = person.answer(question, options)
        if said is not None:
            present |= set(said)
            absent |= set() if said else set(options)
        note(knowledge, course, present, absent)
    return course


def note(knowledge: lossdoctor.KnowledgeBase, course: Course, present: set[str], absent: set[str]) -> None:
    """Note where a consultation stands."""
    network = knowledge.network
    belief = posterior(network, present, absent).as_dict()
    is_root = np.diff(network.leads_to.child_starts) == 0
    roots = [cause for cause, root in zip(network.causes, is_root, strict=True) if root]
    course.ranking = sorted(((c, belief[c]) for c in roots), key=lambda pair: -pair[1])
    if course.questions == 0:
        p = np.array([probability for _, probability in course.ranking])
        p /= p.sum()
        course.start_entropy = float(-(p * np.log2(p)).sum())
        options = [question.options for question in knowledge.questions.values()]
        options = [tuple(o for o in group if o not in present | absent) for group in options]
        values = expected_information(network, present, absent, [group for group in options if group])
        course.most_bits = max(value.bits for value in values if value.exact)
    if course.to_certainty is None and course.ranking[0][1] >= CERTAIN:
        course.to_certainty = course.questions


def choosers(knowledge: lossdoctor.KnowledgeBase, seed: int) -> dict[str, Chooser]:
    """Give the other methods."""
    network, rng = knowledge.network, random.Random(seed)
    every = list(knowledge.questions.values())
    before = expected_information(network, [], [], [question.options for question in every])
    order = {question.id: -value.bits for question, value in zip(every, before, strict=True)}

    def by_information(
        open_ones: list, now: np.ndarray, present: set, absent: set, relevance: np.ndarray | None = None
    ) -> int:
        options = [options for _, options in open_ones]
        values = expected_information(network, present, absent, options, relevance=relevance)
        return max(range(len(values)), key=lambda q: values[q].bits)

    def by_top_cause(open_ones: list, now: np.ndarray, present: set, absent: set) -> int:
        relevance = np.zeros(len(now))
        relevance[now.argmax()] = 1
        return by_information(open_ones, now, present, absent, relevance)

    return {
        "information": by_information,
        "top cause": by_top_cause,
        "fixed order": lambda ones, *_: min(range(len(ones)), key=lambda q: order[ones[q][0].id]),
        "random": lambda ones, *_: rng.randrange(len(ones)),
    }


def row(name: str, courses: list[Course]) -> list[object]:
    """Sum up one method."""
    firsts = [course.ranking[0][0] in course.person.there for course in courses]
    thirds = [course.person.cause in dict(course.ranking[:3]) for course in courses]
    claimed = np.array([course.ranking[0][1] for course in courses])
    certain = [course.to_certainty for course in courses if course.to_certainty is not None]
    bounds = [
        course.start_entropy / course.most_bits for course in courses if course.to_certainty is not None
    ]
    pairs = [(p, c in course.person.there) for course in courses for c, p in course.ranking[:10]]
    return [
        name,
        statistics.mean(course.questions for course in courses),
        statistics.median(course.questions for course in courses),
        f"{len(certain) / len(courses):.0%}",
        statistics.mean(certain) if certain else None,
        statistics.mean(certain) / statistics.mean(bounds) if certain else None,
        f"{np.mean(firsts):.0%}",
        f"{np.mean(thirds):.0%}",
        float(np.mean([(p - hit) ** 2 for p, hit in pairs])),
        calibration_error(claimed, np.array(firsts)),
    ]


def calibration_error(claimed: np.ndarray, right: np.ndarray, bins: int = 5) -> float:
    """Average how far the claimed probability of the first cause is from how often it is right, over equal
    bins."""
    place = np.minimum((claimed * bins).astype(int), bins - 1)
    gaps = [
        abs(claimed[place == b].mean() - right[place == b].mean()) * (place == b).mean()
        for b in set(place.tolist())
    ]
    return float(sum(gaps))


def reliability(name: str, courses: list[Course], bins: int = 5) -> None:
    """Print how often causes claimed at some probability are there."""
    pairs = [(p, c in course.person.there) for course in courses for c, p in course.ranking if p >= 0.05]
    rows = []
    for b in range(bins):
        inside = [
            (p, hit) for p, hit in pairs if b / bins <= p < (b + 1) / bins or (b == bins - 1 and p == 1)
        ]
        if inside:
            claims, hits = zip(*inside, strict=True)
            rows.append(
                [
                    f"{b / bins:.1f} to {(b + 1) / bins:.1f}",
                    len(inside),
                    float(np.mean(claims)),
                    float(np.mean(hits)),
                ]
            )
    print_table(f"reliability, {name}", ["claimed", "causes", "mean claim", "there"], rows)


def main() -> None:
    """Run all methods on all kinds of people."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--users", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    knowledge = lossdoctor.load()
    head = [
        "method",
        "questions",
        "median",
        "certain",
        "until then",
        "/bound",
        "first",
        "in 3",
        "Brier",
        "calibration",
    ]
    for name, forgets, errs, more in CROWDS:
        crowd = partial(people, knowledge, chosen.users, chosen.seed, forgets=forgets, errs=errs, more=more)
        results = {"consultation": [consult(knowledge, person) for person in crowd()]}
        for method, choose in choosers(knowledge, chosen.seed).items():
            results[method] = [ask_by(knowledge, person, choose) for person in crowd()]
        print_table(f"{chosen.users} {name}", head, [row(m, courses) for m, courses in results.items()])
        reliability(name, results["consultation"])


if __name__ == "__main__":
    main()
