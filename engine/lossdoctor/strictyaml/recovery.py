"""Where YAML cannot be read: leave out the part, and read on.

Owns the words for the parser's errors and the choice of what to leave out: the smallest block around the
error, by its indentation, without which the rest can be read. So an error in one list item hides no fault
in the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from lossdoctor.strictyaml.bounds import MOST_CHARACTERS_PARSED
from lossdoctor.strictyaml.build import build
from lossdoctor.strictyaml.faults import Faults
from lossdoctor.strictyaml.nodes import Node, Place
from lossdoctor.strictyaml.syntax import SyntaxFault, explain, line_of

__all__ = ["build_what_can_be_read"]


def build_what_can_be_read(text: str, faults: Faults) -> tuple[Node | None, list[Place]]:
    """Parse ``text``, leaving out blocks with errors of syntax.

    Returns:
        The tree (None where nothing can be read), and the first and last line of each part left out.
    """
    lines = text.split("\n")
    left_out: list[Place] = []
    allowance = MOST_CHARACTERS_PARSED
    tree, stopped, error = _try(lines, faults)
    while error is not None:
        fault = explain(error, lines)
        _tell(fault, faults)
        mended = _with_what_is_meant(fault, lines)
        allowance -= len(text)
        if mended is not None and allowance > 0:
            lines = mended
            tree, stopped, error = _try(lines, faults)
            continue
        for first, last in _blocks_around(line_of(error, lines), lines):
            allowance -= len(text)
            if allowance < 0:
                return None, [(1, len(lines))]
            rest = [*lines[:first], *[""] * (last - first), *lines[last:]]
            tree, stopped, next_error = _try(rest, faults)
            if next_error is None or line_of(next_error, rest) >= last:
                lines, error = rest, next_error
                left_out.append((first + 1, last))
                break
        else:
            return None, [(1, len(lines))]
    return tree, [*left_out, (stopped, len(lines))] if stopped else left_out


def _try(lines: Sequence[str], faults: Faults) -> tuple[Node | None, int, yaml.MarkedYAMLError | None]:
    try:
        return *build("\n".join(lines), lines, faults), None
    except yaml.MarkedYAMLError as error:
        return None, 0, error


def _with_what_is_meant(fault: SyntaxFault, lines: Sequence[str]) -> list[str] | None:
    """Put the character that is meant in its place, where that moves no column; else give None."""
    line = lines[fault.line] if fault.instead else ""
    after = line[fault.column + 1 : fault.column + 2]
    character = fault.instead.strip()
    if len(character) != 1 or (character == ":" and after not in ("", " ")):
        return None
    whole = f"{line[: fault.column]}{character}{line[fault.column + 1 :]}"
    return [*lines[: fault.line], whole, *lines[fault.line + 1 :]]


def _blocks_around(line: int, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield ever larger blocks around ``line``, as first line and the line after the last."""
    first: int | None = line
    while first is not None:
        indentation = _indentation(lines[first])
        last = first + 1
        while last < len(lines) and _belongs(lines[last], lines[first], indentation):
            last += 1
        yield first, max(last, line + 1)
        first = next(
            (
                n
                for n in range(first - 1, -1, -1)
                if lines[n].strip() and _indentation(lines[n]) < indentation
            ),
            None,
        )
    yield 0, len(lines)


def _belongs(line: str, head: str, indentation: int) -> bool:
    if not line.strip():
        return True
    own = _indentation(line)
    return own > indentation or (
        own == indentation and line.lstrip().startswith("- ") and not head.lstrip().startswith("-")
    )


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _tell(fault: SyntaxFault, faults: Faults) -> None:
    faults.add(
        fault.code,
        fault.message,
        line=fault.line + 1,
        column=fault.column + 1,
        mend=fault.mend,
        instead=fault.instead,
    )
