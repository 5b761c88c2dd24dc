"""Old events over the knowledge at hand: retired ids are redirected, and what does not fit is listed.

Owns which part of an event still holds, and refusing events that contradict those before. Leaves reading
events to ``replay``, and what an answer may be to ``answering``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lossdoctor.answering import check_answer
from lossdoctor.errors import EvidenceError, UnknownIdError
from lossdoctor.events import Event, Ledger
from lossdoctor.lost import Lost
from lossdoctor.model import Text
from lossdoctor.wording import fill, join

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import Kind, KnowledgeBase

__all__ = ["fit_events"]

NAMED = 3
"""Symptoms by which an event is called."""


def fit_events(
    events: Iterable[Event], undone: Sequence[Event], knowledge: KnowledgeBase
) -> tuple[tuple[Event, ...], tuple[Event, ...], tuple[Lost, ...]]:
    """Fit events to the knowledge at hand: retired ids are redirected, and what does not fit is left out.

    Args:
        events: what was said.
        undone: what was taken back, the next to be said again last.
        knowledge: what the consultation goes on over.

    Returns:
        Both as far as they fit, and what was lost.
    """
    ledger = Ledger()
    lost: list[Lost] = []
    fitting = [kept for event in events if (kept := _fit(event, knowledge, ledger, lost))]
    again = [kept for event in reversed(undone) if (kept := _fit(event, knowledge, ledger, lost))]
    return tuple(fitting), tuple(reversed(again)), tuple(dict.fromkeys(lost))


def _fit(event: Event, knowledge: KnowledgeBase, ledger: Ledger, lost: list[Lost]) -> Event | None:
    fitted = _known(event, knowledge, lost)
    if fitted is None:
        return None
    try:
        if fitted.kind == "answer" and fitted.present:
            check_answer(knowledge.questions[fitted.question], fitted.present, ledger.answered)
        ledger.note(fitted)
    except EvidenceError as error:
        lost.append(Lost(_name(knowledge, fitted), error.text))
        return None
    return fitted


def _known(event: Event, knowledge: KnowledgeBase, lost: list[Lost]) -> Event | None:
    """Give an event in the ids of today; None where the knowledge has nothing left of it."""

    def find(old_id: str, kind: Kind) -> str:
        try:
            return knowledge.resolve(old_id, kind)
        except UnknownIdError as error:
            lost.append(Lost(_name(knowledge, event), error.text))
            return ""

    if event.kind == "complain":
        return event
    present = tuple(dict.fromkeys(found for symptom in event.present if (found := find(symptom, "symptom"))))
    absent = tuple(dict.fromkeys(found for symptom in event.absent if (found := find(symptom, "symptom"))))
    question = find(event.question, "question") if event.question else ""
    remedy = find(event.remedy, "remedy") if event.remedy else ""
    if not (present or absent or question or remedy):
        return None
    fitted = replace(event, question=question, present=present, absent=absent, remedy=remedy)
    if event.kind != "answer":
        return fitted
    if not present and not absent:
        return None
    options = knowledge.questions[question].options if question else ()
    if all(symptom in options for symptom in (*present, *absent)):
        return fitted
    return replace(fitted, kind="observe", question="")  # its symptoms are asked for elsewhere now


def _name(knowledge: KnowledgeBase, event: Event) -> Text:
    """Call an event by what it is about: by names where the knowledge has them, else by ids."""

    def name(known_id: str) -> Text:
        if known_id in knowledge.questions:
            return knowledge.questions[known_id].ask
        record = knowledge.symptoms.get(known_id) or knowledge.remedies.get(known_id)
        return record.name if record else Text(known_id)

    if event.kind in ("answer", "unknown", "skip"):
        return fill("your answer to “{what}”", "对“{what}”的回答", what=name(event.question))
    symptoms = (*event.present, *event.absent)
    about = join([name(known_id) for known_id in symptoms[:NAMED]]) if symptoms else name(event.remedy)
    if event.kind == "observe":
        return fill("what you told: “{what}”", "你说的“{what}”", what=about)
    if event.kind == "tried":
        return fill("what came of trying “{what}”", "试过“{what}”的结果", what=about)
    return fill("that “{what}” was taken back", "对“{what}”的撤回", what=about)
