"""The order in which the exact pass visits a network, and what that costs.

Owns turning the shape of a network (who is a child of whom) into a branching walk. Knows no numbers; the numbers run
through the walk in ``walk``.

**What has to be ordered.** The exact pass keeps tables over *open bits*. A bit belongs to a child (a mechanism, or a
present symptom) and says whether any parent has triggered it yet. A cause is applied to a table in one step: if it is
there, it sets each of its children's bits with the strength of the link. A child is closed once all its parents were
applied: from then on its bit is not needed. Closing a mechanism applies the mechanism itself to its own children.

This is variable elimination that exploits causal independence (Zhang and Poole, 1996) with the accumulators of the
temporal transformation (Heckerman and Breese, 1996), each elimination one *stop* of the walk. A root cause is applied at
the stop of its first child to close. Tables over different bits live side by side until a stop needs them together;
then they are joined. So the walk is a tree, parts that the evidence leaves independent never meet, and the cost is
2^(bits at a stop): what counts is the order of the stops. It is chosen greedily, smallest table first (min-width, as
for tree decompositions); where the result is dear, some more orders are drawn and the cheapest is kept.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Application", "Stop", "Walk", "plan_walk"]

_DEAR = 1 << 14
"""Table cells from which a better order is worth a search."""
_RESTARTS = 24


@dataclass(frozen=True, slots=True)
class Application:
    """How one cause is applied to a table: its children's axes are brought to the front, then one product."""

    node: int
    links: tuple[int, ...]
    """Positions in the node's list of children: those with an open axis first, then those whose axis opens now."""
    move: tuple[int, ...] | None
    """The transposition that brings the open axes of its children to the front; None where they are there already."""
    old: int
    """How many of the links have an open axis."""


@dataclass(frozen=True, slots=True)
class Joint:
    """How the next incoming table is joined to what is there: both are brought to (shared axes, own axes)."""

    left: tuple[int, ...] | None
    right: tuple[int, ...] | None
    shared: int


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the walk: tables come in and are joined, root causes are applied, one node is closed."""

    node: int
    incoming: tuple[int, ...]
    """The stops whose tables come in here."""
    joints: tuple[Joint, ...]
    """One for each incoming table after the first."""
    roots: tuple[Application, ...]
    has_axis: bool
    """Whether any parent is applied before the node closes; else nothing but its leak can have brought it about."""
    closing: Application
    """The node itself applied to its children; its own axis is brought in front of theirs."""
    axes: tuple[int, ...]
    """The nodes whose bits are open when the table leaves, in order."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A planned walk; every stop comes after the stops that it waits for."""

    stops: tuple[Stop, ...]
    cells: int
    """Table cells that a forward pass touches: the measure of cost."""
    largest: int
    """Cells of the largest table."""


def plan_walk(
    children: Sequence[Sequence[int]], roots: Sequence[int], inner: Sequence[int], *, enough: int = _DEAR
) -> Walk:
    """Plan the walk over a network given as lists of children.

    Args:
        children: For each node its children; all children are inner nodes.
        roots: The nodes without parents that are to be applied, each with two or more children.
        inner: The nodes that are closed at stops, parents before children.
        enough: Cells below which no better order is searched.
    """
    shape = _Shape(children, roots, inner)
    order = shape.greedy_order(None)
    cost = shape.cost(order)
    if cost > enough:
        chance = random.Random(0)
        for _ in range(_RESTARTS):
            other = shape.greedy_order(chance)
            other_cost = shape.cost(other, stop_above=cost)
            if other_cost < cost:
                order, cost = other, other_cost
    return _lay_out(shape, order)


