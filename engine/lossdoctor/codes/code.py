"""The record of one code, and how an explanation is printed.

Owns nothing but that; the codes themselves are in the modules beside it.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from lossdoctor.model import Text
from lossdoctor.printing.layout import wrap
from lossdoctor.problems import Severity
from lossdoctor.records import Record

__all__ = ["BAD", "FILE_END", "GOOD", "MEND", "MENDED", "WHAT", "WHY", "Code", "as_text", "visible"]


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


WHAT = Text("What", "含义")
WHY = Text("Why it matters", "为什么重要")
MEND = Text("How to mend it", "如何修正")
MENDED = Text("Mended by check --fix", "可由 check --fix 自动修正")
BAD, GOOD = Text("Bad", "错误示例"), Text("Good", "正确示例")
_SEVERITIES = {"error": Text("error", "错误"), "warning": Text("warning", "警告")}


def as_text(code: Code, language: str = "en") -> str:
    """Lay an explanation, which is in ``language``, out for the terminal."""
    severity = _SEVERITIES[code.severity].in_language(language)
    parts = [f"{code.code} ({severity}): {code.title}"]
    for title, text in ((WHAT, code.what), (WHY, code.why), (MEND, code.mend), (MENDED, code.mended)):
        if text:
            lines = wrap(text, 88, first="  ", rest="  ")
            parts.append("\n".join([title.in_language(language), *lines]))
    for title, example in ((BAD, code.bad), (GOOD, code.good)):
        parts.append(f"{title.in_language(language)}\n{textwrap.indent(visible(example), '  ')}")
    return "\n\n".join(parts)


def visible(example: str) -> str:
    """Show characters that cannot be seen by their names."""
    return "".join(_NAMES.get(character, character) for character in example.strip("\n"))
