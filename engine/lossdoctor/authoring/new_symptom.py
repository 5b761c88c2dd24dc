"""Making a question with its symptoms, which are the answers to it.

Owns what is asked for them, and in which order.
"""

from __future__ import annotations

import re

from lossdoctor.authoring.asking import Unfit
from lossdoctor.authoring.drafts import question_draft
from lossdoctor.authoring.interview import AlreadyThere, Sitting, told, two_languages
from lossdoctor.authoring.new_answer import new_answer
from lossdoctor.errors import LossdoctorError
from lossdoctor.model import Question, Symptom, Text

__all__ = ["new_symptom"]

CHOICES = {
    "one": Text("the answers exclude each other", "答案互相排斥"),
    "any": Text("several answers may hold", "可能有几个答案成立"),
    "yes-no": Text("there is one answer, and it holds or not", "只有一个答案，成立或不成立"),
}
ANSWER = Text("The answer, in a few words", "答案，几个词")
FEWEST = {"one": 2, "any": 1, "yes-no": 1}
EXAMPLE_OPTION = Text(
    'write ID=HOW-OFTEN@NAME, such as loss-nan=never@"It becomes NaN"',
    '写成 ID=频率@名称，例如 loss-nan=never@"It becomes NaN|变成 NaN"',
)


def new_symptom(sitting: Sitting) -> str:
    """Ask for a question and its symptoms; give the id of its first symptom."""
    asker, desk = sitting.asker, sitting.desk
    vocabulary = desk.knowledge.vocabulary
    asker.say(
        Text(
            "A symptom is an answer to a question; a new one begins with its question.",
            "症状是一个问题的答案；新的症状从它的问题开始。",
        )
    )
    ask = sitting.text(
        "ask",
        Text(
            "The question, such as: How does the training loss move?",
            "问题，例如：How does the training loss move?（训练损失怎样变化？）",
        ),
    )
    try:
        sitting.rule_out("question", ask.en)
    except AlreadyThere as known:
        there = desk.knowledge.questions[str(known)]
        return new_answer(sitting, there, lambda question: _one_more(sitting, question))
    identifier = sitting.new_id(ask.en)
    how = sitting.text(
        "how", Text("How does one find out: what to look at, or to do?", "怎样查看：看什么，或做什么？")
    )
    kind = asker.choose("kind", Text("What is looked at?", "看的是什么？"), told(vocabulary.kinds))
    effort = asker.choose(
        "effort",
        Text("What does it cost to find out?", "查看要花多少功夫？"),
        told(vocabulary.efforts),
        default="glance",
    )
    choose = asker.choose(
        "choose", Text("How are its answers chosen?", "答案怎样选？"), CHOICES, default="yes-no"
    )
    question = Question(identifier, kind, ask, how, effort, choose, ())
    desk.make("question", identifier, ask.en)
    symptoms = _given_options(sitting, question) or _asked_options(sitting, question)
    for symptom in symptoms:
        desk.make(
            "symptom", symptom.id, symptom.name.en if choose == "yes-no" else f"{ask.en} {symptom.name.en}"
        )
    desk.add(question_draft(question, symptoms))
    return symptoms[0].id


def _given_options(sitting: Sitting, question: Question) -> list[Symptom]:
    if not sitting.asker.was_given("option") and sitting.asker.asks:
        return []
    symptoms: list[Symptom] = []

    def fit(answer: str) -> str:
        head, at, name = answer.partition("@")
        identifier, equals, often = head.partition("=")
        if not (at and equals and name.strip()):
            raise Unfit(EXAMPLE_OPTION)
        symptoms.append(
            Symptom(
                sitting.desk.free(identifier.strip()),
                two_languages(name),
                question.id,
                question.kind,
                sitting.desk.frequency(often.strip()),
            )
        )
        return answer

    sitting.asker.lines("option", Text("The answers", "答案"), fit=fit)
    number = len(symptoms)
    if number < FEWEST[question.choose] or (question.choose == "yes-no" and number > 1):
        raise LossdoctorError(
            Text(
                f"--choose {question.choose} does not fit {number} --option",
                f"--choose {question.choose} 与 {number} 个 --option 不符",
            )
        )
    return symptoms


def _asked_options(sitting: Sitting, question: Question) -> list[Symptom]:
    symptoms: list[Symptom] = []
    while True:
        number = len(symptoms) + 1
        label = ANSWER if question.choose == "yes-no" else Text(f"Answer {number}", f"答案 {number}")
        name = sitting.text("", label, needed=number <= FEWEST[question.choose])
        if not name.en:
            return symptoms
        symptoms.append(_option_called(sitting, question, name))
        if question.choose == "yes-no":
            return symptoms


def _one_more(sitting: Sitting, question: Question) -> Symptom:
    symptom = _option_called(sitting, question, sitting.text("", ANSWER))
    sitting.desk.make("symptom", symptom.id, f"{question.ask.en} {symptom.name.en}")
    return symptom


def _option_called(sitting: Sitting, question: Question, name: Text) -> Symptom:
    """Ask for the rest of an answer."""
    identifier = sitting.new_id(name.en, key="")
    sitting.desk.make("symptom", identifier, name.en)  # so that the next answer gets another id
    often = sitting.frequency(
        "",
        Text("How often is it seen when none of its causes is there?", "没有任何原因时，多常看到它？"),
        default="rarely",
    )
    said = sitting.asker.text(
        "",
        Text("Other words that people use for it, with ; between", "人们对它的其他说法，用 ; 分开"),
        needed=False,
    )
    also = tuple(words.strip() for words in re.split("[;；]", said) if words.strip())
    return Symptom(identifier, name, question.id, question.kind, often, also)
