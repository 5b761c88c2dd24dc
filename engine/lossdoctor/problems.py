"""A problem in a knowledge file: what is wrong, exactly where, and how to mend it.

Owns the record and its three renderings (text with the line and a caret, JSON, annotations for a code host).
Leaves finding problems to ``strictyaml``, ``loading`` and ``lints``, and what each code means to ``codes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lossdoctor.model import Position

__all__ = [
    "Problem",
    "Severity",
    "as_annotation",
    "as_dict",
    "as_text",
    "close_matches",
    "did_you_mean",
    "summary",
    "was_meant",
]

Severity = Literal["error", "warning"]

_LONGEST_EXCERPT = 110
_MUCH_LESS = 0.08
"""A word that is this much less alike than the best is not worth proposing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at one place."""

    code: str
    """Stable: "KB031". ``lossdoctor knowledge explain KB031`` says more."""
    severity: Severity
    message: str
    position: Position
    help: str = ""
    """How to mend it."""
    excerpt: str = field(default="", compare=False)
    """The line of the file, as it stands there."""
    instead: str = field(default="", compare=False)
    """What is to stand at the place, where that is beyond doubt: ``check --fix`` writes it."""

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Order by file and place."""
        return (self.position.path, self.position.line, self.position.column, self.code)


def as_text(problem: Problem) -> str:
    """Render ``problem`` for people: the message, the line with a caret under the place, and the help.

    >>> place = Position("causes/x.yaml", 3, 12)
    >>> problem = Problem("KB033", "error", "no such word", place, 'write "usually"', "how-often: often")
    >>> print(as_text(problem))
    causes/x.yaml:3:12: KB033 no such word
         3 | how-often: often
           |            ^
           = help: write "usually"
    """
    warning = "warning: " if problem.severity == "warning" else ""
    lines = [f"{problem.position}: {problem.code} {warning}{problem.message}"]
    if problem.excerpt.strip():
        text, caret = _window(problem.excerpt, problem.position.column)
        lines += [f"{problem.position.line:>6} | {text}", f"       | {caret}"]
    if problem.help:
        lines.append(f"       = help: {problem.help}")
    return "\n".join(lines)


def _window(excerpt: str, column: int) -> tuple[str, str]:
    """Cut the part of a long line that surrounds ``column``, and draw the caret under it."""
    before = excerpt[: column - 1]
    start = 0
    if len(excerpt) > _LONGEST_EXCERPT:
        start = max(0, min(len(before) - 40, len(excerpt) - _LONGEST_EXCERPT))
    text = excerpt[start : start + _LONGEST_EXCERPT].replace("\t", " ")
    caret = " " * _width(before[start:]) + "^"
    return text.rstrip(), caret


def _width(text: str) -> int:
    """Count terminal cells: Chinese letters are two wide."""
    return sum(
        2 if "\u1100" <= letter <= "\uffe6" and not "\u2010" <= letter <= "\u2e7f" else 1 for letter in text
    )


def as_dict(problem: Problem) -> dict[str, str | int]:
    """Give ``problem`` as plain data for JSON."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "help": problem.help,
        "file": problem.position.path,
        "line": problem.position.line,
        "column": problem.position.column,
    }


def as_annotation(problem: Problem) -> str:
    """Render ``problem`` as a workflow command, which a code host shows on the line of the pull request.

    >>> as_annotation(Problem("KB033", "error", "wrong: 100%", Position("a.yaml", 3, 12)))
    '::error file=a.yaml,line=3,col=12,title=KB033::wrong: 100%25'
    """
    message = problem.message + (f"\nHow to mend it: {problem.help}" if problem.help else "")
    path = _escaped(problem.position.path).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={problem.position.line},col={problem.position.column}"
    return f"::{problem.severity} {place},title={problem.code}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def summary(problems: Sequence[Problem]) -> str:
    """Count errors, warnings and files in one line.

    >>> summary([])
    'no problem found'
    """
    if not problems:
        return "no problem found"
    errors = sum(problem.severity == "error" for problem in problems)
    files = len({problem.position.path for problem in problems})
    counts = [_counted(errors, "error"), _counted(len(problems) - errors, "warning")]
    return f"{' and '.join(count for count in counts if count)} in {_counted(files, 'file')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def close_matches(wrong: str, right: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Find which of the words ``right`` may have been meant, best first.

    Words are close when few letters differ, or when they are made of the same hyphened parts.

    >>> close_matches("usualy", ["always", "usually", "rarely"])
    ('usually',)
    >>> close_matches("nan-loss", ["loss-nan", "dead-relu"])
    ('loss-nan',)
    """
    import difflib  # few starts have anything to propose

    candidates = list(dict.fromkeys(right))
    near = difflib.get_close_matches(wrong[:80], candidates, n=limit, cutoff=0.75)
    likeness = {match: difflib.SequenceMatcher(None, wrong, match).ratio() for match in near}
    near = [match for match in near if likeness[match] >= likeness[near[0]] - _MUCH_LESS]
    parts, letters = set(wrong.split("-")), sorted(wrong)
    swapped = [
        c for c in candidates if sorted(c) == letters or (len(parts) > 1 and set(c.split("-")) == parts)
    ]
    longer = [c for c in candidates if len(wrong) >= 5 and (wrong in c or (c in wrong and len(c) >= 5))]
    return tuple(dict.fromkeys([*swapped, *near] or longer))[:limit]


def did_you_mean(wrong: str, right: Iterable[str]) -> str:
    """Phrase the close matches as a question; empty where nothing is close.

    >>> did_you_mean("usualy", ["always", "usually"])
    'did you mean "usually"?'
    """
    return was_meant(close_matches(wrong, right))


def was_meant(matches: Sequence[str]) -> str:
    """Phrase ``matches`` as a question."""
    quoted = (f'"{match}"' for match in matches)
    return f"did you mean {' or '.join(quoted)}?" if matches else ""
