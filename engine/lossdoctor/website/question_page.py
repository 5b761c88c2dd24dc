"""The page of a question: how to look, and for each answer the causes that show it.

Owns its sections and their order; each symptom is a part of the page of its question.
"""

from __future__ import annotations

from collections.abc import Iterator

from lossdoctor.knowledge_base import Incoming
from lossdoctor.model import Question, Symptom, Text
from lossdoctor.website.edition import Edition, Page, Section
from lossdoctor.website.markup import Html, element, join
from lossdoctor.website.neighbourhood import around_question
from lossdoctor.website.parts import code, facts, folded, notes, sources, table
from lossdoctor.website.picture import picture
from lossdoctor.wording import fill

__all__ = ["question_page"]

SHOWN_AT_ONCE = 8
CHOICES = {
    "one": Text("one answer", "单选"),
    "any": Text("several answers may hold", "可多选"),
    "yes-no": Text("yes or no", "是或否"),
}


def question_page(edition: Edition, question: Question) -> Page:
    """Make the page of ``question``."""
    knowledge = edition.knowledge
    vocabulary = knowledge.vocabulary
    symptoms = [knowledge.symptoms[option] for option in question.options]
    return Page(
        path=f"symptoms/{question.id}.html",
        title=question.ask,
        kind=fill("What you see: {kind}", "看到什么：{kind}", kind=vocabulary.kinds[question.kind].name),
        lead=facts(
            edition.say(
                fill("Effort: {effort}", "花费：{effort}", effort=vocabulary.efforts[question.effort].name)
            ),
            edition.say(CHOICES[question.choose]),
            _asked_when(edition, question),
        ),
        sections=(
            Section(
                "_how",
                Text("How to look", "怎么看"),
                join(element("p", edition.say(question.how)), code(question.code)),
            ),
            Section("_notes", Text("Worth knowing", "值得知道"), notes(edition, question.notes)),
            Section(
                "_answers",
                Text("What each answer points to", "每个答案指向什么"),
                _answers(edition, question, symptoms),
            ),
            Section(
                "_around",
                Text("Which causes show it", "哪些原因会这样表现"),
                picture(edition, around_question(edition.digest, question)),
            ),
            Section(
                "sources", Text("Sources", "来源"), sources(edition, _cited(question, symptoms, edition))
            ),
        ),
        style="symptom",
        known_id=question.id,
        position=question.position,
    )


def _asked_when(edition: Edition, question: Question) -> Html | None:
    if not question.ask_when:
        return None
    needed = [edition.link("symptom", symptom) for symptom in question.ask_when]
    separator = ", " if edition.language == "en" else "、"
    row = [piece for link in needed for piece in (separator, link)][1:]
    return join(edition.say(Text("asked only after: ", "只在看到这些之后才问：")), *row)


def _answers(edition: Edition, question: Question, symptoms: list[Symptom]) -> Html:
    answers = [_answer(edition, symptom) for symptom in symptoms]
    if question.none is not None:
        name = fill("None of these: {name}", "都不是：{name}", name=question.none)
        answers.append(element("article", element("h3", edition.say(name)), class_="answer"))
    return join(*answers)


def _answer(edition: Edition, symptom: Symptom) -> Html:
    knowledge = edition.knowledge
    causes = knowledge.causes_of(symptom.id)
    words = ("; " if edition.language == "en" else "；").join(f"“{words}”" for words in symptom.also_said)
    also = (
        element("p", edition.say(Text("People also say: ", "也说成：")), words, class_="also")
        if words
        else None
    )
    first, rest = causes[:SHOWN_AT_ONCE], causes[SHOWN_AT_ONCE:]
    more = edition.say(fill("{n} more", "另外 {n} 个", n=len(rest)))
    none = Text("No cause that is known shows it.", "没有已知的原因会这样表现。")
    return element(
        "article",
        element("h3", edition.say(symptom.name)),
        also,
        facts(
            join(
                edition.say(Text("Without any of its causes: ", "没有这些原因时：")),
                edition.often(symptom.background),
            )
        ),
        _causes(edition, first) if causes else element("p", edition.say(none)),
        folded(more, _causes(edition, rest)) if rest else None,
        id=symptom.id,
        class_="answer",
    )


def _causes(edition: Edition, showing: tuple[Incoming, ...]) -> Html:
    families = edition.knowledge.vocabulary.families
    return table(
        edition,
        (Text("Cause", "原因"), Text("How often it shows this", "这样表现有多常见"), Text("Family", "类别")),
        (
            (
                edition.link("cause", entry.origin),
                edition.often(entry.link.frequency),
                edition.say(families[edition.knowledge.causes[entry.origin].family].name),
            )
            for entry in showing
        ),
    )


def _cited(question: Question, symptoms: list[Symptom], edition: Edition) -> Iterator[str]:
    yield from question.sources
    for note in question.notes:
        yield from note.sources
    for symptom in symptoms:
        for entry in edition.knowledge.causes_of(symptom.id)[:SHOWN_AT_ONCE]:
            yield from entry.link.sources
