"""The ranked causes with bars, figures and their movement since the last answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content

from lossdoctor.wording import percent
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import bar, fit, stack
from lossdoctor_tui.safe_text import styled

__all__ = ["CauseLine", "draw_cause", "draw_cause_row", "draw_causes", "movement", "rank_causes"]

ONE_LINE = 56
"""From this many cells a row of the list holds name, bar and figures."""


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One cause of the ranking as it is drawn."""

    name: str
    probability: float
    moved: int | None
    """Percentage points since the last answer; None before any answer."""


def rank_causes(view: View) -> tuple[CauseLine, ...]:
    """Give all causes, the likeliest first, each with its movement since the last event."""
    consultation = view.consultation
    before = dict(consultation.ranking(back=1)) if consultation.events else {}
    return tuple(
        CauseLine(
            view.name(cause),
            probability,
            round(100 * probability) - round(100 * before[cause]) if cause in before else None,
        )
        for cause, probability in consultation.ranking()
    )


def draw_causes(view: View, lines: Sequence[CauseLine], most: int) -> Callable[[int], Content]:
    """Draw the first ``most`` causes for the side panel."""

    def draw(width: int) -> Content:
        quiet = view.say("since-last") if view.consultation.events else view.say("nothing-said-yet")
        head = styled(
            (view.say("likely-causes"), "bold $accent"), "\n", fit(styled((quiet, "$quiet")), width)
        )
        blocks = [head, Content(""), *(draw_cause(line, width, gap=True) for line in lines[:most])]
        if len(lines) > most:
            blocks.append(styled((view.say("more-causes", count=len(lines) - most), "$quiet")))
        return stack(blocks)

    return draw


def draw_cause(line: CauseLine, width: int, *, gap: bool = False) -> Content:
    """Draw one cause on two lines: name and figure, bar and movement; ``gap`` adds an empty one."""
    room = width - 6
    first = styled(fit(styled(line.name), room), " ", (percent(line.probability).rjust(5), "bold"))
    second = styled(bar(line.probability, room), " ", (movement(line.moved).rjust(5), "$quiet"))
    return styled(first, "\n", second, "\n" if gap else "")


def draw_cause_row(line: CauseLine, width: int) -> Content:
    """Draw one cause as a row of a list: on one line where there is room, else on two."""
    if width < ONE_LINE:
        return draw_cause(line, width)
    drawn = (width - 12) // 2
    name = fit(styled(line.name), width - 12 - drawn - 2)
    figures = styled(
        (percent(line.probability).rjust(5), "bold"), " ", (movement(line.moved).rjust(5), "$quiet")
    )
    return styled(name, "  ", bar(line.probability, drawn), " ", figures)


def movement(points: int | None) -> str:
    """Write a movement in percentage points, with an arrow so that no colour is needed.

    >>> movement(21), movement(-4), movement(0), movement(None)
    ('▴ 21', '▾ 4', '', '')
    """
    if not points:
        return ""
    return f"{'▴' if points > 0 else '▾'} {abs(points)}"
