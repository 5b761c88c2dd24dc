"""A consultation to take away: as Markdown for an issue, as JSON for programs, as HTML for reading and
printing.

Owns what a report holds and its Markdown and JSON forms. Leaves HTML to ``report_html``, and writing files to
the front ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lossdoctor.errors import LossdoctorError
from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.model import Text
from lossdoctor.printing.layout import clean, shorten
from lossdoctor.printing.lost_text import HEADING, lost_lines
from lossdoctor.records import to_plain
from lossdoctor.wording import OUTCOME_NAMES, fill, observation, odds_factor, percent

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.diagnosis import RankedCause, SymptomPath, Weight
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.planning import PlanStep
    from lossdoctor.questions import NextQuestion

__all__ = ["KINDS", "as_json", "make_report", "report_kind"]

KINDS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json"}
"""The kind of report by the ending of a file's name."""
SHOWN_CAUSES = 8
LEAST_PROBABILITY = 0.01
LONGEST_NAME = 60
"""Cells of a file's name that a message repeats."""


def report_kind(file_name: str) -> str:
    """Give the kind of report that a file's name asks for: markdown, html or json.

    >>> report_kind("run-7.html"), report_kind("notes.md")
    ('html', 'markdown')
    """
    ending = file_name[file_name.rfind(".") :].casefold() if "." in file_name else ""
    if ending not in KINDS:
        raise LossdoctorError(
            fill(
                '"{name}" must end in {endings}, so that I know what to write',
                "“{name}”的结尾须是 {endings} 之一，以便知道写成哪种格式",
                name=shorten(file_name, LONGEST_NAME),
                endings=", ".join(KINDS),
            )
        )
    return KINDS[ending]


def make_report(consultation: Consultation, kind: str = "markdown") -> str:
    """Write a consultation as a report: "markdown", "html" or "json"."""
    if kind == "markdown":
        return _markdown(consultation)
    if kind == "json":
        return json.dumps(as_json(consultation, whole=True), ensure_ascii=False, indent=2) + "\n"
    if kind == "html":
        from lossdoctor.report_html import as_html

        return as_html(consultation)
    raise LossdoctorError(f'unknown kind of report "{kind}"; there are markdown, html and json')


def as_json(consultation: Consultation, *, whole: bool = False) -> dict[str, Any]:
    """Give a consultation's results as ``diagnose --json`` prints them, texts in the consultation's language.

    Args:
        consultation: what to write.
        whole: add what was said, so that the consultation can be continued from the report.
    """
    diagnosis, plan, knowledge = consultation.diagnosis(), consultation.plan(), consultation.knowledge
    asked = consultation.next_question()

    def say(text: Text) -> str:
        return text.in_language(consultation.language)

    data: dict[str, Any] = {
        "verdict": say(diagnosis.verdict),
        "causes": [
            {
                "id": cause.id,
                "name": say(cause.name),
                "probability": round(cause.probability, 6),
                "family": cause.family,
                "role": cause.role,
                "harmless": cause.harmless,
                "reported": cause.reported,
                "because": [_weight(weight, cause, say(weight.name)) for weight in _weights(cause)],
                "sources": list(cause.sources),
            }
            for cause in _shown(diagnosis.causes)
        ],
        "explains_all": list(diagnosis.explains_all),
        "unexplained": list(diagnosis.unexplained),
        "nothing_wrong": diagnosis.nothing_wrong,
        "nothing_observed": diagnosis.nothing_observed,
        "exact": diagnosis.exact,
        "would_change": [say(text) for text in diagnosis.would_change],
        "next_question": None if asked is None else _question(consultation, asked),
        "stopped": consultation.stopped,
        "plan": [_step(consultation, step) for step in plan.steps],
        "plan_summary": say(plan.summary),
        "expected_minutes": round(plan.expected_minutes, 1),
        "ruled_out": [
            {"remedy": left.remedy, "because": left.because, "why": say(left.why)} for left in plan.ruled_out
        ],
        "if_nothing_helps": say(plan.if_nothing_helps),
    }
    if whole:
        data |= {
            "present": list(consultation.present),
            "absent": list(consultation.absent),
            "tried": dict(consultation.tried_remedies),
            "unknown": list(consultation.unknowns),
            "complaints": list(consultation.complaints),
            "knowledge": knowledge.fingerprint,
            "lost": [one.in_language(consultation.language) for one in consultation.lost],
            "consultation": json.loads(consultation.to_json()),
        }
    return data