class _Shape:
    """The network as bit masks over inner nodes; Python's integers are the fastest small sets there are."""

    def __init__(self, children: Sequence[Sequence[int]], roots: Sequence[int], inner: Sequence[int]) -> None:
        self.children, self.roots, self.inner = children, roots, inner
        self.rank = {node: i for i, node in enumerate(inner)}
        self.masks = {node: self._mask(children[node]) for node in (*roots, *inner)}
        self.neighbours = [0] * len(inner)
        for root in roots:
            mask = self.masks[root]
            for child in children[root]:
                self.neighbours[self.rank[child]] |= mask
        self.waiting = [0] * len(inner)
        for node in inner:
            for child in children[node]:
                self.waiting[self.rank[child]] += 1

    def _mask(self, nodes: Sequence[int]) -> int:
        mask = 0
        for node in nodes:
            mask |= 1 << self.rank[node]
        return mask

    def greedy_order(self, chance: random.Random | None) -> list[int]:
        """Close next whatever leaves the smallest table; with ``chance`` nearly so."""
        neighbours, waiting = self.neighbours.copy(), self.waiting.copy()
        ready = [i for i, count in enumerate(waiting) if count == 0]
        masks = [self.masks[node] for node in self.inner]
        order = []
        while ready:
            best, best_size = -1, 1e9
            for i in ready:
                size = (neighbours[i] | masks[i]).bit_count()
                if chance is not None:
                    size += chance.random() * 2
                if size < best_size:
                    best, best_size = i, size
            ready.remove(best)
            order.append(best)
            table = (neighbours[best] | masks[best]) & ~(1 << best)
            for j in _bits(table):
                neighbours[j] = (neighbours[j] | table) & ~(1 << best)
            for child in self.children[self.inner[best]]:
                j = self.rank[child]
                waiting[j] -= 1
                if waiting[j] == 0:
                    ready.append(j)
        return order

    def cost(self, order: Sequence[int], stop_above: float = float("inf")) -> float:
        """Count the cells that a walk in this order touches."""
        place = {i: n for n, i in enumerate(order)}
        at_stop: list[list[int]] = [[] for _ in order]
        for root in self.roots:
            mask = self.masks[root]
            at_stop[min(place[i] for i in _bits(mask))].append(mask)
        tables: list[list[int]] = [[] for _ in order]
        total = 0
        for n, i in enumerate(order):
            open_bits = 0
            for m, table in enumerate(sorted(tables[n], key=int.bit_count)):
                if m:
                    total += 3 ** (open_bits & table).bit_count() << (open_bits ^ table).bit_count()
                open_bits |= table
            for mask in sorted(at_stop[n], key=int.bit_count):
                open_bits |= mask
                total += 1 << open_bits.bit_count()
            total += 1 << open_bits.bit_count()
            open_bits = (open_bits | self.masks[self.inner[i]]) & ~(1 << i)
            total += 1 << open_bits.bit_count()
            if open_bits:
                tables[min(place[j] for j in _bits(open_bits))].append(open_bits)
            if total > stop_above:
                break
        return total


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def _lay_out(shape: _Shape, order: Sequence[int]) -> Walk:
    """Fix the order of axes of every table on the way."""
    place = {shape.inner[i]: n for n, i in enumerate(order)}
    at_stop: list[list[int]] = [[] for _ in order]
    for root in shape.roots:
        at_stop[min(place[child] for child in shape.children[root])].append(root)
    waiting: list[list[int]] = [[] for _ in order]
    stops: list[Stop] = []
    cells = largest = 1
    for n, i in enumerate(order):
        node = shape.inner[i]
        incoming = sorted(waiting[n], key=lambda m: len(stops[m].axes))
        axes: list[int] = list(stops[incoming[0]].axes) if incoming else []
        joints = []
        for m in incoming[1:]:
            joint, axes = _join(axes, stops[m].axes)
            joints.append(joint)
            cells += 3**joint.shared << (len(axes) - joint.shared)
            largest = max(largest, 3**joint.shared << (len(axes) - joint.shared))
        applications = []
        for root in sorted(at_stop[n], key=lambda r: (len(set(shape.children[r]) - set(axes)), r)):
            application, axes = _apply(root, shape.children[root], axes, ())
            applications.append(application)
            cells += 1 << len(axes)
            largest = max(largest, 1 << len(axes))
        has_axis = node in axes
        closing, axes = _apply(node, shape.children[node], axes, (node,) if has_axis else ())
        cells += 2 << len(axes)
        largest = max(largest, 2 << len(axes))
        stops.append(
            Stop(node, tuple(incoming), tuple(joints), tuple(applications), has_axis, closing, tuple(axes))
        )
        if axes:
            waiting[min(place[a] for a in axes)].append(n)
    return Walk(tuple(stops), cells, largest)


def _apply(
    node: int, children: Sequence[int], axes: list[int], before: tuple[int, ...]
) -> tuple[Application, list[int]]:
    open_links = sorted((axes.index(child), link) for link, child in enumerate(children) if child in axes)
    fresh = [link for link, child in enumerate(children) if child not in axes]
    links = [link for _, link in open_links] + fresh
    front = [*before, *(children[link] for _, link in open_links)]
    rest = [a for a in axes if a not in front]
    move = _transposition(axes, front + rest)
    after = [children[link] for link in links] + rest
    return Application(node, tuple(links), move, len(open_links)), after


def _join(left: list[int], right: Sequence[int]) -> tuple[Joint, list[int]]:
    shared = [a for a in left if a in right]
    left_order = shared + [a for a in left if a not in shared]
    right_order = shared + [a for a in right if a not in shared]
    joint = Joint(_transposition(left, left_order), _transposition(right, right_order), len(shared))
    return joint, left_order + right_order[len(shared) :]


def _transposition(before: Sequence[int], after: Sequence[int]) -> tuple[int, ...] | None:
    if list(before) == list(after):
        return None
    return tuple(before.index(a) for a in after)
