"""One cause of the diagnosis in full: what it is, evidence, path, sources, and why not the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from textual.content import Content

from lossdoctor.diagnosis import Diagnosis, RankedCause, Weight
from lossdoctor.model import Text
from lossdoctor.wording import odds_factor, percent
from lossdoctor_tui.drawings.graph import draw_graph
from lossdoctor_tui.drawings.pieces import heading, point, section
from lossdoctor_tui.drawings.sources import draw_disagreement, draw_note, draw_sources
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import bar, paragraph, row, stack
from lossdoctor_tui.safe_text import one_line, styled

__all__ = ["draw_ranked_cause", "draw_whole"]

MOST_RIVALS = 3
_STRENGTHS = ((4.0, "weight-very-strong"), (2.0, "weight-strong"), (0.8, "weight-some"))


def draw_ranked_cause(
    view: View, ranked: RankedCause, rivals: Iterable[str], changes: Sequence[Text] = ()
) -> Callable[[int], Content]:
    """Draw a cause with everything that speaks for and against it.

    Args:
        view: the consultation as it is told.
        ranked: the cause.
        rivals: causes of which to say why it is not them.
        changes: what would put another cause first.
    """
    why_nots = [view.consultation.why_not(rival) for rival in list(rivals)[:MOST_RIVALS]]
    cause = view.knowledge.causes[ranked.id]

    def blocks(width: int) -> Iterator[Content]:
        yield from _opening(view, ranked, width)
        yield from _evidence(view, ranked, width)
        if ranked.paths:
            yield from section(view.say("path"), [draw_graph(view, ranked.id, ranked.paths, width)])
        disagreements = (draw_disagreement(view, one, width) for one in cause.disagreements)
        yield from section(view.say("disagreement"), disagreements)
        yield from section(view.say("notes"), (draw_note(view, note, width) for note in cause.notes))
        yield from section(view.say("why-not"), (point(view.text(one.text), width) for one in why_nots))
        yield from section(view.say("would-change"), (point(view.text(one), width) for one in changes))
        yield from section(view.say("sources"), draw_sources(view, ranked.sources or cause.sources, width))

    return lambda width: stack(blocks(width))


def draw_whole(view: View, diagnosis: Diagnosis) -> Callable[[int], Content]:
    """Draw what holds for the whole: the verdict, several causes together, what is left unexplained."""

    def blocks(width: int) -> Iterator[Content]:
        yield paragraph(styled((view.text(diagnosis.verdict), "bold")), width)
        if stopped := view.consultation.stopped:
            yield paragraph(styled((view.say("stopped", why=stopped), "$quiet")), width)
        if len(diagnosis.explains_all) > 1:
            figure = percent(diagnosis.explains_all_probability)
            names = " + ".join(view.name(cause) for cause in diagnosis.explains_all)
            yield paragraph(styled((view.say("together", figure=figure) + "  ", "$quiet"), names), width)
        if diagnosis.unexplained:
            names = view.join(view.observed(symptom) for symptom in diagnosis.unexplained)
            yield paragraph(styled((view.say("unexplained") + "  ", "bold $warning"), names), width)
        if not diagnosis.exact:
            yield paragraph(styled((view.say("approximate"), "$quiet")), width)

    return lambda width: stack(blocks(width))


def _opening(view: View, ranked: RankedCause, width: int) -> Iterator[Content]:
    name, figure = styled((view.name(ranked.id), "bold")), styled((percent(ranked.probability), "bold"))
    yield row(name, width, tail=figure)
    yield bar(ranked.probability, width, broken=ranked.role == "mechanism")
    facts = [view.family(ranked.family), view.say("base-rate", figure=percent(ranked.base_rate))]
    if ranked.harmless:
        facts.insert(1, view.say("harmless"))
    if ranked.role == "mechanism":
        facts.insert(1, view.say("role-mechanism"))
    yield paragraph(styled((" · ".join(facts), "$quiet")), width)
    yield Content("")
    yield paragraph(styled(view.text(view.knowledge.causes[ranked.id].why)), width)
    yield Content("")


def _evidence(view: View, ranked: RankedCause, width: int) -> Iterator[Content]:
    if not ranked.evidence_for and not ranked.evidence_against:
        yield from (styled((view.say("no-evidence"), "$quiet")), Content(""))
    both = (("evidence-for", ranked.evidence_for), ("evidence-against", ranked.evidence_against))
    for key, weights in both:
        title = styled(heading(view.say(key)), ("  " + view.say("odds-note"), "$quiet"))
        yield from section(title, (_draw_weight(view, weight, width) for weight in weights))


def _draw_weight(view: View, weight: Weight, width: int) -> Content:
    seen = "you-see-it" if weight.present else "you-do-not-see-it"
    state = "" if weight.symptom.startswith("tried:") else f"  {view.say(seen)}"
    strength = next((key for least, key in _STRENGTHS if abs(weight.bits) >= least), "weight-slight")
    tail = styled((view.say(strength), "$quiet"), " ", (odds_factor(weight.bits).rjust(6), "bold"))
    lead = styled(("+ " if weight.bits > 0 else "− ", "bold"))
    return row(styled(one_line(view.text(weight.name)), (state, "$quiet")), width, lead=lead, tail=tail)
