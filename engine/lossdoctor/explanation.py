"""Why the diagnosis is what it is: weights of evidence, paths through the graph, and what would change it.

Owns every reason that is given for a probability. Leaves the ranking to ``diagnosis``, and the reasons for a
question to ``questions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.chains import related, shown_by
from lossdoctor.diagnosis import PathStep, SymptomPath, Weight
from lossdoctor.events import Findings, Said
from lossdoctor.model import Text
from lossdoctor.reasoner import Reasoner
from lossdoctor.records import Record
from lossdoctor.wording import fill, observation, percent, quoted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = [
    "Counterfactual",
    "openings",
    "paths_to",
    "weigh",
    "would_change",
]

SMALLEST_WEIGHT = 0.05
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


def weigh(reasoner: Reasoner, findings: Findings) -> Mapping[str, tuple[Weight, ...]]:
    """Weigh each observation for each cause: log-odds with it minus log-odds without it, in bits.

    I. J. Good, Probability and the Weighing of Evidence (1950). The weights of one cause add up only where
    observations are independent, yet each says what would be lost without it.

    Returns:
        By cause, the weights worth a line, largest first.
    """
    now = _log_odds(reasoner.belief(findings).probabilities)
    observed = sorted(findings.present | findings.absent)
    shifts = [
        now - _log_odds(reasoner.belief(findings.without(symptom)).probabilities) for symptom in observed
    ]
    weights = {}
    for column, cause in enumerate(reasoner.knowledge.network.causes):
        found = [
            Weight(
                symptom,
                observation(reasoner.knowledge, symptom, present=symptom in findings.present),
                symptom in findings.present,
                float(shift[column]),
            )
            for symptom, shift in zip(observed, shifts, strict=True)
            if abs(shift[column]) >= SMALLEST_WEIGHT
        ]
        weights[cause] = tuple(sorted(found, key=lambda weight: (-abs(weight.bits), weight.symptom)))
    return weights


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
    found = []
    for symptom in (*said.present, *said.absent):
        present = symptom in findings.present
        other = findings.missing(symptom) if present else findings.seeing(symptom)
        found.append(_counterfactual(reasoner, other, symptom, present=not present, observed=True))
    for rival, _ in ranking[1:4]:
        found.extend(openings(reasoner, findings, rival, most=1))
    threshold = reasoner.knowledge.vocabulary.report_threshold
    changes = {
        change.symptom: change
        for change in found
        if change.probability >= threshold and not related(reasoner.knowledge, first, change.first)
    }
    return tuple(sorted(changes.values(), key=lambda change: -change.probability)[:3])


def openings(reasoner: Reasoner, findings: Findings, cause: str, *, most: int) -> list[Counterfactual]:
    """Find symptoms not yet looked at that would put ``cause`` first, the most telling ones first."""
    knowledge = reasoner.knowledge
    observed = findings.present | findings.absent
    telling = sorted(
        (symptom for symptom in shown_by(knowledge, cause).items() if symptom[0] not in observed),
        key=lambda pair: (-pair[1] / knowledge.symptoms[pair[0]].background.number, pair[0]),
    )
    found = []
    for symptom, _ in telling[: most + 2]:
        change = _counterfactual(reasoner, findings.seeing(symptom), symptom, present=True, observed=False)
        if change.first == cause:
            found.append(change)
    return found[:most]


def _counterfactual(
    reasoner: Reasoner, other: Findings, symptom: str, *, present: bool, observed: bool
) -> Counterfactual:
    first, probability = reasoner.ranking(other)[0]
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


def _log_odds(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    bounded = np.clip(probabilities, 1e-12, 1 - 1e-12)
    odds: NDArray[np.float64] = np.log2(bounded) - np.log2(1 - bounded)
    return odds
