"""Ways of asking simulated people, the product's among them, and how each consultation goes.

``consultation`` is the product: effort, stop rule and all. The others know no effort and never stop by
themselves: they are stopped when one root cause reaches 90 %, or after 30 questions. ``information`` asks
what says most about all causes that what was seen has made likelier, as the product reckons it; ``top cause``
what says most about the likeliest one; ``fixed tree`` goes down a decision tree, built greedily from the
knowledge as if there were one fault; ``random order`` asks anything. Beliefs are the engine's in all of them:
they differ in questions only.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from people import Person

import lossdoctor
from lossdoctor.events import Event, Findings, Said, fold
from lossdoctor.inference import posterior
from lossdoctor.information import expected_information
from lossdoctor.knowledge_base import KnowledgeBase
from lossdoctor.model import Question
from lossdoctor.questions import open_questions
from lossdoctor.reasoner import Reasoner

__all__ = ["MOST_QUESTIONS", "Course", "ask_by", "bound", "can_be_told", "choosers", "consult", "roots"]

CERTAIN = 0.9
MOST_QUESTIONS = 30


@dataclass
class Course:
    """How one consultation went."""

    person: Person
    questions: int = 0
    to_certainty: int | None = None
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    ranking: list[tuple[str, float]] = field(default_factory=list)
    """Root causes, the likeliest first."""
    beliefs: dict[str, float] = field(default_factory=dict)
    """All causes."""


Open = list[tuple[Question, tuple[str, ...]]]
Chooser = Callable[[Open, Said], int]


def consult(knowledge: KnowledgeBase, person: Person) -> Course:
    """Let the product ask."""
    course, consultation = Course(person), lossdoctor.Consultation(knowledge)
    consultation.observe(person.complaint)
    note(knowledge, course, consultation.present, consultation.absent)
    while course.questions < MOST_QUESTIONS and (asked := consultation.next_question()) is not None:
        said = person.answer(asked.question, asked.options)
        if said is None:
            consultation.unknown(asked.question.id)
        else:
            consultation.answer(asked.question.id, *said, none=not said)
        course.questions += 1
        note(knowledge, course, consultation.present, consultation.absent)
    return course


def ask_by(knowledge: KnowledgeBase, person: Person, choose: Chooser, *, until: float = CERTAIN) -> Course:
    """Let another method ask, until one root cause is so certain."""
    course, events = Course(person), [Event("observe", present=(person.complaint,))]
    note(knowledge, course, (person.complaint,), ())
    while course.ranking[0][1] < until and course.questions < MOST_QUESTIONS:
        said = fold(events)
        candidates = open_questions(knowledge, said)
        if not candidates:
            break
        question, options = candidates[choose(candidates, said)]
        answer = person.answer(question, options)
        if answer is None:
            events.append(Event("unknown", question=question.id))
        else:
            events.append(
                Event("answer", question=question.id, present=answer, absent=() if answer else options)
            )
        course.questions += 1
        said = fold(events)
        note(knowledge, course, said.present, said.absent)
    return course


def note(knowledge: KnowledgeBase, course: Course, present: tuple[str, ...], absent: tuple[str, ...]) -> None:
    """Note where a consultation stands."""
    course.present, course.absent = present, absent
    course.beliefs = posterior(knowledge.network, present, absent).as_dict()
    ranking = ((cause, course.beliefs[cause]) for cause in roots(knowledge))
    course.ranking = sorted(ranking, key=lambda pair: -pair[1])
    if course.to_certainty is None and course.ranking[0][1] >= CERTAIN:
        course.to_certainty = course.questions


@cache
def roots(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Give the causes to which no other leads."""
    is_root = np.diff(knowledge.network.leads_to.child_starts) == 0
    return tuple(cause for cause, root in zip(knowledge.network.causes, is_root, strict=True) if root)


def can_be_told(knowledge: KnowledgeBase, person: Person) -> bool:
    """Whether the knowledge can tell this person's cause apart: all questions answered, some root cause that
    is there is certain."""
    return _can_be_told(knowledge, person.complaint, person.there, frozenset(person.sees))


