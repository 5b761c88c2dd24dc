"""A report as one HTML page: self-contained, readable in light and dark, and it prints well.

Owns the page and its small graph in SVG. Leaves what a report holds to ``report``.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.model import Text
from lossdoctor.printing.layout import cells, clean, shorten
from lossdoctor.printing.lost_text import HEADING, lost_lines
from lossdoctor.wording import OUTCOME_NAMES, observation, odds_factor, percent

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.diagnosis import Diagnosis, RankedCause
    from lossdoctor.planning import PlanStep

__all__ = ["as_html"]

SHOWN_CAUSES = 8
STYLE = """
:root { color-scheme: light dark; --line: #8888; --bar: #2a7ab0; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; }
.verdict { border-left: 4px solid var(--bar); padding: .2rem 1rem; font-size: 1.1rem; }
table { border-collapse: collapse; width: 100%; } td { padding: .2rem .5rem; vertical-align: top; }
td.figure { text-align: right; white-space: nowrap; }
.bar { background: var(--bar); height: .7rem; min-width: 2px; }
pre { border: 1px solid var(--line); padding: .5rem; overflow-x: auto; } small, .dim { opacity: .7; }
svg { max-width: 100%; height: auto; margin: 1rem 0; }
svg text { font: 13px system-ui, sans-serif; fill: currentColor; }
svg rect { fill: none; stroke: currentColor; } svg path { fill: none; stroke: currentColor; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } }
@media print { li, tr, pre { break-inside: avoid; } pre { white-space: pre-wrap; } }
"""
BOX_WIDTH, BOX_HEIGHT, GAP_ACROSS, GAP_DOWN = 210, 30, 60, 14


def as_html(consultation: Consultation) -> str:
    """Write a consultation as one HTML page that needs nothing else."""
    page = _Page(consultation)
    title = page.say(Text("Training consultation", "训练问题会诊"))
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if consultation.language == "zh" else "en"}">\n'
        f'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n"
        + "\n".join(part for part in page.parts() if part)
        + "\n</body>\n</html>\n"
    )


class _Page:
    """The parts of the page, in one language."""

    def __init__(self, consultation: Consultation) -> None:
        self.consultation = consultation
        self.knowledge = consultation.knowledge

    def say(self, text: Text | str) -> str:
        words = text.in_language(self.consultation.language) if isinstance(text, Text) else text
        return escape(clean(words))

    def parts(self) -> Iterable[str]:
        diagnosis, plan = self.consultation.diagnosis(), self.consultation.plan()
        yield f'<p class="verdict">{self.say(diagnosis.verdict)}</p>'
        yield "".join(f"<blockquote>{self.say(words)}</blockquote>" for words in self.consultation.complaints)
        yield self.heading("Observed", "观察") + self.observed()
        yield self.heading("Causes", "原因") + self.ranking(diagnosis)
        yield self.graph(diagnosis)
        for cause in diagnosis.reported:
            yield self.reasons(cause)
        yield self.heading("Plan", "计划") + f"<p>{self.say(plan.summary)}</p>"
        yield "<ol>" + "".join(self.step(step) for step in plan.steps) + "</ol>" if plan.steps else ""
        yield self.items(left.why for left in plan.ruled_out)
        yield f"<p>{self.say(plan.if_nothing_helps)}</p>"
        if diagnosis.unexplained:
            yield self.heading("Not explained by any cause that is known", "已知原因未能解释")
            yield self.items(observation(self.knowledge, symptom) for symptom in diagnosis.unexplained)
        if self.consultation.lost:
            yield f"<h2>{self.say(HEADING)}</h2>"
            yield self.items(lost_lines(self.consultation.lost))

    def heading(self, en: str, zh: str) -> str:
        return f"<h2>{self.say(Text(en, zh))}</h2>"

    def items(self, texts: Iterable[Text | str]) -> str:
        rows = "".join(f"<li>{self.say(text)}</li>" for text in texts)
        return f"<ul>{rows}</ul>" if rows else ""

    def observed(self) -> str:
        no = self.say(Text("not: ", "没有："))
        rows = [f"<li>{self.say(observation(self.knowledge, s))}</li>" for s in self.consultation.present]
        rows += [f"<li>{no}{self.say(observation(self.knowledge, s))}</li>" for s in self.consultation.absent]
        rows += [
            f"<li>{self.say(self.knowledge.remedies[remedy].name)}: {self.say(OUTCOME_NAMES[outcome])}</li>"
            for remedy, outcome in self.consultation.tried_remedies.items()
        ]
        return f"<ul>{''.join(rows)}</ul>"

    def ranking(self, diagnosis: Diagnosis) -> str:
        rows = "".join(
            f'<tr><td class="figure">{self.say(percent(cause.probability))}</td>'
            f'<td style="width:30%"><div class="bar" style="width:{100 * cause.probability:.0f}%"></div></td>'
            f"<td>{self.say(cause.name)}</td></tr>"
            for cause in diagnosis.causes[:SHOWN_CAUSES]
        )
        return f"<table>{rows}</table>"

    def reasons(self, cause: RankedCause) -> str:
        rows = []
        for weight in sorted((*cause.evidence_for, *cause.evidence_against), key=lambda w: -abs(w.bits)):
            denied = not weight.present and not weight.symptom.startswith(TRIED_PREFIX)
            no = self.say(Text("not: ", "没有：")) if denied else ""
            factor = odds_factor(weight.bits)
            rows.append(f'<tr><td class="figure">{factor}</td><td>{no}{self.say(weight.name)}</td></tr>')
        cited = []
        for source in cause.sources:
            claim = self.knowledge.claims.get(source)
            says = claim.says if claim else Text(self.knowledge.sources[source].title)
            cited.append(f"<li><small>[{self.say(source)}] {self.say(says)}</small></li>")
        return (
            f"<h3>{self.say(cause.name)} ({self.say(percent(cause.probability))})</h3>"
            f"<table>{''.join(rows)}</table><ul>{''.join(cited)}</ul>"
        )

    def step(self, step: PlanStep) -> str:
        figure = self.say(percent(step.probability)) + ", " if step.kind == "remedy" else ""
        effort = self.knowledge.vocabulary.efforts[step.effort].name
        head = f"<b>{self.say(step.name)}</b> ({figure}{self.say(effort)})"
        body = f"<br>{self.say(step.why)}"
        if step.kind == "remedy":
            remedy = self.knowledge.remedies[step.id]
            body += self.items(remedy.do)
            code = remedy.code.get(self.consultation.framework)
            body += f"<pre>{self.say(code)}</pre>" if code else ""
        return f"<li>{head}{body}</li>"

    def graph(self, diagnosis: Diagnosis) -> str:
        """Draw how the reported causes bring about what was seen, causes on the left."""
        edges = {
            (step.origin, step.target)
            for cause in diagnosis.reported
            for path in cause.paths
            for step in path.steps
        }
        if not edges:
            return ""
        columns = _columns(sorted(edges))
        places = {
            node: (x * (BOX_WIDTH + GAP_ACROSS), y * (BOX_HEIGHT + GAP_DOWN))
            for x, nodes in enumerate(columns)
            for y, node in enumerate(nodes)
        }
        width = len(columns) * (BOX_WIDTH + GAP_ACROSS) - GAP_ACROSS
        height = max(map(len, columns)) * (BOX_HEIGHT + GAP_DOWN) - GAP_DOWN
        drawn = [self.arrow(places[origin], places[target]) for origin, target in sorted(edges)]
        drawn += [self.box(node, *places[node]) for node in places]
        return f'<svg viewBox="-2 -2 {width + 4} {height + 4}" role="img">{"".join(drawn)}</svg>'

    def box(self, node: str, x: int, y: int) -> str:
        known = self.knowledge.causes.get(node) or self.knowledge.symptoms[node]
        name = known.name.in_language(self.consultation.language)
        label = self.say(shorten(name, 28))
        rounded = 15 if node in self.knowledge.symptoms else 3
        across = x + BOX_WIDTH / 2
        return (
            f'<g><title>{self.say(name)}</title><rect x="{x}" y="{y}" width="{BOX_WIDTH}" '
            f'height="{BOX_HEIGHT}" rx="{rounded}"/><text x="{across}" y="{y + 20}" text-anchor="middle"'
            f"{_squeeze(name)}>{label}</text></g>"
        )

    def arrow(self, origin: tuple[int, int], target: tuple[int, int]) -> str:
        x, y = origin[0] + BOX_WIDTH, origin[1] + BOX_HEIGHT / 2
        to_x, to_y = target[0], target[1] + BOX_HEIGHT / 2
        middle = (x + to_x) / 2
        return f'<path d="M{x} {y} C{middle} {y} {middle} {to_y} {to_x} {to_y}"/>'


def _columns(edges: list[tuple[str, str]]) -> list[list[str]]:
    """Put each node one column to the right of the farthest node that leads to it."""
    depth = dict.fromkeys((node for edge in edges for node in edge), 0)
    for _ in depth:
        for origin, target in edges:
            depth[target] = max(depth[target], depth[origin] + 1)
    return [sorted(node for node in depth if depth[node] == x) for x in range(max(depth.values()) + 1)]


def _squeeze(name: str) -> str:
    """Keep long names inside their box."""
    return f' textLength="{BOX_WIDTH - 12}" lengthAdjust="spacingAndGlyphs"' if cells(name) > 27 else ""
