"""One cause of the diagnosis in full: what it is, evidence, path, sources, and why not the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from textual.content import Content

from lossdoctor.diagnosis import Diagnosis, RankedCause, Weight
from lossdoctor.model import Text
from lossdoctor.wording import percent
from lossdoctor_tui.drawings.graph import draw_graph
from lossdoctor_tui.drawings.sources import draw_disagreement, draw_note, draw_sources
from lossdoctor_tui.drawings.view import View, heading
from lossdoctor_tui.layout import bar, paragraph, row, stack
from lossdoctor_tui.safe_text import one_line, styled

__all__ = ["draw_ranked_cause", "draw_whole", "odds", "strength"]

MOST_RIVALS = 3
_STRENGTHS = ((4.0, "weight-very-strong"), (2.0, "weight-strong"), (0.8, "weight-some"))


def draw_ranked_cause(
    view: View, ranked: RankedCause, rivals: Iterable[str], changes: Sequence[Text] = ()
) -> Callable[[int], Content]:
    """Draw a cause with everything that speaks for and against it."""
    why_nots = [view.consultation.why_not(rival) for rival in list(rivals)[:MOST_RIVALS]]
    cause = view.knowledge.causes[ranked.id]

    def blocks(width: int) -> Iterator[Content]:
        yield from _opening(view, ranked, width)
        yield from _evidence(view, ranked, width)
        if ranked.paths:
            yield from (
                heading(view.say("path")),
                draw_graph(view, ranked.id, ranked.paths, width),
                Content(""),
            )
        for disagreement in cause.disagreements:
            yield from (
                heading(view.say("disagreement")),
                draw_disagreement(view, disagreement, width),
                Content(""),
            )
        if cause.notes:
            yield heading(view.say("notes"))
            yield from (draw_note(view, note, width) for note in cause.notes)
            yield Content("")
        if why_nots:
            yield heading(view.say("why-not"))
            for why_not in why_nots:
                yield _point(view.text(why_not.text), width)
            yield Content("")
        if changes:
            yield heading(view.say("would-change"))
            yield from (
                row(styled(view.text(change)), width, lead=styled(("· ", "$accent"))) for change in changes
            )
            yield Content("")
        if cited := ranked.sources or cause.sources:
            yield from (heading(view.say("sources")), draw_sources(view, cited, width))

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
            together = styled((view.say("together", figure=figure) + "  ", "$quiet"), names)
            yield paragraph(together, width)
        if diagnosis.unexplained:
            names = ", ".join(view.name(symptom) for symptom in diagnosis.unexplained)
            yield paragraph(styled((view.say("unexplained") + "  ", "bold $warning"), names), width)
        if not diagnosis.exact:
            yield paragraph(styled((view.say("approximate"), "$quiet")), width)

    return lambda width: stack(blocks(width))


def _opening(view: View, ranked: RankedCause, width: int) -> Iterator[Content]:
    yield row(
        styled((view.name(ranked.id), "bold")), width, tail=styled((percent(ranked.probability), "bold"))
    )
    yield bar(ranked.probability, width)
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
    for key, weights in (
        ("evidence-for", ranked.evidence_for),
        ("evidence-against", ranked.evidence_against),
    ):
        if weights:
            yield styled(heading(view.say(key)), ("  " + view.say("odds-note"), "$quiet"))
            yield from (_draw_weight(view, weight, width) for weight in weights)
            yield Content("")


def _point(text: str, width: int) -> Content:
    return row(styled(text), width, lead=styled(("· ", "$accent")))


def _draw_weight(view: View, weight: Weight, width: int) -> Content:
    seen = "you-see-it" if weight.present else "you-do-not-see-it"
    state = "" if weight.symptom.startswith("tried:") else f"  {view.say(seen)}"
    tail = styled((strength(view, weight.bits), "$quiet"), " ", (odds(weight.bits).rjust(6), "bold"))
    lead = styled(("+ " if weight.bits > 0 else "− ", "bold"))
    return row(styled(one_line(view.text(weight.name)), (state, "$quiet")), width, lead=lead, tail=tail)


def strength(view: View, bits: float) -> str:
    """Put a weight of evidence into a word."""
    for least, key in _STRENGTHS:
        if abs(bits) >= least:
            return view.say(key)
    return view.say("weight-slight")


def odds(bits: float) -> str:
    """Write a weight of evidence as what it does to the odds.

    >>> odds(3.2), odds(-1.0), odds(12)
    ('×9.2', '÷2.0', '×4096')
    """
    factor = 2 ** min(abs(bits), 30)
    figure = f"{factor:.1f}" if factor < 10 else f"{factor:.0f}" if factor < 10_000 else "10⁴+"
    return f"{'×' if bits > 0 else '÷'}{figure}"
