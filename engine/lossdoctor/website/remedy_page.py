"""The page of a remedy: what to do, how to know that it worked, what it may spoil, which causes it mends.

Owns its sections and their order.
"""

from __future__ import annotations

from collections.abc import Iterator

from lossdoctor.model import Remedy, Text
from lossdoctor.website.edition import Edition, Page, Section
from lossdoctor.website.markup import Html, element
from lossdoctor.website.neighbourhood import around_remedy
from lossdoctor.website.parts import cited, code, disagreements, facts, items, notes, sources, table
from lossdoctor.website.picture import picture
from lossdoctor.wording import fill

__all__ = ["remedy_page"]


def remedy_page(edition: Edition, remedy: Remedy) -> Page:
    """Make the page of ``remedy``."""
    knowledge = edition.knowledge
    effort = knowledge.vocabulary.efforts[remedy.effort].name
    mended = knowledge.causes_fixed_by(remedy.id)
    steps = items((edition.say(step) for step in remedy.do), ordered=True, class_="steps")
    causes = table(
        edition,
        (Text("Cause", "原因"), Text("How often it works", "有效的频率"), Text("Who says so", "依据")),
        (
            (
                edition.link("cause", entry.origin),
                edition.often(entry.link.frequency),
                cited(entry.link.sources),
            )
            for entry in mended
        ),
    )
    return Page(
        path=f"remedies/{remedy.id}.html",
        title=remedy.name,
        kind=Text("Remedy", "对策"),
        lead=facts(edition.say(fill("Effort: {effort}", "花费：{effort}", effort=effort))),
        sections=(
            Section("do", Text("What to do", "做法"), steps),
            Section("code", Text("In code", "代码"), code(remedy.code)),
            Section(
                "worked",
                Text("How to know that it worked", "如何确认有效"),
                _paragraph(edition, remedy.works_if),
            ),
            Section("risk", Text("What it may spoil", "风险"), _paragraph(edition, remedy.risk)),
            Section("undo", Text("How to take it back", "如何撤销"), _paragraph(edition, remedy.undo)),
            Section(
                "not-when",
                Text("When not to do it", "何时不要用"),
                items(edition.observation(symptom) for symptom in remedy.not_when),
            ),
            Section("mends", Text("What it mends", "针对的原因"), causes),
            Section(
                "around",
                Text("What it mends, as a picture", "针对的原因（图）"),
                picture(edition, around_remedy(edition.digest, remedy.id)),
            ),
            Section("notes", Text("Worth knowing", "值得知道"), notes(edition, remedy.notes)),
            Section(
                "disagreements",
                Text("Where sources disagree", "来源之间的分歧"),
                disagreements(edition, remedy.disagreements),
            ),
            Section("sources", Text("Sources", "来源"), sources(edition, _cited(edition, remedy))),
        ),
        style="remedy",
        known_id=remedy.id,
        position=remedy.position,
    )


def _paragraph(edition: Edition, text: Text) -> Html:
    return element("p", edition.say(text))


def _cited(edition: Edition, remedy: Remedy) -> Iterator[str]:
    yield from remedy.sources
    for entry in edition.knowledge.causes_fixed_by(remedy.id):
        yield from entry.link.sources
    for note in remedy.notes:
        yield from note.sources
    for dispute in remedy.disagreements:
        for side in dispute.sides:
            yield from side.sources
