"""The scores of ``lossdoctor knowledge evaluate`` as a table, and as plain data.

Owns their layout. Leaves the scores to ``evaluation``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lossdoctor.evaluation import Evaluation, Score, interval

__all__ = ["evaluation_as_data", "evaluation_as_lines"]

_COLUMNS = "{:<36} {:>14} {:>14} {:>5} {:>6} {:>5}"


def evaluation_as_lines(evaluation: Evaluation, *, verbose: bool = False) -> list[str]:
    """Lay the table out; ``verbose`` adds the cases whose cause is not among the first three."""
    lines = [_COLUMNS.format("", "first", "in first three", "mean", "calib.", "asked")]
    lines.append(_COLUMNS.format("", "(95 %)", "(95 %)", "rank", "error", ""))
    lines += [_row(score) for score in evaluation.scores]
    if verbose:
        for score in evaluation.scores:
            lines += () if score.baseline else _missed(score)
    return lines


def _row(score: Score) -> str:
    return _COLUMNS.format(
        score.method,
        _share(score.top_1, len(score.cases)),
        _share(score.top_3, len(score.cases)),
        f"{score.mean_rank:.1f}",
        f"{score.calibration_error:.2f}",
        f"{score.mean_questions:.1f}",
    )


def _share(share: float, count: int) -> str:
    low, high = interval(share, count)
    return f"{share:.0%} ({100 * low:.0f}-{100 * high:.0f})"


def _missed(score: Score) -> Iterator[str]:
    yield ""
    yield f"{score.method}: not among the first three in {len(score.missed)} of {len(score.cases)} cases"
    for case in score.missed:
        yield f"  {case.name}"
        yield f"    {' or '.join(case.established)}: place {case.rank}; instead {', '.join(case.first)}"


def evaluation_as_data(evaluation: Evaluation) -> dict[str, Any]:
    """Give the table and the outcome of every case as plain data."""
    return {"methods": [_score_as_data(score) for score in evaluation.scores]}


def _score_as_data(score: Score) -> dict[str, Any]:
    return {
        "method": score.method,
        "baseline": score.baseline,
        "first": _share_as_data(score.top_1, len(score.cases)),
        "first_three": _share_as_data(score.top_3, len(score.cases)),
        "mean_rank": score.mean_rank,
        "calibration_error": score.calibration_error,
        "mean_questions": score.mean_questions,
        "cases": [case.to_dict() for case in score.cases],
    }


def _share_as_data(share: float, count: int) -> dict[str, Any]:
    return {"share": share, "interval": list(interval(share, count))}
