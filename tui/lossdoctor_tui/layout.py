"""How text is laid into a given width: wrapping, hanging indents, figures at the right, bars.

Owns pure functions from texts and a width to lines, and ``Flow``, which lets a widget show such a
function. Leaves what is said to the screens and what is safe to show to ``safe_text``.

Textual breaks lines at spaces alone, so a Chinese sentence behind one English word would leave half a line
empty; ``wrap`` breaks between Chinese characters too, and keeps punctuation where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from lossdoctor_tui.safe_text import styled

__all__ = ["Flow", "Row", "bar", "beside", "fit", "paragraph", "row", "stack", "wrap"]

_EAST_ASIAN = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_NOT_FIRST = "，。、；：？！）】」』》”’％…,.;:!?)]}%"
_NOT_LAST = "（【「『《“‘([{"
_UNIT = re.compile(
    rf"[{re.escape(_NOT_LAST)}]*(?:[{_EAST_ASIAN}]|[^\s{_EAST_ASIAN}]+)[{re.escape(_NOT_FIRST)}]*\s*|\s+"
)


def wrap(text: Content, width: int) -> list[Content]:
    """Break ``text`` into lines of at most ``width`` cells.

    >>> [line.plain for line in wrap(Content("使用 PyTorch 时，损失变成 NaN。"), 17)]
    ['使用 PyTorch 时，', '损失变成 NaN。']
    """
    width = max(width, 1)
    lines: list[Content] = []
    for source in text.split("\n", allow_blank=True):
        breaks = _breaks(source.plain, width)
        lines.extend(line.rstrip() for line in (source.divide(breaks) if breaks else [source]))
    return lines


def _breaks(text: str, width: int) -> list[int]:
    breaks: list[int] = []
    used = 0
    for unit in _UNIT.finditer(text):
        cells = cell_len(unit.group().rstrip())
        if used and used + cells > width:
            breaks.append(unit.start())
            used = 0
        if cells > width:
            used = _fold(unit.group(), unit.start(), width, breaks)
        else:
            used += cell_len(unit.group())
    return breaks


def _fold(unit: str, start: int, width: int, breaks: list[int]) -> int:
    """Break a unit that is wider than a line wherever the line ends; give the cells used of the last one."""
    used = 0
    for index, character in enumerate(unit):
        cells = cell_len(character)
        if used and used + cells > width:
            breaks.append(start + index)
            used = 0
        used += cells
    return used


def fit(text: Content, width: int) -> Content:
    """Cut ``text`` to one line of exactly ``width`` cells, with an ellipsis where something is missing.

    >>> fit(Content("vanishing gradients"), 10).plain, fit(Content("ok"), 4).plain
    ('vanishing…', 'ok  ')
    """
    line = text.truncate(max(width, 0), ellipsis=True)
    return line.pad_right(max(0, width - line.cell_length))


def row(body: Content, width: int, *, lead: Content | str = "", tail: Content | str = "") -> Content:
    """Lay ``body`` out behind a hanging ``lead``, with ``tail`` at the right of its first line.

    >>> print(row(Content("the loss becomes nan"), 20, lead="1  ", tail="9 %").plain)
    1  the loss      9 %
       becomes nan
    """
    lead, tail = styled(lead), styled(tail)
    gap = 2 if tail else 0
    room = max(width - lead.cell_length - tail.cell_length - gap, min(4, width))
    if not tail:
        first, *rest = wrap(body, room)
    else:
        first, rest = _wrap_beside(body, room, width - lead.cell_length)
        first = styled(fit(first, room), " " * gap, tail)
    indent = " " * lead.cell_length
    return Content("\n").join([styled(lead, first), *(styled(indent, line) for line in rest)])


def _wrap_beside(body: Content, narrow: int, wide: int) -> tuple[Content, list[Content]]:
    """Break ``body`` into a first line of ``narrow`` cells, beside which something stands, and wider ones."""
    first, *others = body.split("\n", allow_blank=True) or [body]
    breaks = _breaks(first.plain, max(narrow, 1))
    rest = wrap(first[breaks[0] :], wide) if breaks else []
    for other in others:
        rest.extend(wrap(other, wide))
    return (first[: breaks[0]] if breaks else first).rstrip(), rest


def beside(parts: Iterable[Content], width: int) -> Content:
    """Put parts beside one another with dots between, and break lines between parts alone.

    >>> print(beside([Content("some minutes"), Content("how to look"), Content("why")], 26).plain)
    some minutes · how to look
    why
    """
    dot = styled((" · ", "$quiet"))
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + dot.cell_length + part.cell_length <= width:
            lines[-1] = styled(lines[-1], dot, part)
        else:
            lines.extend(wrap(part, width))
    return stack(lines)


def paragraph(body: Content, width: int, *, indent: int = 0) -> Content:
    """Wrap ``body`` behind ``indent`` spaces."""
    return row(body, width, lead=" " * indent)


def stack(blocks: Iterable[Content]) -> Content:
    """Put blocks of lines under one another."""
    return Content("\n").join(list(blocks))


def bar(fraction: float, width: int, *, broken: bool = False) -> Content:
    """Draw ``fraction`` of a line of ``width`` cells, to half a cell; ``broken`` is another kind of line.

    >>> bar(0.5, 5).plain, bar(0.02, 5).plain, bar(0.0, 3).plain, bar(0.5, 4, broken=True).plain
    ('━━╸──', '╸────', '───', '╍╍──')
    """
    halves = round(max(0.0, min(1.0, fraction)) * width * 2)
    if fraction > 0.005:
        halves = max(halves, 1)
    full, half = divmod(halves, 2)
    if broken:
        full, half = full + half, 0
    drawn = ("╍" if broken else "━") * full + "╸" * half
    return styled((drawn, "$accent"), ("─" * (width - full - half), "$faint"))


class Flow(Visual):
    """What a widget shows where the lines depend on the width: ``draw(width)``."""

    def __init__(self, draw: Callable[[int], Content]) -> None:
        self._draw = draw
        self._drawn: tuple[int, Content] = (-1, Content(""))

    def at(self, width: int) -> Content:
        """Give the lines for ``width`` cells."""
        if self._drawn[0] != width:
            self._drawn = (width, self._draw(max(width, 1)))
        return self._drawn[1]

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Render the lines; part of Textual's protocol for visuals."""
        unwrapped = replace(options, rules=RulesMap(text_wrap="nowrap", text_overflow="clip"))
        return self.at(width).render_strips(width, height, style, unwrapped)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Give the width that the widget should have: all there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Give the number of lines at ``width``."""
        return self.lines(width)

    def lines(self, width: int) -> int:
        """Count the lines for ``width`` cells."""
        return self.at(width).plain.count("\n") + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: what the program calls it, how it is drawn, and whether it is only a heading."""

    id: str
    draw: Callable[[int], Content]
    heading: bool = False
