"""YAML that is read without a complaint, but not as it was meant.

Owns the traps inside one text: a ``#`` that cuts it off, a list that is crooked, a hyphen or a Chinese word
broken at the end of a line. Leaves traps of structure (duplicate keys, ``-key``) to ``build``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lossdoctor.strictyaml.faults import Faults

__all__ = ["check_comment_after", "check_folding"]

_CUT = re.compile(r"( +)#(?=\S)|( )#")
_COMMENT_AFTER_KEY = re.compile(r" +#(?=\S)")
_DASH_LINE = re.compile(r"\s*- ")
_CHINESE = "\u3001-\u303f\u3400-\u9fff\uff00-\uffef"
_BROKEN_HYPHEN = re.compile(r"[A-Za-z]-$")
_CHINESE_END = re.compile(f"[{_CHINESE}]$")
_CHINESE_START = re.compile(f"[{_CHINESE}]")


def check_comment_after(value: str, *, line: int, column: int, lines: Sequence[str], faults: Faults) -> None:
    """Refuse a ``#`` that cuts off the unquoted text ``value``, which ends before ``column``.

    A comment is told from text that was cut off by its dress: two spaces before the ``#`` and one after it;
    one space before it will do after a single word.
    """
    rest = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    match = (_CUT if " " in value else _COMMENT_AFTER_KEY).match(rest)
    if match:
        faults.add(
            "KB007",
            'everything from this "#" on is cut off as a comment',
            line=line,
            column=column + match.group().index("#"),
            mend="put the text in quotes; for a comment, write two spaces before the # and one after it",
        )


def check_folding(*, first: int, last: int, plain: bool, lines: Sequence[str], faults: Faults) -> bool:
    """Look at how a text that goes on over the lines ``first`` to ``last`` is put together again.

    Returns:
        False if it is no text at all, but a crooked list.
    """
    is_text = True
    for number in range(first, min(last, len(lines))):
        this, following = lines[number - 1].rstrip(), lines[number].strip()
        if plain and _DASH_LINE.match(lines[number]):
            is_text = False
            faults.add(
                "KB008",
                "this list item is read as a part of the text above it",
                line=number + 1,
                column=lines[number].index("-") + 1,
                mend="give all items of a list the same indentation",
            )
        elif following[:1].isalpha() and _BROKEN_HYPHEN.search(this):
            joined = f"{this.split()[-1]} {following.split()[0]}"
            faults.add(
                "KB014",
                f'the word broken at the end of this line is read as "{joined}"',
                line=number,
                column=len(this),
                mend="do not break a line after a hyphen",
            )
        elif _CHINESE_END.search(this) and _CHINESE_START.match(following):
            faults.add(
                "KB020",
                "the end of this line becomes a space inside Chinese text",
                line=number,
                column=len(this),
                mend="break the line after a space or after Latin text, or keep the text on one line",
                severity="warning",
            )
    return is_text
