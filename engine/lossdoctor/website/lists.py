"""The pages that lead to the others: the first page, and one list for each kind.

Owns what they group by. The first page is an index by what is seen and by family.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from lossdoctor.codes import CODES
from lossdoctor.codes.languages import in_language
from lossdoctor.model import Term, Text
from lossdoctor.website.code_page import SEVERITIES
from lossdoctor.website.edition import Edition, Page, Section
from lossdoctor.website.markup import Content, Html, element, join
from lossdoctor.website.parts import items
from lossdoctor.wording import fill

__all__ = ["top_pages"]

NO_KIND = Text("")
WELCOME = Text(
    "Why your neural network does not train, and what to try next. "
    "Say in your own words what you see, or pick it from the list.",
    "神经网络为什么训练不好，下一步该试什么。用自己的话说出看到的现象，或从下面的列表中选择。",
)


def top_pages(edition: Edition) -> tuple[Page, ...]:
    """Make the first page and the lists; ``edition`` is that of the top."""
    return (
        _home(edition),
        _symptoms(edition),
        _causes(edition),
        _remedies(edition),
        _sources(edition),
        _codes(edition),
    )


def _home(edition: Edition) -> Page:
    knowledge = edition.knowledge
    seen = join(
        *_groups(
            edition, knowledge.vocabulary.kinds, _questions_by_kind(edition), "symptoms.html", "question"
        )
    )
    families = join(
        *_groups(edition, knowledge.vocabulary.families, _causes_by_family(edition), "causes.html", "cause")
    )
    return Page(
        "index.html",
        Text("What do you see?", "看到了什么？"),
        NO_KIND,
        element("p", edition.say(WELCOME)),
        (
            Section(
                "by-sight", Text("By what you see", "按看到的现象"), element("div", seen, class_="columns")
            ),
            Section(
                "by-family",
                Text("By family of causes", "按原因类别"),
                element("div", families, class_="columns"),
            ),
        ),
        style="home",
    )


def _groups(
    edition: Edition,
    terms: Mapping[str, Term],
    members: Mapping[str, list[str]],
    page: str,
    kind: str,
) -> Iterable[Html]:
    for term in terms.values():
        if members.get(term.id):
            count = element("small", f" {len(members[term.id])}")
            heading = element("h3", element("a", edition.say(term.name), href=f"{page}#{term.id}"), count)
            links = items(edition.link(kind, name) for name in members[term.id])
            yield element("div", heading, links, class_="group")


def _questions_by_kind(edition: Edition) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for question in edition.knowledge.questions.values():
        found.setdefault(question.kind, []).append(question.id)
    return {kind: _by_name(edition, "question", names) for kind, names in found.items()}


def _causes_by_family(edition: Edition) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cause in edition.knowledge.causes.values():
        found.setdefault(cause.family, []).append(cause.id)
    return {family: _by_name(edition, "cause", names) for family, names in found.items()}


def _by_name(edition: Edition, kind: str, names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: edition.name(kind, name).in_language(edition.language).casefold())


def _symptoms(edition: Edition) -> Page:
    knowledge = edition.knowledge
    members = _questions_by_kind(edition)

    def entry(name: str) -> Content:
        question = knowledge.questions[name]
        options = [edition.link("symptom", option) for option in question.options]
        shown = None if question.choose == "yes-no" else items(options, class_="options")
        return join(edition.link("question", name), shown)

    return _listing(
        edition,
        "symptoms.html",
        Text("What you see", "看到什么"),
        fill(
            "{questions} questions, {symptoms} answers. Each answer tells which causes show it.",
            "{questions} 个问题，{symptoms} 种回答；每种回答都说明哪些原因会这样表现。",
            questions=len(knowledge.questions),
            symptoms=len(knowledge.symptoms),
        ),
        knowledge.vocabulary.kinds,
        members,
        entry,
    )


def _causes(edition: Edition) -> Page:
    knowledge = edition.knowledge

    def entry(name: str) -> Content:
        rate = knowledge.vocabulary.base_rates.get(knowledge.causes[name].base_rate.written)
        told = element("small", edition.say(rate.name if rate else knowledge.causes[name].base_rate.written))
        return join(edition.link("cause", name), " ", told)

    return _listing(
        edition,
        "causes.html",
        Text("Causes", "原因"),
        fill("{n} causes, by family.", "{n} 个原因，按类别排列。", n=len(knowledge.causes)),
        knowledge.vocabulary.families,
        _causes_by_family(edition),
        entry,
    )


def _remedies(edition: Edition) -> Page:
    knowledge = edition.knowledge
    members: dict[str, list[str]] = {}
    for remedy in knowledge.remedies.values():
        members.setdefault(remedy.effort, []).append(remedy.id)

    def entry(name: str) -> Content:
        mended = len(knowledge.causes_fixed_by(name))
        told = fill("for {n} cause{s}", "针对 {n} 个原因", n=mended, s="" if mended == 1 else "s")
        return join(edition.link("remedy", name), " ", element("small", edition.say(told)))

    return _listing(
        edition,
        "remedies.html",
        Text("Remedies", "对策"),
        fill("{n} remedies, by what they cost.", "{n} 个对策，按花费排列。", n=len(knowledge.remedies)),
        knowledge.vocabulary.efforts,
        {effort: _by_name(edition, "remedy", names) for effort, names in members.items()},
        entry,
    )


def _sources(edition: Edition) -> Page:
    knowledge = edition.knowledge
    members: dict[str, list[str]] = {}
    for source in knowledge.sources.values():
        members.setdefault(source.kind, []).append(source.id)

    def entry(name: str) -> Content:
        claims = len(knowledge.sources[name].claims)
        told = fill("{n} claim{s}", "{n} 条论断", n=claims, s="" if claims == 1 else "s")
        return join(edition.link("source", name), " ", element("small", edition.say(told)))

    return _listing(
        edition,
        "sources.html",
        Text("Sources", "来源"),
        fill(
            "{n} documents with {claims} claims. Every link of the knowledge cites at least one.",
            "{n} 份文献，共 {claims} 条论断；知识库中的每条联系至少引用其一。",
            n=len(knowledge.sources),
            claims=len(knowledge.claims),
        ),
        knowledge.vocabulary.source_kinds,
        {kind: _by_name(edition, "source", names) for kind, names in members.items()},
        entry,
    )


def _codes(edition: Edition) -> Page:
    groups = groupby(CODES.values(), key=lambda code: code.severity)
    by_severity: dict[str, list[Html]] = {}
    for severity, codes in groups:
        for code in codes:
            link = element("a", code.code, href=f"{edition.up}codes/{code.code}.html")
            by_severity.setdefault(severity, []).append(
                join(link, " ", edition.say(in_language(code, edition.language).title))
            )
    told = Text(
        "What lossdoctor knowledge check and knowledge test may say, and how to mend it.",
        "lossdoctor knowledge check 与 knowledge test 可能给出的信息，以及如何修正。",
    )
    return Page(
        "codes.html",
        Text("Messages of the check", "检查信息"),
        NO_KIND,
        element("p", edition.say(told)),
        tuple(
            Section(severity, SEVERITIES[severity], items(entries, class_="listing"))
            for severity, entries in by_severity.items()
        ),
        style="code",
    )


def _listing(
    edition: Edition,
    path: str,
    title: Text,
    told: Text,
    terms: Mapping[str, Term],
    members: Mapping[str, list[str]],
    entry: Callable[[str], Content],
) -> Page:
    sections = tuple(
        Section(term.id, term.name, items((entry(name) for name in members[term.id]), class_="listing"))
        for term in terms.values()
        if members.get(term.id)
    )
    return Page(path, title, NO_KIND, element("p", edition.say(told)), sections, style="list")
