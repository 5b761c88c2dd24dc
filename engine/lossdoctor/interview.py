"""The interview: which question comes next, and when it is time to act instead.

Owns the choice by expected information per effort, and the stop rule in terms of the plan.
Leaves what a question tells apart to ``questions``, and what repairing costs to ``repair``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.errors import EvidenceError
from lossdoctor.events import Said
from lossdoctor.model import Question, Text
from lossdoctor.planning import harmful_remedies
from lossdoctor.questions import Asking, NextQuestion, open_questions, tells_apart, why_asked
from lossdoctor.reasoner import Reasoner
from lossdoctor.repair import CLOSE_ENOUGH, Repair
from lossdoctor.wording import fill, percent, quoted

if TYPE_CHECKING:
    from lossdoctor.information import QuestionValue

__all__ = ["ask_out_of_turn", "choose_question"]

LOOKAHEAD = 8
"""Questions, best by information per effort, whose effect on the plan is worked out."""
PATIENCE = 4
"""After so many answers a further question must be worth twice as much, after twice as many four times."""
FIRST_ROUND = 12
"""So many questions are asked, whatever they are worth, to find a first symptom."""
SETTLED = 0.5
"""Below this probability of the first root cause, information is worth its price by itself."""
CERTAIN = 0.8
"""From this probability of the first cause, certainty is the reason given for stopping."""
WORTH_ASKING = 0.007
"""Bits per minute that the first question must bring while nothing is settled."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A question that may be asked, and what it is worth."""

    question: Question
    options: tuple[str, ...]
    value: QuestionValue
    minutes: float

    @property
    def rate(self) -> float:
        """Expected information per minute."""
        return self.value.bits / self.minutes


def choose_question(reasoner: Reasoner, said: Said) -> Asking:
    """Choose the question with the most expected information per effort, or say why to stop.

    Questions that were skipped come back when nothing else is worth asking.
    """
    if said.fixed_by:
        return Asking(None, Text("It is fixed.", "问题已解决。"), 0)
    rated = _rate(reasoner, said)
    repair = Repair.of(reasoner, said.findings, {*said.tried, *harmful_remedies(reasoner.knowledge, said)})
    skipped = [candidate for candidate in rated if candidate.question.id in said.skipped]
    fresh = [candidate for candidate in rated if candidate.question.id not in said.skipped]
    for group in (fresh, skipped):
        worth = [
            candidate for candidate in group[:LOOKAHEAD] if _worth_asking(reasoner, said, candidate, repair)
        ]
        if worth:
            return Asking(
                _next_question(reasoner, said, worth[0]), Text(""), _questions_left(worth, len(_asked(said)))
            )
    return Asking(None, _why_stopped(reasoner, said, rated, repair), 0)


def ask_out_of_turn(reasoner: Reasoner, said: Said, question_id: str) -> NextQuestion:
    """Give a question that the person chose.

    Raises:
        EvidenceError: when nothing of it is open any more.
    """
    for question, options in open_questions(reasoner.knowledge, said, again=True):
        if question.id == question_id:
            (value,) = reasoner.question_values(said.findings, [(question, options)])
            chosen = Rated(question, options, value, reasoner.asking_minutes(question))
            return _next_question(reasoner, said, chosen)
    raise EvidenceError(
        fill(
            '"{question}" is answered already; take that back first',
            "“{question}”已经回答过；请先撤回",
            question=question_id,
        ),
        values=[question_id],
    )


def _rate(reasoner: Reasoner, said: Said) -> list[Rated]:
    """Rate the open questions, best first."""
    candidates = open_questions(reasoner.knowledge, said)
    values = reasoner.question_values(said.findings, candidates)
    rated = [
        Rated(question, options, value, reasoner.asking_minutes(question))
        for (question, options), value in zip(candidates, values, strict=True)
    ]
    rated.sort(key=lambda candidate: (-candidate.rate, candidate.question.id))
    return rated


def _worth_asking(reasoner: Reasoner, said: Said, candidate: Rated, repair: Repair) -> bool:
    """Whether an answer is worth what it costs, to a person whose patience wears thin.

    While no root cause stands out, information is worth its price by itself: the plan has no head yet that
    an answer could change. Who has not told of any symptom yet has one all the same.
    """
    if not said.present and len(_asked(said)) < FIRST_ROUND:
        return candidate.value.bits != 0
    price = 2 ** (len(_asked(said)) / PATIENCE)
    if reasoner.leading_root(said.findings)[1] < SETTLED:
        return candidate.rate > WORTH_ASKING * price
    likely, _ = repair.effect_of(*candidate.value.estimated_answers)
    if likely < CLOSE_ENOUGH * price * candidate.minutes:
        return False
    saved, _ = repair.effect_of(*candidate.value.answers)
    return saved > candidate.minutes * price


def _asked(said: Said) -> set[str]:
    return {*said.answered, *said.unknown, *said.skipped}


def _next_question(reasoner: Reasoner, said: Said, chosen: Rated) -> NextQuestion:
    now = reasoner.belief(said.findings).probabilities
    pairs = tells_apart(reasoner, now, chosen.value)
    return NextQuestion(
        question=chosen.question,
        options=chosen.options,
        tells_apart=pairs,
        bits=chosen.value.bits,
        minutes=chosen.minutes,
        why=why_asked(reasoner, now, pairs, chosen.value),
        skipped_before=chosen.question.id in said.skipped,
    )


def _questions_left(worth: Sequence[Rated], asked: int) -> int:
    """Guess how many questions are still to come.

    Measured on simulated consultations over the shipped knowledge: about half of the questions that are worth
    asking get asked, and where more are worth it than are looked at, about six from the beginning.
    """
    if len(worth) < LOOKAHEAD:
        return math.ceil(len(worth) / 2)
    return max(3, 6 - asked // 2)


def _why_stopped(reasoner: Reasoner, said: Said, rated: Sequence[Rated], repair: Repair) -> Text:
    if not rated:
        return Text("Every question that I have is answered.", "我的问题都已回答完了。")
    first, probability = reasoner.leading_root(said.findings)
    if probability >= CERTAIN:
        return fill(
            "{cause} is certain enough ({p}), and no cheap question is left that would change what to do.",
            "{cause}已足够确定（{p}），剩下的问题都不便宜，也不会改变该怎么做。",
            cause=quoted(reasoner.knowledge.causes[first].name),
            p=percent(probability),
        )
    if not any(repair.effect_of(*candidate.value.estimated_answers)[1] for candidate in rated[:LOOKAHEAD]):
        return Text(
            "No answer to what I could still ask would change what to do first.",
            "剩下的问题无论怎样回答，都不会改变首先该做什么。",
        )
    return Text(
        "What I could still ask costs more effort than it would save; trying the plan tells more.",
        "剩下的问题花费的精力多于能节省的；按计划去试更有收获。",
    )
