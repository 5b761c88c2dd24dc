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
from lossdoctor.model import Case, Cause, Expectation, Frequency, Link
from lossdoctor.wording import figure

__all__ = ["new_cause"]

HARMLESS = "nothing-wrong"
SEEN_IN_CASE = 3
_CASE = re.compile(r"(?P<name>[^=]+)=(?P<seen>[^@]+)(?:@(?P<top>\S+))?")


def new_cause(sitting: Sitting) -> str:
    """Ask for a cause; give its id."""
    asker, desk = sitting.asker, sitting.desk
    vocabulary = desk.knowledge.vocabulary
    name = sitting.text("name", "What is wrong, in a few words, such as: Learning rate too high")
    sitting.rule_out("cause", name.en)
    identifier = sitting.new_id(name.en)
    family = asker.choose("family", "To which family does it belong?", told(vocabulary.families))
    base_rate = _base_rate(sitting)
    why = sitting.text("why", "What goes wrong, and how? Two to four sentences")
    desk.reserved.add(identifier)
    shows = sitting.links(
        "shows", "symptom", "What does one see?", "Of ten runs with this cause, how many show it?"
    )
    leads_to = sitting.links(
        "leads-to", "cause", "Which other cause does it bring about?", "How often does it?"
    )
    remedies: tuple[Link, ...] = ()
    if family != HARMLESS:
        remedies = sitting.links("remedy", "remedy", "What mends it?", "How often does that mend this cause?")
    mimics = sitting.ids("mimics", "cause", "With which causes is it easily confused?")
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
        term.id: f"in about {figure(term.number)} of the runs that people ask about"
        for term in rates.values()
    }
    word = sitting.asker.choose("base-rate", "How often is it there, by itself?", told, default="uncommon")
    return records.frequency(word, rates)


def _winning(sitting: Sitting, cause: Cause) -> Case | None:
    """Ask for a story that the cause must win."""
    if sitting.asker.was_given("wins"):
        return _given_case(sitting, "wins", cause)
    if not sitting.asker.asks:
        return None
    sitting.asker.say("A case that it must win: what somebody told, who turned out to have this cause.")
    name = sitting.asker.text("", "The story in one line (Enter: no case)", needed=False)
    if not name:
        return None
    seen = _seen(sitting, _most_frequent(sitting.desk, cause))
    return Case(name, seen, _not_seen(sitting, seen), _won(cause), beside=cause.id)


def _won(cause: Cause) -> Expectation:
    """Expect the cause, and the remedy that works best where it works more often than not."""
    best = max(cause.remedies, key=lambda link: link.frequency.number, default=None)
    return Expectation(top=cause.id, remedy=best.target if best and best.frequency.number >= 0.5 else "")


def _losing(sitting: Sitting, cause: Cause) -> Case | None:
    """Ask for a look-alike that the cause must not win."""
    if sitting.asker.was_given("loses"):
        return _given_case(sitting, "loses", cause)
    if not sitting.asker.asks:
        return None
    sitting.asker.say("A case that it must not win: it looks alike, and is something else.")
    name = sitting.asker.text("", "The story in one line (Enter: no case)", needed=False)
    if not name:
        return None
    other = next(iter(cause.mimics), "") or sitting.pick("cause", "What is it in truth?")
    other = "" if other == cause.id else other
    seen = _seen(sitting, _unlike(sitting.desk, other, cause))
    expect = Expectation(top=other, never=(cause.id,))
    return Case(name, seen, _not_seen(sitting, seen), expect, beside=cause.id)


def _seen(sitting: Sitting, suggested: tuple[str, ...]) -> tuple[str, ...]:
    if suggested:
        sitting.asker.say("What was seen:")
        for symptom in suggested:
            sitting.asker.say(f"  - {symptom}: {sitting.desk.name('symptom', symptom)}")
        if sitting.asker.agrees("Just these?", default=True):
            return suggested
    while not (seen := sitting.ids("", "symptom", "What was seen?")):
        sitting.asker.say("  a case has at least one symptom")
    return seen


def _not_seen(sitting: Sitting, seen: tuple[str, ...]) -> tuple[str, ...]:
    looked_for = sitting.ids("", "symptom", "What was looked for, and was not there?")
    return tuple(symptom for symptom in looked_for if symptom not in seen)


def _given_case(sitting: Sitting, key: str, cause: Cause) -> Case:
    """Read "NAME=SYMPTOM,SYMPTOM,!NOT-SEEN", with "@CAUSE" where another cause must come first."""
    desk = sitting.desk
    found: list[Case] = []

    def fit(answer: str) -> str:
        parts = _CASE.fullmatch(answer)
        if parts is None:
            raise Unfit("write NAME=SYMPTOM,SYMPTOM,!NOT-SEEN, and @CAUSE behind it where another one wins")
        named = [symptom.strip() for symptom in parts["seen"].split(",")]
        seen = tuple(desk.known("symptom", symptom) for symptom in named if not symptom.startswith("!"))
        not_seen = tuple(desk.known("symptom", symptom[1:]) for symptom in named if symptom.startswith("!"))
        if not seen:
            raise Unfit("a case has at least one symptom that was seen")
        top = desk.known("cause", parts["top"]) if parts["top"] else ""
        expect = _won(cause) if key == "wins" else Expectation(top=top, never=(cause.id,))
        found.append(Case(parts["name"].strip(), seen, not_seen, expect, beside=cause.id))
        return answer

    sitting.asker.text(key, "A case", fit=fit)
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
