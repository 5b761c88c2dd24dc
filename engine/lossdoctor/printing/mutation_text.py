"""What ``lossdoctor knowledge mutate`` found, as lines of text and as plain data.

Owns the layout. Leaves the scores to ``mutation``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lossdoctor.mutation import LinkOutcome, MutationReport, Score
from lossdoctor.printing.layout import wrap

__all__ = ["mutation_as_data", "mutation_as_lines"]

_COLUMNS = "{:<12}{:>7}  {:>16}  {:>16}"
_WIDTH = 100
_VERBS = {"shows": "shows", "leads-to": "leads to", "fixes": "is fixed by"}


def mutation_as_lines(report: MutationReport) -> list[str]:
    """Lay out the scores, then the causes with what no case protects, the least tested first."""
    lines = [_COLUMNS.format("", "links", "drop noticed", "flip noticed")]
    lines += [_row(score) for score in (*report.by_kind, report.total)]
    untested: dict[str, list[LinkOutcome]] = {}
    for link in report.untested:
        untested.setdefault(link.cause, []).append(link)
    if untested:
        lines += [
            "",
            "No case would fail without these links (how often it is said to hold, cases that came near):",
        ]
    for score in report.by_cause:
        if score.name in untested:
            lines += _cause(score, untested[score.name])
    return lines


def _row(score: Score) -> str:
    return _COLUMNS.format(
        score.name,
        score.links,
        _of(score.drops_noticed, score.links),
        _of(score.flips_noticed, score.links),
    )


def _of(count: int, total: int) -> str:
    return f"{count:>6}  {count / total:>5.0%}" if total else "-"


def _cause(score: Score, untested: Iterable[LinkOutcome]) -> Iterator[str]:
    yield f"{score.name}: {score.drops_noticed} of {score.links} links are tested"
    by_kind: dict[str, list[str]] = {}
    for link in untested:
        near = f", {link.cases}" if link.cases else ""
        by_kind.setdefault(link.kind, []).append(f"{link.target} ({link.how_often}{near})")
    for kind, targets in by_kind.items():
        yield from wrap(", ".join(targets), _WIDTH, first=f"  {_VERBS[kind]} ", rest="      ")


def mutation_as_data(report: MutationReport) -> dict[str, Any]:
    """Give the scores and the outcome of every link as plain data."""
    return {
        "total": _score(report.total),
        "by_kind": [_score(score) for score in report.by_kind],
        "by_cause": [_score(score) for score in report.by_cause],
        **report.to_dict(),
    }


def _score(score: Score) -> dict[str, Any]:
    return {**score.to_dict(), "share": round(score.share, 3)}
