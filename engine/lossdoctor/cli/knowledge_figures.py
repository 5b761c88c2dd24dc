"""The figures of ``lossdoctor knowledge stats`` as lines of text.

Owns the layout. Leaves counting to ``statistics``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lossdoctor.statistics import Basis, Cited, Statistics

__all__ = ["as_lines"]


def as_lines(figures: Statistics, *, basis: bool = False, uncited: bool = False) -> list[str]:
    """Lay the figures out; ``basis`` adds what the links rest on, ``uncited`` claims that nothing cites."""
    lines = [*_table("knowledge", figures.things), *_table("links", figures.links)]
    lines += [*_table("how often", figures.frequencies), *_table("causes by family", figures.families)]
    lines += list(_citations(figures, uncited=uncited))
    return [*lines, *(_basis(figures.basis) if basis else ())]


def _table(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    yield title
    for name, count in counts.items():
        yield f"  {name:<18}{count:>6}"


def _citations(figures: Statistics, *, uncited: bool) -> Iterator[str]:
    others = [entry for entry in figures.cited if not entry.complete]
    yield f"claims cited: {_of(figures.documents)}"
    for document in figures.documents:
        yield f"  {document.document:<18}{document.cited:>6} of {document.claims}"
    yield f"claims of {len(others)} other sources cited: {_of(others)}"
    if uncited:
        for entry in figures.cited:
            if entry.not_cited:
                yield f"  not cited: {', '.join(entry.not_cited)}"


def _of(entries: Sequence[Cited]) -> str:
    return f"{sum(entry.cited for entry in entries)} of {sum(entry.claims for entry in entries)}"


def _basis(basis: Basis) -> Iterator[str]:
    counts = {
        "counts": basis.counts,
        "papers": basis.papers,
        "documentation": basis.documentation,
        "articles": basis.articles,
        "judgement alone": basis.judgement,
    }
    total = max(1, sum(counts.values()))
    yield "links rest on (each on the strongest of its grounds)"
    for name, count in counts.items():
        yield f"  {name:<18}{count:>6}  {count / total:>4.0%}"
