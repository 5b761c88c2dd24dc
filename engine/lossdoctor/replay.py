"""A consultation as JSON text, and back over knowledge that may have changed since.

Owns the format of saved consultations and fitting old events to new knowledge.
Leaves files to ``sessions``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from lossdoctor.errors import EvidenceError, LossdoctorError, SessionError, UnknownIdError
from lossdoctor.events import OUTCOMES, Event, EventKind, fold

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.knowledge_base import Kind, KnowledgeBase

__all__ = ["FORMAT", "VERSION", "Saved", "fit_events", "read_json", "to_json"]

FORMAT = "lossdoctor-consultation"
VERSION = 1
LARGEST_TEXT = 10_000_000
"""Characters; a consultation of a thousand answers has a hundredth of this."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saved consultation holds."""

    language: str
    framework: str
    knowledge: str
    """The fingerprint of the knowledge over which it was held."""
    events: tuple[Event, ...]
    undone: tuple[Event, ...]


def to_json(consultation: Consultation) -> str:
    """Write what was said, and nothing that follows from it."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "language": consultation.language,
        "framework": consultation.framework,
        "knowledge": consultation.knowledge.fingerprint,
        "events": [_event_to_plain(event) for event in consultation.events],
        "undone": [_event_to_plain(event) for event in consultation.undone],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_json(text: str) -> Saved:
    """Read what ``to_json`` wrote.

    Raises:
        SessionError: the text is no saved consultation, is damaged, or was written by a later version.
    """
    if len(text) > LARGEST_TEXT:
        raise SessionError(f"this is too long for a saved consultation ({len(text)} characters)")
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        place = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise SessionError(f"this is no saved consultation: it is not JSON{place}") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise SessionError(f'this is no saved consultation: it does not say "format": "{FORMAT}"')
    version = data.get("version")
    if not isinstance(version, int) or version < 1:
        raise SessionError("this saved consultation is damaged: its version is no number")
    if version > VERSION:
        raise SessionError(
            f"this was saved by a later lossdoctor (format {version}, this one reads {VERSION}): "
            "upgrade to open it"
        )
    return Saved(
        language="zh" if data.get("language") == "zh" else "en",
        framework=_text(data, "framework", "pytorch"),
        knowledge=_text(data, "knowledge", ""),
        events=_events(data, "events"),
        undone=_events(data, "undone"),
    )


def fit_events(
    events: Iterable[Event], knowledge: KnowledgeBase
) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """Fit events to the knowledge at hand: retired ids are redirected, and what no longer exists is left out.

    Returns:
        The events that fit, and the ids that were lost.
    """
    fitting: list[Event] = []
    lost: dict[str, None] = {}
    for event in events:
        fitted = _fit(event, knowledge, lost)
        if fitted is None:
            continue
        try:
            fold([*fitting, fitted])
        except EvidenceError as error:  # two ids of old became one, and said different things
            lost.update(dict.fromkeys(error.values))
        else:
            fitting.append(fitted)
    return tuple(fitting), tuple(lost)


def _fit(event: Event, knowledge: KnowledgeBase, lost: dict[str, None]) -> Event | None:
    def find(old_id: str, kind: Kind) -> str:
        try:
            return knowledge.resolve(old_id, kind)
        except UnknownIdError:
            lost[old_id] = None
            return ""

    if event.kind == "complain":
        return event
    present = tuple(found for symptom in event.present if (found := find(symptom, "symptom")))
    absent = tuple(found for symptom in event.absent if (found := find(symptom, "symptom")))
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


def _event_to_plain(event: Event) -> dict[str, Any]:
    return {key: value for key, value in event.to_dict().items() if value}


def _events(data: dict[str, Any], key: str) -> tuple[Event, ...]:
    held = data.get(key, [])
    if not isinstance(held, list):
        raise SessionError(f'this saved consultation is damaged: "{key}" is no list')
    return tuple(_event(item, f"{key}[{i}]") for i, item in enumerate(held))


def _event(item: Any, where: str) -> Event:
    try:
        event = Event.from_dict(item)
    except LossdoctorError as error:
        raise SessionError(f"this saved consultation is damaged at {where}: {error}") from error
    texts = (event.question, event.remedy, event.outcome, event.text, *event.present, *event.absent)
    if event.kind not in get_args(EventKind) or not all(isinstance(text, str) for text in texts):
        raise SessionError(f"this saved consultation is damaged at {where}: it is no event")
    if event.kind == "tried" and event.outcome not in OUTCOMES:
        raise SessionError(
            f'this saved consultation is damaged at {where}: unknown outcome "{event.outcome}"'
        )
    return event


def _text(data: dict[str, Any], key: str, default: str) -> str:
    value = data.get(key, default)
    return value if isinstance(value, str) else default