def _shown(causes: Iterable[RankedCause]) -> list[RankedCause]:
    return [c for n, c in enumerate(causes) if n < SHOWN_CAUSES or c.probability >= LEAST_PROBABILITY]


def _weights(cause: RankedCause) -> list[Weight]:
    return sorted((*cause.evidence_for, *cause.evidence_against), key=lambda weight: -abs(weight.bits))


def _weight(weight: Weight, cause: RankedCause, name: str) -> dict[str, Any]:
    path = next((path for path in cause.paths if path.symptom == weight.symptom), None)
    return {
        "symptom": weight.symptom,
        "name": name,
        "present": weight.present,
        "bits": round(weight.bits, 3),
        "path": [] if path is None else [path.cause, *(step.target for step in path.steps)],
    }


def _question(consultation: Consultation, asked: NextQuestion) -> dict[str, Any]:
    language, knowledge = consultation.language, consultation.knowledge
    return {
        "id": asked.question.id,
        "ask": asked.question.ask.in_language(language),
        "how": asked.question.how.in_language(language),
        "choose": asked.question.choose,
        "options": [
            {"id": option, "name": knowledge.symptoms[option].name.in_language(language)}
            for option in asked.options
        ],
        "why": asked.why.in_language(language),
        "tells_apart": to_plain(asked.tells_apart),
        "bits": round(asked.bits, 4),
        "effort": asked.question.effort,
        "minutes": asked.minutes,
    }


def _step(consultation: Consultation, step: PlanStep) -> dict[str, Any]:
    language, knowledge = consultation.language, consultation.knowledge
    data: dict[str, Any] = {
        "kind": step.kind,
        "id": step.id,
        "name": step.name.in_language(language),
        "probability": round(step.probability, 6),
        "effort": step.effort,
        "minutes": step.minutes,
        "for_causes": list(step.for_causes),
        "why": step.why.in_language(language),
    }
    if step.kind == "remedy":
        remedy = knowledge.remedies[step.id]
        data["do"] = [doing.in_language(language) for doing in remedy.do]
        data["works_if"] = remedy.works_if.in_language(language)
    return data


# Markdown ---------------------------------------------------------------------------------------------------


