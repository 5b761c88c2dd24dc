"""The exact pass: numbers forward and backward through a planned walk.

Owns the arithmetic on tables. The walk says where each axis is; here only shapes are followed. A table is an array of
shape (2, 2, ..., columns) flattened to (cells, columns): one axis for each open bit, the first axis slowest, and one
column for each variant of the weights that is to be computed in the same pass.

**Forward.** ``T[bits]`` is the probability of everything applied so far *and* of exactly these children having been
triggered. Applying a cause with weights (off, on) makes it ``off * T + on * M T``, where ``M`` is the product over its
links of ``[[1 - s, 0], [s, 1]]``: a bit that is set stays set. Closing a node with quiet probability t (nothing
untracked triggers it), and weights off and on for being missing and being there, turns ``T0, T1`` (its bit) into
``off * t * T0  +  M (on * ((1 - t) * T0 + T1))``. Joining two tables is an OR-convolution over the shared bits. All terms are
non-negative, so nothing cancels: errors stay at rounding whatever the evidence (Quickscore, Heckerman 1989, is the same
sum with signs, and loses up to all of its digits).

**Backward.** The same steps transposed, last to first, carry the derivative of the evidence for every cell. At each
step forward and backward tables give the probability of the cause being there, exactly, for all causes in one go: the
differential approach to inference (Darwiche 2003).

Tables are rescaled as they go, their logarithms kept, so neither thirty symptoms nor absurd ones underflow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.walk_order import Application, Joint, Stop, Walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Numbers", "Result", "link_kernels", "run_walk"]

_CHUNK = 4
"""Links applied in one matrix product: 2^4 multiplications for each cell are still cheaper than another pass."""
_PAIR = np.array([0, 0, 1])
_SCALAR = np.ones((1, 1))


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the walk needs to know of every node; arrays of shape (nodes, columns)."""

    off: Array
    """For an applied root the share of being missing (off + on = 1); for an inner node the weight of being missing."""
    on: Array
    quiet: Array
    """Probability that neither the leak nor a parent outside the walk triggers an inner node."""
    kernels: Mapping[int, Sequence[Array]]
    """For each node what ``link_kernels`` built."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a pass finds, for every node and column; probabilities are given the evidence."""

    log_evidence: Array
    """Shape (columns,)."""
    off: Array
    """Of being missing; for inner nodes not multiplied with ``quiet`` yet."""
    untriggered: Array
    """Inner nodes: of being there and no parent in the walk having triggered it, not multiplied with 1 - quiet yet."""
    triggered: Array
    """Inner nodes: of being there, triggered by a parent in the walk; roots: of being there."""


@dataclass(slots=True)
class _Trace:
    """What the backward pass needs of one stop: tables before each step."""

    joined: list[tuple[Array, Array]]
    before: list[Array]
    closing: Array


def run_walk(walk: Walk, numbers: Numbers, *, backward: bool = True) -> Result:
    """Run the walk; without ``backward`` only ``log_evidence`` is filled."""
    columns = numbers.off.shape[1]
    tables: dict[int, Array] = {}
    traces: list[_Trace] = []
    log_evidence = np.zeros(columns)
    for n, stop in enumerate(walk.stops):
        table, trace = _arrive(stop, [tables.pop(m) for m in stop.incoming], numbers)
        top = table.max(axis=0)
        table /= top
        log_evidence += np.log(top)
        tables[n] = table
        if backward:
            traces.append(trace)
    off, untriggered, triggered = (np.zeros(numbers.off.shape) for _ in range(3))
    result = Result(log_evidence, off, untriggered, triggered)
    if backward:
        adjoints: list[Array] = [np.ones((1, columns))] * len(walk.stops)
        for n in range(len(walk.stops) - 1, -1, -1):
            _return(walk.stops[n], traces[n], adjoints, adjoints[n], numbers, result)
    return result


# ---- forward ---------------------------------------------------------------------------------------------------------


def _arrive(stop: Stop, incoming: Sequence[Array], numbers: Numbers) -> tuple[Array, _Trace]:
    columns = numbers.off.shape[1]
    table = incoming[0] if incoming else np.ones((1, columns))
    trace = _Trace([], [], table)
    for joint, other in zip(stop.joints, incoming[1:], strict=True):
        trace.joined.append((table, other))
        table = _join(table, other, joint)
    for application in stop.roots:
        table = _move(table, application.move)
        trace.before.append(table)
        node = application.node
        spread = _spread(table, numbers.kernels[node], numbers.on[node])
        _without_fresh(spread, application, columns)[...] += (table * numbers.off[node]).reshape(
            1 << application.old, -1, columns
        )
        table = spread
    closing, node = stop.closing, stop.node
    table = trace.closing = _move(table, closing.move)
    if not stop.has_axis:
        missing, there = table * numbers.quiet[node], table * (1 - numbers.quiet[node])
    else:
        half = len(table) // 2
        missing = table[:half] * numbers.quiet[node]
        there = table[:half] - missing
        there += table[half:]
    spread = _spread(there, numbers.kernels[node], numbers.on[node])
    missing *= numbers.off[node]
    _without_fresh(spread, closing, columns)[...] += missing.reshape(1 << closing.old, -1, columns)
    return spread, trace


