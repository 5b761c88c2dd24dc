"""The page of a cause: what goes wrong, what is seen, what it is confused with, what to do, who says so.

Owns its sections and their order. Leaves the picture to ``neighbourhood`` and cases to ``case_list``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lossdoctor.model import Cause, Link, Text
from lossdoctor.website.case_list import case_list
from lossdoctor.website.digest import LookAlike, sources_of_cause
from lossdoctor.website.edition import Edition, Page, Section
from lossdoctor.website.markup import Html, element, join
from lossdoctor.website.neighbourhood import around_cause
from lossdoctor.website.parts import cited, code, disagreements, facts, folded, items, notes, sources, table
from lossdoctor.website.picture import picture
from lossdoctor.wording import figure, fill, observation, percent

__all__ = ["cause_page"]

SEEN = Text("What you see", "看到什么")
WITH_IT = Text("With this cause", "有此原因时")
OTHERWISE = Text("Otherwise", "其他情况")
HOW_SURE = Text(
    "With this cause: how often it is seen, all else being well. "
    "Otherwise: how often it is seen where none of its causes is there.",
    "“有此原因时”：其他一切正常时，多常看到它；“其他情况”：没有任何相应原因时，多常看到它。",
)
CITED_FROM = Text("Who says so", "依据")
ROLES = {
    "root": Text("root cause: nothing that is known brings it about", "根本原因：没有已知的原因会引起它"),
    "mechanism": Text("mechanism: other causes bring it about", "机制：由其他原因引起"),
    "harmless": Text("harmless: nothing needs mending", "无害：不需要处理"),
}
NO_REMEDY = Text("Nothing is known that mends it.", "目前没有已知的对策。")
NOTHING_TO_DO = Text("Nothing needs mending.", "不需要处理。")
HOW_OFTEN = Text("How often", "多常见")
LOOK_WHETHER = Text("Look whether", "看是否")
WITH_THIS = Text("With this", "此原因")
WITH_THE_OTHER = Text("With the other", "对方")
EFFORT = Text("Effort", "花费")
SHOWN_AT_ONCE, MOST_INDIRECT, MOST_LOOK_ALIKES = 12, 15, 6


def cause_page(edition: Edition, cause: Cause) -> Page:
    """Make the page of ``cause``."""
    knowledge, digest = edition.knowledge, edition.digest
    family = element(
        "a",
        edition.say(knowledge.vocabulary.families[cause.family].name),
        href=f"{edition.up}causes.html#{cause.family}",
    )
    role = "harmless" if cause.harmless else "mechanism" if digest.parents[cause.id] else "root"
    rate = fill(
        "{word}: there by itself in {n} of the runs that people ask about",
        "{word}：在人们求助的训练中，约有 {n} 自身带有它",
        word=_word(edition, cause),
        n=figure(cause.base_rate.number),
    )
    graph = around_cause(digest, cause.id)
    return Page(
        path=f"causes/{cause.id}.html",
        title=cause.name,
        kind=Text("Cause", "原因"),
        lead=join(
            element("p", edition.say(cause.why)), facts(family, edition.say(rate), edition.say(ROLES[role]))
        ),
        sections=(
            Section("seen", SEEN, _seen(edition, cause)),
            Section("around", Text("How it comes about", "来龙去脉"), picture(edition, graph)),
            Section("led-to", Text("What brings it about", "由什么引起"), _origins(edition, cause)),
            Section("leads-to", Text("What it brings about", "它会引起什么"), _consequences(edition, cause)),
            Section(
                "confused",
                Text("What it is confused with, and how to tell", "容易混淆的原因，以及如何区分"),
                _look_alikes(edition, cause),
            ),
            Section(
                "remedies",
                Text("What to do, and how to know that it worked", "怎么办，以及如何确认有效"),
                _remedies(edition, cause),
            ),
            Section("notes", Text("Worth knowing", "值得知道"), notes(edition, cause.notes)),
            Section(
                "disagreements",
                Text("Where sources disagree", "来源之间的分歧"),
                disagreements(edition, cause.disagreements),
            ),
            Section("cases", Text("Cases", "案例"), case_list(edition, digest.cases[cause.id], cause.id)),
            Section("sources", Text("Sources", "来源"), sources(edition, sources_of_cause(cause))),
        ),
        style="cause",
        known_id=cause.id,
        position=cause.position,
    )


def _word(edition: Edition, cause: Cause) -> Text:
    written = cause.base_rate.written
    term = edition.knowledge.vocabulary.base_rates.get(written)
    return term.name if term else Text(written, written)


def _seen(edition: Edition, cause: Cause) -> Html:
    links = edition.knowledge.symptoms_of(cause.id)
    first, rest = links[:SHOWN_AT_ONCE], links[SHOWN_AT_ONCE:]
    more = edition.say(fill("{n} more", "另外 {n} 个", n=len(rest)))
    told = element("p", element("small", edition.say(HOW_SURE))) if links else None
    return join(told, _symptoms(edition, first), folded(more, _symptoms(edition, rest)) if rest else None)


def _symptoms(edition: Edition, links: Sequence[Link]) -> Html:
    return table(
        edition,
        (SEEN, WITH_IT, OTHERWISE, CITED_FROM),
        (
            (
                edition.observation(link.target),
                edition.often(link.frequency),
                edition.often(edition.knowledge.symptoms[link.target].background),
                cited(link.sources),
            )
            for link in links
        ),
    )


def _origins(edition: Edition, cause: Cause) -> Html:
    return table(
        edition,
        (Text("Cause", "原因"), HOW_OFTEN, CITED_FROM),
        (
            (
                edition.link("cause", entry.origin),
                edition.often(entry.link.frequency),
                _cited_away(edition, entry.link),
            )
            for entry in edition.digest.parents[cause.id]
        ),
    )


def _consequences(edition: Edition, cause: Cause) -> Html:
    links = sorted(cause.leads_to, key=lambda link: -link.frequency.number)
    direct = table(
        edition,
        (Text("Cause", "原因"), HOW_OFTEN, CITED_FROM),
        (
            (edition.link("cause", link.target), edition.often(link.frequency), cited(link.sources))
            for link in links
        ),
    )
    return join(direct, _indirect(edition, cause))


def _cited_away(edition: Edition, link: Link) -> Html:
    """Cite what another page lists."""
    return element(
        "span", [edition.link("claim", name, name) for name in link.sources], class_="cited", translate="no"
    )


def _indirect(edition: Edition, cause: Cause) -> Html:
    digest = edition.digest
    own = {link.target for link in cause.shows}
    through = sorted(
        ((p, symptom) for symptom, p in digest.shown[cause.id].items() if symptom not in own and p >= 0.01),
        key=lambda entry: (-entry[0], entry[1]),
    )
    rows = table(
        edition,
        (SEEN, HOW_OFTEN, Text("Through", "经由")),
        (
            (
                edition.observation(symptom),
                edition.bar(probability, percent(probability)),
                items(edition.link("cause", between) for between in _between(edition, cause, symptom)),
            )
            for probability, symptom in through[:MOST_INDIRECT]
        ),
    )
    return folded(edition.say(Text("What is seen through these", "由此间接看到的")), rows) if rows else rows


def _between(edition: Edition, cause: Cause, symptom: str) -> Iterator[str]:
    for reached in edition.digest.reached[cause.id]:
        shown = (link.target for link in edition.knowledge.causes[reached].shows)
        if reached != cause.id and symptom in shown:
            yield reached


def _look_alikes(edition: Edition, cause: Cause) -> Html:
    all_of_them = [_look_alike(edition, cause, other) for other in edition.digest.look_alikes[cause.id]]
    first, rest = all_of_them[:MOST_LOOK_ALIKES], all_of_them[MOST_LOOK_ALIKES:]
    more = edition.say(fill("{n} more", "另外 {n} 个", n=len(rest)))
    return join(*first, folded(more, *rest) if rest else None)


def _look_alike(edition: Edition, cause: Cause, other: LookAlike) -> Html:
    knowledge = edition.knowledge
    name = knowledge.causes[other.cause].name
    if not other.differences:
        nothing = Text("Nothing that is known tells the two apart.", "已知的观察都无法区分两者。")
        return folded(element("b", edition.say(name)), element("p", edition.say(nothing)))
    best = other.differences[0]
    hint = fill(
        "{symptom}: {first} with this, {second} with the other",
        "{symptom}：此原因 {first}，对方 {second}",
        symptom=observation(knowledge, best.symptom),
        first=percent(best.first),
        second=percent(best.second),
    )
    efforts = knowledge.vocabulary.efforts
    rows = table(
        edition,
        (LOOK_WHETHER, WITH_THIS, WITH_THE_OTHER, EFFORT),
        (
            (
                edition.observation(entry.symptom),
                edition.bar(entry.first, percent(entry.first)),
                edition.bar(entry.second, percent(entry.second)),
                edition.say(
                    efforts[knowledge.questions[knowledge.symptoms[entry.symptom].question].effort].name
                ),
            )
            for entry in other.differences
        ),
    )
    more = element("p", edition.link("cause", other.cause))
    return folded(
        join(element("b", edition.say(name)), element("small", edition.say(hint), class_="hint")), rows, more
    )


def _remedies(edition: Edition, cause: Cause) -> Html:
    links = edition.knowledge.remedies_of(cause.id)
    if not links:
        return element("p", edition.say(NOTHING_TO_DO if cause.harmless else NO_REMEDY))
    return join(*(_remedy(edition, link, first=link is links[0]) for link in links))


def _remedy(edition: Edition, link: Link, *, first: bool) -> Html:
    remedy = edition.knowledge.remedies[link.target]
    effort = edition.say(edition.knowledge.vocabulary.efforts[remedy.effort].name)
    works = element("span", edition.often(link.frequency), class_="works")
    summary = join(works, element("b", edition.say(remedy.name)))
    worked = element(
        "p", element("b", edition.say(Text("It worked if: ", "有效的标志："))), edition.say(remedy.works_if)
    )
    more = edition.link(
        "remedy", remedy.id, edition.say(Text("Risk, how to undo it, more", "风险、如何撤销等"))
    )
    return folded(
        summary,
        items((edition.say(step) for step in remedy.do), ordered=True),
        code(remedy.code),
        worked,
        facts(effort, more, cited(link.sources)),
        is_open=first,
    )
