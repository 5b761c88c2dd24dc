"""The exact pass: numbers forward and backward through a planned walk.

Owns the arithmetic on tables. The walk says where each axis is; here only shapes are followed. A table is an
array of shape (columns, cells): the cells are one binary axis for each open bit, flattened with the first
axis slowest, and there is one column for each variant of the weights that is to be computed in the same pass.

**Forward.** ``T[bits]`` is the probability of everything applied so far *and* of exactly these children
having been triggered. Applying a cause with weights off and on makes it ``off * T + on * K T``, where ``K``
is the product over the cause's links of ``[[1 - s, 0], [s, 1]]``: a bit that is set stays set. Closing a node
first splits the table by the node's own bit into ``T0, T1``; with the probability *quiet* that nothing else
triggers it, it is missing with ``quiet * T0`` and there with ``(1 - quiet) * T0 + T1``. So every step is one
small matrix,

    A  =  off * quiet * N  +  on * (1 - quiet) * U  +  on * W

(N: missing; U: there, and no parent in the walk has triggered it; W: there and triggered), times the table,
and all of its terms are non-negative: nothing cancels, errors stay at rounding whatever the evidence.
(Quickscore, Heckerman 1989, is the same sum with signs, and can lose all of its digits.)

**Backward.** The same matrices transposed, last to first, carry the derivative of the evidence for every
cell. Where the two meet at a step, their product over everything that the step does not touch says how much
of the evidence goes through N, U and W: the exact probability of the cause being there, for all causes in one
go. This is the differential approach to inference (Darwiche 2003).

Tables are rescaled at every closing and their logarithms kept, so neither thirty symptoms nor absurd ones
underflow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.walk_order import Move, Walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Indices = NDArray[np.intp]

__all__ = ["Result", "StepGroup", "run_walk", "step_groups"]


@dataclass(frozen=True, slots=True, eq=False)
class StepGroup:
    """Steps whose matrices have one shape, so that they are built together."""

    places: tuple[int, ...]
    """Which steps of the walk."""
    nodes: Indices | None
    """The node of each step; None for steps that only apply further links of nodes that were decided
    before."""
    rows: int
    cells: int
    parts: Array
    """N, U and W of each step, flattened, shape (steps, 3, rows * cells); N is all where there is no node."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What a pass finds."""

    log_evidence: Array
    """Shape (columns,); natural logarithm."""
    slopes: Array
    """By how much the evidence grows with each weight, relative to the evidence, shape (nodes, columns, 3):
    weights times slopes are the probabilities, given the evidence, of the node being missing, there
    untriggered, and there triggered."""


def step_groups(walk: Walk, strengths: Sequence[Array]) -> tuple[StepGroup, ...]:
    """Build the parts of all matrices; ``strengths`` has for each node those of its links to its children."""
    alike: dict[tuple[int, int, bool, bool, bool], list[int]] = {}
    for place, step in enumerate(walk.steps):
        key = (len(step.links), step.old, step.tracked, step.first, step.last)
        alike.setdefault(key, []).append(place)
    return tuple(_group(walk, places, strengths) for places in alike.values())


def _group(walk: Walk, places: Sequence[int], strengths: Sequence[Array]) -> StepGroup:
    steps = [walk.steps[place] for place in places]
    model = steps[0]
    s = np.array([strengths[step.node][list(step.links)] for step in steps])
    factors = np.zeros((*s.shape, 2, 2))
    factors[..., 0, 0], factors[..., 1, 0], factors[..., 1, 1] = 1 - s, s, 1
    kernels = np.ones((len(steps), 1, 1))
    for n in range(len(model.links)):
        kernels = kernels[:, :, None, :, None] * factors[:, n, None, :, None, :]
        kernels = kernels.reshape(len(s), 2 << n, 2 << n)
    stride = 1 << (len(model.links) - model.old)  # a bit that opens now was not set before
    kernels = kernels[:, :, ::stride]
    identity = np.eye(kernels.shape[1])[:, ::stride]
    rows, cells = identity.shape
    halves = 1 if model.last else 2  # the table that leaves begins with whether the node is there
    parts = np.zeros((len(steps), 3, halves * rows, (1 + model.tracked) * cells))
    missing, untriggered, triggered = parts.swapaxes(0, 1)
    missing[:, :rows, :cells] = identity
    if not model.first:
        missing[:, -rows:, cells:] = kernels
    else:
        untriggered[:, -rows:, :cells] = kernels
        if model.tracked:
            triggered[:, -rows:, cells:] = kernels
    return StepGroup(
        places=tuple(places),
        nodes=np.array([step.node for step in steps], np.intp) if model.first else None,
        rows=parts.shape[2],
        cells=parts.shape[3],
        parts=parts.reshape(len(steps), 3, -1),
    )


