"""Results as HTML for notebooks: what Jupyter shows for a diagnosis, a plan, and a part of the graph.

Owns these tables. Leaves whole reports to ``report_html``.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from lossdoctor.wording import duration, percent

if TYPE_CHECKING:
    from lossdoctor.diagnosis import Diagnosis
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.neighbours import Neighbourhood
    from lossdoctor.planning import Plan

__all__ = ["diagnosis_html", "knowledge_html", "neighbourhood_html", "plan_html"]

SHOWN_CAUSES = 8


def diagnosis_html(diagnosis: Diagnosis) -> str:
    """Write a diagnosis as its verdict and a table of causes with bars."""
    rows = "".join(
        f"<tr><td>{escape(percent(cause.probability))}</td>{_bar(cause.probability)}"
        f"<td>{escape(cause.name.en)}</td><td><code>{escape(cause.id)}</code></td></tr>"
        for cause in diagnosis.causes[:SHOWN_CAUSES]
    )
    return f"<p><b>{escape(diagnosis.verdict.en)}</b></p><table>{rows}</table>"


def plan_html(plan: Plan) -> str:
    """Write a plan as a numbered list."""
    items = "".join(
        f"<li><b>{escape(step.name.en)}</b> ({escape(percent(step.probability))}, "
        f"{escape(duration(step.minutes).en)})<br>{escape(step.why.en)}</li>"
        for step in plan.steps
    )
    return f"<p>{escape(plan.summary.en)}</p><ol>{items}</ol>"


def neighbourhood_html(around: Neighbourhood) -> str:
    """Write what one thing is linked to as a table, a bar for how often each link holds."""
    rows = "".join(
        f"<tr><td>{escape(link.relation)}</td><td>{escape(link.name.en)}</td><td><code>{escape(link.id)}</code>"
        f"</td>{_bar(link.strength)}<td>{escape(link.how_often)}</td></tr>"
        for link in around.links
    )
    return (
        f"<p><b>{escape(around.name.en)}</b> (<code>{escape(around.id)}</code>, {escape(around.kind)})</p>"
        f"<table>{rows}</table>"
    )


def knowledge_html(knowledge: KnowledgeBase) -> str:
    """Write how much of each kind is known."""
    counts = {
        "causes": len(knowledge.causes),
        "symptoms": len(knowledge.symptoms),
        "questions": len(knowledge.questions),
        "remedies": len(knowledge.remedies),
        "links": knowledge.graph.number_of_edges(),
        "sources": len(knowledge.sources),
        "claims": len(knowledge.claims),
        "cases": len(knowledge.cases),
    }
    rows = "".join(f"<tr><td>{kind}</td><td>{count:,}</td></tr>" for kind, count in counts.items())
    return f"<table>{rows}</table><p>What touches one of them: <code>knowledge.around(id)</code></p>"


def _bar(share: float) -> str:
    return (
        '<td style="width:12em"><div style="background:#2a7ab0;height:.8em;'
        f'width:{100 * share:.0f}%"></div></td>'
    )
