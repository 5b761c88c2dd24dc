"""The plan: remedies and checks in the order in which to try them.

Owns the records of a plan, and what it says. Leaves the order to ``troubleshooting``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.model import Text
from lossdoctor.questions import tells_apart, why_asked
from lossdoctor.records import Record
from lossdoctor.repair import GIVING_UP_MINUTES, Repair
from lossdoctor.troubleshooting import SMALLEST_CHANCE, best_look, trials
from lossdoctor.wording import fill, join, observation, percent, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lossdoctor.events import Findings, Said
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.reasoner import Reasoner
    from lossdoctor.troubleshooting import Look, Trial

__all__ = ["Plan", "PlanStep", "RuledOut", "harmful_remedies", "make_plan", "remedy_steps"]

MOST_REMEDIES = 6
MOST_CHECKS = 2
WORTH_CHECKING = 0.4
"""Below this probability that the plan gets so far, no check is put into it: who does get there has told of
what failed, and is asked anew."""


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
    """The symptom under which it is of no use, or does harm."""
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
    """Order remedies and checks by what they save for their effort."""
    findings = said.findings
    barred = {} if findings.empty else harmful_remedies(reasoner.knowledge, said)
    steps = _steps(reasoner, said, checking=True)
    return Plan(
        steps=tuple(steps),
        expected_minutes=_expected_minutes(steps),
        helps=1 - float(np.prod([1 - step.probability for step in steps if step.kind == "remedy"])),
        ruled_out=tuple(_ruled_out(reasoner, findings, barred)),
        if_nothing_helps=_if_nothing_helps(reasoner.knowledge, said),
        summary=_summary(reasoner, said, steps),
    )


def remedy_steps(reasoner: Reasoner, said: Said) -> list[PlanStep]:
    """Order the remedies alone: the plan without its checks, which are far dearer to weigh."""
    return _steps(reasoner, said, checking=False)


def harmful_remedies(knowledge: KnowledgeBase, said: Said) -> dict[str, str]:
    """Find the remedies that would be of no use or do harm, each with the symptom that says so."""
    return {
        remedy.id: symptom
        for remedy in knowledge.remedies.values()
        for symptom in remedy.not_when
        if symptom in said.present
    }


def _steps(reasoner: Reasoner, said: Said, *, checking: bool) -> list[PlanStep]:
    if said.findings.empty or said.fixed_by:
        return []
    left_out = {*said.tried, *harmful_remedies(reasoner.knowledge, said)}
    remedies: list[PlanStep] = []
    checks: list[PlanStep] = []
    steps: list[PlanStep] = []
    checking = checking and not reasoner.nothing_wrong(said.findings)
    for trial in islice(trials(reasoner, said.findings, left_out), MOST_REMEDIES):
        if checking and len(checks) < MOST_CHECKS and trial.reached >= WORTH_CHECKING:
            tried = {*left_out, *(step.id for step in remedies)}
            look = best_look(reasoner, said, trial.findings, tried, {step.id for step in checks})
            check = look and _check_step(reasoner, look)
            # A second check of the same causes would mostly repeat the first.
            told_apart = [step.for_causes[:2] for step in checks]
            if check and check.minutes < trial.minutes and check.for_causes[:2] not in told_apart:
                checks.append(check)
                steps.append(check)
        remedies.append(_remedy_step(reasoner, trial))
        steps.append(remedies[-1])
    return steps


def _remedy_step(reasoner: Reasoner, trial: Trial) -> PlanStep:
    knowledge = reasoner.knowledge
    remedy = knowledge.remedies[trial.remedy]
    order = np.argsort(-trial.gains, kind="stable")
    served = [int(column) for column in order if trial.gains[column] >= SMALLEST_CHANCE / 2]
    causes = [(knowledge.network.causes[column], float(trial.probabilities[column])) for column in served]
    return PlanStep(
        kind="remedy",
        id=remedy.id,
        name=remedy.name,
        probability=trial.chance,
        effort=remedy.effort,
        minutes=trial.minutes,
        for_causes=tuple(cause for cause, _ in causes),
        why=_why_remedy(knowledge, causes),
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


def _check_step(reasoner: Reasoner, look: Look) -> PlanStep:
    question = look.question
    pairs = tells_apart(reasoner, look.now, look.value)
    return PlanStep(
        kind="check",
        id=question.id,
        name=question.ask,
        probability=look.changes,
        effort=question.effort,
        minutes=reasoner.minutes(question.effort),
        for_causes=tuple(dict.fromkeys(cause for pair in pairs for cause in pair)),
        why=why_asked(reasoner, look.now, pairs, look.value),
    )


def _expected_minutes(steps: Sequence[PlanStep]) -> float:
    reached, minutes = 1.0, 0.0
    for step in steps:
        minutes += reached * step.minutes
        if step.kind == "remedy":
            reached *= 1 - step.probability
    return minutes


def _ruled_out(reasoner: Reasoner, findings: Findings, barred: Mapping[str, str]) -> Iterator[RuledOut]:
    """Say which remedies would have been worth a try, were they not useless or harmful here."""
    knowledge = reasoner.knowledge
    everything = Repair.of(reasoner, findings, accepting=False)
    chances = everything.chances(reasoner.belief(findings).probabilities[None])[0]
    worth = chances * GIVING_UP_MINUTES > everything.minutes
    for remedy, worthwhile in zip(everything.actions, worth, strict=True):
        if remedy in barred and worthwhile and not _only_waits(knowledge, remedy):
            why = fill(
                "{remedy} is left out: with {symptom} it is of no use, or does harm.",
                "不建议{remedy}：出现{symptom}时它没有用，甚至有害。",
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
