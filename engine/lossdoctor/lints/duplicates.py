"""Two names for one thing, or one name for two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lossdoctor.lints.look import Look
from lossdoctor.model import Cause, Question, Remedy, Symptom, Text
from lossdoctor.problems import Problem

__all__ = ["names_that_are_nearly_the_same", "things_that_mean_nearly_the_same"]

_SAME_NAME = 90.0
_SAME_OPTION = 96.0
"""Options of one question are often alike but for one word: with, without."""
_SAME_MEANING = 80.0

_Named = Cause | Remedy | Symptom | Question


def names_that_are_nearly_the_same(look: Look) -> Iterator[Problem]:
    """KB079."""
    knowledge = look.knowledge
    kinds: Sequence[tuple[str, Mapping[str, _Named]]] = (
        ("cause", knowledge.causes),
        ("remedy", knowledge.remedies),
        ("question", knowledge.questions),
    )
    for kind, things in kinds:
        names = {identifier: _name(thing).en for identifier, thing in things.items()}
        for first, second in _alike(names, _SAME_NAME):
            yield look.warn(
                "KB079",
                f'this {kind} is called nearly like "{first}": "{names[first]}"',
                things[second].position,
                "ask" if kind == "question" else "name",
                mend="make them one, or give them names that say how they differ",
            )
    yield from _options_alike(look)


def _options_alike(look: Look) -> Iterator[Problem]:
    """Compare the names of symptoms, which only read well after their question."""
    knowledge = look.knowledge
    for question in knowledge.questions.values():
        names = {option: knowledge.symptoms[option].name.en for option in question.options}
        for first, second in _alike(names, _SAME_OPTION):
            yield look.warn(
                "KB079",
                f'this option reads nearly like "{first}": "{names[first]}"',
                knowledge.symptoms[second].position,
                mend="make them one, or give them names that say how they differ",
            )


def _name(thing: _Named) -> Text:
    return thing.ask if isinstance(thing, Question) else thing.name


def things_that_mean_nearly_the_same(look: Look) -> Iterator[Problem]:
    """KB080."""
    knowledge = look.knowledge
    texts = {cause.id: cause.why.en for cause in knowledge.causes.values()}
    for first, second in _alike(texts, _SAME_MEANING):
        yield look.warn(
            "KB080",
            f'this says nearly what "{first}" says',
            knowledge.causes[second].position,
            "why",
            mend="make the two causes one, or say what is particular to each",
        )
    steps = {remedy.id: " ".join(step.en for step in remedy.do) for remedy in knowledge.remedies.values()}
    for first, second in _alike(steps, _SAME_MEANING):
        yield look.warn(
            "KB080",
            f'this does nearly what "{first}" does',
            knowledge.remedies[second].position,
            "do",
            mend="make the two remedies one, or say what is particular to each",
        )
    yield from _words_for_two_symptoms(look)


def _words_for_two_symptoms(look: Look) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for symptom in look.knowledge.symptoms.values():
        for words in symptom.also_said:
            normal = _normal(words)
            other = first.setdefault(normal, symptom.id)
            if other != symptom.id:
                yield look.warn(
                    "KB080",
                    f'"{words}" is also said for "{other}"',
                    symptom.position,
                    mend="leave the words with the symptom that they mean more often",
                )


def _alike(texts: Mapping[str, str], least: float) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids whose texts are alike, in the order of ``texts``."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cdist

    names = list(texts)
    normal = [_normal(text) for text in texts.values()]
    scores = cdist(normal, normal, scorer=ratio, score_cutoff=least)
    for row, column in zip(*scores.nonzero(), strict=True):
        if row < column and normal[row]:
            yield names[row], names[column]


def _normal(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