def run_walk(walk: Walk, groups: Sequence[StepGroup], weights: Array, *, backward: bool = True) -> Result:
    """Run the walk.

    Args:
        walk: The walk.
        groups: What ``step_groups`` built for it.
        weights: The numbers in front of N, U and W for each node and column, shape (nodes, columns, 3).
        backward: Without it only ``log_evidence`` is filled.
    """
    columns = weights.shape[1]
    matrices = _matrices(walk, groups, weights)
    table = np.ones((columns, 1, 1))
    before: list[Array] = []
    scales: list[Array] = []
    for step, matrix in zip(walk.steps, matrices, strict=True):
        table = _moved(table, step.move, matrix.shape[2])
        if backward:
            before.append(table)
        table = _product(matrix, table)
        if step.closes and step.last:
            top = table.max(axis=(1, 2), keepdims=True)
            table /= top
            scales.append(top)
    log_evidence = np.log(scales).sum(axis=0).reshape(-1) if scales else np.zeros(columns)
    result = Result(log_evidence, np.zeros(weights.shape))
    if backward:
        shares: list[Array] = [table] * len(matrices)
        adjoint, move = np.ones((columns, 1, 1)), None
        for place in range(len(matrices) - 1, -1, -1):
            step, matrix = walk.steps[place], matrices[place]
            adjoint = _moved(adjoint, move, matrix.shape[1])
            if step.closes and step.last:
                adjoint /= scales.pop()
            if step.first:
                shares[place] = adjoint @ before[place].transpose(0, 2, 1)
            adjoint, move = _product(matrix.transpose(0, 2, 1), adjoint), step.back
        _collect(groups, shares, weights, result.slopes)
    return result


def _matrices(walk: Walk, groups: Sequence[StepGroup], weights: Array) -> list[Array]:
    """Build the matrix of every step, each of shape (columns, rows, cells)."""
    columns = weights.shape[1]
    found: list[Array] = [weights] * len(walk.steps)
    for group in groups:
        if group.nodes is None:
            matrices = np.repeat(group.parts[:, :1], columns, axis=1)
        else:
            matrices = weights[group.nodes] @ group.parts
        matrices = matrices.reshape(len(group.places), columns, group.rows, group.cells)
        for place, matrix in zip(group.places, matrices, strict=True):
            found[place] = matrix
    return found


def _collect(groups: Sequence[StepGroup], shares: Sequence[Array], weights: Array, slopes: Array) -> None:
    for group in groups:
        if group.nodes is not None:
            share = np.array([shares[place] for place in group.places])
            found = share.reshape(*share.shape[:2], -1) @ group.parts.swapaxes(1, 2)
            slopes[group.nodes] = found / (found * weights[group.nodes]).sum(axis=2, keepdims=True)


def _product(matrix: Array, table: Array) -> Array:
    # An outer product is no work for BLAS, and numpy's own fallback for it is slow.
    return matrix * table if matrix.shape[2] == 1 else matrix @ table


def _moved(table: Array, move: Move | None, front: int) -> Array:
    """Transpose a table, and bring it into shape (columns, cells of the front axes, rest)."""
    if move is not None:
        table = table.reshape(move.shape).transpose(move.axes)
    return table.reshape(len(table), front, -1)
