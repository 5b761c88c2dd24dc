"""An edit: what stands at a place of a text, and what is to stand there instead.

Owns the edit and applying several of them to one text. Leaves choosing them to ``menders``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

__all__ = ["Edit", "apply"]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Writes ``after`` where ``before`` stands; lines and columns count from 1."""

    line: int
    column: int
    before: str
    after: str


def apply(edits: Iterable[Edit], text: str) -> tuple[str, tuple[Edit, ...]]:
    """Apply ``edits`` to ``text``, from its end to its beginning, so that no place moves before its turn.

    An edit is left out where ``before`` does not stand at its place, or where another edit was made already.

    Returns:
        The new text, and the edits that were made.

    >>> apply([Edit(1, 1, "a", "bb"), Edit(2, 3, "no", '"no"'), Edit(2, 3, "yes", "")], "a: 1\\nb no")[0]
    'bb: 1\\nb "no"'
    """
    starts = _line_starts(text)
    made: list[Edit] = []
    untouched = len(text) + 1
    for edit in sorted(set(edits), reverse=True):
        start = starts[edit.line - 1] + edit.column - 1 if edit.line <= len(starts) else len(text) + 1
        end = start + len(edit.before)
        if text[start:end] == edit.before and start <= len(text) and end <= untouched:
            text = text[:start] + edit.after + text[end:]
            made.append(edit)
            untouched = start
    return text, tuple(reversed(made))


def _line_starts(text: str) -> Sequence[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]
