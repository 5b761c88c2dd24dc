"""Results as HTML for notebooks: what Jupyter shows for a diagnosis and a plan.

Owns these two tables. Leaves whole reports to ``report_html``.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from lossdoctor.wording import duration, percent

if TYPE_CHECKING:
    from lossdoctor.diagnosis import Diagnosis
    from lossdoctor.planning import Plan

__all__ = ["diagnosis_html", "plan_html"]

SHOWN_CAUSES = 8


def diagnosis_html(diagnosis: Diagnosis) -> str:
    """Write a diagnosis as its verdict and a table of causes with bars."""
    rows = "".join(
        f"<tr><td>{escape(percent(cause.probability))}</td>"
        f'<td style="width:12em"><div style="background:#2a7ab0;height:.8em;'
        f'width:{100 * cause.probability:.0f}%"></div></td>'
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
