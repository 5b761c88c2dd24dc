"""Things that nothing points to, or that point to nothing: they cannot play a part in any diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from lossdoctor.lints.look import Look
from lossdoctor.problems import Problem

__all__ = [
    "cause_that_nothing_shows",
    "cause_without_remedy",
    "claim_that_nobody_cites",
    "question_that_tells_nothing",
    "remedy_for_no_cause",
    "symptom_of_no_cause",
]


def _shown(look: Look) -> set[str]:
    shown = {link.target for cause in look.knowledge.causes.values() for link in cause.shows}
    return shown | look.mentioned_in_broken_files


def symptom_of_no_cause(look: Look) -> Iterator[Problem]:
    """KB070."""
    shown = _shown(look)
    for question in look.knowledge.questions.values():
        lonely = [option for option in question.options if option not in shown]
        if len(lonely) == len(question.options):
            continue
        for option in lonely:
            yield look.warn(
                "KB070",
                f'no cause shows "{option}", so seeing it says nothing',
                look.knowledge.symptoms[option].position,
                mend="link a cause to it under shows: (harmless ones too), or take the option out",
            )


def question_that_tells_nothing(look: Look) -> Iterator[Problem]:
    """KB073."""
    shown = _shown(look)
    for question in look.knowledge.questions.values():
        if shown.isdisjoint(question.options):
            yield look.warn(
                "KB073",
                "no answer to this question matters: no cause shows any of its options",
                question.position,
                "options",
                mend="link causes to its options under shows:, or delete the question",
            )


def cause_without_remedy(look: Look) -> Iterator[Problem]:
    """KB071."""
    for cause in look.knowledge.causes.values():
        if not cause.remedies and not cause.no_known_remedy and not cause.harmless:
            yield look.warn(
                "KB071",
                f'nothing mends "{cause.id}"',
                cause.position,
                "id",
                mend='link a remedy under remedies:, or say "no-known-remedy: true"',
            )


def remedy_for_no_cause(look: Look) -> Iterator[Problem]:
    """KB072."""
    used = {link.target for cause in look.knowledge.causes.values() for link in cause.remedies}
    for remedy in look.knowledge.remedies.values():
        if remedy.id not in used | look.mentioned_in_broken_files:
            yield look.warn(
                "KB072",
                f'no cause is mended by "{remedy.id}", so nobody will be told to try it',
                remedy.position,
                "id",
                mend="link it from a cause under remedies:, or delete it",
            )


def cause_that_nothing_shows(look: Look) -> Iterator[Problem]:
    """KB084."""
    for cause in look.knowledge.causes.values():
        if not cause.shows and not cause.leads_to:
            yield look.warn(
                "KB084",
                f'"{cause.id}" shows nothing and leads to nothing, so it can never be found',
                cause.position,
                "id",
                mend="say how one would see it, under shows: or leads-to:",
            )


def claim_that_nobody_cites(look: Look) -> Iterator[Problem]:
    """KB083."""
    from lossdoctor.statistics import cited_ids

    cited = cited_ids(look.knowledge)
    for source in look.knowledge.sources.values():
        for number, claim in enumerate(source.claims):
            if source.complete and claim.id not in cited | look.mentioned_in_broken_files:
                yield look.warn(
                    "KB083",
                    f'"{source.id}" was read whole, and yet nothing cites "{claim.id}"',
                    source.position,
                    "claims",
                    number,
                    "id",
                    mend="cite it in a link, a cause, a remedy or a note that says the same",
                )
