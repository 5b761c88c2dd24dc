"""The pieces that all drawings are put together from: headings, sections, points, labelled lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import row
from lossdoctor_tui.safe_text import styled

__all__ = ["heading", "in_context", "labelled", "point", "section"]


def heading(words: str) -> Content:
    """Give a heading."""
    return styled((words, "bold $accent"))


def section(words: str | Content, blocks: Iterable[Content]) -> Iterator[Content]:
    """Give a heading, what stands under it, and an empty line; nothing where nothing would stand there."""
    drawn = list(blocks)
    if drawn:
        yield heading(words) if isinstance(words, str) else words
        yield from drawn
        yield Content("")


def point(body: Content | str, width: int) -> Content:
    """Give one point of a list."""
    return row(styled(body), width, lead=styled(("· ", "$accent")))


def labelled(label: str, text: str, width: int) -> Content:
    """Set a short label before a text."""
    return row(styled(text), width, lead=styled((label, "bold"), "  "))


def in_context(view: View, symptom: str) -> Content:
    """Name a symptom, and behind it the question that it answers."""
    question = view.knowledge.symptoms[symptom].question
    return styled(view.name(symptom), (f"  {view.name(question)}", "$quiet"))
