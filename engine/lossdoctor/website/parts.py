"""What several kinds of pages hold: tables of links, code, notes, disagreements, sources.

Owns their markup. Leaves which of them a page has, and in which order, to the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lossdoctor.model import Claim, Disagreement, Note, Text
from lossdoctor.website.edition import Edition
from lossdoctor.website.markup import Content, Html, element, join

__all__ = [
    "caution_and_opposition",
    "cited",
    "code",
    "disagreements",
    "facts",
    "folded",
    "items",
    "notes",
    "sources",
    "table",
]

CITED_FROM = Text("Who says so", "依据")
BUT = Text("But: ", "但是：")
OTHERS_SAY = Text("Others say something different:", "别处有不同的说法：")
HOLDS_WHEN = Text("This holds when: ", "成立的条件：")


def facts(*entries: Content) -> Html:
    """Write short facts in a row."""
    return element("ul", [element("li", entry) for entry in entries if entry], class_="facts")


def items(entries: Iterable[Content], *, ordered: bool = False, class_: str | None = None) -> Html:
    """Write a list; nothing where there are no entries."""
    rows = [element("li", entry) for entry in entries]
    return element("ol" if ordered else "ul", rows, class_=class_) if rows else Html("")


def table(edition: Edition, headings: Sequence[Text], rows: Iterable[Sequence[Content]]) -> Html:
    """Write a table; nothing where there are no rows. Each cell knows its heading, for narrow screens."""
    names = [edition.say(heading) for heading in headings]
    body = [
        element(
            "tr",
            [
                element("td", cell, data_label=heading.in_language(edition.language))
                for heading, cell in zip(headings, row, strict=True)
            ],
        )
        for row in rows
    ]
    if not body:
        return Html("")
    head = element("thead", element("tr", [element("th", name, scope="col") for name in names]))
    return element("table", head, element("tbody", body))


def folded(summary: Content, *content: Content, is_open: bool = False) -> Html:
    """Write what is shown when its summary is opened."""
    return element("details", element("summary", summary), *content, open="" if is_open else None)


def cited(names: Iterable[str]) -> Html:
    """Cite claims or sources that the page lists under its sources."""
    return element(
        "span", [element("a", name, href=f"#cited-{name}") for name in names], class_="cited", translate="no"
    )


def code(snippets: Mapping[str, str]) -> Html:
    """Show code, for each framework."""
    return join(
        *(
            element(
                "figure",
                element("figcaption", framework),
                element("pre", element("code", text.strip("\n")), tabindex="0"),
                class_="code",
            )
            for framework, text in snippets.items()
        )
    )


def notes(edition: Edition, remarks: Iterable[Note]) -> Html:
    """List what is worth saying and no link says."""
    return items(join(edition.say(note.says), " ", cited(note.sources)) for note in remarks)


def disagreements(edition: Edition, disputes: Iterable[Disagreement]) -> Html:
    """Show all sides where sources contradict each other, each with when it holds."""
    return join(*(_dispute(edition, dispute) for dispute in disputes))


def _dispute(edition: Edition, dispute: Disagreement) -> Html:
    sides = [
        element(
            "li",
            element("p", edition.say(side.says)),
            element("p", element("b", edition.say(HOLDS_WHEN)), edition.say(side.when)),
            cited(side.sources),
        )
        for side in dispute.sides
    ]
    return join(element("h3", edition.say(dispute.about)), element("ul", sides, class_="sides"))


def sources(edition: Edition, names: Iterable[str]) -> Html:
    """List what a page cites, by document, with what each says against it."""
    knowledge = edition.knowledge
    by_source: dict[str, list[Claim]] = {}
    for name in dict.fromkeys(names):
        claims = by_source.setdefault(knowledge.source_of(name).id, [])
        if name in knowledge.claims:
            claims.append(knowledge.claims[name])
    return items(
        (
            join(
                element("b", edition.link("source", source), id=f"cited-{source}"),
                items((_claim(edition, claim) for claim in claims)),
            )
            for source, claims in by_source.items()
        ),
        class_="sources",
    )


def _claim(edition: Edition, claim: Claim) -> Html:
    label = element("span", edition.link("claim", claim.id, claim.id), id=f"cited-{claim.id}", class_="id")
    return join(label, " ", edition.say(claim.says), caution_and_opposition(edition, claim))


def caution_and_opposition(edition: Edition, claim: Claim) -> Html:
    """Say what is right where a claim is wrong, and who says something different."""
    caution = claim.caution
    knowledge = edition.knowledge
    right = (
        element(
            "p",
            element("b", edition.say(BUT)),
            edition.say(caution.says),
            " ",
            [element("span", edition.link("claim", name, name), class_="id") for name in caution.sources],
            class_="caution",
        )
        if caution
        else None
    )
    opposed = [
        join(
            element("span", edition.link("claim", other, other), class_="id"),
            " ",
            edition.say(knowledge.claims[other].says),
        )
        for other in claim.against
        if other in knowledge.claims
    ]
    against = (
        element("div", element("b", edition.say(OTHERS_SAY)), items(opposed), class_="against")
        if opposed
        else None
    )
    return join(right, against)
