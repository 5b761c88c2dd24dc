"""Making a cause, with its links and the two cases that protect it.

Owns what is asked, and in which order; most of it picks what exists. Leaves new symptoms, remedies and
sources, which may be made on the way, to the modules of each.
"""

from __future__ import annotations

import re

from lossdoctor.authoring.asking import Unfit
from lossdoctor.authoring.desk import Desk
from lossdoctor.authoring.drafts import cases_draft, cause_draft
from lossdoctor.authoring.interview import Sitting, told
from lossdoctor.loading import records
from lossdoctor.model import Case, Cause, Expectation, Frequency, Link, Text
from lossdoctor.wording import figure

__all__ = ["new_cause"]

HARMLESS = "nothing-wrong"
SEEN_IN_CASE = 3
STORY = Text("The story in one line (Enter: no case)", "用一行说清经过（回车：不写案例）")
_CASE = re.compile(r"(?P<name>[^=]+)=(?P<seen>[^@]+)(?:@(?P<top>\S+))?")


def new_cause(sitting: Sitting) -> str:
    """Ask for a cause; give its id."""
    asker, desk = sitting.asker, sitting.desk
    vocabulary = desk.knowledge.vocabulary
    name = sitting.text(
        "name",
        Text(
            "What is wrong, in a few words, such as: Learning rate too high",
            "哪里不对，几个词，例如：Learning rate too high（学习率过大）",
        ),
    )
    sitting.rule_out("cause", name.en)
    identifier = sitting.new_id(name.en)
    family = asker.choose(
        "family", Text("To which family does it belong?", "它属于哪一类？"), told(vocabulary.families)
    )
    base_rate = _base_rate(sitting)
    why = sitting.text(
        "why",
        Text("What goes wrong, and how? Two to four sentences", "出了什么问题，怎样出的？两到四句"),
    )
    desk.reserved.add(identifier)
    shows = sitting.links(
        "shows",
        "symptom",
        Text("What does one see?", "会看到什么？"),
        Text("Of ten runs with this cause, how many show it?", "十次有这个原因的训练里，几次会看到它？"),
    )
    leads_to = sitting.links(
        "leads-to",
        "cause",
        Text("Which other cause does it bring about?", "它会引起哪个别的原因？"),
        Text("How often does it?", "多常引起？"),
    )
    remedies: tuple[Link, ...] = ()
    if family != HARMLESS:
        remedies = sitting.links(
            "remedy",
            "remedy",
            Text("What mends it?", "怎样解决它？"),
            Text("How often does that mend this cause?", "这样做多常能解决这个原因？"),
        )
    mimics = sitting.ids(
        "mimics", "cause", Text("With which causes is it easily confused?", "容易与哪些原因混淆？")
    )
    cause = Cause(
        id=identifier,
        name=name,
        family=family,
        base_rate=base_rate,
        why=why,
        leads_to=leads_to,
        shows=shows,
        remedies=remedies,
        mimics=mimics,
        no_known_remedy=not remedies and family != HARMLESS,
    )
    desk.make("cause", identifier, name.en)
    desk.add(cause_draft(cause))
    cases = [case for case in (_winning(sitting, cause), _losing(sitting, cause)) if case is not None]
    if cases:
        desk.add(cases_draft(identifier, cases))
    return identifier


def _base_rate(sitting: Sitting) -> Frequency:
    rates = sitting.desk.knowledge.vocabulary.base_rates
    told = {
        term.id: Text(
            f"in about {figure(term.number)} of the runs that people ask about",
            f"来问的训练里约有 {figure(term.number)}",
        )
        for term in rates.values()
    }
    question = Text("How often is it there, by itself?", "它本身多常出现？")
    word = sitting.asker.choose("base-rate", question, told, default="uncommon")
    return records.frequency(word, rates)


def _winning(sitting: Sitting, cause: Cause) -> Case | None:
    """Ask for a story that the cause must win."""
    if sitting.asker.was_given("wins"):
        return _given_case(sitting, "wins", cause)
    name = _story(
        sitting,
        Text(
            "A case that it must win: what somebody told, who turned out to have this cause.",
            "一个它必须胜出的案例：有人这样说，后来查明就是这个原因。",
        ),
    )
    if not name:
        return None
    seen = _seen(sitting, _most_frequent(sitting.desk, cause))
    return Case(name, seen, _not_seen(sitting, seen), _won(cause), beside=cause.id)


