"""Drops each link, flips each frequency, and looks whether any case fails.

Owns the order in which changes are played against cases, and the time that they may take. Leaves the numbers
to ``strengths`` and ``remedies``, and what a case demands to ``expectations`` and ``stories``.

Stories of one cause come first: what they hang on is read off the graph. Otherwise only cases that can notice
are played: a link to a symptom against the cases that tell of the symptom, a link between causes against
those in which its cause is in play, a link to a remedy against those that ask for a remedy. Whether the right
remedy comes first is asked of links to remedies alone, and ``asks`` is asked of none: both would have to be
computed a thousand times, and a case that demands nothing else protects little.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.mutation.expectations import Demands, demands_of, related_causes
from lossdoctor.mutation.links import LinkKind, LinkOutcome, MutationReport, links_of, opposite_end
from lossdoctor.mutation.remedies import RemedyDemand
from lossdoctor.mutation.stories import hanging_links, story_holds
from lossdoctor.mutation.strengths import Observed, at_strength, posterior_of
from lossdoctor.reasoner import Reasoner
from lossdoctor.troubleshooting import SMALLEST_CHANCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Case, Cause, Link

    Array = NDArray[np.float64]

__all__ = ["mutate"]

IN_PLAY = 0.05
"""A link from a cause less probable than this to one of the first remedies is not played: no plan should hang
on so little. A remedy further down only gets among them if its cause is probable enough to be reported."""


@dataclass(slots=True)
class _Trial:
    """One link under test."""

    cause: str
    kind: LinkKind
    link: Link
    flipped: float
    drop_noticed_by: str = ""
    flip_noticed_by: str = ""
    cases: int = 0
    decided: bool = False

    @property
    def finished(self) -> bool:
        return bool(self.drop_noticed_by and self.flip_noticed_by)

    @property
    def strength(self) -> float:
        return self.link.frequency.number

    def note(self, case: Case, *, drop: bool, flip: bool) -> None:
        """Note that ``case`` was played, and whether it failed."""
        self.cases += 1
        if drop:
            self.drop_noticed_by = self.drop_noticed_by or case.name
        if flip:
            self.flip_noticed_by = self.flip_noticed_by or case.name

    def outcome(self) -> LinkOutcome:
        return LinkOutcome(
            self.cause,
            self.kind,
            self.link.target,
            self.link.frequency.written,
            self.cases,
            self.drop_noticed_by,
            self.flip_noticed_by,
            self.decided or self.finished,
        )


@dataclass(slots=True)
class _Watcher:
    """A case that holds as the knowledge stands."""

    case: Case
    observed: Observed
    demands: Demands
    remedy: RemedyDemand | None
    margin: float
    """How far the distribution may shift before a demand of probabilities can break."""

    def can_notice(self, cause: int, weight: float) -> bool:
        """Whether weighing the worlds in which ``cause`` is there by at most ``weight`` could break a demand.

        The worlds without the cause keep their proportions. So the distribution shifts by no more than the
        probability of those with it, before or after.
        """
        likely = float(self.observed.probabilities[cause])
        return max(likely, likely * weight / (1 - likely + likely * weight)) >= self.margin


class _TimeIsUp(Exception):
    """The seconds that were allowed are over."""


@dataclass(slots=True)
class _Run:
    knowledge: KnowledgeBase
    check_time: Callable[[], None]
    trials: list[_Trial]
    watchers: list[_Watcher] = field(default_factory=list)
    left_out: int = 0

    def of_kind(self, kind: LinkKind) -> list[_Trial]:
        return [trial for trial in self.trials if trial.kind == kind]


def mutate(
    knowledge: KnowledgeBase,
    *,
    chosen: Callable[[Cause], bool] = lambda _: True,
    seconds: float | None = None,
) -> MutationReport:
    """Drop each link and flip each frequency of the ``chosen`` causes, and see whether some case fails.

    Args:
        knowledge: The knowledge, with its cases.
        chosen: Which causes' links are changed; the cases are always all.
        seconds: How long it may take; what is not decided by then is told as such.
    """
    until = time.monotonic() + seconds if seconds is not None else float("inf")

    def check_time() -> None:
        if time.monotonic() > until:
            raise _TimeIsUp

    trials = [
        _Trial(cause, kind, link, opposite_end(link.frequency.number, knowledge.vocabulary))
        for cause, kind, link in links_of(knowledge)
        if chosen(knowledge.causes[cause])
    ]
    run = _Run(knowledge, check_time, trials)
    try:
        _gather_watchers(run)
        _cut_stories(run)
        _change_symptoms(run)
        _change_remedies(run)
        _change_chains(run)
    except _TimeIsUp:
        pass
    return MutationReport(tuple(trial.outcome() for trial in trials), len(run.watchers), run.left_out)


def _gather_watchers(run: _Run) -> None:
    """Find the cases that hold now; only they can notice anything."""
    knowledge, reasoner = run.knowledge, Reasoner(run.knowledge)
    related = related_causes(knowledge.network)
    for case in knowledge.cases:
        run.check_time()
        if case.established:
            continue
        observed = Observed.of(knowledge.network, case.seen, case.not_seen)
        demands = demands_of(knowledge, case, related)
        remedy = RemedyDemand(reasoner, case, observed) if case.expect.remedy else None
        holds = observed.situation.exact and demands.hold(observed.probabilities[None])[0]
        fails = not holds or (remedy and remedy.remedy not in remedy.first)
        if case.todo or fails or not story_holds(reasoner, case):
            run.left_out += 1
        else:
            margin = demands.margin(observed.probabilities)
            run.watchers.append(_Watcher(case, observed, demands, remedy, margin))


def _cut_stories(run: _Run) -> None:
    """Drop the links that stories hang on; and no story offers a remedy that hardly ever works."""
    trials = {(trial.cause, trial.kind, trial.link.target): trial for trial in run.trials}
    columns = run.knowledge.network.cause_index
    for watcher in run.watchers:
        for key in hanging_links(run.knowledge, watcher.case):
            trial = trials.get(key)
            if trial is not None:
                likely = watcher.observed.probabilities[columns[trial.cause]]
                flip = trial.kind == "fixes" and likely * trial.flipped < SMALLEST_CHANCE
                trial.note(watcher.case, drop=True, flip=bool(flip))


def _change_symptoms(run: _Run) -> None:
    """Change links to symptoms: all that one case tells of in one pass."""
    network = run.knowledge.network
    trials = run.of_kind("shows")
    by_symptom: dict[int, list[_Trial]] = {}
    for trial in trials:
        by_symptom.setdefault(network.symptom_index[trial.link.target], []).append(trial)
    for watcher in run.watchers:
        run.check_time()
        evidence = watcher.observed.evidence
        affected = [
            (trial, (cause, symptom, trial.strength))
            for seen, symptoms in ((True, evidence.present), (False, evidence.absent))
            for symptom in symptoms
            for trial in by_symptom.get(symptom, ())
            if not trial.finished
            and watcher.can_notice(cause := network.cause_index[trial.cause], _most(trial, seen=seen))
        ]
        if affected:
            joints = watcher.observed.without_links([link for _, link in affected])
            _note(watcher, [trial for trial, _ in affected], joints)
    for trial in trials:
        trial.decided = True


def _change_chains(run: _Run) -> None:
    """Change links between causes: a network for each; cases in which its cause is likely come first."""
    for trial in run.of_kind("leads-to"):
        cut = _with_chain(run.knowledge, trial, None)
        flipped = _with_chain(run.knowledge, trial, trial.flipped)
        related_then = related_causes(cut.network)
        parent = cut.network.cause_index[trial.cause]
        most = max(_most(trial, seen=True), _most(trial, seen=False))
        in_play = [watcher for watcher in run.watchers if watcher.can_notice(parent, most)]
        for watcher in sorted(in_play, key=lambda watcher: -watcher.observed.probabilities[parent]):
            run.check_time()
            if trial.finished:
                break
            after = (
                demands_of(cut, watcher.case, related_then),
                replace(watcher.demands, network=flipped.network),
            )
            _note(watcher, [trial], watcher.observed.seen_in(cut.network)[None], after)
        trial.decided = True


def _change_remedies(run: _Run) -> None:
    """Change links to remedies: down for the first of each plan, up for any that might get among them."""
    reasoner = Reasoner(run.knowledge)
    works, rows = reasoner.works, {remedy: row for row, remedy in enumerate(reasoner.remedy_ids)}
    columns = run.knowledge.network.cause_index
    trials = run.of_kind("fixes")
    for watcher in run.watchers:
        if (demand := watcher.remedy) is None:
            continue
        for trial in trials:
            run.check_time()
            place = rows[trial.link.target], columns[trial.cause]
            likely = watcher.observed.probabilities[place[1]]
            is_first = trial.link.target in demand.first
            rises = trial.flipped > trial.strength and likely >= run.knowledge.vocabulary.report_threshold
            if not trial.finished and ((is_first and likely >= IN_PLAY) or rises):
                flip = not demand.holds(_with(works, place, trial.flipped))
                drop = is_first and not demand.holds(_with(works, place, 0.0))
                trial.note(watcher.case, drop=drop, flip=flip)
    for trial in trials:
        trial.decided = True


def _note(
    watcher: _Watcher, trials: Sequence[_Trial], joints: Array, after: tuple[Demands, Demands] | None = None
) -> None:
    """Note what a case makes of trials, given its joints without the link of each.

    ``after`` is what it demands without the link, and with its frequency flipped, where that changes the
    order of causes.
    """
    without, with_flipped = after or (watcher.demands, watcher.demands)
    ratios = np.array([trial.flipped / trial.strength for trial in trials])[:, None]
    flipped = at_strength(watcher.observed.joint, joints, ratios)
    drops = ~without.hold(posterior_of(joints))
    flips = ~with_flipped.hold(posterior_of(flipped))
    for trial, drop, flip in zip(trials, drops.tolist(), flips.tolist(), strict=True):
        trial.note(watcher.case, drop=drop, flip=flip)


def _most(trial: _Trial, *, seen: bool) -> float:
    """Give by how much a change weighs worlds with the cause, where the target is seen or is not."""
    if seen:
        return max(1.0, trial.flipped / trial.strength)
    return 1 / (1 - trial.strength)


def _with_chain(knowledge: KnowledgeBase, trial: _Trial, strength: float | None) -> KnowledgeBase:
    """Give the knowledge with one leads-to link at another strength, or without it."""
    cause = knowledge.causes[trial.cause]
    links = [link for link in cause.leads_to if link != trial.link]
    if strength is not None:
        links.append(replace(trial.link, frequency=replace(trial.link.frequency, number=strength)))
    changed = replace(cause, leads_to=tuple(links))
    return replace(knowledge, causes=MappingProxyType({**knowledge.causes, cause.id: changed}))


def _with(works: Array, place: tuple[int, int], number: float) -> Array:
    changed = works.copy()
    changed[place] = number
    return changed
