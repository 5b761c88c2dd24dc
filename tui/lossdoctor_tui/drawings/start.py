"""The rows of the first screen: what words may mean, what was picked, what was kept, the list by kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from textual.content import Content

from lossdoctor_tui.drawings.pieces import heading, in_context
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.keeping import Recent
from lossdoctor_tui.layout import Row, fit, row, stack
from lossdoctor_tui.safe_text import one_line, styled

__all__ = ["begin_rows", "browse_rows", "draw_picked", "match_rows", "recent_rows"]

MOST_RECENT = 4
LEAST_CONTEXT = 14
"""Cells below which the beginning of a question says nothing."""


def begin_rows(view: View, picked: Collection[str], answer_count: int) -> Iterator[Row]:
    """Give the ways to begin: with what is picked, where one was, or from the beginning."""
    if picked:
        yield _choice("begin", view.say("begin"), view.say("begin-count", count=len(picked)), strong=True)
    if answer_count:
        yield _choice("continue", view.say("continue"), _answers(view, answer_count))
    if not picked:
        yield _choice("guide", view.say("guide-me"), view.say("guide-me-note"))


def match_rows(view: View, words: str, found: Sequence[str], picked: Collection[str]) -> Iterator[Row]:
    """Give the symptoms that the words may mean, each under the question that asks for it."""
    if not found:
        nothing = styled(
            (view.say("no-match", text=one_line(words)), "bold"), "\n", (view.say("no-match-hint"), "$quiet")
        )
        yield Row(
            "nothing", lambda width: stack([row(line, width) for line in nothing.split("\n")]), heading=True
        )
        return
    yield _heading("matches", view.say("matches"))
    for symptom in found:
        yield _symptom(view, symptom, picked, context=True)


def recent_rows(view: View, recent: Sequence[Recent], *, all_open: bool) -> Iterator[Row]:
    """Give the consultations that can be gone on with: the latest, or all."""
    if recent:
        yield _heading("recent", view.say("recent"))
    for one in recent if all_open else recent[:MOST_RECENT]:
        yield _choice(f"resume {one.name}", one.title, one.when)
    if len(recent) > MOST_RECENT:
        mark = "▾ " if all_open else "▸ "
        yield _choice("all-kept", view.say("all-kept"), str(len(recent)), lead=mark)


def browse_rows(view: View, open_kind: str, picked: Collection[str]) -> Iterator[Row]:
    """Give the kinds of symptoms, and under the open one its questions with their symptoms."""
    knowledge = view.knowledge
    yield _heading("browse", view.say("browse"))
    for kind in knowledge.vocabulary.kinds:
        questions = [question for question in knowledge.questions.values() if question.kind == kind]
        if not questions:
            continue
        count = sum(len(question.options) for question in questions)
        mark = "▾ " if kind == open_kind else "▸ "
        yield _choice(f"kind {kind}", view.kind(kind), str(count), lead=mark)
        if kind == open_kind:
            for question in questions:
                yield _question(view, question.id)
                yield from (_symptom(view, symptom, picked) for symptom in question.options)


def draw_picked(view: View, picked: Sequence[str]) -> Callable[[int], Content]:
    """Draw what was picked, one line each; a click removes it."""

    def draw(width: int) -> Content:
        label = view.say("you-see") + "  "
        lines = []
        for place, symptom in enumerate(picked):
            before = label if place == 0 else " " * styled(label).cell_length
            lead = styled((before, "$quiet"), ("✓ ", "bold $accent"))
            name = fit(in_context(view, symptom), width - lead.cell_length - 3)
            lines.append(styled(lead, name, (" × ", "$quiet")))
        return stack(lines)

    return draw


def _answers(view: View, count: int) -> str:
    return view.say("answer-count-one") if count == 1 else view.say("answers-count", count=count)


def _heading(row_id: str, words: str) -> Row:
    title = styled("\n", heading(words))
    return Row(f"heading {row_id}", lambda width: title, heading=True)


def _question(view: View, question_id: str) -> Row:
    ask = styled((view.name(question_id), "$quiet"))
    return Row(f"heading {question_id}", lambda width: row(ask, width, lead="    "), heading=True)


def _choice(row_id: str, words: str, note: str, *, strong: bool = False, lead: str = "") -> Row:
    body, tail = styled((one_line(words), "bold" if strong else "")), styled((one_line(note), "$quiet"))
    before = styled((lead, "$accent"))

    def draw(width: int) -> Content:
        room = width - before.cell_length - tail.cell_length - 2
        if room < body.cell_length:
            return styled(before, fit(body, width - before.cell_length))
        return styled(before, fit(body, room), "  ", tail)

    return Row(row_id, draw)


def _symptom(view: View, symptom: str, picked: Collection[str], *, context: bool = False) -> Row:
    name = styled(view.name(symptom))
    lead = styled("" if context else "    ", ("✓ " if symptom in picked else "  ", "bold $accent"))

    def draw(width: int) -> Content:
        room = width - lead.cell_length
        if context and room - name.cell_length >= LEAST_CONTEXT:
            return styled(lead, fit(in_context(view, symptom), room))
        return row(name, width, lead=lead)

    return Row(f"pick {symptom}", draw)
