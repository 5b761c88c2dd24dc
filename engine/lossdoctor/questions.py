"""Questions: which are open, what each tells apart, and what its answers would do.

Owns which questions are still open, and the reasons given for a question.
Leaves the choice among them and the stop rule to ``interview``, and the numbers to ``information``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.chains import related
from lossdoctor.events import Said
from lossdoctor.model import Question, Text
from lossdoctor.reasoner import Reasoner
from lossdoctor.records import Record
from lossdoctor.wording import fill, percent, quoted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossdoctor.information import QuestionValue
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = [
    "Asking",
    "NextQuestion",
    "Outcome",
    "Shift",
    "Why",
    "answer_text",
    "explain_question",
    "open_questions",
    "tells_apart",
    "why_asked",
]

MOST_COMPARED = 6
"""Leading causes among which a question's pairs are looked for."""
MOST_PAIRS = 3
TELLING_BITS = 0.1
"""Expected move of the odds between two causes from which a question is said to tell them apart."""
MOST_SHIFTS = 4
SMALLEST_SHIFT = 0.01
PLAUSIBLE = 0.02
"""Causes below this probability are not named as being told apart."""


@dataclass(frozen=True, slots=True)
class NextQuestion(Record):
    """The question to ask now."""

    question: Question
    options: tuple[str, ...]
    """The options still open, in the order in which to show them."""
    tells_apart: tuple[tuple[str, str], ...]
    """Pairs of causes between which it decides, the likeliest pair first."""
    bits: float
    """Expected information about the causes."""
    minutes: float
    """What answering costs."""
    why: Text
    """One plain sentence."""
    skipped_before: bool = False
    """Whether it was skipped and now comes back."""


@dataclass(frozen=True, slots=True)
class Shift(Record):
    """What an answer does to one cause."""

    cause: str
    name: Text
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Outcome(Record):
    """One answer that may be given, and what it would do."""

    answer: Text
    present: tuple[str, ...]
    absent: tuple[str, ...]
    probability: float
    shifts: tuple[Shift, ...]
    """The causes that it moves most, largest move first."""


@dataclass(frozen=True, slots=True)
class Why(Record):
    """Why a question is asked."""

    question: str
    tells_apart: tuple[tuple[str, str], ...]
    outcomes: tuple[Outcome, ...]
    bits: float
    minutes: float
    text: Text


@dataclass(frozen=True, slots=True)
class Asking(Record):
    """Whether and what to ask."""

    question: NextQuestion | None
    stopped: Text
    """Why nothing more is asked; empty while a question is."""
    left: int
    """A fair guess of how many questions are still to come."""


def open_questions(
    knowledge: KnowledgeBase, said: Said, *, again: bool = False
) -> list[tuple[Question, tuple[str, ...]]]:
    """List the questions that may still be asked, each with the options that are still open.

    A question is closed once it was answered, or not known (unless ``again``), or implied: one of its
    exclusive options, or all of its options, were observed without asking. One that makes sense only for
    some runs (``ask_when``) opens once such a run was told of.
    """
    observed = {*said.present, *said.absent}
    found = []
    for question in knowledge.questions.values():
        if question.id in said.answered or (question.id in said.unknown and not again):
            continue
        if question.choose != "any" and any(option in said.present for option in question.options):
            continue
        if question.ask_when and not any(symptom in said.present for symptom in question.ask_when):
            continue
        options = tuple(option for option in question.options if option not in observed)
        if options:
            found.append((question, options))
    return found


def explain_question(reasoner: Reasoner, said: Said, question_id: str) -> Why:
    """Say what a question tells apart, and what each answer would do to the causes, in numbers."""
    knowledge, findings = reasoner.knowledge, said.findings
    question = knowledge.questions[question_id]
    observed = findings.present | findings.absent
    options = tuple(option for option in question.options if option not in observed) or question.options
    # A question that was answered is explained as it stood before its answer.
    before = findings.without(*options)
    (value,) = reasoner.question_values(before, [(question, options)])
    now = reasoner.belief(before).probabilities
    pairs = tells_apart(reasoner, now, value)
    return Why(
        question=question_id,
        tells_apart=pairs,
        outcomes=tuple(_outcome(knowledge, question, value, i, now) for i in range(len(value.outcomes))),
        bits=value.bits,
        minutes=reasoner.asking_minutes(question),
        text=why_asked(reasoner, now, pairs, value),
    )


