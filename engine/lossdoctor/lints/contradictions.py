"""Links that cannot all be meant."""

from __future__ import annotations

from collections.abc import Iterator

from lossdoctor.lints.look import Look
from lossdoctor.model import Cause, Frequency, Link, Remedy, Vocabulary
from lossdoctor.problems import Problem

__all__ = ["contradictory_links", "count_that_nobody_counted"]

_NEARLY_ALWAYS = 0.85


def contradictory_links(look: Look) -> Iterator[Problem]:
    """KB078."""
    for cause in look.knowledge.causes.values():
        yield from _links_that_never_hold(look, cause)
        yield from _exclusive_options(look, cause)
        yield from _remedies_barred_by_their_cause(look, cause)
        if cause.no_known_remedy and cause.remedies:
            yield look.warn(
                "KB078",
                "a remedy is linked here, and yet no remedy is known",
                cause.position,
                "no-known-remedy",
                mend="take one of the two out",
            )


def _links_that_never_hold(look: Look, cause: Cause) -> Iterator[Problem]:
    for link in (*cause.shows, *cause.leads_to, *cause.remedies):
        if link.frequency.written == "never":
            yield look.warn(
                "KB078",
                f'a link to "{link.target}" that never holds adds nothing',
                link.position,
                mend="take it out: what is not linked is taken not to be brought about",
            )


def _exclusive_options(look: Look, cause: Cause) -> Iterator[Problem]:
    total: dict[str, float] = {}
    for link in cause.shows:
        question = look.knowledge.questions[look.knowledge.symptoms[link.target].question]
        if question.choose != "one":
            continue
        before = total.get(question.id, 0.0)
        total[question.id] = before + _at_least(link.frequency, look.knowledge.vocabulary)
        if before <= 1.0 < total[question.id]:
            yield look.warn(
                "KB078",
                f'"{question.id}" has one answer, and the frequencies here add up to more than always',
                link.position,
                mend="lower some of them: of ten runs with this cause, in how many is each answer given?",
            )


def _at_least(frequency: Frequency, vocabulary: Vocabulary) -> float:
    term = vocabulary.how_often.get(frequency.written)
    return term.low if term else frequency.number


def _remedies_barred_by_their_cause(look: Look, cause: Cause) -> Iterator[Problem]:
    shown = {link.target: link for link in cause.shows if link.frequency.number >= _NEARLY_ALWAYS}
    for link in cause.remedies:
        for symptom in _barring(look.knowledge.remedies[link.target], shown):
            yield look.warn(
                "KB078",
                f'"{link.target}" is harmful under "{symptom}", which this cause nearly always shows',
                link.position,
                mend="take the remedy out here, or the symptom out of its not-when",
            )


def _barring(remedy: Remedy, shown: dict[str, Link]) -> Iterator[str]:
    yield from (symptom for symptom in remedy.not_when if symptom in shown)


def count_that_nobody_counted(look: Look) -> Iterator[Problem]:
    """KB082."""
    from lossdoctor.statistics import rests_on_judgement

    for cause in look.knowledge.causes.values():
        for link in (*cause.shows, *cause.leads_to, *cause.remedies):
            if "/" in link.frequency.written and rests_on_judgement(look.knowledge, link):
                yield look.warn(
                    "KB082",
                    f"the count {link.frequency.written} has no source in which somebody counted",
                    link.position,
                    mend="cite it, or write a word instead",
                )