def _markdown(consultation: Consultation) -> str:
    chinese = consultation.language == "zh"
    diagnosis, plan, knowledge = consultation.diagnosis(), consultation.plan(), consultation.knowledge

    def say(text: Text) -> str:
        return escape(text.in_language(consultation.language))

    lines = [
        f"# {'训练问题会诊' if chinese else 'Training consultation'}",
        "",
        f"**{say(diagnosis.verdict)}**",
        "",
    ]
    if consultation.complaints:
        lines += [*(f"> {escape(words)}" for words in consultation.complaints), ""]
    lines += [f"## {'观察' if chinese else 'Observed'}", ""]
    no = "没有：" if chinese else "not: "
    lines += [f"- {say(observation(knowledge, symptom))} (`{symptom}`)" for symptom in consultation.present]
    lines += [
        f"- {no}{say(observation(knowledge, symptom))} (`{symptom}`)" for symptom in consultation.absent
    ]
    tried = "试过" if chinese else "tried"
    lines += [
        f"- {tried} {say(knowledge.remedies[remedy].name)}: {say(OUTCOME_NAMES[outcome])} (`{remedy}`)"
        for remedy, outcome in consultation.tried_remedies.items()
    ]
    lines += ["", f"## {'原因' if chinese else 'Causes'}", ""]
    lines += ["| | | |", "|---:|---|---|"]
    lines += [
        f"| {percent(c.probability)} | {say(c.name)} | `{c.id}` |"
        for c in _shown(diagnosis.causes)[:SHOWN_CAUSES]
    ]
    for cause in diagnosis.reported:
        if cause.evidence_for or cause.evidence_against:
            lines += ["", f"### {say(cause.name)} ({percent(cause.probability)})", ""]
            lines += _markdown_reasons(consultation, cause)
    lines += ["", f"## {'计划' if chinese else 'Plan'}", "", say(plan.summary), ""]
    for number, step in enumerate(plan.steps, 1):
        lines += _markdown_step(consultation, number, step)
    lines += [f"- {say(left.why)}" for left in plan.ruled_out]
    lines += ["", say(plan.if_nothing_helps), ""]
    if diagnosis.unexplained:
        lines += [f"## {'未能解释' if chinese else 'Not explained by any cause that is known'}", ""]
        lines += [f"- {say(observation(knowledge, symptom))}" for symptom in diagnosis.unexplained] + [""]
    if consultation.lost:
        lines += [f"## {say(HEADING)}", "", *(f"- {say(line)}" for line in lost_lines(consultation.lost)), ""]
    exact = ("精确" if chinese else "exact") if diagnosis.exact else ("近似" if chinese else "approximate")
    lines.append(
        f"<sub>lossdoctor {_version()}, {'知识库' if chinese else 'knowledge'} "
        f"`{knowledge.fingerprint[:12]}`, {exact}</sub>"
    )
    return clean("\n".join(lines)) + "\n"


def _markdown_reasons(consultation: Consultation, cause: RankedCause) -> list[str]:
    language, knowledge = consultation.language, consultation.knowledge
    no = "没有：" if language == "zh" else "not: "
    lines = []
    for weight in _weights(cause):
        denied = "" if weight.present or weight.symptom.startswith(TRIED_PREFIX) else no
        lines.append(f"- {odds_factor(weight.bits)} {denied}{escape(weight.name.in_language(language))}")
    for path in cause.paths:
        if len(path.steps) > 1:
            lines.append(f"- {_arrows(knowledge, path, language)}")
    for source in cause.sources:
        claim = knowledge.claims.get(source)
        says = claim.says.in_language(language) if claim else knowledge.sources[source].title
        lines.append(f"- [{source}] {escape(says)}")
    return lines


def _arrows(knowledge: KnowledgeBase, path: SymptomPath, language: str) -> str:
    names = [knowledge.causes[path.cause].name]
    names += [
        (knowledge.causes.get(step.target) or knowledge.symptoms[step.target]).name for step in path.steps
    ]
    return " → ".join(escape(name.in_language(language)) for name in names)


def _markdown_step(consultation: Consultation, number: int, step: PlanStep) -> list[str]:
    language = consultation.language
    figure = f"{percent(step.probability)}, " if step.kind == "remedy" else ""
    effort = consultation.knowledge.vocabulary.efforts[step.effort].name
    head = f"{number}. **{escape(step.name.in_language(language))}** ({figure}{effort.in_language(language)})"
    lines = [head, f"   {escape(step.why.in_language(language))}"]
    if step.kind == "remedy":
        remedy = consultation.knowledge.remedies[step.id]
        lines += [f"   - {escape(doing.in_language(language))}" for doing in remedy.do]
        code = remedy.code.get(consultation.framework, "").rstrip()
        if code:
            lines += ["", "   ```python", *(f"   {line}" for line in code.splitlines()), "   ```"]
    return [*lines, ""]


def escape(text: str) -> str:
    """Keep Markdown from reading names, code and people's words as markup.

    >>> escape("w[t+1] = w * g_t <b>")
    'w\\\\[t+1\\\\] = w \\\\* g\\\\_t \\\\<b>'
    """
    return re.sub(r"([\\`*_\[\]<|])", r"\\\1", " ".join(text.split()))


def _version() -> str:
    from lossdoctor import __version__

    return __version__