def tells_apart(
    reasoner: Reasoner, now: NDArray[np.float64], value: QuestionValue
) -> tuple[tuple[str, str], ...]:
    """Find the pairs of likely causes between which the answers of a question decide most.

    Counted is how far an answer moves the odds between two causes, times how probable the answer and both
    causes are. Causes of one chain are one story and no pair.
    """
    knowledge = reasoner.knowledge
    leading = [int(c) for c in np.argsort(-now, kind="stable")[:MOST_COMPARED] if now[c] >= PLAUSIBLE]
    answers, beliefs = value.answers
    before, after = _log_odds(now[leading]), _log_odds(beliefs[:, leading])
    rated = []
    for a, b in combinations(range(len(leading)), 2):
        one, other = (knowledge.network.causes[leading[place]] for place in (a, b))
        moved = float(answers @ abs((after[:, a] - after[:, b]) - (before[a] - before[b])))
        if moved >= TELLING_BITS and not related(knowledge, one, other):
            rated.append((moved * float(np.sqrt(now[leading[a]] * now[leading[b]])), one, other))
    rated.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    return tuple((one, other) for _, one, other in rated[:MOST_PAIRS])


def why_asked(
    reasoner: Reasoner,
    now: NDArray[np.float64],
    pairs: Sequence[tuple[str, str]],
    value: QuestionValue,
) -> Text:
    """Say in one sentence what a question is good for."""
    knowledge = reasoner.knowledge
    if pairs:
        a, b = (knowledge.network.cause_index[cause] for cause in pairs[0])
        return fill(
            "It tells {a} ({p}) from {b} ({q}).",
            "它能区分{a}（{p}）和{b}（{q}）。",
            a=quoted(knowledge.causes[pairs[0][0]].name),
            b=quoted(knowledge.causes[pairs[0][1]].name),
            p=percent(now[a]),
            q=percent(now[b]),
        )
    answers, beliefs = value.answers
    most = int(np.argmax(answers @ abs(beliefs - now)))
    return fill(
        "It makes {cause} ({p}) more or less likely.",
        "它会改变{cause}（{p}）的可能性。",
        cause=quoted(knowledge.causes[knowledge.network.causes[most]].name),
        p=percent(now[most]),
    )


def answer_text(knowledge: KnowledgeBase, question: Question, symptom: str) -> Text:
    """Name an answer as the person gives it: an option, or none of these; yes or no."""
    if question.choose == "yes-no":
        return Text("Yes", "是") if symptom else Text("No", "否")
    if symptom:
        return knowledge.symptoms[symptom].name
    return question.none or Text("None of these", "以上都不是")


def _outcome(
    knowledge: KnowledgeBase, question: Question, value: QuestionValue, index: int, now: NDArray[np.float64]
) -> Outcome:
    outcome = value.outcomes[index]
    after = outcome.belief.probabilities
    moved = np.argsort(-abs(after - now), kind="stable")[:MOST_SHIFTS]
    return Outcome(
        answer=answer_text(knowledge, question, outcome.symptom),
        present=(outcome.symptom,) if outcome.symptom else (),
        absent=() if outcome.symptom else value.symptoms,
        probability=outcome.probability,
        shifts=tuple(
            Shift(cause, knowledge.causes[cause].name, float(now[c]), float(after[c]))
            for c, cause in ((int(c), knowledge.network.causes[c]) for c in moved)
            if abs(after[c] - now[c]) >= SMALLEST_SHIFT
        ),
    )


def _log_odds(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    bounded = np.clip(probabilities, 1e-9, 1 - 1e-9)
    odds: NDArray[np.float64] = np.log2(bounded) - np.log2(1 - bounded)
    return odds
