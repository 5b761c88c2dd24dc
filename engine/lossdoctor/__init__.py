"""lossdoctor tells people why their neural network does not train, and what to try next.

    >>> import lossdoctor
    >>> lossdoctor.load  # doctest: +ELLIPSIS
    <function load at ...>

Everything public is named in ``__all__`` and imported when it is first asked for, so that ``import
lossdoctor`` is fast.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lossdoctor.comparison import Comparison, WhyNot
    from lossdoctor.consultation import Consultation
    from lossdoctor.diagnosis import Diagnosis, RankedCause, diagnose, diagnose_many
    from lossdoctor.errors import (
        EvidenceError,
        KnowledgeError,
        LossdoctorError,
        NetworkError,
        SessionError,
        UnknownIdError,
    )
    from lossdoctor.events import Event
    from lossdoctor.knowledge_base import SHIPPED, KnowledgeBase, load
    from lossdoctor.lost import Lost
    from lossdoctor.model import Text
    from lossdoctor.planning import Plan, PlanStep
    from lossdoctor.questions import NextQuestion, Why
    from lossdoctor.report import make_report
    from lossdoctor.search import Match

__all__ = [  # noqa: RUF022  in the order of sorted(), which a test holds
    "Comparison",
    "Consultation",
    "Diagnosis",
    "Event",
    "EvidenceError",
    "KnowledgeBase",
    "KnowledgeError",
    "LossdoctorError",
    "Lost",
    "Match",
    "NetworkError",
    "NextQuestion",
    "Plan",
    "PlanStep",
    "RankedCause",
    "SHIPPED",
    "SessionError",
    "Text",
    "UnknownIdError",
    "Why",
    "WhyNot",
    "__version__",
    "diagnose",
    "diagnose_many",
    "load",
    "make_report",
]

__version__ = "0.1.0"

_MODULES = {
    "comparison": ("Comparison", "WhyNot"),
    "consultation": ("Consultation",),
    "diagnosis": ("Diagnosis", "RankedCause", "diagnose", "diagnose_many"),
    "errors": (
        "EvidenceError",
        "KnowledgeError",
        "LossdoctorError",
        "NetworkError",
        "SessionError",
        "UnknownIdError",
    ),
    "events": ("Event",),
    "knowledge_base": ("SHIPPED", "KnowledgeBase", "load"),
    "lost": ("Lost",),
    "model": ("Text",),
    "planning": ("Plan", "PlanStep"),
    "questions": ("NextQuestion", "Why"),
    "report": ("make_report",),
    "search": ("Match",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"lossdoctor.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
