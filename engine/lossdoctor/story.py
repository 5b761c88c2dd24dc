"""What was seen, as the story of one cause: what it does not account for, and what can be done about it.

Owns the meaning of ``alone`` and ``offers`` of a case. Leaves playing cases to ``knowledge_tests``, and on
which links a story hangs to ``mutation``.

**A story is one fault** when three things hold. Whatever was seen, the cause shows it, or something that it
leads to does, through any number of steps: without the last link between the two the story falls apart. The
smallest set of causes that accounts for what was seen holds the cause, and but for it only what comes of one
fault: the cause itself, or what brought it about. And nothing that was seen is left unexplained.

**A remedy is offered** when it would be worth a line of the plan by this cause alone, and nothing that was
seen forbids it. The plan that people see is cut where further remedies gain little, and holds those for other
causes, too; each of these comes up in turn, as others did not help.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.chains import reached_by, shown_by
from lossdoctor.diagnosis import find_unexplained
from lossdoctor.planning import harmful_remedies
from lossdoctor.troubleshooting import SMALLEST_CHANCE

if TYPE_CHECKING:
    from lossdoctor.events import Findings, Said
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.reasoner import Reasoner

__all__ = ["Story", "not_shown_by", "story_of", "why_not_offered"]


@dataclass(frozen=True, slots=True)
class Story:
    """What keeps something that was seen from being the story of one cause; all empty where nothing does."""

    cause: str
    not_shown: tuple[str, ...]
    """Seen, and neither the cause nor anything that it leads to shows it."""
    unexplained: tuple[str, ...]
    """Seen, and likelier chance than the work of any cause."""
    needed: tuple[str, ...]
    """Members of the smallest set that accounts for everything, where that set tells another story."""

    @property
    def holds(self) -> bool:
        """Whether the cause accounts for everything."""
        return not (self.not_shown or self.unexplained or self.needed)


def story_of(reasoner: Reasoner, findings: Findings, cause: str) -> Story:
    """Look what ``cause`` does not account for.

    >>> from lossdoctor.events import Findings
    >>> from lossdoctor.knowledge_base import load
    >>> from lossdoctor.reasoner import Reasoner
    >>> seen = Findings(frozenset(["training-loss-runs-away", "learning-rate-large", "data-has-nan"]))
    >>> story_of(Reasoner(load()), seen, "learning-rate-too-high").not_shown
    ('data-has-nan',)
    """
    knowledge = reasoner.knowledge
    members, _ = reasoner.explaining_set(findings)
    first = next(iter(members), cause)
    one_fault = cause in members and set(members) <= reached_by(knowledge, first).keys()
    return Story(
        cause,
        not_shown_by(knowledge, cause, sorted(findings.present)),
        find_unexplained(knowledge, reasoner.belief(findings)),
        () if one_fault else members,
    )


def not_shown_by(knowledge: KnowledgeBase, cause: str, symptoms: Iterable[str]) -> tuple[str, ...]:
    """Give the symptoms that neither ``cause`` nor anything that it leads to shows."""
    shown = shown_by(knowledge, cause)
    return tuple(symptom for symptom in symptoms if symptom not in shown)


def why_not_offered(reasoner: Reasoner, said: Said, cause: str, remedy: str) -> str:
    """Say why ``remedy`` is not offered for ``cause``; empty where it is."""
    knowledge = reasoner.knowledge
    barred = harmful_remedies(knowledge, said)
    if remedy in barred:
        return f"{remedy} is of no use or does harm when {barred[remedy]} is seen"
    link = next((link for link in knowledge.causes[cause].remedies if link.target == remedy), None)
    if link is None:
        return f"{remedy} is no remedy for {cause}"
    chance = reasoner.belief(said.findings).probability(cause) * link.frequency.number
    if chance < SMALLEST_CHANCE:
        return (
            f"{remedy} would help by mending {cause} with a probability of {chance:.3f} only, "
            f"and from {SMALLEST_CHANCE:g} it is worth a line of the plan"
        )
    return ""
