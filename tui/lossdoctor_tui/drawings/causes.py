"""The ranked causes with bars, figures and their movement since the last answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content

from lossdoctor.wording import percent
from lossdoctor_tui.drawings.pieces import heading
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import bar, fit, paragraph, row, stack
from lossdoctor_tui.safe_text import styled

__all__ = ["CauseLine", "draw_cause", "draw_cause_row", "draw_causes", "movement", "rank_causes"]

ONE_LINE = 56
"""From this many cells a row of the list holds name, bar and figures."""
LEAST_HEIGHT = 3
"""Lines that a cause takes in the side panel at least, with the empty one under it."""
LINES_BELOW = 3
"""Lines kept for what stands below the causes."""


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One cause of the ranking as it is drawn."""

    name: str
    probability: float
    moved: int | None
    """Percentage points since the last answer; None before any answer."""
    inside: bool = False
    """Whether it is a mechanism, which other causes bring about."""


def rank_causes(view: View, most: int) -> list[CauseLine]:
    """Give the first causes as one would think of them, each with its movement since the last event."""
    consultation = view.consultation
    before = dict(consultation.ranking(back=1)) if consultation.events else {}
    mechanisms = view.mechanisms
    return [
        CauseLine(
            view.name(cause),
            probability,
            round(100 * probability) - round(100 * before[cause]) if cause in before else None,
            cause in mechanisms,
        )
        for cause, probability in consultation.ranking()[:most]
    ]


def draw_causes(view: View, height: int) -> Callable[[int], Content]:
    """Draw as many causes for the side panel as ``height`` lines hold, one at least."""
    quiet = view.say("since-last" if view.consultation.events else "nothing-said-yet")
    lines = rank_causes(view, max(height // LEAST_HEIGHT, 1))
    number = len(view.consultation.ranking())

    def draw(width: int) -> Content:
        blocks = [
            heading(view.say("likely-causes")),
            paragraph(styled((quiet, "$quiet")), width),
            Content(""),
        ]
        shown: list[CauseLine] = []
        used = _height(*blocks)
        for line in lines:
            block = draw_cause(line, width)
            if shown and used + _height(block) + LINES_BELOW > height:
                break
            used += _height(block) + 1
            blocks += [block, Content("")]
            shown.append(line)
        if number > len(shown):
            more = view.say("more-causes", count=number - len(shown))
            blocks.append(paragraph(styled((more, "$quiet")), width))
        if any(line.inside for line in shown):
            blocks.append(paragraph(styled(("╍ ", "$accent"), (view.say("inside"), "$quiet")), width))
        return stack(blocks)

    return draw


def draw_cause(line: CauseLine, width: int) -> Content:
    """Draw one cause with its figure, and under it the bar and the movement."""
    name = row(styled(line.name), width, tail=styled((percent(line.probability).rjust(4), "bold")))
    drawn = bar(line.probability, width - 6, broken=line.inside)
    return styled(name, "\n", drawn, " ", (movement(line.moved).rjust(5), "$quiet"))


def draw_cause_row(line: CauseLine, width: int) -> Content:
    """Draw one cause as a row of a list: on one line where there is room, else on two."""
    if width < ONE_LINE:
        return draw_cause(line, width)
    drawn = (width - 12) // 3
    name = fit(styled(line.name), width - 12 - drawn - 2)
    figures = styled(
        (percent(line.probability).rjust(5), "bold"), " ", (movement(line.moved).rjust(5), "$quiet")
    )
    return styled(name, "  ", bar(line.probability, drawn, broken=line.inside), " ", figures)


def movement(points: int | None) -> str:
    """Write a movement in percentage points, with an arrow so that no colour is needed.

    >>> movement(21), movement(-4), movement(0), movement(None)
    ('▴ 21', '▾ 4', '', '')
    """
    if not points:
        return ""
    return f"{'▴' if points > 0 else '▾'} {abs(points)}"


def _height(*blocks: Content) -> int:
    return sum(block.plain.count("\n") + 1 for block in blocks)
