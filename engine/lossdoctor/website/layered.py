"""A drawing in layers: where boxes and the arrows between them go, from left to right.

Owns the placing, after Sugiyama (1981): long arrows get a joint in every layer that they pass, layers are
ordered by the barycentre of their neighbours while crossings get fewer, and heights follow the neighbours as
closely as the gaps allow. Deterministic. Leaves what boxes mean and how they look to ``picture``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Drawing", "draw_in_layers"]

SWEEPS = 12
JOINT_HEIGHT = 4.0

Neighbours = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything is; y grows downwards from 0."""

    tops: Mapping[str, float]
    ways: Mapping[tuple[str, str], tuple[float, ...]]
    """For each arrow the height at which it is in each layer, from its first to its last."""
    height: float


def draw_in_layers(
    layers: Mapping[str, int],
    arrows: Sequence[tuple[str, str]],
    *,
    heights: Mapping[str, float],
    gap: float = 12.0,
) -> Drawing:
    """Place boxes whose layers are known.

    Args:
        layers: the layer of each box, from 0; the order of the boxes breaks ties.
        arrows: pairs of boxes; each leads to a later layer.
        heights: how high each box is.
        gap: least space between two boxes of a layer.

    >>> drawing = draw_in_layers({"a": 0, "b": 1, "c": 1}, [("a", "b"), ("a", "c")],
    ...                          heights={"a": 10, "b": 10, "c": 10}, gap=10)
    >>> dict(drawing.tops), drawing.height
    ({'a': 10.0, 'b': 0.0, 'c': 20.0}, 30.0)
    """
    rows: list[list[str]] = [[] for _ in range(max(layers.values()) + 1)]
    for box, layer in layers.items():
        rows[layer].append(box)
    chains: dict[tuple[str, str], list[str]] = {}
    for origin, target in arrows:
        passed = range(layers[origin] + 1, layers[target])
        joints = [f"{origin}>{target}@{layer}" for layer in passed]
        for layer, joint in zip(passed, joints, strict=True):
            rows[layer].append(joint)
        chains[origin, target] = [origin, *joints, target]
    before, after = _neighbours(chains.values())
    rows = _with_fewest_crossings(rows, before, after)
    sizes = {joint: heights.get(joint, JOINT_HEIGHT) for row in rows for joint in row}
    centres = _centres(rows, sizes, before, after, gap)
    top = min(centre - sizes[joint] / 2 for joint, centre in centres.items())
    bottom = max(centre + sizes[joint] / 2 for joint, centre in centres.items())
    return Drawing(
        {box: centres[box] - sizes[box] / 2 - top for box in layers},
        {arrow: tuple(centres[joint] - top for joint in chain) for arrow, chain in chains.items()},
        bottom - top,
    )


def _neighbours(chains: Iterable[Sequence[str]]) -> tuple[Neighbours, Neighbours]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for chain in chains:
        for left, right in pairwise(chain):
            after.setdefault(left, []).append(right)
            before.setdefault(right, []).append(left)
    return before, after


def _with_fewest_crossings(rows: list[list[str]], before: Neighbours, after: Neighbours) -> list[list[str]]:
    best, fewest = rows, _crossings(rows, after)
    for sweep in range(SWEEPS):
        rows = [list(row) for row in rows]
        rightwards = sweep % 2 == 0
        for layer in range(1, len(rows)) if rightwards else range(len(rows) - 2, -1, -1):
            fixed = rows[layer - 1 if rightwards else layer + 1]
            places = {joint: place for place, joint in enumerate(fixed)}
            neighbours = before if rightwards else after
            own = {joint: place for place, joint in enumerate(rows[layer])}
            wanted = {
                joint: _mean([places[other] for other in neighbours.get(joint, ())], own[joint])
                for joint in rows[layer]
            }
            rows[layer].sort(key=wanted.__getitem__)
        crossings = _crossings(rows, after)
        if crossings < fewest:
            best, fewest = rows, crossings
    return best


def _crossings(rows: Sequence[Sequence[str]], after: Neighbours) -> int:
    count = 0
    for left, right in pairwise(rows):
        places = {joint: place for place, joint in enumerate(right)}
        ends = [sorted(places[other] for other in after.get(joint, ())) for joint in left]
        flat = [end for group in ends for end in group]
        count += sum(a > b for i, a in enumerate(flat) for b in flat[i + 1 :])
    return count


def _centres(
    rows: Sequence[Sequence[str]],
    sizes: Mapping[str, float],
    before: Neighbours,
    after: Neighbours,
    gap: float,
) -> dict[str, float]:
    centres: dict[str, float] = {}
    for row in rows:
        at = 0.0
        for joint in row:
            centres[joint] = at + sizes[joint] / 2
            at += sizes[joint] + gap
    for sweep in range(SWEEPS):
        rightwards = sweep % 2 == 0
        neighbours = before if rightwards else after
        for row in rows if rightwards else reversed(rows):
            wanted = [_mean([centres[o] for o in neighbours.get(j, ())], centres[j]) for j in row]
            distances = [(sizes[a] + sizes[b]) / 2 + gap for a, b in pairwise(row)]
            centres.update(zip(row, _spread(wanted, distances), strict=True))
    return centres


def _spread(wanted: Sequence[float], distances: Sequence[float]) -> list[float]:
    """Keep to an order and to distances, as near to the wanted places as can be (least squares).

    Taking the distances off makes it an isotonic regression, solved by pooling adjacent violators.

    >>> _spread([5.0, 5.0, 40.0], [10.0, 10.0])
    [0.0, 10.0, 40.0]
    """
    offsets = [0.0]
    for distance in distances:
        offsets.append(offsets[-1] + distance)
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=False):
        total, count = place - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            above, size = pools.pop()
            total, count = total + above, count + size
        pools.append((total, count))
    levels = [total / count for total, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=False)]


def _mean(numbers: Sequence[float], default: float) -> float:
    return sum(numbers) / len(numbers) if numbers else default
