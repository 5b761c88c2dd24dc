"""What to try next, and what to look at first: decision-theoretic troubleshooting.

Owns the order of remedies, and the choice of a check before one of them (Heckerman, Breese and Rommelse,
Decision-theoretic troubleshooting, 1995). Leaves what repairing costs to ``repair``, and records and wording
to ``planning``.

**Remedies** go by how probably they help for each minute; each is chosen as if all before it had failed, by
the probabilities that the person would get on saying so. On faults that remedies do not share this order is
best, and recomputing after each failure brings all but a thousandth of the best where they do. A remedy is
worth its effort if it saves more than it costs: the probability that it helps, times what giving up costs.
That must hold by what is known now, for when everything likely has failed, whatever is left looks likely:
whose overfitting no regularisation has cured wonders what "keep going" is to mend. And it must be reached:
once the plan has helped in 97 of 100 cases, it ends.

**A check** is worth by how much it lowers the expected cost of repair: that of the best plan without its
result, less that of the best plan after each result, averaged. It comes before a remedy if that is more than
it costs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.questions import open_questions
from lossdoctor.repair import CLOSE_ENOUGH, GIVING_UP_MINUTES, Repair

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossdoctor.events import Findings, Said
    from lossdoctor.information import QuestionValue
    from lossdoctor.model import Question
    from lossdoctor.reasoner import Reasoner

    Array = NDArray[np.float64]

__all__ = ["SMALLEST_CHANCE", "Look", "Trial", "best_look", "trials"]

SMALLEST_CHANCE = 0.04
"""A remedy that helps less often than this is not worth a line."""
SMALLEST_SHARE = 0.03
"""A remedy that is reached, and helps, less often than this is not worth a line either."""
SMALLEST_CHANGE = 0.15
"""A check that changes what to do first less often than this is not worth a line, whatever else it might turn
up: a person who is asked to look at the gradients of a run with unbalanced classes wonders why."""
SMALLEST_GAIN = 2.0
"""Minutes that a check must save beyond what it costs: the costs are not known more closely than that."""
CHECK_KINDS = ("check", "response", "internals")
"""Questions that take a deliberate look or a change: what a plan can hold as a step."""
WEIGHED_EXACTLY = 3
"""Checks, best by an estimate of what they save, that are weighed exactly."""


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """A remedy to try."""

    remedy: str
    chance: float
    """That it helps when all before it did not."""
    minutes: float
    reached: float
    """Probability that none before it helps."""
    gains: Array
    """For each cause, how probably the remedy helps by mending it."""
    probabilities: Array
    """Of each cause when it is reached."""
    findings: Findings
    """What is known when it is reached."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A check to make before a remedy."""

    question: Question
    value: QuestionValue
    saved: float
    """Expected minutes of repair that it saves, what it costs not counted."""
    changes: float
    """Probability that its result changes what to try first."""
    now: Array
    """Probability of each cause before it."""


def trials(reasoner: Reasoner, findings: Findings, left_out: Collection[str]) -> Iterator[Trial]:
    """Give the remedies in the order in which to try them, while they are worth their effort.

    Args:
        reasoner: What is known.
        findings: What was seen and tried.
        left_out: Remedies that are not open.
    """
    repair = Repair.of(reasoner, findings, left_out, accepting=False)
    belief = reasoner.belief(findings)
    probabilities, reached = belief.probabilities, 1.0
    at_first = repair.chances(probabilities[None])[0]
    is_open = (at_first >= SMALLEST_CHANCE) & (at_first * GIVING_UP_MINUTES > repair.minutes)
    while is_open.any():
        chances = np.where(is_open, repair.chances(probabilities[None])[0], 0.0)
        row = int(np.argmax(chances / repair.minutes))
        remedy, chance = repair.actions[row], float(chances[row])
        if chance < SMALLEST_CHANCE or reached * chance < SMALLEST_SHARE:
            return
        gains = repair.blame(probabilities) * repair.works[row]
        yield Trial(remedy, chance, float(repair.minutes[row]), reached, gains, probabilities, findings)
        is_open[row] = False
        reached *= 1 - chance
        findings = findings.missing(TRIED_PREFIX + remedy)
        if belief.exact:
            probabilities = reasoner.belief(findings).probabilities
        else:  # each approximate belief takes long: take the causes as independent
            probabilities = (probabilities - gains) / (1 - gains)


def best_look(
    reasoner: Reasoner, said: Said, findings: Findings, left_out: Collection[str], made: Collection[str]
) -> Look | None:
    """Find the check that saves most effort, if any saves more than it costs.

    Args:
        reasoner: What is known.
        said: What was said.
        findings: What is known when the check is made: what was said, and remedies that will have failed.
        left_out: Remedies that are not open.
        made: Questions that are answered by then.
    """
    candidates = [
        (question, options)
        for question, options in open_questions(reasoner.knowledge, said, again=True)
        if question.kind in CHECK_KINDS and question.id not in made
    ]
    values = reasoner.question_values(findings, candidates, exact=0)
    repair = Repair.of(reasoner, findings, left_out)
    costs = [reasoner.asking_minutes(question) for question, _ in candidates]
    likely = [repair.effect_of(*value.estimated_answers)[0] for value in values]
    order = sorted(range(len(values)), key=lambda q: (costs[q] - likely[q], candidates[q][0].id))
    looks = []
    for q in order[:WEIGHED_EXACTLY]:
        if likely[q] < CLOSE_ENOUGH * costs[q]:
            break
        saved, changes = repair.effect_of(*values[q].answers)
        if saved > costs[q] + SMALLEST_GAIN and changes >= SMALLEST_CHANGE:
            now = reasoner.belief(findings).probabilities
            looks.append((saved - costs[q], Look(candidates[q][0], values[q], saved, changes, now)))
    return max(looks, key=lambda look: look[0])[1] if looks else None
