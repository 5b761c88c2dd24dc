"""One knowledge base's numbers, with a memory: the only door from consultations to probabilities.

Owns the memo of beliefs and the table of which remedy serves which cause.
Leaves computing to ``inference`` and ``information``; knows nothing of sentences.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.events import Findings
from lossdoctor.inference import Belief, posterior
from lossdoctor.information import SHORT_LIST, QuestionValue, expected_information, outcomes_of
from lossdoctor.standing import places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossdoctor.evidence_weights import EvidenceWeight
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Question

__all__ = ["WATCHING_MINUTES", "Reasoner"]

WATCHING_MINUTES = 10.0
"""What it costs to see whether a remedy helped, whichever it is. Without it, any quick remedy would come
before the one that is right."""
READING_MINUTES: Mapping[str, float] = {"yes-no": 2.0, "one": 2.0, "any": 3.0}
"""What it costs to read and answer a question, however quick the look; more where each option must be
weighed. Without it, ten glances would come before one look that settles the matter."""
MEMO_SIZE = 512
"""Beliefs kept: undo, leave-one-out weights and the plan ask for the same ones again and again."""


class Reasoner:
    """Beliefs over one knowledge base, remembered by findings."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self._beliefs: OrderedDict[Findings, Belief] = OrderedDict()
        self._weighed: tuple[Findings, tuple[EvidenceWeight, ...]] | None = None

    def belief(self, findings: Findings) -> Belief:
        """Compute the probability of every cause, or remember it."""
        found = self._beliefs.get(findings)
        if found is None:
            found = posterior(self.knowledge.network, sorted(findings.present), sorted(findings.absent))
            self._beliefs[findings] = found
            if len(self._beliefs) > MEMO_SIZE:
                self._beliefs.popitem(last=False)
        else:
            self._beliefs.move_to_end(findings)
        return found

    def ranking(self, findings: Findings) -> tuple[tuple[str, float], ...]:
        """Give (cause id, probability), in the order in which to think of them."""
        return self.rank(self.belief(findings).probabilities)

    def rank(self, probabilities: NDArray[np.float64]) -> tuple[tuple[str, float], ...]:
        """Order causes as ``standing`` says; by id where two are equal."""
        network = self.knowledge.network
        rows = zip(
            places(network, probabilities).tolist(), network.causes, probabilities.tolist(), strict=True
        )
        ordered = sorted(rows, key=lambda row: (-row[0], row[1]))
        return tuple((cause, probability) for _, cause, probability in ordered)

    def weights(self, findings: Findings) -> tuple[EvidenceWeight, ...]:
        """Weigh every observation for every cause, or remember it."""
        if self._weighed is None or self._weighed[0] != findings:
            from lossdoctor.evidence_weights import weights_of_evidence  # questions and plans need none

            present, absent = sorted(findings.present), sorted(findings.absent)
            self._weighed = findings, weights_of_evidence(self.knowledge.network, present, absent)
        return self._weighed[1]

    def nothing_wrong(self, findings: Findings) -> bool:
        """Whether what is seen is what healthy runs show: a harmless cause is reported, and no other."""
        causes, threshold = self.knowledge.causes, self.knowledge.vocabulary.report_threshold
        reported = [cause for cause, probability in self.ranking(findings) if probability >= threshold]
        return not findings.empty and bool(reported) and all(causes[cause].harmless for cause in reported)

    def question_values(
        self,
        findings: Findings,
        candidates: Sequence[tuple[Question, tuple[str, ...]]],
        *,
        exact: int = SHORT_LIST,
    ) -> tuple[QuestionValue, ...]:
        """Compute what each candidate question is worth; a candidate goes with its open options.

        Args:
            findings: What was seen and tried.
            candidates: The questions.
            exact: For how many of the best it is computed exactly, and not estimated.
        """
        return expected_information(
            self.knowledge.network,
            sorted(findings.present),
            sorted(findings.absent),
            [options for _, options in candidates],
            efforts=[self.asking_minutes(question) for question, _ in candidates],
            relevance=self.relevance(findings),
            exact=exact,
        )

    def if_seen(self, findings: Findings, symptoms: Sequence[str]) -> Mapping[str, NDArray[np.float64]]:
        """Compute for each of some open symptoms what would be believed if it were seen too, in one pass."""
        found = outcomes_of(
            self.knowledge.network,
            sorted(findings.present),
            sorted(findings.absent),
            [(symptom,) for symptom in symptoms],
        )
        return {seen.symptom: seen.belief.probabilities for seen, _ in found}

    @cached_property
    def prior(self) -> NDArray[np.float64]:
        """How probable each cause is in a run of which nothing is known."""
        return self.belief(Findings()).probabilities

    def relevance(self, findings: Findings) -> NDArray[np.float64]:
        """Give how much each cause matters: the share of its probability that what was seen has brought.

        Who reports NaN wants to know about what makes NaN, not about what is as likely as in any run.
        """
        network = self.knowledge.network
        share = np.clip(1 - self.prior / self.belief(findings).probabilities, 0.0, 1.0)
        return share if findings.present else np.ones(len(network.causes))

    def explaining_set(self, findings: Findings) -> tuple[tuple[str, ...], float]:
        """Give the smallest set of causes that accounts for what was seen, and its joint probability.

        Empty, with probability 0, when no set accounts for it.
        """
        from lossdoctor.explaining_sets import explaining_sets  # questions and plans need none

        found = explaining_sets(
            self.knowledge.network, sorted(findings.present), sorted(findings.absent)
        ).smallest
        return (found.causes, found.probability) if found else ((), 0.0)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The causes to which no other leads: those that are there to be mended."""
        causes = self.knowledge.causes
        return frozenset(causes) - {link.target for cause in causes.values() for link in cause.leads_to}

    def leading_root(self, findings: Findings) -> tuple[str, float]:
        """Give the most probable root cause; the most probable cause where there are only mechanisms."""
        probabilities = self.belief(findings).probabilities
        causes = self.knowledge.network.causes
        is_root = np.array([cause in self.roots for cause in causes])
        first = int(np.argmax(probabilities * is_root if is_root.any() else probabilities))
        return causes[first], float(probabilities[first])

    @cached_property
    def remedy_ids(self) -> tuple[str, ...]:
        """The remedies that serve at least one cause, in the order of ``works``."""
        serving = {link.target for cause in self.knowledge.causes.values() for link in cause.remedies}
        return tuple(remedy for remedy in self.knowledge.remedies if remedy in serving)

    @cached_property
    def works(self) -> NDArray[np.float64]:
        """How often each remedy works for each cause, shape (remedies, causes); 0 where it does not."""
        rows = {remedy: row for row, remedy in enumerate(self.remedy_ids)}
        table = np.zeros((len(rows), len(self.knowledge.network.causes)))
        for column, cause in enumerate(self.knowledge.network.causes):
            for link in self.knowledge.causes[cause].remedies:
                table[rows[link.target], column] = link.frequency.number
        table.setflags(write=False)
        return table

    @cached_property
    def remedy_minutes(self) -> NDArray[np.float64]:
        """What trying each remedy costs in minutes, seeing whether it helped included."""
        efforts = [self.knowledge.remedies[remedy].effort for remedy in self.remedy_ids]
        return np.array([self.minutes(effort) + WATCHING_MINUTES for effort in efforts])

    def asking_minutes(self, question: Question) -> float:
        """Give what asking a question costs in minutes: reading it, looking, answering."""
        return self.minutes(question.effort) + READING_MINUTES[question.choose]

    def minutes(self, effort: str) -> float:
        """Give the minutes that an effort word stands for."""
        return self.knowledge.vocabulary.efforts[effort].number
