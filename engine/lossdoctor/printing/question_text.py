"""A question in lines: its numbered answers, how to look, and why it is asked.

Owns the layout of questions for line-by-line front ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lossdoctor.model import Text
from lossdoctor.printing.sheet import Sheet, Style
from lossdoctor.wording import duration, fill, percent

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.model import Question
    from lossdoctor.questions import NextQuestion

__all__ = ["how_text", "question_text", "why_text"]

YES, NO = Text("Yes", "是"), Text("No", "否")
NONE = Text("None of these", "以上都不是")
UNKNOWN = Text("I don't know", "不知道")
SKIP = Text("Skip for now", "先跳过")


def question_text(consultation: Consultation, asked: NextQuestion, style: Style) -> str:
    """Print a question with its numbered answers."""
    question, knowledge = asked.question, consultation.knowledge
    sheet = Sheet(style)
    number = len(consultation.answered) + len(consultation.unknowns) + len(consultation.skipped) + 1
    sheet.line()
    sheet.paragraph(
        fill(
            "Question {n}, about {left} more ({effort})",
            "第 {n} 个问题，大约还有 {left} 个（{effort}）",
            n=number,
            left=max(0, consultation.questions_left() - 1),
            effort=knowledge.vocabulary.efforts[question.effort].name,
        ),
        first="",
    )
    sheet.paragraph(question.ask, first="")
    sheet.paragraph(question.how, first="  ")
    if asked.skipped_before:
        sheet.paragraph(Text("You skipped this before.", "之前跳过了这个问题。"))
    if question.choose == "yes-no":
        answers = [YES, NO]
    else:
        answers = [*(knowledge.symptoms[option].name for option in asked.options), question.none or NONE]
    for i, answer in enumerate([*answers, UNKNOWN, SKIP], 1):
        sheet.paragraph(answer, first=f"{i:>3}. ")
    if question.choose == "any":
        sheet.paragraph(Text("Several may hold: 1 3", "可以多选：1 3"))
    return sheet.text()


def how_text(question: Question, framework: str, style: Style) -> str:
    """Print how to look, with code for the framework where there is some."""
    sheet = Sheet(style)
    sheet.paragraph(question.how, first="")
    if framework in question.code:
        sheet.code(question.code[framework], indent="  | ")
    return sheet.text()


def why_text(consultation: Consultation, asked: NextQuestion, style: Style) -> str:
    """Print what a question tells apart, and what each answer would do."""
    why = consultation.why(asked.question.id)
    sheet = Sheet(style)
    sheet.paragraph(why.text, first="")
    sheet.paragraph(
        fill(
            "It costs {time}, and is the most telling thing to look at for its effort.",
            "它花费{time}，按所花的精力，是最能说明问题的一项。",
            time=duration(why.minutes),
        ),
        first="",
    )
    for outcome in why.outcomes:
        sheet.paragraph(
            fill(
                "{answer} (expected {p})",
                "{answer}（预计 {p}）",
                answer=outcome.answer,
                p=percent(outcome.probability),
            ),
            first="  - ",
        )
        for shift in outcome.shifts:
            sheet.paragraph(
                f"{style.say(shift.name)}: {percent(shift.before)} → {percent(shift.after)}", first="      "
            )
    return sheet.text()
