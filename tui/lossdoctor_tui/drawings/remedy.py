"""A remedy with its steps and code, a check with how to do it: what the plan and the pages have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from lossdoctor.model import Question, Remedy
from lossdoctor_tui.drawings.pieces import point, section
from lossdoctor_tui.drawings.sources import draw_disagreement, draw_note, draw_sources
from lossdoctor_tui.drawings.view import FRAMEWORK_NAMES, View
from lossdoctor_tui.layout import paragraph, row, wrap
from lossdoctor_tui.safe_text import clean, styled

__all__ = ["draw_check", "draw_code", "draw_remedy"]


def draw_remedy(view: View, remedy: Remedy, width: int) -> Iterator[Content]:
    """Draw what to do, the code, the risk, how to see that it worked and how to undo it."""
    steps = (
        row(styled(view.text(step)), width, lead=styled((f"{number}  ", "$accent")))
        for number, step in enumerate(remedy.do, 1)
    )
    yield from section(view.say("steps"), steps)
    yield from draw_code(view, remedy.code, width)
    for key, text in (("works-if", remedy.works_if), ("risk", remedy.risk), ("how-to-undo", remedy.undo)):
        yield from section(view.say(key), [paragraph(styled(view.text(text)), width)])
    not_when = (point(view.observed(symptom), width) for symptom in remedy.not_when)
    yield from section(view.say("not-when"), not_when)
    disagreements = (draw_disagreement(view, one, width) for one in remedy.disagreements)
    yield from section(view.say("disagreement"), disagreements)
    yield from _notes_and_sources(view, remedy, width)


def draw_check(view: View, question: Question, width: int) -> Iterator[Content]:
    """Draw how to look, with code."""
    yield from section(view.say("how-heading"), [paragraph(styled(view.text(question.how)), width)])
    yield from draw_code(view, question.code, width)
    yield from _notes_and_sources(view, question, width)


def draw_code(view: View, code: Mapping[str, str], width: int) -> Iterator[Content]:
    """Draw the code for the user's framework, lines as they are; what is too long for a line is folded."""
    framework, text = view.code(code)
    if not text:
        return
    name = FRAMEWORK_NAMES.get(framework, framework)
    title = styled(
        (name, "bold $accent"), ("  " + view.say("copy-hint", key=view.keys.first("copy")), "$quiet")
    )
    lines = [_draw_line(line, width) for line in clean(text).split("\n")]
    if framework != view.consultation.framework:
        wanted = FRAMEWORK_NAMES.get(view.consultation.framework, view.consultation.framework)
        missing = view.say("no-code-for", framework=wanted, other=name)
        lines.insert(0, paragraph(styled((missing, "$quiet")), width))
    yield from section(title, lines)


def _draw_line(line: str, width: int) -> Content:
    """Draw one line of code behind a rule; its comment is quiet, and what is folded keeps the indent."""
    body = line.lstrip(" ")
    indent = min(len(line) - len(body), width // 2)
    before, mark, comment = body.partition("  # ") if "  # " in body else (body, "", "")
    if body.startswith("#"):
        before, mark, comment = "", "", body
    folded = wrap(styled(before, (mark + comment, "$quiet")), max(width - indent - 2, 8))
    rule = styled(("│ ", "$faint"), " " * indent)
    return Content("\n").join(styled(rule, one) for one in folded)


def _notes_and_sources(view: View, record: Remedy | Question, width: int) -> Iterator[Content]:
    yield from section(view.say("notes"), (draw_note(view, note, width) for note in record.notes))
    yield from section(view.say("sources"), draw_sources(view, record.sources, width))