def _story(sitting: Sitting, wanted: Text) -> str:
    """Ask for the name of a case; empty where nobody is asked, or nothing was said."""
    if not sitting.asker.asks:
        return ""
    sitting.asker.say(wanted)
    return sitting.asker.text("", STORY, needed=False)


def _won(cause: Cause) -> Expectation:
    """Expect the cause, and the remedy that works best where it works more often than not."""
    best = max(cause.remedies, key=lambda link: link.frequency.number, default=None)
    return Expectation(top=cause.id, remedy=best.target if best and best.frequency.number >= 0.5 else "")


def _losing(sitting: Sitting, cause: Cause) -> Case | None:
    """Ask for a look-alike that the cause must not win."""
    if sitting.asker.was_given("loses"):
        return _given_case(sitting, "loses", cause)
    name = _story(
        sitting,
        Text(
            "A case that it must not win: it looks alike, and is something else.",
            "一个它不能胜出的案例：看起来像，其实是别的原因。",
        ),
    )
    if not name:
        return None
    other = next(iter(cause.mimics), "") or sitting.pick(
        "cause", Text("What is it in truth?", "其实是什么？")
    )
    other = "" if other == cause.id else other
    seen = _seen(sitting, _unlike(sitting.desk, other, cause))
    expect = Expectation(top=other, never=(cause.id,))
    return Case(name, seen, _not_seen(sitting, seen), expect, beside=cause.id)


def _seen(sitting: Sitting, suggested: tuple[str, ...]) -> tuple[str, ...]:
    if suggested:
        sitting.asker.say(Text("What was seen:", "看到的现象："))
        for symptom in suggested:
            sitting.asker.say(f"  - {symptom}: {sitting.desk.name('symptom', symptom)}")
        if sitting.asker.agrees(Text("Just these?", "就是这些吗？"), default=True):
            return suggested
    while not (seen := sitting.ids("", "symptom", Text("What was seen?", "看到了什么？"))):
        sitting.asker.say(Text("a case has at least one symptom", "案例至少要有一个症状"), indented=True)
    return seen


def _not_seen(sitting: Sitting, seen: tuple[str, ...]) -> tuple[str, ...]:
    looked_for = sitting.ids(
        "", "symptom", Text("What was looked for, and was not there?", "查过、但没有的是什么？")
    )
    return tuple(symptom for symptom in looked_for if symptom not in seen)


def _given_case(sitting: Sitting, key: str, cause: Cause) -> Case:
    """Read "NAME=SYMPTOM,SYMPTOM,!NOT-SEEN", with "@CAUSE" where another cause must come first."""
    desk = sitting.desk
    found: list[Case] = []

    def fit(answer: str) -> str:
        parts = _CASE.fullmatch(answer)
        if parts is None:
            raise Unfit(
                Text(
                    "write NAME=SYMPTOM,SYMPTOM,!NOT-SEEN, and @CAUSE behind it where another one wins",
                    "写成 名称=症状,症状,!没看到的；若别的原因胜出，后面加 @原因",
                )
            )
        named = [symptom.strip() for symptom in parts["seen"].split(",")]
        seen = tuple(desk.known("symptom", symptom) for symptom in named if not symptom.startswith("!"))
        not_seen = tuple(desk.known("symptom", symptom[1:]) for symptom in named if symptom.startswith("!"))
        if not seen:
            raise Unfit(Text("a case has at least one symptom that was seen", "案例至少要有一个看到的症状"))
        top = desk.known("cause", parts["top"]) if parts["top"] else ""
        expect = _won(cause) if key == "wins" else Expectation(top=top, never=(cause.id,))
        found.append(Case(parts["name"].strip(), seen, not_seen, expect, beside=cause.id))
        return answer

    sitting.asker.text(key, Text("A case", "案例"), fit=fit)
    return found[-1]


def _most_frequent(desk: Desk, cause: Cause) -> tuple[str, ...]:
    """Suggest what the cause shows most, one answer for each question."""
    chosen: dict[str, str] = {}
    for link in sorted(cause.shows, key=lambda link: -link.frequency.number):
        symptom = desk.knowledge.symptoms.get(link.target)
        chosen.setdefault(symptom.question if symptom else link.target, link.target)
    return tuple(chosen.values())[:SEEN_IN_CASE]


def _unlike(desk: Desk, other: str, cause: Cause) -> tuple[str, ...]:
    """Suggest what another cause shows and this one does not."""
    if other not in desk.knowledge.causes:
        return ()
    own = {link.target for link in cause.shows}
    links = (link for link in desk.knowledge.symptoms_of(other) if link.target not in own)
    return tuple(link.target for link in links)[:SEEN_IN_CASE]
