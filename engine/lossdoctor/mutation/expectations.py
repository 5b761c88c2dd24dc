"""What a case demands, as a test of probabilities alone: for playing it a thousand times.

Owns the numeric form of ``top``, ``within-top-3``, ``not`` and ``nothing-wrong``. Leaves the form that says
why a case fails to ``knowledge_tests``, which a test holds to the same verdicts, ``remedy`` to ``remedies``,
and ``alone`` and ``offers`` to ``stories``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.standing import LEAST_SHARE, places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Case
    from lossdoctor.network import NoisyOrNetwork

    Array = NDArray[np.float64]
    Mask = NDArray[np.bool_]

__all__ = ["Demands", "demands_of", "related_causes"]

_FIRST = 3
_EQUAL = 1e-9
"""Two causes closer than this are equal, and the id decides, as in the ranking that people see."""


@dataclass(frozen=True, slots=True, eq=False)
class Demands:
    """What must hold of the probabilities of all causes."""

    ranked: tuple[tuple[int, Mask, int], ...]
    """(cause, the causes that count against it, how many of them may rank above it)."""
    by_id: NDArray[np.intp]
    """The place of each cause in the order of ids."""
    network: NoisyOrNetwork
    """The network of which the probabilities are, which decides the order of causes."""
    unreported: Mask
    """Causes that must stay below the threshold."""
    threshold: float

    @property
    def empty(self) -> bool:
        """Whether no probability is demanded at all."""
        return not self.ranked and not self.unreported.any()

    def hold(self, probabilities: Array) -> Mask:
        """Tell for each row of ``probabilities``, shape (rows, causes), whether all demands hold."""
        fine = (probabilities[:, self.unreported] < self.threshold).all(axis=1)
        order = places(self.network, probabilities)
        for cause, rivals, allowed in self.ranked:
            yields = np.where(self.by_id[rivals] < self.by_id[cause], -_EQUAL, _EQUAL)
            above = order[:, rivals] > order[:, cause, None] + yields
            fine &= above.sum(axis=1) <= allowed
        return np.asarray(fine)

    def margin(self, probabilities: Array) -> float:
        """Give how far the distribution may shift, in total variation, before any demand can break.

        No probability moves by more than the distribution does; two of them move towards each other by at
        most twice as much. The place of a mechanism lies between ``LEAST_SHARE`` of its probability and all
        of it, wherever it moves.
        """
        margins = (self.threshold - probabilities[self.unreported]).tolist()
        is_root = np.diff(self.network.leads_to.child_starts) == 0
        for cause, rivals, allowed in self.ranked:
            others = np.sort(probabilities[rivals])[::-1]
            least = probabilities[cause] * (1.0 if is_root[cause] else LEAST_SHARE)
            if len(others) > allowed:
                margins.append((least - others[allowed]) / 2)
        return float(min(margins, default=np.inf))


def demands_of(knowledge: KnowledgeBase, case: Case, related: Mask) -> Demands:
    """Read what ``case`` demands of probabilities.

    Args:
        knowledge: The knowledge in whose network the probabilities are computed.
        case: The case.
        related: What :func:`related_causes` gives for that network.
    """
    index, expect = knowledge.network.cause_index, case.expect
    unreported = np.zeros(len(index), bool)
    unreported[[index[cause] for cause in expect.never]] = True
    if expect.nothing_wrong:
        unreported |= [not knowledge.causes[cause].harmless for cause in knowledge.network.causes]

    def ranked() -> Iterator[tuple[int, Mask, int]]:
        if expect.top:
            yield index[expect.top], ~related[index[expect.top]], 0
        for cause in expect.within_top_3:
            yield index[cause], ~related[index[cause]], _FIRST - 1

    threshold = knowledge.vocabulary.report_threshold
    by_id = np.argsort(np.argsort(np.array(knowledge.network.causes)))
    return Demands(tuple(ranked()), by_id, knowledge.network, unreported, threshold)


def related_causes(network: NoisyOrNetwork) -> Mask:
    """Tell which causes lead to one another, through any number of steps, shape (causes, causes)."""
    reached = np.eye(len(network.causes), dtype=bool)
    for cause in network.topological[::-1].tolist():
        children, _ = network.leads_to.of_parent(cause)
        reached[cause] |= reached[children].any(axis=0)
    return reached | reached.T