@cache
def _can_be_told(
    knowledge: KnowledgeBase, complaint: str, there: frozenset[str], sees: frozenset[str]
) -> bool:
    events = [Event("observe", present=(complaint,))]
    while candidates := open_questions(knowledge, fold(events)):
        for question, options in candidates:
            seen = tuple(option for option in options if option in sees)
            chosen = seen if question.choose == "any" else seen[:1]
            events.append(
                Event("answer", question=question.id, present=chosen, absent=() if chosen else options)
            )
    said = fold(events)
    belief = posterior(knowledge.network, said.present, said.absent).as_dict()
    return any(belief[cause] >= CERTAIN for cause in roots(knowledge) if cause in there)


@cache
def bound(knowledge: KnowledgeBase, complaint: str) -> float:
    """Give the fewest questions that information allows after a complaint, on average.

    That is the entropy of the root causes, taken as if there were one, over the most that any question can
    say about it."""
    network = knowledge.network
    now = posterior(network, [complaint]).probabilities
    is_root = np.isin(network.causes, roots(knowledge))
    candidates = open_questions(knowledge, fold([Event("observe", present=(complaint,))]))
    options = [options for _, options in candidates]
    values = expected_information(network, [complaint], [], options, exact=8, near=0)
    most = 0.0
    for answers, after in (value.answers for value in values if value.exact):
        left = sum(p * _entropy(belief[is_root]) for p, belief in zip(answers, after, strict=True))
        most = max(most, _entropy(answers @ after[:, is_root]) - left)
    return _entropy(now[is_root]) / most


def _entropy(weights: np.ndarray) -> float:
    p = weights / weights.sum()
    return float(-(p * np.log2(np.maximum(p, 1e-300))).sum())


def choosers(knowledge: KnowledgeBase, seed: int) -> dict[str, Chooser]:
    """Give the other methods."""
    reasoner, rng, tree = Reasoner(knowledge), random.Random(seed), _Tree(knowledge)

    def by_information(candidates: Open, said: Said) -> int:
        return _most_bits(knowledge, candidates, said.findings, reasoner.relevance(said.findings))

    def by_top_cause(candidates: Open, said: Said) -> int:
        now = reasoner.belief(said.findings).probabilities
        return _most_bits(knowledge, candidates, said.findings, np.arange(len(now)) == now.argmax())

    return {
        "information": by_information,
        "top cause": by_top_cause,
        "fixed tree": tree.choose,
        "random order": lambda candidates, said: rng.randrange(len(candidates)),
    }


def _most_bits(knowledge: KnowledgeBase, candidates: Open, findings: Findings, relevance: np.ndarray) -> int:
    values = expected_information(
        knowledge.network,
        sorted(findings.present),
        sorted(findings.absent),
        [options for _, options in candidates],
        relevance=relevance.astype(float),
    )
    return max(range(len(values)), key=lambda q: (values[q].exact, values[q].bits))


class _Tree:
    """A decision tree for single faults: what is most probably answered by each root cause alone."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        network = knowledge.network
        self.index = network.symptom_index
        names = roots(knowledge)
        self.prior = np.array([network.base_rates[network.cause_index[cause]] for cause in names])
        self.shows = np.empty((len(names), len(network.symptoms)))
        for row, cause in enumerate(names):
            on = np.zeros(len(network.causes))
            on[network.cause_index[cause]] = 1
            for c in network.topological.tolist():
                parents, strengths = network.leads_to.of_child(c)
                if len(parents):
                    on[c] = 1 - np.prod(1 - on[parents] * strengths)
            missing = 1 - network.backgrounds
            shows = network.shows
            np.multiply.at(missing, shows.children, 1 - on[shows.parents] * shows.strengths)
            self.shows[row] = 1 - missing

    def choose(self, candidates: Open, said: Said) -> int:
        """Choose by the answers so far: one branch of the tree."""
        seen, missed = ([self.index[s] for s in symptoms] for symptoms in (said.present, said.absent))
        weights = self.prior * self.shows[:, seen].prod(axis=1) * (1 - self.shows[:, missed]).prod(axis=1)
        weights /= weights.sum()
        return max(range(len(candidates)), key=lambda q: self._bits(weights, candidates[q][1]))

    def _bits(self, weights: np.ndarray, options: tuple[str, ...]) -> float:
        chances = self.shows[:, [self.index[option] for option in options]]
        answers = np.column_stack([chances, (1 - chances).prod(axis=1)])
        answers /= answers.sum(axis=1, keepdims=True)
        joint = weights[:, None] * answers
        total = joint.sum(axis=0)
        left = -(joint * np.log2(np.maximum(joint, 1e-300))).sum() + (total * np.log2(total)).sum()
        return _entropy(weights) - float(left)
