"""The order in which the exact pass visits a network, and what that costs.

Owns turning the shape of a network (who is a child of whom) into a walk. Knows no numbers; the numbers run
through the walk in ``walk``.

**What has to be ordered.** The exact pass keeps one table over *open bits*. A bit belongs to a child (a
mechanism, or a present symptom) and says whether any parent has triggered it yet. A cause is applied to the
table in one step: if it is there, it sets each of its children's bits with the strength of the link. A child
is closed once all its parents were applied; from then on its bit is not needed. Closing a mechanism applies
the mechanism itself to its own children.

The bits are the accumulators of the temporal transformation (Heckerman and Breese 1996); closing them one
after the other is variable elimination that exploits causal independence (Zhang and Poole 1996) along a path.
A bit is open only from the first to the last cause that touches it, so the order of closing decides
everything: the cost is the sum of 2^(open bits), and the best order is one of least path-width of the graph
of causes and children.

Finding the best is NP-hard. Greedy, closing next whatever opens fewest bits, is good; a few dozen greedy
orders with a little chance in them bring most of what hundreds bring, and are drawn only where the walk is
dear enough to repay it. Walks that branch (tree decompositions) were tried and dropped: their tables are
narrower by one or two bits, but joining two tables over k bits without subtraction costs 3^k, which eats what
they save.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

__all__ = ["Move", "Step", "Walk", "plan_walk"]

_CELLS_PER_LOOK = 8
"""Computing this many cells takes about as long as looking at one node when an order is drawn."""
_TRIES = 32
_HOPELESS = 1 << 28
"""From so many cells no better order would make the walk affordable."""
_LINKS_AT_ONCE = 4
"""Links applied in one step: 2^4 multiplications for each cell are still cheaper than another pass over the
table."""


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """A transposition of a table's axes, neighbours that stay together merged into one axis."""

    shape: tuple[int, ...]
    """The first is -1: the columns, however many there are."""
    axes: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Some links of one cause are applied to the table; of an inner node it is closed first.

    A cause with many links takes several steps, with one more axis in between: whether the cause itself is
    there."""

    node: int
    first: bool
    last: bool
    closes: bool
    """Whether the node is an inner node; its first step closes it."""
    tracked: bool
    """Whether the table begins with an axis of the node: its own bit, or between steps whether it is
    there."""
    move: Move | None
    """What brings the node's axis, then its children's, to the front; None where they are there."""
    back: Move | None
    """The reverse."""
    links: tuple[int, ...]
    """Positions in the node's list of children: first those with an open axis, then those whose axis opens
    now."""
    old: int
    """How many of the links have an open axis."""


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """A planned walk."""

    steps: tuple[Step, ...]
    cells: int
    """Table cells that a forward pass writes: the measure of cost."""
    largest: int
    """Cells of the largest table."""


def plan_walk(children: Sequence[Sequence[int]], roots: Sequence[int], inner: Sequence[int]) -> Walk:
    """Plan the walk over a network given as lists of children.

    Args:
        children: For each node its children; all children are inner nodes.
        roots: The nodes without parents that are to be applied.
        inner: The nodes that are to be closed.

    A root with two children, both closed in the end:

    >>> walk = plan_walk([[1, 2], [], []], roots=[0], inner=[1, 2])
    >>> [(step.node, step.closes) for step in walk.steps], walk.cells
    ([(0, False), (1, True), (2, True)], 8)
    """
    shape = _Shape(children, roots, inner)
    order, cost = shape.greedy_order()
    tries = min(_TRIES, cost // (_CELLS_PER_LOOK * len(inner) ** 2 + 1)) if cost < _HOPELESS else 0
    if tries:
        from random import Random  # most walks need none

        chance = Random(0)
        for _ in range(tries):
            other, other_cost = shape.greedy_order(chance, stop_above=cost)
            if other_cost < cost:
                order, cost = other, other_cost
    return _lay_out(shape, order)


class _Shape:
    """The network as bit masks over inner nodes; Python's integers are the fastest small sets there are."""

    def __init__(self, children: Sequence[Sequence[int]], roots: Sequence[int], inner: Sequence[int]) -> None:
        self.children, self.inner = children, inner
        bit = {node: 1 << i for i, node in enumerate(inner)}
        rank = {node: i for i, node in enumerate(inner)}
        self.child_ranks = [[rank[child] for child in children[node]] for node in inner]
        self.masks = [sum(bit[child] for child in children[node]) for node in inner]
        self.roots_at: list[list[int]] = [[] for _ in inner]
        self.reach = [1 << i for i in range(len(inner))]
        """Everything that is open once all roots of an inner node are applied."""
        for root in roots:
            mask = sum(bit[child] for child in children[root])
            for child in children[root]:
                self.roots_at[rank[child]].append(root)
                self.reach[rank[child]] |= mask
        self.waiting = [0] * len(inner)
        for ranks in self.child_ranks:
            for i in ranks:
                self.waiting[i] += 1

    def greedy_order(self, chance: Random | None = None, *, stop_above: int = 0) -> tuple[list[int], int]:
        """Close next whatever keeps the table small, with ``chance`` nearly so.

        Returns:
            The order, as ranks of inner nodes, and about its cost; cut short above ``stop_above``.
        """
        waiting = self.waiting.copy()
        ready = [i for i, count in enumerate(waiting) if count == 0]
        order: list[int] = []
        open_bits, not_closed, cost = 0, (1 << len(waiting)) - 1, 0
        while ready:
            best, best_size, best_before, best_after = -1, 1e9, 0, 0
            for i in ready:
                before = (open_bits | self.reach[i]) & not_closed
                after = (before | self.masks[i]) & ~(1 << i)
                high, low = before.bit_count(), after.bit_count()
                size = (high if high > low else low) + 0.5 * low
                if chance is not None:
                    size += 2 * chance.random()
                if size < best_size:
                    best, best_size, best_before, best_after = i, size, before, after
            ready.remove(best)
            order.append(best)
            open_bits = best_after
            not_closed &= ~(1 << best)
            cost += (len(self.roots_at[best]) + 2) << best_before.bit_count()
            cost += 2 << best_after.bit_count()
            if stop_above and cost > stop_above:
                break
            for i in self.child_ranks[best]:
                waiting[i] -= 1
                if waiting[i] == 0:
                    ready.append(i)
        return order, cost


