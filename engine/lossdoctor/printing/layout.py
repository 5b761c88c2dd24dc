"""Text in columns of terminal cells: measuring, breaking, padding, bars.

Owns widths; a Chinese character takes two cells. Also makes text safe to print: what people and packs write
may hold control characters, and those must not reach a terminal. Leaves colours to ``paint``.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["bar", "cells", "clean", "pad", "shorten", "wrap"]

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters and marks that turn the direction of writing; line breaks and tabs are kept."""
NOT_FIRST = "，。、；：？！）】」』》”’％…,.;:!?)]}%"
NOT_LAST = "（【「『《“‘([{"
WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
UNIT = re.compile(
    rf"[{re.escape(NOT_LAST)}]*(?:[{WIDE}]|[^\s{WIDE}{re.escape(NOT_LAST)}]+)?[{re.escape(NOT_FIRST)}]*"
)


def clean(text: str) -> str:
    """Take out the characters that would steer a terminal.

    >>> clean("red \\x1b[31m text")
    'red [31m text'
    """
    return CONTROL.sub("", text)


def cells(text: str) -> int:
    """Count the terminal cells that a text takes.

    >>> cells("loss"), cells("损失")
    (4, 4)
    """
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or c in "\u200b\u200d\ufe0f"
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def pad(text: str, width: int) -> str:
    """Fill a text up with spaces to ``width`` cells.

    >>> pad("损失", 6) + "|"
    '损失  |'
    """
    return text + " " * max(0, width - cells(text))


def shorten(text: str, width: int) -> str:
    """Cut a text to ``width`` cells, with an ellipsis where something is missing.

    >>> shorten("vanishing gradients", 10), shorten("梯度消失", 5)
    ('vanishing…', '梯度…')
    """
    if cells(text) <= width:
        return text
    kept = ""
    for character in text:
        if cells(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def wrap(text: str, width: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text into lines of at most ``width`` cells.

    Args:
        text: paragraphs, one a line.
        width: cells of a line, its indent counted in.
        first: what the first line begins with.
        rest: what the other lines begin with; as many spaces by default.

    >>> wrap("Divide it by ten.", 12, first="- ")
    ['- Divide it', '  by ten.']
    >>> wrap("使用 PyTorch 时，损失变成 NaN。", 17)
    ['使用 PyTorch 时，', '损失变成 NaN。']
    """
    indent = " " * cells(first) if rest is None else rest
    lines: list[str] = []
    for paragraph in clean(text).splitlines() or [""]:
        hanging = indent + " " * (len(paragraph) - len(paragraph.lstrip()))
        line = (first if not lines else indent) + hanging[len(indent) :]
        empty = True
        for word in _words(paragraph.strip(), max(8, width - cells(indent))):
            if not empty and cells(line) + cells(word.rstrip()) > width:
                lines.append(line.rstrip())
                line, empty = hanging, True
            line += word
            empty = False
        lines.append(line.rstrip())
    return lines


def bar(share: float, width: int) -> str:
    """Draw a share of one as a bar.

    >>> bar(0.5, 8), bar(0.01, 8), bar(1.0, 8)
    ('████░░░░', '▌░░░░░░░', '████████')
    """
    halves = max(1, round(share * width * 2)) if share > 0 else 0
    return ("█" * (halves // 2) + "▌" * (halves % 2)).ljust(width, "░")


def _words(paragraph: str, widest: int) -> list[str]:
    """Cut a paragraph where a line may break: after spaces, between Chinese characters, in long words."""
    words = []
    for part in re.findall(r"\S+\s*|\s+", paragraph):
        body = part.rstrip()
        units = [unit for unit in UNIT.findall(body) if unit] if not body.isascii() else [body]
        if "".join(units) != body:
            units = [body]
        pieces = [piece for unit in units for piece in _pieces(unit, widest)]
        words.extend(pieces[:-1])
        words.append((pieces[-1] if pieces else "") + part[len(body) :])
    return words


def _pieces(unit: str, widest: int) -> list[str]:
    pieces = []
    while cells(unit) > widest:
        piece = unit[:widest]
        while cells(piece) > widest:
            piece = piece[:-1]
        pieces.append(piece)
        unit = unit[len(piece) :]
    return [*pieces, unit]
