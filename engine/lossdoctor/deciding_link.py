"""Which link would have to change for one cause to come before another.

Owns finding the observation that speaks most for the one and least for the other, and how each of the two
shows it. Leaves weighing observations to the explanations that it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lossdoctor.chains import reached_by

if TYPE_CHECKING:
    from lossdoctor.diagnosis import RankedCause
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["deciding_link"]


def deciding_link(knowledge: KnowledgeBase, expected: RankedCause, rival: RankedCause) -> str:
    """Say which links, or else base rates, put ``rival`` before ``expected``.

    >>> from lossdoctor import Consultation, load
    >>> consultation = Consultation(load())
    >>> consultation.observe("training-loss-nan", "data-has-nan")
    >>> rival, expected = (consultation.explain(c) for c in ("nan-in-data", "learning-rate-too-high"))
    >>> print(deciding_link(consultation.knowledge, expected, rival))
    what decides is data-has-nan: nan-in-data shows it (almost-always), learning-rate-too-high does not; \
one of these links would have to change
    """
    own, other = _bits(expected), _bits(rival)
    gains = {seen: bits - own.get(seen, 0.0) for seen, bits in other.items()}
    gains |= {seen: -bits for seen, bits in own.items() if seen not in other}
    if not gains or max(gains.values()) <= 0:
        return f"what was seen speaks no more for {rival.id} than for {expected.id}: their base rates decide"
    symptom = max(gains, key=lambda seen: (gains[seen], seen))
    ways = ", ".join(_shows(knowledge, cause.id, symptom) for cause in (rival, expected))
    return f"what decides is {symptom}: {ways}; one of these links would have to change"


def _bits(cause: RankedCause) -> dict[str, float]:
    return {weight.symptom: weight.bits for weight in (*cause.evidence_for, *cause.evidence_against)}


def _shows(knowledge: KnowledgeBase, cause: str, symptom: str) -> str:
    """Say how a cause shows a symptom: by itself, or through what it leads to."""
    for member in (cause, *reached_by(knowledge, cause)):
        for link in knowledge.causes[member].shows:
            if link.target == symptom:
                through = "" if member == cause else f" through {member}"
                return f"{cause} shows it{through} ({link.frequency.written})"
    return f"{cause} does not"
