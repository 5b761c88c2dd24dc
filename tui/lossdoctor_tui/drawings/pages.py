"""The page of a symptom, cause, remedy or question: what is said about it, and what it is linked with.

Owns the text of a page and the list of its links. Leaves opening a linked page to the page screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content

from lossdoctor.model import Cause, Link, Question, Symptom
from lossdoctor_tui.drawings.pieces import heading, labelled, section
from lossdoctor_tui.drawings.remedy import draw_check, draw_remedy
from lossdoctor_tui.drawings.sources import draw_disagreement, draw_note, draw_sources
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import paragraph, stack
from lossdoctor_tui.safe_text import one_line, styled

__all__ = ["PageLink", "draw_page", "links_of", "place_of"]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A row that leads to another page."""

    target: str
    heading: str
    """The catalogue's word for the relation."""
    how_often: str = ""


def place_of(view: View, known_id: str) -> str:
    """Give the catalogue's word for what kind of page this is."""
    knowledge = view.knowledge
    if known_id in knowledge.causes:
        return "place-cause"
    if known_id in knowledge.remedies:
        return "place-remedy"
    return "place-symptom" if known_id in knowledge.symptoms else "place-question-page"


def draw_page(view: View, known_id: str) -> Callable[[int], Content]:
    """Draw what is said about a symptom, cause, remedy or question."""
    knowledge = view.knowledge

    def blocks(width: int) -> Iterator[Content]:
        yield paragraph(styled((view.name(known_id), "bold")), width)
        if known_id in knowledge.causes:
            yield from _cause(view, knowledge.causes[known_id], width)
        elif known_id in knowledge.remedies:
            remedy = knowledge.remedies[known_id]
            yield from (styled((view.effort(remedy.effort), "$quiet")), Content(""))
            yield from draw_remedy(view, remedy, width)
        elif known_id in knowledge.symptoms:
            yield from _symptom(view, knowledge.symptoms[known_id], width)
        else:
            question = knowledge.questions[known_id]
            yield from (styled((view.effort(question.effort), "$quiet")), Content(""))
            yield from draw_check(view, question, width)

    return lambda width: stack(blocks(width)).rstrip()


def links_of(view: View, known_id: str) -> tuple[PageLink, ...]:
    """Give everything that a page leads to, in groups."""
    knowledge = view.knowledge
    if known_id in knowledge.causes:
        return tuple(_cause_links(view, knowledge.causes[known_id]))
    if known_id in knowledge.remedies:
        return tuple(
            PageLink(cause.id, "fixes", view.how_often(link.frequency))
            for cause in knowledge.causes.values()
            for link in cause.remedies
            if link.target == known_id
        )
    if known_id in knowledge.symptoms:
        question = PageLink(knowledge.symptoms[known_id].question, "asked-by")
        shown_by = sorted(
            (
                (link, cause)
                for cause in knowledge.causes.values()
                for link in cause.shows
                if link.target == known_id
            ),
            key=lambda pair: -pair[0].frequency.number,
        )
        causes = (PageLink(cause.id, "shown-by", view.how_often(link.frequency)) for link, cause in shown_by)
        return (question, *causes)
    return tuple(PageLink(option, "place-symptom") for option in knowledge.questions[known_id].options)


def _cause_links(view: View, cause: Cause) -> Iterator[PageLink]:
    def linked(links: Iterable[Link], word: str) -> Iterator[PageLink]:
        for link in sorted(links, key=lambda link: -link.frequency.number):
            yield PageLink(link.target, word, view.how_often(link.frequency))

    yield from linked(cause.remedies, "fixed-by")
    for origin in view.knowledge.causes.values():
        for link in origin.leads_to:
            if link.target == cause.id:
                yield PageLink(origin.id, "brought-by", view.how_often(link.frequency))
    yield from linked(cause.leads_to, "leads-to")
    yield from linked(cause.shows, "shows")
    for rival in cause.mimics:
        yield PageLink(rival, "mimics")


def _cause(view: View, cause: Cause, width: int) -> Iterator[Content]:
    facts = [view.family(cause.family), view.say("how-common", figure=view.base_rate(cause.base_rate))]
    yield paragraph(styled((" · ".join(facts), "$quiet")), width)
    yield Content("")
    yield paragraph(styled(view.text(cause.why)), width)
    yield Content("")
    if cause.no_known_remedy:
        yield from (styled(view.say("no-known-remedy")), Content(""))
    disagreements = (draw_disagreement(view, one, width) for one in cause.disagreements)
    yield from section(view.say("disagreement"), disagreements)
    yield from section(view.say("notes"), (draw_note(view, note, width) for note in cause.notes))
    cited = [*cause.sources, *(s for link in (*cause.shows, *cause.leads_to) for s in link.sources)]
    yield from section(view.say("sources"), draw_sources(view, cited, width))


def _symptom(view: View, symptom: Symptom, width: int) -> Iterator[Content]:
    yield paragraph(styled((view.kind(symptom.kind), "$quiet")), width)
    yield Content("")
    often = view.how_often(symptom.background)
    yield paragraph(styled(f"{often} ", (view.say("background"), "$quiet")), width)
    if symptom.also_said:
        said = one_line(" · ".join(symptom.also_said))
        yield from (Content(""), labelled(view.say("also-said"), said, width))
    question: Question | None = view.knowledge.questions.get(symptom.question)
    if question is not None and view.text(question.how):
        yield from (
            Content(""),
            heading(view.say("how-heading")),
            paragraph(styled(view.text(question.how)), width),
        )
