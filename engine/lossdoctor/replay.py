"""A consultation as JSON text, and back, from damaged text too.

Owns the format of saved consultations; what cannot be read is listed, never passed over. Leaves text that is
no JSON any more to ``salvage``, knowledge that changed meanwhile to ``fitting``, and files to ``sessions``.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from lossdoctor.errors import SessionError
from lossdoctor.events import OUTCOMES, Event, EventKind
from lossdoctor.lost import Lost
from lossdoctor.model import Text
from lossdoctor.salvage import salvage
from lossdoctor.wording import fill

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation

__all__ = ["FORMAT", "VERSION", "Saved", "read_json", "to_json"]

FORMAT = "lossdoctor-consultation"
VERSION = 1
LARGEST_TEXT = 10_000_000
"""Characters; a consultation of a thousand answers has a hundredth of this."""
LONGEST_NAME = 60
"""Of a framework, or of what a message quotes."""

HEADER = ("format", "version", "language", "framework", "knowledge", "events", "undone")
LISTS = ("present", "absent")
NEEDED: Mapping[EventKind, tuple[str, ...]] = {
    "answer": ("question",),
    "unknown": ("question",),
    "skip": ("question",),
    "observe": (),
    "tried": ("remedy", "outcome"),
    "complain": ("text",),
    "forget": (),
}
"""What an event of each kind has to say, besides symptoms."""
TAKES_SYMPTOMS = ("answer", "observe")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saved consultation holds."""

    language: str
    framework: str
    knowledge: str
    """The fingerprint of the knowledge over which it was held."""
    events: tuple[Event, ...]
    undone: tuple[Event, ...]
    lost: tuple[Lost, ...] = ()
    """What could not be read."""


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


def read_json(text: str | bytes) -> Saved:
    """Read what ``to_json`` wrote, as far as it can be read.

    Raises:
        SessionError: the text is no saved consultation, or nothing of it can be read.
    """
    text, lost = _decode(text)
    if len(text) > LARGEST_TEXT:
        raise SessionError(
            fill(
                "this is too long for a saved consultation ({n} characters)",
                "这对保存的会诊来说太长了（{n} 个字符）",
                n=len(text),
            )
        )
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        data, unread = salvage(text)
        lost += unread
    if not isinstance(data, dict):
        data = {}
    events, undone = _events(data, "events", lost), _events(data, "undone", lost)
    if data.get("format") != FORMAT and not events:
        raise SessionError(
            fill(
                'this is no saved consultation: it does not say "format": "{format}"',
                '这不是保存的会诊：其中没有 "format": "{format}"',
                format=FORMAT,
            )
        )
    return Saved(
        language=_language(data, lost),
        framework=_text(data, "framework", "pytorch")[:LONGEST_NAME],
        knowledge=_text(data, "knowledge", ""),
        events=events,
        undone=undone,
        lost=(*_faults_of_header(data), *lost),
    )


# Reading ----------------------------------------------------------------------------------------------------


def _decode(text: str | bytes) -> tuple[str, list[Lost]]:
    """Give the text of a file, and say where it holds bytes that are none."""
    if isinstance(text, str):
        return text.removeprefix("\ufeff"), []
    wide = text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # what PowerShell writes
    try:
        return text.decode("utf-16" if wide else "utf-8-sig"), []
    except UnicodeDecodeError as error:
        why = fill(
            "it holds bytes that are no text, the first at {n}; � stands for them",
            "其中有不是文字的字节，第一个在 {n} 处；以 � 代替",
            n=error.start,
        )
        return text.decode("utf-8-sig", "replace"), [Lost(fill("the file", "文件"), why)]


