"""The parser's errors in plain words: what is wrong, where it really is, and how to mend it.

Owns the words. The parser tells where it could not go on, which is often a line after the mistake; brackets
and quotation marks that are never closed are told where they were opened. Knows the messages of both of
PyYAML's parsers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

__all__ = ["SyntaxFault", "explain", "line_of"]


class SyntaxFault(NamedTuple):
    """A place (from 0) and words."""

    code: str
    line: int
    column: int
    message: str
    mend: str
    instead: str = ""


class _Known(NamedTuple):
    pattern: str
    """Found in what the parser says: "context | problem"."""
    at_context: bool
    """Whether the mistake is where the parser's construct began."""
    message: str
    mend: str


_KNOWN = (
    _Known(
        r"quoted.*\|.*end of stream",
        True,
        "this quotation mark is never closed",
        "write the same quotation mark at the end of the text",
    ),
    _Known(
        "escape",
        False,
        "a backslash inside double quotes begins an escape, and this is none",
        "use single quotes, or write the backslash twice",
    ),
    _Known("cannot start any token", False, "a text cannot begin so", "put the text in quotes"),
    _Known(
        r"simple key|could not find expected ':'",
        True,
        'there is no ":" after this',
        'write "key: text"; a text that goes on in the next line is indented deeper than its key',
    ),
    _Known(
        r"block collection|expected '-' indicator",
        False,
        "a list ends here, but its indentation goes on",
        "begin every item of the list with a dash, or indent this as its key",
    ),
)


_ASCII = {"：": ": ", "，": ", ", "、": ", ", "｛": "{", "｝": "}", "［": "[", "］": "]", "－": "-"}
_FULL_WIDTH = re.compile(
    r"""
      ^\s*(?:-\ +)?[A-Za-z][\w-]*(：)        # a key at the beginning of a line
    | ["'\]}a-z0-9](，|、|｝|］)            # after a value in brackets
    | [:,\[{]\s*(｛|［)                      # where a bracket is opened
    """,
    re.VERBOSE,
)


_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_CHINESE = re.compile("[\u3400-\u9fff]")


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> SyntaxFault:
    """Say what is wrong, in words for people."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return SyntaxFault("KB001", 0, 0, "this cannot be read as YAML", "check brackets and quotes")
    line, column = int(mark.line), int(mark.column)
    said = f"{error.context or ''} | {error.problem or ''}"
    full_width = _full_width(lines, line_of(error, lines) - ("mapping values" in said), line)
    if full_width is not None:
        return full_width
    before = _text(lines, line)[:column]
    if error.context_mark is not None and "flow" in said:
        return _in_brackets(error.context_mark, line, column, lines)
    if "mapping values" in said:
        return SyntaxFault("KB001", line, column, *_second_colon(before))
    for known in _KNOWN:
        if re.search(known.pattern, said):
            if known.at_context and error.context_mark is not None:
                line, column = int(error.context_mark.line), int(error.context_mark.column)
            return SyntaxFault("KB001", line, column, known.message, known.mend)
    if before.rstrip().endswith(('"', "'")):
        message = "there is something after the closing quotation mark"
        mend = "put the whole text in quotes; double a quotation mark inside it, or use the other kind"
        return SyntaxFault("KB001", line, column, message, mend)
    message = "this does not fit what stands above it"
    return SyntaxFault(
        "KB001", line, column, message, "check indentation (two spaces a level), brackets and quotes"
    )


def _full_width(lines: Sequence[str], first: int, last: int) -> SyntaxFault | None:
    """Find punctuation of a Chinese keyboard that was typed for that of YAML, in a part that has an error."""
    for number in range(max(first, 0), min(last, len(lines) - 1) + 1):
        match = _FULL_WIDTH.search(_QUOTED.sub(_masked, lines[number]))
        if match and (match[1] or not _CHINESE.search(_QUOTED.sub("", lines[number]))):
            group = match.lastindex or 0
            ascii_one = _ASCII[match[group]]
            message = f'"{match[group]}" is full-width punctuation, which YAML takes for a letter'
            mend = f'write "{ascii_one.strip()}"' + (" and a space" if ascii_one.endswith(" ") else "")
            return SyntaxFault("KB024", number, match.start(group), message, mend, ascii_one)
    return None


def _masked(quoted: re.Match[str]) -> str:
    return '"' * len(quoted.group())


def line_of(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> int:
    """Find the line (from 0) in which the error was made, before the one in which the parser saw it."""
    opening = error.context_mark
    if opening is not None and re.search("flow|quoted|simple key", error.context or ""):
        return min(int(opening.line), len(lines) - 1)
    mark = error.problem_mark or opening
    return min(int(mark.line), len(lines) - 1) if mark is not None else 0


def _in_brackets(opening: yaml.Mark, line: int, column: int, lines: Sequence[str]) -> SyntaxFault:
    bracket = _text(lines, opening.line)[opening.column : opening.column + 1]
    if bracket not in ("[", "{"):
        line = min(line, len(lines) - 1)
        message, mend = "a bracket is not closed before this", "write the closing bracket"
        return SyntaxFault("KB001", line, min(column, len(lines[line])), message, mend)
    closing = "]" if bracket == "[" else "}"
    if line == opening.line:
        message = f"this cannot stand inside {bracket} {closing} without quotes"
        return SyntaxFault("KB001", line, column, message, "put the text in quotes")
    hash_sign = lines[opening.line].find(" #", opening.column) + 1
    if hash_sign:
        message = (
            f'from this "#" on, the rest of the line is cut off as a comment, and the "{closing}" with it'
        )
        return SyntaxFault("KB007", opening.line, hash_sign, message, "put the text in quotes")
    message, mend = f'this "{bracket}" is never closed', f'write "{closing}" at the end'
    return SyntaxFault("KB001", opening.line, opening.column, message, mend)


def _text(lines: Sequence[str], line: int) -> str:
    return lines[line] if line < len(lines) else ""


def _second_colon(before: str) -> tuple[str, str]:
    if ": " in before:
        return (
            'a second ":" in one line cannot stand in an unquoted text',
            "put the text after the first colon in quotes",
        )
    return (
        "this key is indented deeper than the one above it, which has a value already",
        "give keys that belong together the same indentation",
    )
