"""Two causes side by side, and why a cause does not come first.

Owns the two questions that people ask of a ranking: what tells A from B, and why not C.
Leaves weights, paths and counterfactuals to ``explanation``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.chains import shown_by
from lossdoctor.diagnosis import Weight
from lossdoctor.events import Said
from lossdoctor.explanation import Counterfactual, openings, weigh
from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.model import Text
from lossdoctor.reasoner import Reasoner
from lossdoctor.records import Record
from lossdoctor.wording import fill, join, observation, percent, quoted

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["Comparison", "Difference", "WhyNot", "compare", "why_not"]


@dataclass(frozen=True, slots=True)
class WhyNot(Record):
    """Why a cause does not come first."""

    cause: str
    probability: float
    place: int
    """Its place in the ranking, from 1."""
    evidence_for: tuple[Weight, ...]
    evidence_against: tuple[Weight, ...]
    leaves_open: tuple[str, ...]
    """Symptoms that were seen and that it does not bring about."""
    would_help: tuple[Counterfactual, ...]
    """What would have to be seen for it to come first."""
    text: Text


@dataclass(frozen=True, slots=True)
class Difference(Record):
    """One observation that tells two causes apart."""

    symptom: str
    name: Text
    question: str
    with_a: float
    """How often it is seen where the first cause is there."""
    with_b: float
    state: str
    """``present``, ``absent`` or ``open``."""
    bits: float
    """How strongly seeing it speaks for the first cause (above 0) or the second (below 0)."""
    minutes: float


@dataclass(frozen=True, slots=True)
class Comparison(Record):
    """Two causes side by side."""

    cause_a: str
    cause_b: str
    probability_a: float
    probability_b: float
    differences: tuple[Difference, ...]
    """The strongest first."""
    text: Text


def why_not(reasoner: Reasoner, said: Said, cause: str) -> WhyNot:
    """Say what speaks against a cause, and what would have to be seen for it to come first."""
    knowledge, findings = reasoner.knowledge, said.findings
    ranking = reasoner.ranking(findings)
    place = next(i for i, (ranked, _) in enumerate(ranking, 1) if ranked == cause)
    probability = ranking[place - 1][1]
    weights = weigh(reasoner, findings, cause)
    against = tuple(weight for weight in weights if weight.bits < 0)
    shown = shown_by(knowledge, cause)
    leaves_open = tuple(symptom for symptom in said.present if symptom not in shown)
    helpful = tuple(openings(reasoner, findings, [cause], most=3))
    return WhyNot(
        cause=cause,
        probability=probability,
        place=place,
        evidence_for=tuple(weight for weight in weights if weight.bits > 0),
        evidence_against=against,
        leaves_open=leaves_open,
        would_help=helpful,
        text=_why_not_text(knowledge, cause, place, probability, against, leaves_open, helpful),
    )


def compare(reasoner: Reasoner, said: Said, cause_a: str, cause_b: str) -> Comparison:
    """Say which observations tell two causes apart, the strongest first."""
    knowledge = reasoner.knowledge
    belief = reasoner.belief(said.findings)
    differences = []
    for distinction in knowledge.tell_apart(cause_a, cause_b):
        symptom_id = distinction.symptom
        symptom = knowledge.symptoms[symptom_id]
        bits = math.log2(distinction.first / distinction.second)
        state = "present" if symptom_id in said.present else "absent" if symptom_id in said.absent else "open"
        minutes = reasoner.minutes(knowledge.questions[symptom.question].effort)
        differences.append(
            Difference(
                symptom_id,
                observation(knowledge, symptom_id),
                symptom.question,
                distinction.first,
                distinction.second,
                state,
                bits,
                minutes,
            )
        )
    differences.sort(key=lambda difference: (-abs(difference.bits), difference.minutes, difference.symptom))
    telling = tuple(difference for difference in differences if abs(difference.bits) >= 0.5)
    return Comparison(
        cause_a,
        cause_b,
        belief.probability(cause_a),
        belief.probability(cause_b),
        telling,
        _comparison_text(knowledge, cause_a, cause_b, telling),
    )


def _why_not_text(
    knowledge: KnowledgeBase,
    cause: str,
    place: int,
    probability: float,
    against: tuple[Weight, ...],
    leaves_open: tuple[str, ...],
    helpful: tuple[Counterfactual, ...],
) -> Text:
    name = quoted(knowledge.causes[cause].name)
    if place == 1:
        return fill(
            "{name} does come first ({p}).", "{name}就排在首位（{p}）。", name=name, p=percent(probability)
        )
    parts = [
        fill(
            "{name} is number {n} ({p}).",
            "{name}排第 {n} 位（{p}）。",
            name=name,
            n=place,
            p=percent(probability),
        )
    ]
    if against:
        parts.append(_list("Against it:", "不支持它的：", (_seen(weight) for weight in against[:3])))
    if leaves_open:
        names = (quoted(observation(knowledge, symptom)) for symptom in leaves_open[:3])
        parts.append(_list("It does not explain", "它不能解释", names))
    if helpful:
        names = (quoted(observation(knowledge, change.symptom)) for change in helpful)
        parts.append(
            _list("It would come first on seeing any of", "看到以下任何一项，它就会排到首位：", names)
        )
    return Text(" ".join(part.en for part in parts), "".join(part.zh for part in parts))


def _comparison_text(
    knowledge: KnowledgeBase, cause_a: str, cause_b: str, differences: tuple[Difference, ...]
) -> Text:
    a, b = quoted(knowledge.causes[cause_a].name), quoted(knowledge.causes[cause_b].name)
    still_open = [difference for difference in differences if difference.state == "open"]
    if not differences:
        return fill(
            "Nothing that I know tells {a} from {b}.", "我所知的任何观察都无法区分{a}与{b}。", a=a, b=b
        )
    if not still_open:
        return fill(
            "All that tells {a} from {b} has been looked at.", "能区分{a}与{b}的都已经看过了。", a=a, b=b
        )
    best = min(still_open, key=lambda difference: difference.minutes / abs(difference.bits))
    return fill(
        "To tell {a} from {b}, look first whether {symptom}: it speaks for {winner}.",
        "要区分{a}与{b}，先看是否有{symptom}：它支持{winner}。",
        a=a,
        b=b,
        symptom=quoted(best.name),
        winner=a if best.bits > 0 else b,
    )


def _seen(weight: Weight) -> Text:
    if weight.present or weight.symptom.startswith(TRIED_PREFIX):
        return quoted(weight.name)
    return fill("no {name}", "没有{name}", name=quoted(weight.name))


def _list(en: str, zh: str, names: Iterable[Text]) -> Text:
    return fill(en + " {names}.", zh + "{names}。", names=join(names))
