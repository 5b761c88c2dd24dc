"""How a cause comes to what was seen, drawn as a small graph in characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.content import Content

from lossdoctor.diagnosis import PathStep, SymptomPath
from lossdoctor.model import Frequency
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import row, stack
from lossdoctor_tui.safe_text import styled

__all__ = ["draw_graph"]


@dataclass
class _Branch:
    step: PathStep
    branches: dict[str, _Branch] = field(default_factory=dict)


def draw_graph(view: View, cause: str, paths: Sequence[SymptomPath], width: int) -> Content:
    """Draw the paths from ``cause`` as one tree; what several paths share is drawn once."""
    roots: dict[str, _Branch] = {}
    for path in paths:
        level = roots
        for step in path.steps:
            level = level.setdefault(step.target, _Branch(step)).branches
    lines = [styled((view.name(cause), "bold"))]
    _draw_branches(view, roots, "", width, lines)
    return stack(lines)


def _draw_branches(
    view: View, level: dict[str, _Branch], indent: str, width: int, lines: list[Content]
) -> None:
    for place, (target, branch) in enumerate(level.items()):
        last = place == len(level) - 1
        lead = styled((indent + ("└─▸ " if last else "├─▸ "), "$quiet"))
        lines.append(
            _draw_node(view, target, branch.step, lead, indent + ("    " if last else "│   "), width)
        )
        _draw_branches(view, branch.branches, indent + ("    " if last else "│   "), width, lines)


def _draw_node(view: View, target: str, step: PathStep, lead: Content, below: str, width: int) -> Content:
    often = view.how_often(Frequency(step.how_often, step.strength))
    known = view.name(target) if step.relation == "leads-to" else view.observed(target)
    name = styled((known, "" if step.relation == "leads-to" else "bold"))
    mark = (
        styled("  ", (view.say("you-see-it"), "$accent"))
        if target in view.consultation.present
        else Content("")
    )
    drawn = row(styled(name, ("  " + often, "$quiet"), mark), width, lead=lead)
    first, *rest = drawn.split("\n")
    return stack([first, *(styled((below, "$quiet"), line[len(below) :]) for line in rest)])
