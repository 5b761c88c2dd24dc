"""The diagnosis in one plain sentence.

Owns the sentence that people read first. Leaves the figures behind it to ``diagnosis``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lossdoctor.chains import related
from lossdoctor.model import Text
from lossdoctor.wording import certainty, fill, join, observation, percent, quoted

if TYPE_CHECKING:
    from lossdoctor.diagnosis import RankedCause
    from lossdoctor.events import Findings
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["give_verdict"]

WORTH_GUESSING = 0.1
"""Causes below the report threshold, yet worth naming as the nearest guesses."""


def give_verdict(
    knowledge: KnowledgeBase,
    causes: Sequence[RankedCause],
    explains_all: Sequence[str],
    unexplained: Sequence[str],
    findings: Findings,
) -> Text:
    """Say in one sentence what is probably wrong, or that nothing is, or that we do not know.

    Args:
        knowledge: what the causes belong to.
        causes: all causes, the most probable first.
        explains_all: the set of causes that accounts for what was seen.
        unexplained: what was seen and no known cause explains.
        findings: what was observed.
    """
    if findings.empty:
        return fill(
            "Nothing was observed yet; the most common cause of all is {cause}.",
            "还没有任何观察；最常见的原因是{cause}。",
            cause=quoted(causes[0].name),
        )
    reported = [cause for cause in causes if cause.reported]
    harmful = [cause for cause in reported if not cause.harmless]
    if not reported:
        return _unknown(knowledge, causes, unexplained)
    if not harmful:
        return fill(
            "Probably nothing is wrong: what you see is what healthy runs show ({cause}, {p}).",
            "很可能没有问题：你看到的是健康训练也会出现的现象（{cause}，{p}）。",
            cause=quoted(reported[0].name),
            p=percent(reported[0].probability),
        )
    head = reported[0]
    chain = _chain(knowledge, head, reported)
    others = _other_stories(knowledge, chain, reported, explains_all)
    if len(chain) == 2:
        return _through(*chain, others)
    origins = [cause for cause in causes if cause.role == "root" and related(knowledge, cause.id, head.id)]
    if head.role == "mechanism" and origins and origins[0].probability >= WORTH_GUESSING:
        return _with_origin(head, origins[0], others)
    return _plainly(head, others)


def _unknown(knowledge: KnowledgeBase, causes: Sequence[RankedCause], unexplained: Sequence[str]) -> Text:
    """Say "I do not know", with the nearest guesses."""
    guesses = [cause for cause in causes[:3] if cause.probability >= WORTH_GUESSING] or causes[:1]
    values = {"nearest": join([_with_figure(cause) for cause in guesses])}
    if unexplained:
        return fill(
            "I do not know: no cause that I know explains {symptoms}; the nearest are {nearest}.",
            "我不知道：我所知的原因都不能解释{symptoms}；最接近的是{nearest}。",
            symptoms=join([quoted(observation(knowledge, symptom)) for symptom in unexplained]),
            **values,
        )
    return fill(
        "I do not know yet: no cause is likely enough to name; the nearest are {nearest}.",
        "我还不知道：没有哪个原因足够可能；最接近的是{nearest}。",
        **values,
    )


def _chain(
    knowledge: KnowledgeBase, head: RankedCause, reported: Sequence[RankedCause]
) -> tuple[RankedCause, ...]:
    """Find the leading story: a root and the mechanism that it brings about, where both are reported."""
    wanted = "root" if head.role == "mechanism" else "mechanism"
    partners = [cause for cause in reported if cause.role == wanted and related(knowledge, cause.id, head.id)]
    if not partners:
        return (head,)
    return (partners[0], head) if wanted == "root" else (head, partners[0])


def _other_stories(
    knowledge: KnowledgeBase,
    chain: Sequence[RankedCause],
    reported: Sequence[RankedCause],
    explains_all: Sequence[str],
) -> list[RankedCause]:
    """Find the further causes of the explaining set that are no part of the leading story."""
    return [
        cause
        for cause in reported
        if cause.id in explains_all
        and not cause.harmless
        and not any(related(knowledge, cause.id, told.id) for told in chain)
    ]


def _through(root: RankedCause, mechanism: RankedCause, others: Sequence[RankedCause]) -> Text:
    sentence = fill(
        "{sure}: {root}, which brings about {mechanism}",
        "{sure}：{root}，它引起{mechanism}",
        sure=certainty(root.probability),
        root=_with_figure(root),
        mechanism=_with_figure(mechanism),
    )
    return _with_others(sentence, others)


def _plainly(head: RankedCause, others: Sequence[RankedCause]) -> Text:
    sentence = fill(
        "{sure}: {cause}",
        "{sure}：{cause}",
        sure=certainty(head.probability),
        cause=_with_figure(head),
    )
    return _with_others(sentence, others)


def _with_origin(mechanism: RankedCause, origin: RankedCause, others: Sequence[RankedCause]) -> Text:
    sentence = fill(
        "{sure}: {mechanism}; what brings it about is open, the likeliest is {origin}",
        "{sure}：{mechanism}；由什么引起还不确定，最可能的是{origin}",
        sure=certainty(mechanism.probability),
        mechanism=_with_figure(mechanism),
        origin=_with_figure(origin),
    )
    return _with_others(sentence, others)


def _with_others(sentence: Text, others: Sequence[RankedCause]) -> Text:
    if not others:
        return fill("{sentence}.", "{sentence}。", sentence=sentence)
    return fill(
        "{sentence}, together with {others}.",
        "{sentence}，同时还有{others}。",
        sentence=sentence,
        others=join([_with_figure(cause) for cause in others]),
    )


def _with_figure(cause: RankedCause) -> Text:
    return fill("{name} ({p})", "{name}（{p}）", name=quoted(cause.name), p=percent(cause.probability))