def _spread(table: Array, kernels: Sequence[Array], on: Array) -> Array:
    """Apply the links of a cause that is there to the leading axes, and weigh the result."""
    columns = table.shape[1]
    if not kernels:
        return table * on
    done = 1
    for kernel in kernels:
        table = np.matmul(kernel, table.reshape(done, kernel.shape[1], -1))
        done *= kernel.shape[0]
    table = table.reshape(-1, columns)
    table *= on
    return table


def _without_fresh(table: Array, application: Application, columns: int) -> Array:
    """View the cells in which no axis that opened now is set; shape (open cells, rest, columns)."""
    fresh = len(application.links) - application.old
    return table.reshape(1 << application.old, 1 << fresh, -1, columns)[:, 0]


def _move(table: Array, move: tuple[int, ...] | None) -> Array:
    if move is None:
        return table
    columns = table.shape[1]
    return table.reshape((2,) * len(move) + (columns,)).transpose(*move, len(move)).reshape(-1, columns)


def _move_back(table: Array, move: tuple[int, ...] | None) -> Array:
    if move is None:
        return table
    columns = table.shape[1]
    back = sorted(range(len(move)), key=move.__getitem__)
    return table.reshape((2,) * len(move) + (columns,)).transpose(*back, len(move)).reshape(-1, columns)


def link_kernels(walk: Walk, strengths: Sequence[Array]) -> dict[int, tuple[Array, ...]]:
    """Build for each node the matrices that apply its links, a few links at a time.

    Args:
        walk: The walk that says which links find their axis open; an axis that opens now has only its zero column.
        strengths: For each node the strengths of its links to its children.
    """
    chunks: dict[int, list[tuple[int, int, Array, int]]] = {}  # by size: node, number, strengths, open axes
    counts: dict[int, int] = {}
    for stop in walk.stops:
        for application in (*stop.roots, stop.closing):
            ordered = strengths[application.node][list(application.links)]
            starts = range(0, len(ordered), _CHUNK)
            counts[application.node] = len(starts)
            for number, start in enumerate(starts):
                part = ordered[start : start + _CHUNK]
                old = min(max(application.old - start, 0), len(part))
                chunks.setdefault(len(part), []).append((application.node, number, part, old))
    found: dict[int, list[Array]] = {node: [_SCALAR] * count for node, count in counts.items()}
    for size, members in chunks.items():
        s = np.array([part for _, _, part, _ in members])
        factors = np.zeros((*s.shape, 2, 2))
        factors[..., 0, 0], factors[..., 1, 0], factors[..., 1, 1] = 1 - s, s, 1
        kernels = factors[:, 0]
        for n in range(1, size):
            kernels = kernels[:, :, None, :, None] * factors[:, n, None, :, None, :]
            kernels = kernels.reshape(len(s), 2 << n, 2 << n)
        for (node, number, _, old), kernel in zip(members, kernels, strict=True):
            found[node][number] = np.ascontiguousarray(kernel[:, :: 1 << (size - old)])
    return {node: tuple(kernels) for node, kernels in found.items()}


def _join(left: Array, right: Array, joint: Joint) -> Array:
    columns = left.shape[1]
    shared = 1 << joint.shared
    a = _move(left, joint.left).reshape(shared, -1, 1, columns)
    b = _move(right, joint.right).reshape(shared, 1, -1, columns)
    product = _left_terms(a, joint.shared) * _right_terms(b, joint.shared)
    return _fold(product, joint.shared).reshape(-1, columns)


def _left_terms(table: Array, shared: int) -> Array:
    """Per shared bit the factors (a0, a0, a1) of the three products a0 b0, a0 b1, a1 (b0 + b1)."""
    rest = table.shape[1:]
    for n in range(shared):
        table = table.reshape(3**n, 2, -1)[:, _PAIR]
    return table.reshape(-1, *rest)


