"""The plan: remedies and checks in the order in which to try them.

Owns the records of a plan and the decision-theoretic order (Heckerman, Breese and Rommelse 1995): by expected
gain per effort, taking each failure into account before choosing what comes next.
Leaves probabilities to the network and the choice of questions to ``questions``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.model import Text
from lossdoctor.questions import open_questions, tells_apart, why_asked
from lossdoctor.records import Record
from lossdoctor.repair import GIVING_UP_MINUTES, Repair
from lossdoctor.wording import fill, join, observation, percent, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from lossdoctor.events import Findings, Said
    from lossdoctor.information import QuestionValue
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Question
    from lossdoctor.reasoner import Reasoner

__all__ = ["Plan", "PlanStep", "RuledOut", "harmful_remedies", "make_plan", "remedy_steps"]

MOST_REMEDIES = 6
FEWEST_REMEDIES = 3
"""So many are named where there are so many; further ones must gain more than giving up costs."""
MOST_CHECKS = 2
WEIGHED_CHECKS = 6
"""Checks, best by information per effort, whose effect on the plan is worked out."""
SMALLEST_CHANCE = 0.04
"""A remedy that helps less often than this is not worth a line."""
SMALLEST_CHANGE = 0.1
"""A check that changes what to do first less often than this is not worth a line, whatever else it might turn
up: a person who is asked to look at the gradients of a run with unbalanced classes wonders why."""
CHECK_KINDS = ("check", "response", "internals")
"""Questions that take a deliberate look or a change: what a plan can hold as a step."""


@dataclass(frozen=True, slots=True)
class PlanStep(Record):
    """One thing to do next: a remedy to try, or a check that tells which remedy to try."""

    kind: str
    """``remedy`` or ``check``."""
    id: str
    """A remedy id, or a question id."""
    name: Text
    probability: float
    """Remedy: that it helps when all before it did not. Check: that its result changes what to do."""
    effort: str
    """The word of the vocabulary ("run")."""
    minutes: float
    """Its effort, and for a remedy seeing whether it helped."""
    for_causes: tuple[str, ...]
    """The causes that it serves, or that it tells apart."""
    why: Text


@dataclass(frozen=True, slots=True)
class RuledOut(Record):
    """A remedy that would serve a likely cause, and is left out."""

    remedy: str
    because: str
    """The symptom under which it does harm."""
    why: Text


@dataclass(frozen=True, slots=True)
class Plan(Record):
    """What to do, in order."""

    steps: tuple[PlanStep, ...]
    expected_minutes: float
    """Expected effort until something helps or the plan is used up."""
    helps: float
    """Probability that some step of the plan helps."""
    ruled_out: tuple[RuledOut, ...]
    if_nothing_helps: Text
    summary: Text
    """What to do first, in one plain sentence; "nothing to mend" where that is so."""

    def _repr_html_(self) -> str:
        from lossdoctor.notebook import plan_html

        return plan_html(self)


def make_plan(reasoner: Reasoner, said: Said) -> Plan:
    """Order remedies and checks by expected gain per effort.

    After each remedy the next is chosen as if it had failed, by the probabilities that the person would get
    on saying so. Recomputing after each failure is as good as searching for the best order.
    """
    findings = said.findings
    barred = {} if findings.empty else harmful_remedies(reasoner.knowledge, said)
    steps = remedy_steps(reasoner, said)
    survival = float(np.prod([1 - step.probability for step in steps]))
    steps = _with_checks(reasoner, said, steps, Repair.of(reasoner, {*said.tried, *barred}))
    return Plan(
        steps=tuple(steps),
        expected_minutes=_expected_minutes(steps),
        helps=1 - survival,
        ruled_out=tuple(_ruled_out(reasoner, findings, barred)),
        if_nothing_helps=_if_nothing_helps(reasoner.knowledge, said),
        summary=_summary(reasoner, said, steps),
    )


def remedy_steps(reasoner: Reasoner, said: Said) -> list[PlanStep]:
    """Order the remedies alone: the plan without its checks, which are far dearer to weigh."""
    if said.findings.empty or said.fixed_by:
        return []
    return _remedy_steps(reasoner, said.findings, {*said.tried, *harmful_remedies(reasoner.knowledge, said)})


def harmful_remedies(knowledge: KnowledgeBase, said: Said) -> dict[str, str]:
    """Find the remedies that would do harm, each with the symptom that says so."""
    return {
        remedy.id: symptom
        for remedy in knowledge.remedies.values()
        for symptom in remedy.not_when
        if symptom in said.present
    }


def _remedy_steps(reasoner: Reasoner, findings: Findings, left_out: Collection[str]) -> list[PlanStep]:
    steps: list[PlanStep] = []
    repair = Repair.of(reasoner, left_out, accepting=False)
    left = np.ones(len(repair.actions))
    while len(steps) < MOST_REMEDIES:
        probabilities = reasoner.belief(findings).probabilities
        chances = repair.chances(probabilities[None])[0] * left
        chances[chances < SMALLEST_CHANCE] = 0.0
        if len(steps) >= FEWEST_REMEDIES:
            chances[chances * GIVING_UP_MINUTES < repair.minutes] = 0.0
        if not chances.any():
            break
        row = int(np.argmax(chances / repair.minutes))
        steps.append(_remedy_step(reasoner, repair, row, probabilities, float(chances[row])))
        left[row] = 0.0
        findings = findings.missing(TRIED_PREFIX + repair.actions[row])
    return steps


def _remedy_step(
    reasoner: Reasoner, repair: Repair, row: int, probabilities: NDArray[np.float64], chance: float
) -> PlanStep:
    knowledge = reasoner.knowledge
    remedy = knowledge.remedies[repair.actions[row]]
    gains = probabilities * repair.works[row]
    served = [
        int(column) for column in np.argsort(-gains, kind="stable") if gains[column] >= SMALLEST_CHANCE / 2
    ]
    causes = tuple(knowledge.network.causes[column] for column in served)
    return PlanStep(
        kind="remedy",
        id=remedy.id,
        name=remedy.name,
        probability=chance,
        effort=remedy.effort,
        minutes=float(repair.minutes[row]),
        for_causes=causes,
        why=_why_remedy(
            knowledge, [(cause, float(probabilities[c])) for cause, c in zip(causes, served, strict=True)]
        ),
    )


def _why_remedy(knowledge: KnowledgeBase, served: Sequence[tuple[str, float]]) -> Text:
    names = [
        fill(
            "{name} ({p})", "{name}（{p}）", name=quoted(knowledge.causes[cause].name), p=percent(probability)
        )
        for cause, probability in served[:3]
    ]
    if all(knowledge.causes[cause].harmless for cause, _ in served):
        return fill(
            "If it is only {causes}, nothing needs mending; this lets the run show it.",
            "如果只是{causes}，就不需要修什么；这样做能让训练自己证明。",
            causes=join(names),
        )
    return fill("It serves {causes}.", "它针对{causes}。", causes=join(names))


def _with_checks(reasoner: Reasoner, said: Said, steps: list[PlanStep], repair: Repair) -> list[PlanStep]:
    """Put checks that save more effort than they cost before the first remedy that costs more."""
    candidates = [
        (question, options)
        for question, options in open_questions(reasoner.knowledge, said, again=True)
        if question.kind in CHECK_KINDS
    ]
    if not steps:
        return steps
    values = reasoner.question_values(said.findings, candidates)
    now = reasoner.belief(said.findings).probabilities
    worth = []
    for (question, _), value in sorted(
        zip(candidates, values, strict=True),
        key=lambda rated: -rated[1].bits / reasoner.asking_minutes(rated[0][0]),
    )[:WEIGHED_CHECKS]:
        saved, changes = repair.effect_of(*value.answers, now)
        gained = saved - reasoner.asking_minutes(question)
        if gained > 0 and changes >= SMALLEST_CHANGE:
            worth.append((gained, question, value))
    worth.sort(key=lambda rated: (-rated[0], rated[1].id))
    told_apart: set[tuple[str, ...]] = set()
    for _, question, value in worth:
        check = _check_step(reasoner, question, value, now, repair)
        place = next((i for i, step in enumerate(steps) if step.minutes > check.minutes), None)
        # A second check of the same causes would mostly repeat the first.
        if place is not None and check.for_causes[:2] not in told_apart and len(told_apart) < MOST_CHECKS:
            told_apart.add(check.for_causes[:2])
            steps = [*steps[:place], check, *steps[place:]]
    return steps


def _check_step(
    reasoner: Reasoner, question: Question, value: QuestionValue, now: NDArray[np.float64], repair: Repair
) -> PlanStep:
    pairs = tells_apart(reasoner, now, value)
    return PlanStep(
        kind="check",
        id=question.id,
        name=question.ask,
        probability=repair.effect_of(*value.answers, now)[1],
        effort=question.effort,
        minutes=reasoner.minutes(question.effort),
        for_causes=tuple(dict.fromkeys(cause for pair in pairs for cause in pair)),
        why=why_asked(reasoner, now, pairs, value),
    )


def _expected_minutes(steps: Sequence[PlanStep]) -> float:
    reached, minutes = 1.0, 0.0
    for step in steps:
        minutes += reached * step.minutes
        if step.kind == "remedy":
            reached *= 1 - step.probability
    return minutes


def _ruled_out(reasoner: Reasoner, findings: Findings, barred: Mapping[str, str]) -> Iterator[RuledOut]:
    """Say which remedies would have been worth a try, were they not harmful here."""
    knowledge = reasoner.knowledge
    everything = Repair.of(reasoner, accepting=False)
    chances = everything.chances(reasoner.belief(findings).probabilities[None])[0]
    for remedy, chance in zip(everything.actions, chances, strict=True):
        if remedy in barred and chance >= SMALLEST_CHANCE and not _only_waits(knowledge, remedy):
            why = fill(
                "{remedy} is left out: it does harm when {symptom}.",
                "不建议{remedy}：出现{symptom}时它有害。",
                remedy=quoted(knowledge.remedies[remedy].name),
                symptom=quoted(observation(knowledge, barred[remedy])),
            )
            yield RuledOut(remedy, barred[remedy], why)


def _only_waits(knowledge: KnowledgeBase, remedy: str) -> bool:
    """Whether a remedy serves nothing but harmless causes; nobody misses it."""
    return all(knowledge.causes[served.origin].harmless for served in knowledge.causes_fixed_by(remedy))


def _summary(reasoner: Reasoner, said: Said, steps: Sequence[PlanStep]) -> Text:
    if said.fixed_by:
        return fill(
            "{remedy} fixed it; keep it, and nothing more is to be done.",
            "{remedy}已解决问题；保留它即可，无需再做什么。",
            remedy=quoted(reasoner.knowledge.remedies[said.fixed_by].name),
        )
    if said.findings.empty:
        return Text("Say first what you see; then there is a plan.", "请先说明你看到了什么，然后才有计划。")
    if reasoner.nothing_wrong(said.findings):
        return (
            Text(
                "Nothing needs mending. The steps below are only for making sure.",
                "不需要修什么。下面的步骤只是为了确认。",
            )
            if steps
            else Text("Nothing needs mending.", "不需要修什么。")
        )
    if not steps:
        return Text(
            "I know of no remedy that is likely to help; answer more questions first.",
            "我不知道有什么办法可能有用；请先回答更多问题。",
        )
    first = steps[0]
    effort = reasoner.knowledge.vocabulary.efforts[first.effort].name
    values = {"name": quoted(first.name), "effort": effort}
    if first.kind == "check":
        return fill("First check: {name} ({effort}).", "先检查：{name}（{effort}）。", **values)
    return fill(
        "First: {name} (helps with probability {p}, costs {effort}).",
        "首先：{name}（{p} 的可能有用，需要{effort}）。",
        p=percent(first.probability),
        **values,
    )


def _if_nothing_helps(knowledge: KnowledgeBase, said: Said) -> Text:
    advice = Text(
        "If nothing helps, the reason is none that I know. Shrink the problem until it trains (a few "
        "examples, a small network, no augmentation, no schedule), then put the parts back one at a time: "
        "the part that breaks it is the reason.",
        "如果都没有用，原因就不在我所知的范围内。把问题缩小到能训练为止（几个样本、小网络、不做增强、不用学习率调度），"
        "再一次加回一个部分：加回后出问题的那一部分就是原因。",
    )
    left = [*said.unknown, *said.skipped]
    if not left:
        return advice
    questions = join([quoted(knowledge.questions[question].ask) for question in left[:3]])
    return fill(
        "{advice} Still open are: {questions}.",
        "{advice}还没有回答的有：{questions}。",
        advice=advice,
        questions=questions,
    )
