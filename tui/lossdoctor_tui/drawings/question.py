"""A question: what is asked, how to look, and its answers as rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from textual.content import Content
from textual.style import Style

from lossdoctor.model import Question
from lossdoctor_tui.drawings.remedy import draw_code
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import Row, beside, paragraph, row, stack
from lossdoctor_tui.safe_text import styled

__all__ = [
    "MORE_KEYS",
    "NONE",
    "SKIP",
    "THESE",
    "UNKNOWN",
    "answer_rows",
    "draw_ask",
    "draw_facts",
    "draw_how",
]

NONE, UNKNOWN, SKIP, THESE = "none", "unknown", "skip", "these"
MORE_KEYS = "123456789abegjkmovxz"
"""What chooses the first, second ... answer: digits, then letters that mean nothing else here."""


def draw_ask(view: View, question: Question) -> Callable[[int], Content]:
    """Draw the question itself."""
    return lambda width: paragraph(styled((view.text(question.ask), "bold")), width)


def draw_facts(view: View, question: Question, how_is_open: bool) -> Callable[[int], Content]:
    """Draw what answering costs, and what can be opened."""
    facts = [view.effort(question.effort)]
    if question.choose == "any":
        facts.append(view.say("several-may-hold"))
    how = styled(
        ("▾ " if how_is_open else "▸ ", "$accent"),
        (view.say("how-to-look"), "$quiet"),
        (" " + view.keys.first("how"), "bold $accent"),
    )
    why = styled(
        ("▸ ", "$accent"),
        (view.say("why-this-question"), "$quiet"),
        (" " + view.keys.first("why"), "bold $accent"),
    )
    parts = (
        *(styled((fact, "$quiet")) for fact in facts),
        _clickable(how, "screen.how"),
        _clickable(why, "screen.why"),
    )
    return lambda width: beside(parts, width)


def draw_how(view: View, question: Question) -> Callable[[int], Content]:
    """Draw how to look, with the code for the user's framework."""

    def blocks(width: int) -> Iterator[Content]:
        yield paragraph(styled(view.text(question.how)), width)
        if question.code:
            yield Content("")
            yield from list(draw_code(view, question.code, width))[:-1]

    return lambda width: stack(blocks(width))


def answer_rows(
    view: View, question: Question, options: Collection[str], marked: Collection[str]
) -> list[Row]:
    """Give the answers as rows: the options, none of these, I don't know, skip, and what confirms marks."""
    rows: list[Row] = []
    if question.choose == "yes-no":
        option = next(iter(options))
        rows.append(_row(option, "1", styled(view.say("yes"), "  ", (view.name(option), "$quiet"))))
        rows.append(_row(NONE, "2", styled(view.say("no"))))
    else:
        for key, option in zip(view.keys.free(MORE_KEYS).ljust(len(options)), options, strict=False):
            box = ("[x] " if option in marked else "[ ] ") if question.choose == "any" else ""
            rows.append(_row(option, key, styled(view.name(option)), box=box))
        if marked:
            words = view.say("these-hold", count=len(marked))
            rows.append(_row(THESE, "⏎", styled((words, "bold $accent"))))
        none = view.text(question.none) if question.none else view.say("none-of-these")
        rows.append(_row(NONE, view.keys.first("none"), styled((none, "$quiet"))))
    rows.append(Row("gap", lambda width: Content(""), heading=True))
    rows.append(_row(UNKNOWN, view.keys.first("unknown"), styled((view.say("unknown"), "$quiet"))))
    rows.append(_row(SKIP, view.keys.first("skip"), styled((view.say("skip"), "$quiet"))))
    return rows


def _row(row_id: str, key: str, body: Content, *, box: str = "") -> Row:
    lead = styled((key.rjust(2), "bold $accent"), "  ", (box, "bold"))
    return Row(row_id, lambda width: row(body, width, lead=lead))


def _clickable(text: Content, action: str) -> Content:
    return text.stylize(Style.from_meta({"@click": action}))
