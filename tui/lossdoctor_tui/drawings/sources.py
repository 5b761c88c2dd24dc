"""Sources: what a claim says, where it stands, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from lossdoctor.model import Disagreement, Note
from lossdoctor_tui.drawings.pieces import point
from lossdoctor_tui.drawings.view import View
from lossdoctor_tui.layout import row, stack
from lossdoctor_tui.safe_text import one_line, styled

__all__ = ["draw_disagreement", "draw_note", "draw_sources"]


def draw_sources(view: View, cited: Iterable[str], width: int) -> Iterator[Content]:
    """Draw claims and documents, each with the claim in the user's language."""
    for source_id in dict.fromkeys(cited):
        yield _draw_source(view, source_id, width)


def draw_note(view: View, note: Note, width: int) -> Content:
    """Draw something worth knowing, with where it is from."""
    return point(styled(view.text(note.says), "  ", (_ids(note.sources), "$quiet")), width)


def draw_disagreement(view: View, disagreement: Disagreement, width: int) -> Content:
    """Draw both sides of a contradiction between sources, each with when it holds."""
    lines = [row(styled((view.text(disagreement.about), "bold")), width)]
    for side in disagreement.sides:
        holds = f"{view.say('when')} {view.text(side.when)}" if view.text(side.when) else ""
        body = styled(view.text(side.says), (f"  {holds}  {_ids(side.sources)}", "$quiet"))
        lines.append(point(body, width))
    return stack(lines)


def _draw_source(view: View, source_id: str, width: int) -> Content:
    knowledge = view.knowledge
    claim = knowledge.claims.get(source_id)
    source = view.sources_by_claim.get(source_id) or knowledge.sources.get(source_id)
    title = one_line(source.title) if source else one_line(source_id)
    if claim is None:
        where = f"  {one_line(source.where)}" if source else ""
        return point(styled(title, (where, "$quiet")), width)
    origin = f"{title}, {one_line(claim.at)}  {claim.id}"
    lines = [point(view.text(claim.says), width), row(styled((origin, "$quiet")), width, lead="  ")]
    if claim.caution is not None:
        caution = styled((view.say("caution") + " ", "bold $warning"), view.text(claim.caution.says))
        lines.append(row(caution, width, lead="  "))
    return stack(lines)


def _ids(sources: Iterable[str]) -> str:
    return one_line(", ".join(sources))