def _lay_out(shape: _Shape, order: Sequence[int]) -> Walk:
    """Fix the order of the table's axes at every step."""
    axes: list[int] = []
    applied: set[int] = set()
    steps: list[Step] = []
    cells = largest = 1
    for i in order:
        node = shape.inner[i]
        roots = [root for root in shape.roots_at[i] if root not in applied]
        applied.update(roots)
        roots.sort(key=lambda root: (len(set(shape.children[root]).difference(axes)), root))
        for member in (*roots, node):
            for step, after in _steps(member, shape.children[member], axes, closes=member == node):
                steps.append(step)
                cells += 1 << len(after)
                largest = max(largest, 1 << len(after))
                axes = after
    return Walk(tuple(steps), cells, largest)


def _steps(
    node: int, children: Sequence[int], axes: list[int], *, closes: bool
) -> Iterable[tuple[Step, list[int]]]:
    place = {axis: n for n, axis in enumerate(axes)}
    links = sorted(range(len(children)), key=lambda link: place.get(children[link], len(axes)))
    starts = range(0, max(len(links), 1), _LINKS_AT_ONCE)
    for start in starts:
        part = links[start : start + _LINKS_AT_ONCE]
        front = [node] if node in place else []
        tracked = bool(front)
        front += [children[link] for link in part if children[link] in place]
        touched = set(front)
        wanted = front + [axis for axis in axes if axis not in touched]
        first, last = start == 0, start == starts[-1]
        old = len(front) - tracked
        step = Step(
            node, first, last, closes, tracked, _move(axes, wanted), _move(wanted, axes), tuple(part), old
        )
        axes = [] if last else [node]
        axes += [children[link] for link in part]
        axes += wanted[len(front) :]
        place = {axis: n for n, axis in enumerate(axes)}
        yield step, axes


def _move(before: Sequence[int], after: Sequence[int]) -> Move | None:
    if before == after:
        return None
    place = {axis: n for n, axis in enumerate(before)}
    runs: list[list[int]] = []  # of places that stay neighbours
    for axis in after:
        here = place[axis]
        if runs and here == runs[-1][-1] + 1:
            runs[-1].append(here)
        else:
            runs.append([here])
    sorted_runs = sorted(runs)
    rank = {run[0]: n for n, run in enumerate(sorted_runs, 1)}
    return Move((-1, *(1 << len(run) for run in sorted_runs)), (0, *(rank[run[0]] for run in runs)))
