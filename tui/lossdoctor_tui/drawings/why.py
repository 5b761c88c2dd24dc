"""Why a question is asked: the causes that it tells apart, and what each answer would do to them."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from lossdoctor.questions import Outcome, Why
from lossdoctor.wording import percent
from lossdoctor_tui.drawings.pieces import heading
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import fit, paragraph, row, stack
from lossdoctor_tui.safe_text import one_line, styled

__all__ = ["draw_why"]

MOST_SHIFTS = 3


def draw_why(view: View, why: Why) -> Callable[[int], Content]:
    """Draw the reasons for a question."""

    def draw(width: int) -> Content:
        blocks = [
            paragraph(styled(view.text(why.text)), width),
            Content(""),
            heading(view.say("if-you-answer")),
            Content(""),
        ]
        for outcome in why.outcomes:
            blocks += [_draw_outcome(view, outcome, width), Content("")]
        worth = view.say("worth", bits=f"{why.bits:.2f}", minutes=f"{why.minutes:g}")
        return stack([*blocks, paragraph(styled((worth, "$quiet")), width)])

    return draw


def _draw_outcome(view: View, outcome: Outcome, width: int) -> Content:
    expected = view.say("how-likely-answer", figure=percent(outcome.probability))
    lines = [
        row(styled((one_line(view.text(outcome.answer)), "bold")), width, tail=styled((expected, "$quiet")))
    ]
    shifts = [shift for shift in outcome.shifts if abs(shift.after - shift.before) >= 0.005][:MOST_SHIFTS]
    for shift in shifts:
        arrow = "▴" if shift.after > shift.before else "▾"
        figures = f"{percent(shift.before):>4} → {percent(shift.after):>4}"
        name = styled(f"{arrow} ", one_line(view.text(shift.name)))
        lines.append(styled("  ", fit(name, width - len(figures) - 4), "  ", figures))
    if not shifts:
        lines.append(styled("  ", (view.say("moves-nothing"), "$quiet")))
    return stack(lines)
