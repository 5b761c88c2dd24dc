"""The plan: its steps as rows, a step in full, and what holds for it as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.content import Content

from lossdoctor.planning import Plan, PlanStep
from lossdoctor.wording import duration, percent
from lossdoctor_tui.drawings.pieces import point, section
from lossdoctor_tui.drawings.remedy import draw_check, draw_remedy
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import fit, paragraph, row, stack
from lossdoctor_tui.safe_text import one_line, styled

__all__ = ["draw_plan_end", "draw_plan_row", "draw_plan_whole", "draw_step"]

ONE_LINE = 56
"""From this many cells a row of the list holds everything on one line."""


def draw_plan_whole(view: View, plan: Plan) -> Callable[[int], Content]:
    """Draw what holds for the plan as a whole."""

    def blocks(width: int) -> Iterator[Content]:
        yield paragraph(styled((view.text(plan.summary), "bold")), width)
        if plan.steps:
            spent = view.text(duration(plan.expected_minutes))
            figures = view.say("all-in-all-figures", figure=percent(plan.helps), minutes=spent)
            yield paragraph(styled((figures, "$quiet")), width)

    return lambda width: stack(blocks(width))


def draw_plan_row(
    view: View, name: str, number: int | None = None, step: PlanStep | None = None
) -> Callable[[int], Content]:
    """Draw a step as a row: name, kind, effort and figure; on two lines where there is little room."""
    lead = styled((f"{number}  " if number else "   ", "bold $accent"))
    title = one_line(name)
    if step is None:
        return lambda width: row(styled((title, "$quiet")), width, lead=lead)
    kind = view.say("remedy" if step.kind == "remedy" else "check")
    figure = percent(step.probability)
    facts = styled((f"{kind} · {view.effort(step.effort)}", "$quiet"))

    def draw(width: int) -> Content:
        room = width - lead.cell_length
        if width >= ONE_LINE:
            name = fit(styled(title), room - facts.cell_length - 8)
            return styled(lead, name, "  ", facts, " ", (figure.rjust(5), "bold"))
        first = row(styled(title), width, lead=lead, tail=styled((figure.rjust(4), "bold")))
        return styled(first, "\n", " " * lead.cell_length, fit(facts, room))

    return draw


def draw_step(view: View, step: PlanStep) -> Callable[[int], Content]:
    """Draw a step of the plan in full."""

    def blocks(width: int) -> Iterator[Content]:
        yield paragraph(styled((one_line(view.text(step.name)), "bold")), width)
        yield styled((view.effort(step.effort), "$quiet"))
        yield Content("")
        yield paragraph(styled(view.text(step.why)), width)
        yield Content("")
        if step.kind == "remedy":
            yield from draw_remedy(view, view.knowledge.remedies[step.id], width)
        else:
            yield from draw_check(view, view.knowledge.questions[step.id], width)

    return lambda width: stack(blocks(width))


def draw_plan_end(view: View, plan: Plan) -> Callable[[int], Content]:
    """Draw what to do when nothing of the plan helps, and what was left out of it."""

    def blocks(width: int) -> Iterator[Content]:
        advice = paragraph(styled(view.text(plan.if_nothing_helps)), width)
        yield from section(view.say("if-nothing-helps"), [advice])
        left_out = (
            point(styled((view.name(out.remedy), "bold"), "  ", view.text(out.why)), width)
            for out in plan.ruled_out
        )
        yield from section(view.say("left-out"), left_out)

    return lambda width: stack(blocks(width))
