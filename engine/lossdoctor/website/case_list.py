"""Cases as people read them: what was seen, and what must come out.

Owns their markup. Leaves playing them to ``knowledge_tests``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lossdoctor.model import Case, Text
from lossdoctor.website.edition import Edition
from lossdoctor.website.markup import Content, Html, element, join
from lossdoctor.website.parts import folded

__all__ = ["case_list"]

MOST_CASES = 24
BADGES = {
    "wins": Text("this cause wins", "此原因胜出"),
    "alone": Text("this cause alone accounts for it", "仅此原因即可解释"),
    "among": Text("this cause is among the first three", "此原因列前三"),
    "loses": Text("this cause must not win", "此原因不应胜出"),
    "real": Text("a real case: this was found", "真实案例：查明是此原因"),
}


def case_list(edition: Edition, cases: Iterable[Case], cause: str) -> Html:
    """List the cases that say something of ``cause``, each with what it says of it."""
    chosen = list(cases)[:MOST_CASES]
    return join(*(_case(edition, case, _says(case, cause)) for case in chosen))


def _says(case: Case, cause: str) -> str:
    if cause in case.established:
        return "real"
    if case.expect.top == cause:
        return "wins"
    if cause in case.expect.never:
        return "loses"
    if case.expect.alone == cause:
        return "alone"
    return "among" if cause in case.expect.within_top_3 else ""


def _case(edition: Edition, case: Case, says: str) -> Html:
    badge = element("span", edition.say(BADGES[says]), class_=f"badge {says}") if says else None
    summary = join(badge, element("span", edition.say(Text(case.name)), class_="story"))
    complaint = element("blockquote", edition.say(case.complaint)) if case.complaint else None
    rows = [
        join(element("dt", edition.say(label)), [element("dd", value) for value in values])
        for label, values in _lines(edition, case)
        if values
    ]
    return folded(summary, complaint, element("dl", rows))


def _lines(edition: Edition, case: Case) -> Iterator[tuple[Text, list[Content]]]:
    expect = case.expect
    yield Text("Seen", "看到"), [edition.observation(symptom) for symptom in case.seen]
    yield Text("Not seen", "没有看到"), [edition.observation(symptom) for symptom in case.not_seen]
    yield Text("What was found", "查明的原因"), _causes(edition, case.established)
    yield Text("Must come first", "应排第一"), _causes(edition, [expect.top] if expect.top else [])
    yield Text("Must be among the first three", "应在前三"), _causes(edition, expect.within_top_3)
    yield (
        Text("Must account for all that was seen", "应能解释看到的一切"),
        _causes(edition, [expect.alone] if expect.alone else []),
    )
    yield Text("Must not be reported", "不应报告"), _causes(edition, expect.never)
    yield (
        Text("Must be advised", "应建议"),
        [edition.link("remedy", expect.remedy)] if expect.remedy else [],
    )
    yield (
        Text("Must be worth trying", "应值得一试"),
        [edition.link("remedy", remedy) for remedy in expect.offers],
    )
    yield (
        Text("Must be asked next", "应接着问"),
        [edition.link("question", expect.asks)] if expect.asks else [],
    )
    if expect.nothing_wrong:
        yield Text("Must come out", "应得出"), [edition.say(Text("nothing is wrong", "没有问题"))]
    if case.todo:
        yield Text("Does not pass yet", "尚未通过"), [edition.say(Text(case.todo))]
    yield (
        Text("From", "出处"),
        [element("span", edition.link("claim", s, s), class_="id") for s in case.sources],
    )


def _causes(edition: Edition, names: Iterable[str]) -> list[Content]:
    return [edition.link("cause", name) for name in names]
