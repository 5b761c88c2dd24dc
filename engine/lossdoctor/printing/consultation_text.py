"""A consultation in lines: what was seen, the verdict, the ranked causes with their reasons, the plan.

Owns the layout of these results for terminals. Leaves reasoning to the consultation, and knowledge pages to
``knowledge_text``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.model import Text
from lossdoctor.printing.layout import bar, cells, pad, shorten
from lossdoctor.printing.sheet import Sheet, Style
from lossdoctor.wording import OUTCOME_NAMES, duration, fill, observation, odds_factor, percent

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.diagnosis import Diagnosis, RankedCause, SymptomPath, Weight
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.planning import Plan, PlanStep

__all__ = ["causes_text", "consultation_text", "plan_text", "seen_text"]

BAR_CELLS = 12
NARROWEST_NAME = 16
SHOWN_CAUSES = 6
SHOWN_MECHANISMS = 3
LIKELY_ENOUGH = 0.02
SHOWN_WEIGHTS = 5
SHOWN_CLAIMS = 4
REMEDIES_IN_FULL = 3
"""Remedies at the head of the plan that are printed with their steps."""

NOT = Text("not:", "没有：")


def consultation_text(consultation: Consultation, style: Style, *, with_plan: bool = True) -> str:
    """Print everything that follows from what was said, with or without what to do about it."""
    sheet = Sheet(style)
    diagnosis = consultation.diagnosis()
    _seen(sheet, consultation)
    _verdict(sheet, diagnosis)
    _ranking(sheet, diagnosis)
    _reasons(sheet, consultation.knowledge, diagnosis)
    if with_plan:
        _plan(sheet, consultation.knowledge, consultation.plan(), consultation.framework)
    _open(sheet, consultation, diagnosis)
    return sheet.text()


def seen_text(consultation: Consultation, style: Style) -> str:
    """Print what was said so far."""
    sheet = Sheet(style)
    _seen(sheet, consultation)
    return sheet.text()


def causes_text(consultation: Consultation, style: Style) -> str:
    """Print the verdict and the ranked causes, without reasons."""
    sheet = Sheet(style)
    _verdict(sheet, consultation.diagnosis())
    _ranking(sheet, consultation.diagnosis())
    return sheet.text()


def plan_text(consultation: Consultation, style: Style) -> str:
    """Print the plan."""
    sheet = Sheet(style)
    _plan(sheet, consultation.knowledge, consultation.plan(), consultation.framework)
    return sheet.text()


def _seen(sheet: Sheet, consultation: Consultation) -> None:
    knowledge, style = consultation.knowledge, sheet.style
    sheet.heading(Text("What you see", "你看到的"))
    for words in consultation.complaints:
        sheet.paragraph(f"“{words}”", first="  ")
    for sign, symptoms in (("+", consultation.present), (style.say(NOT), consultation.absent)):
        for symptom in symptoms:
            sheet.paragraph(observation(knowledge, symptom), first=f"  {sign} ")
    for remedy, outcome in consultation.tried_remedies.items():
        sheet.paragraph(
            fill(
                "tried “{remedy}”: it {outcome}",
                "试过“{remedy}”：{outcome}",
                remedy=knowledge.remedies[remedy].name,
                outcome=OUTCOME_NAMES[outcome],
            ),
            first="  * ",
        )
    if not (consultation.present or consultation.absent or consultation.tried_remedies):
        sheet.paragraph(Text("Nothing yet.", "还没有。"))


def _verdict(sheet: Sheet, diagnosis: Diagnosis) -> None:
    sheet.heading(Text("Verdict", "结论"))
    sheet.paragraph(diagnosis.verdict)
    if not diagnosis.exact:
        sheet.paragraph(
            Text(
                "So much was observed that some of the numbers are approximate.",
                "观察太多，部分数值为近似值。",
            )
        )


def _ranking(sheet: Sheet, diagnosis: Diagnosis) -> None:
    sheet.heading(
        Text(
            "Causes, and how likely each is (several can be there at once)",
            "原因及其可能性（可能同时存在几个）",
        )
    )
    roots = [cause for cause in diagnosis.causes if cause.role == "root"]
    mechanisms = [cause for cause in diagnosis.causes if cause.role == "mechanism"]
    shown = [cause for cause in roots[:SHOWN_CAUSES] if cause.probability >= LIKELY_ENOUGH] or roots[:3]
    inside = [cause for cause in mechanisms[:SHOWN_MECHANISMS] if cause.probability >= LIKELY_ENOUGH]
    if not shown:
        shown, inside = mechanisms[:SHOWN_CAUSES], []
    widest = max(cells(cause.id) for cause in (*shown, *inside))
    for cause in shown:
        _bar_line(sheet, cause, widest)
    if inside:
        sheet.paragraph(Text("These may be brought about by another cause:", "以下可能由其他原因引起："))
    for cause in inside:
        _bar_line(sheet, cause, widest)


def _bar_line(sheet: Sheet, cause: RankedCause, widest: int) -> None:
    drawn = sheet.style.paint.accent(bar(cause.probability, BAR_CELLS))
    head = f"  {percent(cause.probability):>4} {drawn} "
    room = sheet.style.width - BAR_CELLS - 10 - widest
    if room < NARROWEST_NAME:  # no room for the id beside the name
        sheet.line(head + shorten(sheet.style.say(cause.name), sheet.style.width - BAR_CELLS - 8))
        return
    name = pad(shorten(sheet.style.say(cause.name), room), room)
    sheet.line(f"{head}{name}  {sheet.style.paint.dim(cause.id)}")


def _reasons(sheet: Sheet, knowledge: KnowledgeBase, diagnosis: Diagnosis) -> None:
    reported = [cause for cause in diagnosis.reported if cause.evidence_for or cause.evidence_against][:3]
    for cause in reported:
        sheet.heading(fill("Because: {cause}", "理由：{cause}", cause=cause.name))
        _weights(sheet, cause)
        for path in _telling_paths(cause):
            sheet.paragraph(_path(sheet.style, knowledge, path), first="  ", rest="      ")
        _claims(sheet, knowledge, cause.sources)
    if reported:
        sheet.line()
        sheet.paragraph(
            Text(
                "×4 means: knowing this makes the odds of the cause 4 times what they were; ÷4 the reverse.",
                "×4 表示：看到这一点后，该原因的几率变为原来的 4 倍；÷4 则相反。",
            )
        )


def _weights(sheet: Sheet, cause: RankedCause) -> None:
    paint = sheet.style.paint
    weights: list[Weight] = sorted(
        (*cause.evidence_for, *cause.evidence_against), key=lambda weight: -abs(weight.bits)
    )
    for weight in weights[:SHOWN_WEIGHTS]:
        factor = pad(odds_factor(weight.bits), 6)
        emphasis = paint.good if weight.bits > 0 else paint.bad
        name = weight.name
        if not weight.present and not weight.symptom.startswith(TRIED_PREFIX):
            name = fill("{no} {name}", "{no} {name}", no=NOT, name=name)
        lines_before = len(sheet.lines)
        sheet.paragraph(name, first=f"  {factor} ")
        sheet.lines[lines_before] = sheet.lines[lines_before].replace(factor, emphasis(factor), 1)


def _telling_paths(cause: RankedCause) -> Sequence[SymptomPath]:
    """Give the paths worth a line: those through another cause, one for each symptom."""
    chosen: dict[str, SymptomPath] = {}
    for path in cause.paths:
        if len(path.steps) > 1:
            chosen.setdefault(path.symptom, path)
    return tuple(chosen.values())[:2]


def _path(style: Style, knowledge: KnowledgeBase, path: SymptomPath) -> str:
    """Draw a path as a row of arrows, each with how often it holds."""
    row = style.say(knowledge.causes[path.cause].name)
    for step in path.steps:
        target = knowledge.causes.get(step.target) or knowledge.symptoms[step.target]
        row += f" →({percent(step.strength)}) {style.say(target.name)}"
    return row


def _claims(sheet: Sheet, knowledge: KnowledgeBase, cited: Sequence[str]) -> None:
    for source in cited[:SHOWN_CLAIMS]:
        claim = knowledge.claims.get(source)
        said = sheet.style.say(claim.says) if claim else knowledge.sources[source].title
        sheet.paragraph(said, first=f"  [{source}] ", rest="      ")
    if len(cited) > SHOWN_CLAIMS:
        more = len(cited) - SHOWN_CLAIMS
        sheet.paragraph(fill("and {n} more", "另有 {n} 条", n=more), first="  ")


def _plan(sheet: Sheet, knowledge: KnowledgeBase, plan: Plan, framework: str) -> None:
    sheet.heading(Text("What to do, in this order", "该做什么，按此顺序"))
    sheet.paragraph(plan.summary)
    in_full = 0
    for number, step in enumerate(plan.steps, 1):
        in_full += step.kind == "remedy"
        _step(sheet, knowledge, number, step)
        if step.kind == "check":
            sheet.paragraph(knowledge.questions[step.id].how, first="     ")
        elif in_full <= REMEDIES_IN_FULL:
            _remedy(sheet, knowledge, step.id, framework)
    for ruled_out in plan.ruled_out:
        sheet.paragraph(ruled_out.why, first="  ! ")
    if plan.steps:
        sheet.line()
        sheet.paragraph(
            fill(
                "The plan helps with probability {p}; expect {time} of effort.",
                "按计划做，有用的可能性为{p}；预计花费{time}。",
                p=percent(plan.helps),
                time=duration(plan.expected_minutes),
            )
        )
        sheet.paragraph(plan.if_nothing_helps)


def _step(sheet: Sheet, knowledge: KnowledgeBase, number: int, step: PlanStep) -> None:
    style = sheet.style
    effort = knowledge.vocabulary.efforts[step.effort].name
    if step.kind == "check":
        note = fill("check, {effort}", "检查，{effort}", effort=effort)
    else:
        note = fill("helps {p}, {effort}", "有用 {p}，{effort}", p=percent(step.probability), effort=effort)
    sheet.line()
    sheet.paragraph(f"{style.say(step.name)} ({style.say(note)})", first=f"  {number}. ")
    sheet.paragraph(step.why, first="     ")


def _remedy(sheet: Sheet, knowledge: KnowledgeBase, remedy_id: str, framework: str) -> None:
    remedy = knowledge.remedies[remedy_id]
    for doing in remedy.do:
        sheet.paragraph(doing, first="     - ")
    if framework in remedy.code:
        sheet.code(remedy.code[framework], indent="       | ")
    sheet.paragraph(fill("It worked if: {sign}", "有效的标志：{sign}", sign=remedy.works_if), first="     ")


def _open(sheet: Sheet, consultation: Consultation, diagnosis: Diagnosis) -> None:
    """Say what stays open: what is not explained, what would change the verdict, what to look at next."""
    knowledge = consultation.knowledge
    if diagnosis.unexplained:
        sheet.heading(Text("No cause that I know explains", "我所知的原因都不能解释"))
        for symptom in diagnosis.unexplained:
            sheet.paragraph(observation(knowledge, symptom), first="  ? ")
    if diagnosis.would_change:
        sheet.heading(Text("What would change this", "什么会改变结论"))
        for text in diagnosis.would_change:
            sheet.paragraph(text, first="  - ")
    asked = consultation.next_question()
    sheet.heading(Text("Next question", "下一个问题"))
    if asked is None:
        sheet.paragraph(consultation.stopped)
        return
    sheet.paragraph(asked.question.ask)
    for option in asked.options:
        sheet.paragraph(knowledge.symptoms[option].name, first="  - ")
    sheet.paragraph(asked.why)
