"""Trying out what a case might expect of some observations, and which links it would then protect.

Owns the try. Leaves composing observations to ``suggestions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.chains import reached_by, shown_by
from lossdoctor.events import Event, Findings, fold
from lossdoctor.model import Case, Expectation
from lossdoctor.mutation.expectations import demands_of, related_causes
from lossdoctor.mutation.stories import LinkKey, hanging_links, links_of_story
from lossdoctor.mutation.strengths import Observed, posterior_of
from lossdoctor.reasoner import Reasoner
from lossdoctor.story import story_of, why_not_offered

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["Tryout"]

TELLING = 0.15
"""A symptom that a cause shows less often than this says too little to build a story on."""


class Tryout:
    """One knowledge, to try cases on."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.reasoner = Reasoner(knowledge)
        self._related = related_causes(knowledge.network)
        self._observed = lru_cache(maxsize=8)(self._observe)

    def comes_out(self, case: Case, cause: str) -> Expectation:
        """Give what comes out of the observations of ``case`` and speaks for ``cause``; empty if little does.

        It is the first cause, or at least among the first three; what it accounts for alone; and all of its
        remedies that are offered.
        """
        observed = self._observed(case.seen, case.not_seen)
        if not observed.situation.exact:
            return Expectation()
        ranks = (Expectation(top=cause), Expectation(within_top_3=(cause,)))
        expect = next((rank for rank in ranks if self._holds(replace(case, expect=rank))), Expectation())
        if expect == Expectation():
            return expect
        said = fold([Event("observe", present=case.seen, absent=case.not_seen)])
        offered = (
            link.target
            for link in self.knowledge.causes[cause].remedies
            if not why_not_offered(self.reasoner, said, cause, link.target)
        )
        alone = story_of(self.reasoner, said.findings, cause).holds
        return replace(expect, alone=cause if alone else "", offers=tuple(offered))

    def notices(self, case: Case, wanted: Iterable[LinkKey]) -> set[LinkKey]:
        """Give those of ``wanted`` links without which ``case`` fails, given that it holds."""
        open_links = set(wanted)
        found = open_links.intersection(hanging_links(self.knowledge, case))
        told = {*case.seen, *case.not_seen}
        shown = sorted(key for key in open_links - found if key[1] == "shows" and key[2] in told)
        return found | set(self._noticed_by_rank(case, shown))

    def breaks(self, case: Case, keys: Sequence[LinkKey]) -> bool:
        """Tell whether the ranks in ``case`` hold, and do not without any one of some links to symptoms."""
        return self._holds(case) and set(keys) <= set(self._noticed_by_rank(case, keys))

    def telling(self, cause: str, least: float = TELLING) -> dict[str, float]:
        """Give what ``cause`` shows not too seldom, and how much each speaks for it in bits, most first."""
        shown = shown_by(self.knowledge, cause)
        bits = {
            symptom: float(np.log2(self._with(symptom, often) / self._in_any_run(symptom)))
            for symptom, often in shown.items()
            if often >= least
        }
        return dict(sorted(bits.items(), key=lambda entry: (-entry[1], entry[0])))

    def only_through(self, cause: str, child: str) -> list[str]:
        """Give the symptoms that come of ``cause`` by its link to ``child`` alone, the most telling first."""
        link: LinkKey = (cause, "leads-to", child)
        through = shown_by(self.knowledge, child)
        return [
            symptom
            for symptom in self.telling(cause, least=0)
            if symptom in through and link in links_of_story(self.knowledge, cause, (symptom,))
        ]

    def mechanisms_showing(self, cause: str, symptom: str) -> list[str]:
        """Give what ``cause`` leads to and shows ``symptom``, too."""
        origins = {incoming.origin for incoming in self.knowledge.causes_of(symptom)}
        return [reached for reached in reached_by(self.knowledge, cause) if reached in origins - {cause}]

    def fit_together(self, symptoms: Sequence[str]) -> bool:
        """Tell whether one person can see all of these: no two are answers to one exclusive question."""
        asked = [
            symptom.question
            for symptom in map(self.knowledge.symptoms.__getitem__, symptoms)
            if self.knowledge.questions[symptom.question].choose == "one"
        ]
        return len(set(asked)) == len(asked) and len(set(symptoms)) == len(symptoms)

    def _observe(self, seen: tuple[str, ...], not_seen: tuple[str, ...]) -> Observed:
        return Observed.of(self.knowledge.network, seen, not_seen)

    def _holds(self, case: Case) -> bool:
        observed = self._observed(case.seen, case.not_seen)
        demands = demands_of(self.knowledge, case, self._related)
        return observed.situation.exact and bool(demands.hold(observed.probabilities[None])[0])

    def _noticed_by_rank(self, case: Case, keys: Sequence[LinkKey]) -> Iterator[LinkKey]:
        network = self.knowledge.network
        if not keys:
            return
        links = [
            (network.cause_index[cause], network.symptom_index[symptom], self._strength(cause, symptom))
            for cause, _, symptom in keys
        ]
        joints = self._observed(case.seen, case.not_seen).without_links(links)
        hold = demands_of(self.knowledge, case, self._related).hold(posterior_of(joints))
        yield from (key for key, holds in zip(keys, hold.tolist(), strict=True) if not holds)

    def _strength(self, cause: str, symptom: str) -> float:
        links = self.knowledge.causes[cause].shows
        return next(link.frequency.number for link in links if link.target == symptom)

    def _with(self, symptom: str, often: float) -> float:
        return 1 - (1 - self.knowledge.symptoms[symptom].background.number) * (1 - often)

    def _in_any_run(self, symptom: str) -> float:
        network = self.knowledge.network
        before = self.reasoner.belief(Findings()).probabilities
        parents, strengths = network.shows.of_child(network.symptom_index[symptom])
        return self._with(symptom, 1 - float(np.prod(1 - before[parents] * strengths)))
