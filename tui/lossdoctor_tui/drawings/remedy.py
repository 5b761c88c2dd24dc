"""A remedy with its steps and code, a check with how to do it: what the plan and the pages have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from lossdoctor.model import Question, Remedy
from lossdoctor_tui.drawings.sources import draw_disagreement, draw_note, draw_sources
from lossdoctor_tui.drawings.view import FRAMEWORK_NAMES, View, heading
from lossdoctor_tui.layout import paragraph, row
from lossdoctor_tui.safe_text import clean, styled

__all__ = ["draw_check", "draw_code", "draw_remedy"]


def draw_remedy(view: View, remedy: Remedy, width: int) -> Iterator[Content]:
    """Draw what to do, the code, the risk, how to see that it worked and how to undo it."""
    yield heading(view.say("steps"))
    for number, step in enumerate(remedy.do, 1):
        yield row(styled(view.text(step)), width, lead=styled((f"{number}  ", "$accent")))
    yield Content("")
    yield from draw_code(view, remedy.code, width)
    for key, text in (("works-if", remedy.works_if), ("risk", remedy.risk), ("how-to-undo", remedy.undo)):
        yield from (heading(view.say(key)), paragraph(styled(view.text(text)), width), Content(""))
    if remedy.not_when:
        names = ", ".join(view.name(symptom) for symptom in remedy.not_when)
        yield from (heading(view.say("not-when")), paragraph(styled(names), width), Content(""))
    for disagreement in remedy.disagreements:
        yield from (
            heading(view.say("disagreement")),
            draw_disagreement(view, disagreement, width),
            Content(""),
        )
    yield from _notes_and_sources(view, remedy, width)


def draw_check(view: View, question: Question, width: int) -> Iterator[Content]:
    """Draw how to look, with code."""
    yield heading(view.say("how-heading"))
    yield paragraph(styled(view.text(question.how)), width)
    yield Content("")
    yield from draw_code(view, question.code, width)
    yield from _notes_and_sources(view, question, width)


def draw_code(view: View, code: Mapping[str, str], width: int) -> Iterator[Content]:
    """Draw the code for the user's framework, lines as they are; what is too long for a line is folded."""
    framework, text = view.code(code)
    if not text:
        return
    name = FRAMEWORK_NAMES.get(framework, framework)
    yield styled((name, "bold $accent"), ("  " + view.say("copy-hint"), "$quiet"))
    if framework != view.consultation.framework:
        wanted = FRAMEWORK_NAMES.get(view.consultation.framework, view.consultation.framework)
        yield paragraph(styled((view.say("no-code-for", framework=wanted, other=name), "$quiet")), width)
    for line in clean(text).split("\n"):
        body = line.lstrip(" ")
        yield row(
            styled(body), width, lead=styled(("│ ", "$faint"), " " * min(len(line) - len(body), width // 2))
        )
    yield Content("")


def _notes_and_sources(view: View, record: Remedy | Question, width: int) -> Iterator[Content]:
    if record.notes:
        yield heading(view.say("notes"))
        yield from (draw_note(view, note, width) for note in record.notes)
        yield Content("")
    if record.sources:
        yield from (heading(view.say("sources")), draw_sources(view, record.sources, width))