def _faults_of_header(data: Mapping[str, Any]) -> list[Lost]:
    version = data.get("version")
    lost = []
    if data.get("format") != FORMAT:
        lost.append(_lost_entry("format", fill("it is not “{format}”", "不是“{format}”", format=FORMAT)))
    if not isinstance(version, int) or version < 1:
        lost.append(_lost_entry("version", fill("it is no number of a version", "不是版本号")))
    elif version > VERSION:
        why = fill(
            "this was saved by a later lossdoctor (format {theirs}, this one reads {ours}); "
            "upgrade to have all of it",
            "由更新版本的 lossdoctor 保存（格式 {theirs}，本版读取 {ours}）；升级后可完整打开",
            theirs=version,
            ours=VERSION,
        )
        lost.append(_lost_entry("version", why))
    lost += [_lost_entry(_whole(name), UNKNOWN_ENTRY) for name in data if name not in HEADER]
    return lost


UNKNOWN_ENTRY = Text("this lossdoctor knows nothing of the kind", "本版 lossdoctor 不认识它")


def _language(data: Mapping[str, Any], lost: list[Lost]) -> str:
    language = data.get("language", "en")
    if language in ("en", "zh"):
        return cast("str", language)
    lost.append(
        _lost_entry(
            "language", fill("there is no such language; it is English now", "没有这种语言；改用英语")
        )
    )
    return "en"


def _text(data: Mapping[str, Any], key: str, default: str) -> str:
    value = data.get(key, default)
    return _whole(value) if isinstance(value, str) else default


def _events(data: Mapping[str, Any], key: str, lost: list[Lost]) -> tuple[Event, ...]:
    held = data.get(key, [])
    if not isinstance(held, list):
        lost.append(_lost_entry(key, fill("it is no list", "不是列表")))
        return ()
    events = []
    for number, item in enumerate(held, 1):
        where = fill("entry {n} of “{key}”", "“{key}”的第 {n} 条", n=number, key=key)
        try:
            events.append(_event(item))
        except SessionError as error:
            lost.append(Lost(where, error.text))
            continue
        strange = [_whole(name) for name in item if name not in Event.__dataclass_fields__]
        lost += [
            Lost(fill("{where}, “{name}”", "{where}中的“{name}”", where=where, name=name), UNKNOWN_ENTRY)
            for name in strange
        ]
    return tuple(events)


def _event(item: Any) -> Event:
    """Read one event.

    Raises:
        SessionError: why it is none.
    """
    if not isinstance(item, dict):
        raise SessionError(fill("it is no event", "不是会诊记录"))
    kind = item.get("kind")
    if not isinstance(kind, str) or kind not in NEEDED:
        raise SessionError(
            fill(
                "there is no event of the kind “{kind}”",
                "没有“{kind}”这种记录",
                kind=_whole(str(kind))[:LONGEST_NAME],
            )
        )
    fields: dict[str, Any] = {}
    for name in Event.__dataclass_fields__:
        value = item.get(name, [] if name in LISTS else "")
        texts = value if name in LISTS and isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts) or (name in LISTS) != isinstance(value, list):
            raise SessionError(fill("its “{name}” is of the wrong type", "其中“{name}”的类型不对", name=name))
        fields[name] = tuple(map(_whole, texts)) if name in LISTS else _whole(value)
    missing = [name for name in NEEDED[cast("EventKind", kind)] if not fields[name]]
    if kind in TAKES_SYMPTOMS and not fields["present"] and not fields["absent"]:
        missing.append("present")
    if kind == "forget" and not (fields["question"] or fields["remedy"] or fields["present"]):
        missing.append("question")
    if missing:
        raise SessionError(fill("it does not say “{name}”", "其中没有“{name}”", name=missing[0]))
    if kind == "tried" and fields["outcome"] not in OUTCOMES:
        raise SessionError(fill("unknown outcome “{name}”", "未知的结果“{name}”", name=fields["outcome"]))
    return Event(**fields)


def _lost_entry(name: str, why: Text) -> Lost:
    return Lost(Text(f"“{name}”", f"“{name}”"), why)


def _whole(text: str) -> str:
    """Replace halves of characters, which JSON can spell and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _event_to_plain(event: Event) -> dict[str, Any]:
    return {key: value for key, value in event.to_dict().items() if value}
