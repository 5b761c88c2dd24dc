"""What ``lossdoctor knowledge diff`` found: for a terminal, and as a comment on a pull request.

Owns the layout, and what is left out so that it fits one comment. Leaves comparing to ``difference``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lossdoctor.difference import CaseShift, Change, Difference, Move
from lossdoctor.printing.layout import clean
from lossdoctor.printing.markdown import marked

__all__ = ["as_comment", "as_report"]

_LONGEST_LINE = 220
_MOST_LINES = {"knowledge": 90}
_MOST_LINES_ELSEWHERE = 30
"""A comment may have 65,536 characters, and nobody reads as many."""


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    lines: tuple[str, ...]
    most: int
    """So many lines go into a comment."""
    folded: bool = True
    """Whether a comment shows it only when asked."""


def as_report(difference: Difference) -> str:
    """Lay everything out for a terminal."""
    parts = ["\n".join(_summary(difference))]
    for section in _sections(difference):
        parts.append("\n".join([section.title, *(f"  {line}" for line in section.lines)]))
    return clean("\n\n".join(parts))


def as_comment(difference: Difference) -> str:
    """Lay it out in Markdown, as one comment on a pull request; what is too much is counted."""
    summary = "\n".join(f"- {marked(line)}" for line in _summary(difference))
    parts = ["### What this does to the knowledge", summary]
    for section in _sections(difference):
        items = [f"- {marked(_cut(line))}" for line in section.lines[: section.most]]
        if len(section.lines) > section.most:
            left = len(section.lines) - section.most
            items.append(f"- … and {left} more: `lossdoctor knowledge diff` tells all of them")
        title, body = marked(section.title), "\n".join(items)
        if section.folded:
            parts.append(f"<details><summary>{title}</summary>\n\n{body}\n\n</details>")
        else:
            parts.append(f"**{title}**\n\n{body}")
    return clean("\n\n".join(parts))


def _summary(difference: Difference) -> Iterator[str]:
    counts = Counter((change.kind, change.what) for change in difference.changes)
    told = [f"{_counted(count, kind)} {what}" for (kind, what), count in counts.items()]
    yield f"Knowledge: {', '.join(told) or 'nothing changed'}."
    diagnoses = difference.diagnoses
    broken = sum(bool(shift.broken) for shift in diagnoses.shifts)
    mended = sum(bool(shift.mended) for shift in diagnoses.shifts)
    tops = sum(shift.top_changed for shift in diagnoses.shifts)
    new = f"; {diagnoses.not_comparable} name what was not there before" if diagnoses.not_comparable else ""
    yield (
        f"Diagnoses: of {diagnoses.cases} cases {broken} fail that held, {mended} hold that failed, "
        f"and in {tops} another cause comes first{new}."
    )
    if diagnoses.real_cases:
        first, three = diagnoses.real_first, diagnoses.real_first_three
        yield (
            f"Real cases: of {diagnoses.real_cases} the established cause is first in "
            f"{first[0]} → {first[1]}, among the first three in {three[0]} → {three[1]}."
        )


def _sections(difference: Difference) -> Iterator[_Section]:
    shifts = difference.diagnoses.shifts
    kinds: tuple[tuple[str, list[str], bool], ...] = (
        ("Cases that fail now", [_verdict(shift, shift.broken) for shift in shifts if shift.broken], False),
        ("Cases that hold now", [_verdict(shift, shift.mended) for shift in shifts if shift.mended], True),
        ("Another cause comes first", [_tops(shift) for shift in shifts if shift.top_changed], False),
        ("Causes that moved among the first five", [_moves(shift) for shift in shifts if shift.moves], True),
        ("What changed in the knowledge", [_change(change) for change in difference.changes], True),
    )
    for title, lines, folded in kinds:
        if lines:
            most = _MOST_LINES.get(title.rpartition(" ")[2], _MOST_LINES_ELSEWHERE)
            yield _Section(f"{title} ({len(lines)})", tuple(lines), most, folded)


def _verdict(shift: CaseShift, messages: Sequence[str]) -> str:
    return f"{shift.position.path}:{shift.position.line} {shift.name}: {'; '.join(messages)}"


def _tops(shift: CaseShift) -> str:
    return f"{_name(shift)}: {shift.top_before} → {shift.top_now}"


def _moves(shift: CaseShift) -> str:
    return f"{_name(shift)}: {', '.join(map(_move, shift.moves))}"


def _name(shift: CaseShift) -> str:
    return f"{shift.name} (real)" if shift.real else shift.name


def _move(move: Move) -> str:
    if not move.before:
        return f"new {move.cause} at {move.now} ({move.probability_now:.2f})"
    if not move.now:
        return f"gone {move.cause} from {move.before} ({move.probability_before:.2f})"
    arrow = "↑" if move.now < move.before else "↓"
    figures = f"{move.probability_before:.2f} → {move.probability_now:.2f}"
    return f"{arrow} {move.cause} {move.before} → {move.now} ({figures})"


def _change(change: Change) -> str:
    name = "" if change.kind in ("case", "vocabulary") else f" ({change.name})"
    details = f": {'; '.join(change.details)}" if change.details else ""
    return f"{change.what} {change.kind} {change.id}{name}{details}"


def _counted(count: int, kind: str) -> str:
    if count == 1:
        return f"1 {kind}"
    return f"{count} {kind[:-1]}ies" if kind.endswith("y") else f"{count} {kind}s"


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"
