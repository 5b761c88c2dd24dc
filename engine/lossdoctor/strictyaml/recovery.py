"""Where YAML cannot be read: say it in plain words, leave out the part, and read on.

Owns the words for the parser's errors and the choice of what to leave out: the smallest block around the
error, by its indentation, without which the rest can be read. So an error in one list item hides no fault
in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from lossdoctor.strictyaml.build import build
from lossdoctor.strictyaml.faults import Faults
from lossdoctor.strictyaml.nodes import Node, Place

__all__ = ["build_what_can_be_read"]

_MOST_CHARACTERS = 1_500_000
"""Parsed in all for one file with errors: bounds the time."""


def build_what_can_be_read(text: str, faults: Faults) -> tuple[Node | None, list[Place]]:
    """Parse ``text``, leaving out blocks with errors of syntax.

    Returns:
        The tree (None where nothing can be read), and the first and last line of each part left out.
    """
    lines = text.split("\n")
    left_out: list[Place] = []
    allowance = _MOST_CHARACTERS
    error = None
    tree, error = _try(lines, faults)
    while error is not None:
        _tell(error, lines, faults)
        for first, last in _blocks_around(_line_of(error, lines), lines):
            allowance -= len(text)
            if allowance < 0:
                return None, [(1, len(lines))]
            rest = [*lines[:first], *[""] * (last - first), *lines[last:]]
            tree, next_error = _try(rest, faults)
            if next_error is None or _line_of(next_error, rest) >= last:
                lines, error = rest, next_error
                left_out.append((first + 1, last))
                break
        else:
            return None, [(1, len(lines))]
    return tree, left_out


def _try(lines: Sequence[str], faults: Faults) -> tuple[Node | None, yaml.MarkedYAMLError | None]:
    try:
        return build("\n".join(lines), lines, faults), None
    except yaml.MarkedYAMLError as error:
        return None, error


def _line_of(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> int:
    """Find the line (from 0) in which the error was made, which is before the one in which the parser saw
    it."""
    opening = error.context_mark
    if opening is not None and re.search("flow|quoted|simple key", error.context or ""):
        return min(int(opening.line), len(lines) - 1)
    mark = error.problem_mark or opening
    return min(int(mark.line), len(lines) - 1) if mark is not None else 0


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


def _tell(error: yaml.MarkedYAMLError, lines: Sequence[str], faults: Faults) -> None:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        faults.add("KB001", "this cannot be read as YAML", line=1, column=1)
        return
    line, column = int(mark.line), int(mark.column)
    problem, context = error.problem or "", error.context or ""
    here = lines[line] if line < len(lines) else ""
    if error.context_mark is not None and "flow" in context:
        line, column, message, mend = _unclosed_bracket(error.context_mark, line, column, lines)
    elif error.context_mark is not None and "quoted" in context and "end of stream" in problem:
        line, column = int(error.context_mark.line), int(error.context_mark.column)
        message, mend = (
            "this quotation mark is never closed",
            "write the same quotation mark at the end of the text",
        )
    elif "escape" in problem:
        message = "a backslash inside double quotes begins an escape, and this is none"
        mend = "use single quotes, or write the backslash twice"
    elif "mapping values" in problem:
        message, mend = _colon_or_indentation(here, column)
    elif "cannot start any token" in problem:
        message = f'a text cannot begin with "{here[column : column + 1]}"'
        mend = "put the text in quotes"
    elif "simple key" in context or "could not find expected ':'" in problem:
        if error.context_mark is not None:
            line, column = int(error.context_mark.line), int(error.context_mark.column)
        message = 'there is no ":" after this'
        mend = 'write "key: text"; a text that goes on in the next line is indented deeper than its key'
    elif "expected '-' indicator" in problem or "block collection" in context:
        message = "a list ends here, but its indentation goes on"
        mend = "begin every item of the list with a dash, or indent this as its key"
    elif column and here[:column].rstrip().endswith(('"', "'")):
        message = "there is something after the closing quotation mark"
        mend = "put the whole text in quotes; double a quotation mark inside it, or use the other kind"
    else:
        message = "this does not fit what stands above it"
        mend = "check indentation (two spaces a level), brackets and quotes"
    faults.add("KB001", message, line=line + 1, column=column + 1, mend=mend)


def _unclosed_bracket(
    opening: yaml.Mark, line: int, column: int, lines: Sequence[str]
) -> tuple[int, int, str, str]:
    bracket = lines[opening.line][opening.column : opening.column + 1]
    closing = "]" if bracket == "[" else "}"
    if line == opening.line:
        message = f"this cannot stand inside {bracket} {closing} without quotes"
        return line, column, message, "put the text in quotes"
    cut = lines[opening.line].find(" #", opening.column)
    if cut >= 0:
        mend = 'the " #" in this line begins a comment; put the text in quotes'
    else:
        mend = f'write "{closing}" at the end'
    return int(opening.line), int(opening.column), f'this "{bracket}" is never closed', mend


def _colon_or_indentation(here: str, column: int) -> tuple[str, str]:
    before = here[:column]
    if ": " in before:
        return (
            'a second ":" in one line cannot stand in an unquoted text',
            "put the text after the first colon in quotes",
        )
    return (
        "this key is indented deeper than the one above it, which has a value already",
        "give keys that belong together the same indentation",
    )