def _right_terms(table: Array, shared: int) -> Array:
    """Per shared bit the factors (b0, b1, b0 + b1)."""
    rest = table.shape[1:]
    for n in range(shared):
        table = table.reshape(3**n, 2, -1)
        table = np.concatenate([table, table[:, :1] + table[:, 1:]], axis=1)
    return table.reshape(-1, *rest)


def _fold(product: Array, shared: int) -> Array:
    """Per shared bit add up the products of a bit that is set: the transpose of ``_left_terms`` spread out."""
    rest = product.shape[1:]
    for n in range(shared):
        product = product.reshape(2**n, 3, -1)
        product[:, 1] += product[:, 2]
        product = product[:, :2].reshape(2 ** (n + 1), -1)
    return product.reshape(-1, *rest)


# ---- backward --------------------------------------------------------------------------------------------------------


def _return(
    stop: Stop,
    trace: _Trace,
    adjoints: list[Array],
    adjoint: Array,
    numbers: Numbers,
    result: Result,
) -> None:
    columns = adjoint.shape[1]
    closing, node, table = stop.closing, stop.node, trace.closing
    if_off = _without_fresh(adjoint, closing, columns).reshape(-1, columns) * numbers.off[node]
    if_on = _spread_back(adjoint, numbers.kernels[node], numbers.on[node])
    half = len(if_on)
    result.off[node] = _dot(table[:half], if_off)
    result.untriggered[node] = _dot(table[:half], if_on)
    quiet = numbers.quiet[node]
    untriggered = quiet * if_off
    untriggered += (1 - quiet) * if_on
    evidence = quiet * result.off[node] + (1 - quiet) * result.untriggered[node]
    if stop.has_axis:
        result.triggered[node] = _dot(table[half:], if_on)
        evidence += result.triggered[node]
        adjoint = np.concatenate([untriggered, if_on])
    else:
        adjoint = untriggered
    adjoint /= evidence
    for part in (result.off, result.untriggered, result.triggered):
        part[node] /= evidence
    adjoint = _move_back(adjoint, closing.move)
    for application, table in zip(reversed(stop.roots), reversed(trace.before), strict=True):
        node = application.node
        if_off = _without_fresh(adjoint, application, columns).reshape(-1, columns) * numbers.off[node]
        if_on = _spread_back(adjoint, numbers.kernels[node], numbers.on[node])
        result.off[node] = _dot(table, if_off)
        result.triggered[node] = _dot(table, if_on)
        if_on += if_off
        adjoint = _move_back(if_on, application.move)
    for joint, (left, right), m in zip(
        reversed(stop.joints), reversed(trace.joined), reversed(stop.incoming[1:]), strict=True
    ):
        adjoint, adjoints[m] = _join_back(adjoint, left, right, joint)
    if stop.incoming:
        adjoints[stop.incoming[0]] = adjoint


def _dot(left: Array, right: Array) -> Array:
    product: Array = np.einsum("kb,kb->b", left, right)
    return product


def _spread_back(adjoint: Array, kernels: Sequence[Array], on: Array) -> Array:
    columns = adjoint.shape[1]
    if not kernels:
        return adjoint * on
    done = 1
    for kernel in kernels:
        adjoint = np.matmul(kernel.T, adjoint.reshape(done, kernel.shape[0], -1))
        done *= kernel.shape[1]
    adjoint = adjoint.reshape(-1, columns)
    adjoint *= on
    return adjoint


def _join_back(adjoint: Array, left: Array, right: Array, joint: Joint) -> tuple[Array, Array]:
    columns = left.shape[1]
    shared = 1 << joint.shared
    a = _move(left, joint.left).reshape(shared, -1, 1, columns)
    b = _move(right, joint.right).reshape(shared, 1, -1, columns)
    spread = adjoint.reshape(shared, a.shape[1], b.shape[2], columns)
    for n in range(joint.shared):
        spread = spread.reshape(3**n, 2, -1)[:, [0, 1, 1]]
    spread = spread.reshape(-1, a.shape[1], b.shape[2], columns)
    for_left = (spread * _right_terms(b, joint.shared)).sum(axis=2)
    for_right = (spread * _left_terms(a, joint.shared)).sum(axis=1)
    for n in range(joint.shared):
        part = for_left.reshape(2**n, 3, -1)
        for_left = np.stack([part[:, 0] + part[:, 1], part[:, 2]], axis=1)
        part = for_right.reshape(2**n, 3, -1)
        for_right = np.stack([part[:, 0] + part[:, 2], part[:, 1] + part[:, 2]], axis=1)
    return (
        _move_back(for_left.reshape(-1, columns), joint.left),
        _move_back(for_right.reshape(-1, columns), joint.right),
    )
