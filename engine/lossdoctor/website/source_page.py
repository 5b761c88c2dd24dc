"""The page of a source: what it is, where it is found, what it says, and what rests on that.

Owns its sections and their order.
"""

from __future__ import annotations

import re

from lossdoctor.model import Claim, Source, Text
from lossdoctor.website.edition import Edition, Page, Section
from lossdoctor.website.markup import Content, Html, element, join
from lossdoctor.website.parts import caution_and_opposition, facts, folded, items
from lossdoctor.wording import fill

__all__ = ["source_page"]

_ADDRESS = re.compile(r"(?P<url>https?://[^\s,;]+)|doi:(?P<doi>10\.[^\s,;]+)|arXiv:(?P<arxiv>[\w./-]*\d)")
LANGUAGES = {"en": Text("in English", "英文"), "zh": Text("in Chinese", "中文")}
COMPLETE = Text("all that it says is here", "其全部内容都在这里")
FEW_CITING = 4


def source_page(edition: Edition, source: Source) -> Page:
    """Make the page of ``source``."""
    kind = edition.knowledge.vocabulary.source_kinds[source.kind].name
    language = LANGUAGES.get(source.lang, Text(source.lang, source.lang))
    whole = join(edition.say(Text("Where: ", "出处：")), _where(source.where))
    complete = edition.say(COMPLETE) if source.complete else None
    return Page(
        path=f"sources/{source.id}.html",
        title=Text(source.title, source.title),
        kind=fill("Source: {kind}", "来源：{kind}", kind=kind),
        lead=facts(whole, edition.say(language), complete),
        sections=(
            Section(
                "_claims",
                Text("What it says, in our words", "其中所说（我们的转述）"),
                _claims(edition, source),
            ),
            Section("_cited", Text("What cites it as a whole", "整体引用它的"), _citing(edition, source.id)),
        ),
        style="source",
        known_id=source.id,
        position=source.position,
    )


def _claims(edition: Edition, source: Source) -> Html:
    return join(*(_claim(edition, claim) for claim in source.claims))


def _claim(edition: Edition, claim: Claim) -> Html:
    label = element("a", claim.id, href=f"#{claim.id}", class_="id")
    return element(
        "article",
        element("p", label, " ", element("small", claim.at)),
        element("p", edition.say(claim.says), class_="says"),
        caution_and_opposition(edition, claim),
        _citing(edition, claim.id),
        id=claim.id,
        class_="claim",
    )


def _citing(edition: Edition, cited: str) -> Html:
    citing = [edition.link(kind, name) for kind, name in edition.digest.cited_by.get(cited, ())]
    if not citing:
        return Html("")
    rows = items(citing, class_="citing")
    if len(citing) <= FEW_CITING:
        return join(
            element("p", edition.say(Text("It rests on this:", "以此为依据：")), class_="rests"), rows
        )
    return folded(edition.say(fill("{n} pages rest on this", "有 {n} 个页面以此为依据", n=len(citing))), rows)


def _where(where: str) -> Html:
    """Link what can be followed: an address, a DOI, an arXiv number."""
    pieces: list[Content] = []
    end = 0
    for match in _ADDRESS.finditer(where):
        address = match["url"] or (
            f"https://doi.org/{match['doi']}" if match["doi"] else f"https://arxiv.org/abs/{match['arxiv']}"
        )
        pieces += [where[end : match.start()], element("a", match.group(), href=address, rel="noreferrer")]
        end = match.end()
    return join(*pieces, where[end:])
