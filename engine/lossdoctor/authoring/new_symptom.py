"""Making a question with its symptoms, which are the answers to it.

Owns what is asked for them, and in which order.
"""

from __future__ import annotations

from lossdoctor.authoring.asking import Unfit
from lossdoctor.authoring.drafts import question_draft
from lossdoctor.authoring.interview import Sitting, told, two_languages
from lossdoctor.errors import LossdoctorError
from lossdoctor.model import Question, Symptom

__all__ = ["new_symptom"]

CHOICES = {
    "one": "the answers exclude each other",
    "any": "several answers may hold",
    "yes-no": "there is one answer, and it holds or not",
}
FEWEST = {"one": 2, "any": 1, "yes-no": 1}
EXAMPLE_OPTION = 'write ID=HOW-OFTEN@NAME, such as loss-nan=never@"It becomes NaN"'


def new_symptom(sitting: Sitting) -> str:
    """Ask for a question and its symptoms; give the id of its first symptom."""
    asker, desk = sitting.asker, sitting.desk
    vocabulary = desk.knowledge.vocabulary
    asker.say("A symptom is an answer to a question; a new one begins with its question.")
    ask = sitting.text("ask", "The question, such as: How does the training loss move?")
    sitting.rule_out("question", ask.en)
    identifier = sitting.new_id(ask.en)
    how = sitting.text("how", "How does one find out: what to look at, or to do?")
    kind = asker.choose("kind", "What is looked at?", told(vocabulary.kinds))
    effort = asker.choose(
        "effort", "What does it cost to find out?", told(vocabulary.efforts), default="glance"
    )
    choose = asker.choose("choose", "How are its answers chosen?", CHOICES, default="yes-no")
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

    sitting.asker.lines("option", "The answers", fit=fit)
    if len(symptoms) < FEWEST[question.choose] or (question.choose == "yes-no" and len(symptoms) > 1):
        raise LossdoctorError(f"--choose {question.choose} does not fit {len(symptoms)} --option")
    return symptoms


def _asked_options(sitting: Sitting, question: Question) -> list[Symptom]:
    asker = sitting.asker
    symptoms: list[Symptom] = []
    while True:
        label = "The answer, in a few words" if question.choose == "yes-no" else f"Answer {len(symptoms) + 1}"
        name = sitting.text("", label, needed=len(symptoms) < FEWEST[question.choose])
        if not name.en:
            return symptoms
        identifier = sitting.new_id(name.en, key="")
        sitting.desk.make("symptom", identifier, name.en)  # so that the next answer gets another id
        often = sitting.frequency(
            "", "How often is it seen when none of its causes is there?", default="rarely"
        )
        said = asker.text("", "Other words that people use for it, with ; between", needed=False)
        also = tuple(words.strip() for words in said.split(";") if words.strip())
        symptoms.append(Symptom(identifier, name, question.id, question.kind, often, also))
        if question.choose == "yes-no":
            return symptoms
