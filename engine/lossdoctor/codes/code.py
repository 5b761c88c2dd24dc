"""The record of one code, and how an explanation is printed.

Owns nothing but that; the codes themselves are in the modules beside it.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from lossdoctor.problems import Severity
from lossdoctor.records import Record

__all__ = ["FILE_END", "Code", "as_text", "visible"]


@dataclass(frozen=True, slots=True)
class Code(Record):
    """What a code means. Codes are stable: they are never given to anything else."""

    code: str
    severity: Severity
    title: str
    what: str
    why: str
    mend: str
    bad: str
    """An example that has the problem; a test holds that it has."""
    good: str
    """The same, mended. A line "# causes/x.yaml" says in which file the lines after it stand."""
    mended: str = ""
    """What ``check --fix`` does about it; empty where that is left to people."""


FILE_END = "\x03"
"""In an example: the file ends here, without a line end."""
_NAMES = {
    "\t": "<TAB>",
    "\r": "<CR>",
    "\ufeff": "<BOM>",
    "\u00a0": "<NBSP>",
    "\x07": "<BELL>",
    "\udcff": "<0xFF>",
    FILE_END: "<END>",
}


def as_text(code: Code) -> str:
    """Lay an explanation out for the terminal."""
    parts = [f"{code.code} ({code.severity}): {code.title}"]
    told = [("What", code.what), ("Why", code.why), ("How to mend it", code.mend)]
    if code.mended:
        told.append(("Mended by check --fix", code.mended))
    for title, text in told:
        parts.append(f"{title}\n{textwrap.fill(text, 88, initial_indent='  ', subsequent_indent='  ')}")
    for title, example in (("Bad", code.bad), ("Good", code.good)):
        parts.append(f"{title}\n{textwrap.indent(visible(example), '  ')}")
    return "\n\n".join(parts)


def visible(example: str) -> str:
    """Show characters that cannot be seen by their names."""
    return "".join(_NAMES.get(character, character) for character in example.strip("\n"))
