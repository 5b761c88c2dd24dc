"""Why the diagnosis is what it is: weights of evidence, paths through the graph, and what would change it.

Owns every reason that is given for a probability. Leaves the ranking to ``diagnosis``, and the reasons for a
question to ``questions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.chains import related, shown_by
from lossdoctor.diagnosis import PathStep, SymptomPath, Weight
from lossdoctor.events import Findings, Said
from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.model import Text
from lossdoctor.reasoner import Reasoner
from lossdoctor.records import Record
from lossdoctor.wording import fill, observation, percent, quoted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = [
    "Counterfactual",
    "openings",
    "paths_to",
    "weigh",
    "would_change",
]

SMALLEST_WEIGHT = 0.15
"""Bits below which an observation is not worth a line."""
MOST_PATHS = 2
"""Paths shown from one cause to one symptom; further ones are weaker and say the same."""


@dataclass(frozen=True, slots=True)
class Counterfactual(Record):
    """An observation that would make another cause the most probable."""

    symptom: str
    present: bool
    """Whether it would have to be there, or not."""
    observed: bool
    """Whether it was observed otherwise; False means that it is still open."""
    first: str
    """The cause that would then come first."""
    probability: float
    text: Text


def weigh(reasoner: Reasoner, findings: Findings, cause: str) -> tuple[Weight, ...]:
    """Give what each observation weighs for a cause, largest first, without what is not worth a line."""
    column = reasoner.knowledge.network.cause_index[cause]
    weights = [
        Weight(
            weight.symptom,
            observation(reasoner.knowledge, weight.symptom, present=weight.present),
            weight.present,
            float(weight.bits[column]),
        )
        for weight in reasoner.weights(findings)
        if abs(weight.bits[column]) >= SMALLEST_WEIGHT
    ]
    return tuple(sorted(weights, key=lambda weight: (-abs(weight.bits), weight.symptom)))


def paths_to(
    knowledge: KnowledgeBase, cause: str, symptoms: Iterable[str], *, most: int = MOST_PATHS
) -> tuple[SymptomPath, ...]:
    """Find how a cause brings each of the symptoms about, strongest first, at most ``most`` ways to each."""
    found = []
    shown = shown_by(knowledge, cause)
    for symptom in symptoms:
        if symptom not in shown:
            continue
        for path in knowledge.paths(cause, symptom)[:most]:
            steps = tuple(
                PathStep(
                    origin,
                    link.target,
                    "leads-to" if link.target in knowledge.causes else "shows",
                    link.frequency.written,
                    link.frequency.number,
                    link.sources,
                )
                for origin, link in zip(path.nodes, path.links, strict=False)
            )
            found.append(SymptomPath(cause, symptom, steps, path.strength))
    return tuple(sorted(found, key=lambda path: -path.strength))


def would_change(reasoner: Reasoner, said: Said) -> tuple[Counterfactual, ...]:
    """Find what would put another cause first: something seen not being so, or something open being so."""
    findings = said.findings
    ranking = reasoner.ranking(findings)
    if findings.empty or not ranking:
        return ()
    first = ranking[0][0]
    found = [
        _counterfactual(reasoner, weight.turned, weight.symptom, present=not weight.present, observed=True)
        for weight in reasoner.weights(findings)
        if not weight.symptom.startswith(TRIED_PREFIX)
    ]
    rivals = [rival for rival, _ in ranking[1:4]]
    found.extend(openings(reasoner, findings, rivals, most=1))
    threshold = reasoner.knowledge.vocabulary.report_threshold
    changes = {
        change.symptom: change
        for change in found
        if change.probability >= threshold and not related(reasoner.knowledge, first, change.first)
    }
    return tuple(sorted(changes.values(), key=lambda change: -change.probability)[:3])


def openings(
    reasoner: Reasoner, findings: Findings, causes: Sequence[str], *, most: int
) -> list[Counterfactual]:
    """Find symptoms not yet looked at that would put one of ``causes`` first, ``most`` to each."""
    telling = {cause: _telling(reasoner.knowledge, findings, cause, most + 2) for cause in causes}
    believed = reasoner.if_seen(findings, sorted({symptom for row in telling.values() for symptom in row}))
    found = []
    for cause, symptoms in telling.items():
        changes = [
            _counterfactual(reasoner, believed[symptom], symptom, present=True, observed=False)
            for symptom in symptoms
        ]
        found.extend([change for change in changes if change.first == cause][:most])
    return found


def _telling(knowledge: KnowledgeBase, findings: Findings, cause: str, most: int) -> list[str]:
    """Give the open symptoms that a cause shows far more often than chance does."""
    observed = findings.present | findings.absent
    rated = [
        (-often / knowledge.symptoms[symptom].background.number, symptom)
        for symptom, often in shown_by(knowledge, cause).items()
        if symptom not in observed
    ]
    return [symptom for _, symptom in sorted(rated)[:most]]


def _counterfactual(
    reasoner: Reasoner, believed: NDArray[np.float64], symptom: str, *, present: bool, observed: bool
) -> Counterfactual:
    first, probability = reasoner.rank(believed)[0]
    knowledge = reasoner.knowledge
    if observed and not present:
        en, zh = (
            "Were it not that {symptom}, {cause} would come first ({p})",
            "如果没有{symptom}，首位将是{cause}（{p}）",
        )
    elif observed:
        en, zh = (
            "If {symptom} were seen after all, {cause} would come first ({p})",
            "如果其实有{symptom}，首位将是{cause}（{p}）",
        )
    else:
        en, zh = (
            "If {symptom} were seen too, {cause} would come first ({p})",
            "如果还看到{symptom}，首位将是{cause}（{p}）",
        )
    text = fill(
        en,
        zh,
        symptom=quoted(observation(knowledge, symptom)),
        cause=quoted(knowledge.causes[first].name),
        p=percent(probability),
    )
    return Counterfactual(symptom, present, observed, first, probability, text)
