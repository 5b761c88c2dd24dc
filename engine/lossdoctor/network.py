"""The network that is reasoned over, as arrays: a causal noisy-OR network of causes and symptoms.

Owns the numbers and their soundness. Leaves computing with them to ``inference`` and its neighbours, and
where they come from to ``knowledge_base``.

**The model.** Every cause and every symptom is there or not. A *leak* brings it about by itself: a cause with
its base rate, a symptom with its background. Besides, each parent that is there brings it about independently
with the strength of the link, so that a child with leak l and parents p of strength s_p is *missing* with
probability

    P(missing | parents) = (1 - l) * product over the parents that are there of (1 - s_p).

The strength is the link's own, Díez's "net" parameter (Díez and Druzdzel, *Canonical probabilistic models for
knowledge engineering*, 2006): the probability that the parent alone, without the leak, brings the child
about. Links between causes form no cycle, so the whole is a Bayesian network, one number for each link: an
expert can say each of them without thinking of the others, which is what makes large networks possible
(Henrion 1987; Pearl 1988, chapter 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.errors import NetworkError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Links", "NoisyOrNetwork"]


def _reals(values: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array


def _indices(values: object) -> NDArray[np.intp]:
    array = np.array(values, dtype=np.intp)
    array.setflags(write=False)
    return array


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Weighted links from parents to children, sorted by parent; indexed both ways (CSR)."""

    parents: NDArray[np.intp]
    """Parent of each link, ascending."""
    children: NDArray[np.intp]
    """Child of each link, ascending among the links of one parent."""
    strengths: NDArray[np.float64]
    parent_starts: NDArray[np.intp]
    """Links of parent ``i`` are ``parent_starts[i]:parent_starts[i + 1]``."""
    by_child: NDArray[np.intp]
    """The links sorted by child."""
    child_starts: NDArray[np.intp]
    """Links into child ``j`` are ``by_child[child_starts[j]:child_starts[j + 1]]``."""

    @classmethod
    def build(
        cls,
        parents: Sequence[int],
        children: Sequence[int],
        strengths: Sequence[float] | NDArray[np.float64],
        shape: tuple[int, int],
    ) -> Links:
        """Index links given in any order; ``shape`` is how many parents and how many children there are."""
        unsorted_parents, unsorted_children = _indices(parents), _indices(children)
        order = np.lexsort((unsorted_children, unsorted_parents))
        sorted_parents, sorted_children = unsorted_parents[order], unsorted_children[order]
        by_child = np.argsort(sorted_children, kind="stable")
        return cls(
            parents=_indices(sorted_parents),
            children=_indices(sorted_children),
            strengths=_reals(_reals(strengths)[order]),
            parent_starts=_indices(np.searchsorted(sorted_parents, np.arange(shape[0] + 1))),
            by_child=_indices(by_child),
            child_starts=_indices(np.searchsorted(sorted_children[by_child], np.arange(shape[1] + 1))),
        )

    def __len__(self) -> int:
        return len(self.strengths)

    def of_parent(self, parent: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Give the children of ``parent`` and the strengths of the links to them."""
        part = slice(self.parent_starts[parent], self.parent_starts[parent + 1])
        return self.children[part], self.strengths[part]

    def of_child(self, child: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Give the parents of ``child`` and the strengths of the links from them."""
        links = self.by_child[self.child_starts[child] : self.child_starts[child + 1]]
        return self.parents[links], self.strengths[links]


@dataclass(frozen=True, slots=True, eq=False)
class NoisyOrNetwork:
    """A causal noisy-OR network; immutable, made by :meth:`build`.

    >>> network = NoisyOrNetwork.build(
    ...     base_rates={"rate-too-high": 0.08, "overflow": 0.01},
    ...     backgrounds={"loss-nan": 0.02},
    ...     leads_to=[("rate-too-high", "overflow", 0.5)],
    ...     shows=[("overflow", "loss-nan", 0.9)],
    ... )
    >>> network
    NoisyOrNetwork(2 causes, 1 symptoms, 1 leads-to, 1 shows)
    >>> NoisyOrNetwork.build({"a": 0.08}, {"s": 1.2}, [], [])
    Traceback (most recent call last):
    ...
    lossdoctor.errors.NetworkError: background of "s" is 1.2: it must lie strictly between 0 and 1
    """

    causes: tuple[str, ...]
    symptoms: tuple[str, ...]
    base_rates: NDArray[np.float64]
    """The leak of each cause, shape (causes,)."""
    backgrounds: NDArray[np.float64]
    """The leak of each symptom, shape (symptoms,)."""
    leads_to: Links
    """Cause to cause."""
    shows: Links
    """Cause to symptom."""
    topological: NDArray[np.intp]
    """All causes, each after everything that leads to it."""
    cause_index: Mapping[str, int] = field(repr=False)
    symptom_index: Mapping[str, int] = field(repr=False)

    @classmethod
    def build(
        cls,
        base_rates: Mapping[str, float],
        backgrounds: Mapping[str, float],
        leads_to: Iterable[tuple[str, str, float]],
        shows: Iterable[tuple[str, str, float]],
    ) -> NoisyOrNetwork:
        """Check the numbers and the links, and index them.

        Args:
            base_rates: For each cause how often it is there by itself.
            backgrounds: For each symptom how often it appears when none of its causes is there.
            leads_to: (cause, cause that it brings about, strength).
            shows: (cause, symptom, strength).

        Raises:
            NetworkError: A number that is not strictly between 0 and 1, an unknown id, a link given twice, a
                cause and a symptom of one name, or a cycle; ``value`` holds the offender.
        """
        causes, symptoms = tuple(base_rates), tuple(backgrounds)
        for name in causes:
            if name in backgrounds:
                raise NetworkError(f'"{name}" is both a cause and a symptom: ids must differ', value=name)
        cause_index = {name: i for i, name in enumerate(causes)}
        symptom_index = {name: i for i, name in enumerate(symptoms)}
        rates = [_probability(p, "base rate of", name) for name, p in base_rates.items()]
        leaks = [_probability(p, "background of", name) for name, p in backgrounds.items()]
        chains = _links(leads_to, "leads-to", cause_index, cause_index)
        signs = _links(shows, "shows", cause_index, symptom_index)
        return cls(
            causes=causes,
            symptoms=symptoms,
            base_rates=_reals(rates),
            backgrounds=_reals(leaks),
            leads_to=chains,
            shows=signs,
            topological=_topological(chains, causes),
            cause_index=cause_index,
            symptom_index=symptom_index,
        )

    def __repr__(self) -> str:
        return (
            f"NoisyOrNetwork({len(self.causes)} causes, {len(self.symptoms)} symptoms, "
            f"{len(self.leads_to)} leads-to, {len(self.shows)} shows)"
        )


def _probability(value: object, what: str, name: str) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise NetworkError(f'{what} "{name}" is {value!r}: it must be a number', value=value) from None
    if not 0.0 < number < 1.0:  # also catches NaN
        raise NetworkError(f'{what} "{name}" is {value!r}: it must lie strictly between 0 and 1', value=value)
    return number


def _links(
    triples: Iterable[tuple[str, str, float]],
    kind: str,
    parent_index: Mapping[str, int],
    child_index: Mapping[str, int],
) -> Links:
    triples = list(triples)
    try:
        parents = [parent_index[parent] for parent, _, _ in triples]
        children = [child_index[child] for _, child, _ in triples]
        strengths = np.array([strength for _, _, strength in triples], dtype=np.float64)
    except (KeyError, TypeError, ValueError):
        raise _wrong_link(triples, kind, parent_index, child_index) from None
    pairs = np.sort(np.array(parents, dtype=np.intp) * len(child_index) + children)
    if not np.all((strengths > 0) & (strengths < 1)) or np.any(pairs[1:] == pairs[:-1]):
        raise _wrong_link(triples, kind, parent_index, child_index)
    return Links.build(parents, children, strengths, (len(parent_index), len(child_index)))


def _wrong_link(
    triples: Iterable[tuple[str, str, float]],
    kind: str,
    parent_index: Mapping[str, int],
    child_index: Mapping[str, int],
) -> NetworkError:
    """Find the first link that is wrong, one by one; the others are checked all at once."""
    seen: set[tuple[str, str]] = set()
    for triple in triples:
        try:
            parent, child, strength = triple
        except (TypeError, ValueError):
            return NetworkError(
                f"a {kind} link is {triple!r}: it must be (parent, child, strength)", value=triple
            )
        for name, index in ((parent, parent_index), (child, child_index)):
            if name not in index:
                role = "cause" if index is parent_index else "symptom"
                message = f'{kind} link "{parent}" -> "{child}": unknown {role} "{name}"'
                return NetworkError(message, value=name)
        if (parent, child) in seen:
            return NetworkError(f'{kind} link "{parent}" -> "{child}" is given twice', value=(parent, child))
        seen.add((parent, child))
        _probability(strength, f'strength of {kind} link to "{child}" from', parent)
    return NetworkError(f"the {kind} links cannot be read", value=tuple(triples))


def _topological(chains: Links, causes: Sequence[str]) -> NDArray[np.intp]:
    waiting = np.diff(chains.child_starts)
    order = [int(cause) for cause in np.flatnonzero(waiting == 0)]
    for cause in order:  # grows while it is walked
        for child in chains.of_parent(cause)[0]:
            waiting[child] -= 1
            if waiting[child] == 0:
                order.append(int(child))
    if len(order) < len(causes):
        cycle = _cycle(chains, set(range(len(causes))) - set(order))
        names = " -> ".join(causes[c] for c in cycle)
        raise NetworkError(f"leads-to links run in a circle: {names}", value=tuple(causes[c] for c in cycle))
    return _indices(order)


def _cycle(chains: Links, left: set[int]) -> list[int]:
    # Whoever is left waits for a parent that is left too: walking up must come round.
    path = [min(left)]
    while path.count(path[-1]) == 1:
        path.append(next(int(p) for p in chains.of_child(path[-1])[0] if int(p) in left))
    return path[path.index(path[-1]) :][::-1]
