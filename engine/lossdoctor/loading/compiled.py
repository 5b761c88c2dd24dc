"""Knowledge that was checked before, in a form that loads in milliseconds.

Owns the file in the user's state folder, named by the hash of everything that went in: the content of all
knowledge files and the version of lossdoctor. It is JSON and never a pickle: whatever somebody puts there,
nothing is executed. What is missing, stale, broken or cannot be written is made anew, in silence. Leaves
checking to ``inspection``.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lossdoctor import __version__, model
from lossdoctor.loading.folders import KnowledgeFile
from lossdoctor.loading.memory import no_garbage_collection

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["fingerprint_of", "keep", "state_folder", "stored"]

_CLASSES: tuple[type, ...] = (
    model.Position,
    model.Text,
    model.Frequency,
    model.Link,
    model.Note,
    model.Side,
    model.Disagreement,
    model.Correction,
    model.Claim,
    model.Source,
    model.Symptom,
    model.Question,
    model.Cause,
    model.Remedy,
    model.Expectation,
    model.Case,
    model.Term,
    model.Vocabulary,
)
_NUMBERS = {record: number for number, record in enumerate(_CLASSES, start=1)}
_TUPLE, _TEXTS = 0, -1
_FORM = 1
"""Raised when the form of the file changes."""
_MOST_KEPT = 8


def fingerprint_of(raw: Iterable[tuple[KnowledgeFile, bytes]]) -> str:
    """Hash the names and the content of knowledge files.

    >>> file = KnowledgeFile("cause", "/x/causes/a.yaml", "causes/a.yaml", "causes/a.yaml")
    >>> fingerprint_of([(file, b"id: a")]) == fingerprint_of([(file, b"id: b")])
    False
    """
    digest = hashlib.blake2b(digest_size=16)
    for file, content in raw:
        digest.update(f"{file.relative}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def state_folder() -> Path:
    """Give the folder for what lossdoctor remembers: LOSSDOCTOR_STATE, or the platform's own place."""
    chosen = os.environ.get("LOSSDOCTOR_STATE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "lossdoctor"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/lossdoctor"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "lossdoctor"


def stored(fingerprint: str) -> KnowledgeBase | None:
    """Give the knowledge that was kept under ``fingerprint``, if it is there and whole."""
    from lossdoctor.knowledge_base import KnowledgeBase

    try:
        payload = _file(fingerprint).read_bytes()
        check, _, body = payload.partition(b"\n")
        if check != _check(body):
            return None
        with no_garbage_collection():
            fields = {name: _unpacked(value) for name, value in json.loads(body).items()}
        claims = {claim.id: claim for source in fields["sources"].values() for claim in source.claims}
        return KnowledgeBase(**fields, claims=MappingProxyType(claims))
    except (OSError, RuntimeError, ValueError, TypeError, LookupError, AttributeError):
        return None


def keep(knowledge: KnowledgeBase) -> None:
    """Keep ``knowledge`` for the next start; where that cannot be, do nothing."""
    try:
        file = _file(knowledge.fingerprint)
        file.parent.mkdir(parents=True, exist_ok=True)
        names = [field.name for field in dataclasses.fields(knowledge) if field.name != "claims"]
        fields = {name: _packed(getattr(knowledge, name)) for name in names}
        body = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        temporary = file.with_name(f"{file.name}.{os.getpid()}")
        temporary.write_bytes(_check(body) + b"\n" + body)
        temporary.replace(file)
        _forget_oldest(file.parent)
    except (OSError, RuntimeError, ValueError):
        return


def _file(fingerprint: str) -> Path:
    content = hashlib.blake2b(f"{fingerprint} {__version__} {_FORM} {_form()}".encode(), digest_size=16)
    return state_folder() / "knowledge" / f"{content.hexdigest()}.json"


def _form() -> str:
    """Name every field of every record, so that a change of ``model`` makes old files unfit."""
    return " ".join(f"{c.__name__}:{','.join(f.name for f in dataclasses.fields(c))}" for c in _CLASSES)


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).hexdigest().encode()


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for file in files[_MOST_KEPT:]:
        file.unlink(missing_ok=True)


def _packed(value: Any) -> Any:
    """Turn records into lists that begin with the number of their class; tuples begin with 0 or -1."""
    number = _NUMBERS.get(type(value))
    if number is not None:
        return [number, *(_packed(getattr(value, field.name)) for field in dataclasses.fields(value))]
    if isinstance(value, tuple):
        texts = all(type(item) is str for item in value)
        return [_TEXTS, *value] if texts else [_TUPLE, *map(_packed, value)]
    if isinstance(value, Mapping):
        return {key: _packed(item) for key, item in value.items()}
    return value


def _unpacked(value: Any) -> Any:
    if type(value) is list:
        number = value[0]
        if number == _TEXTS:
            return tuple(value[1:])
        fields = [_unpacked(item) if type(item) is list or type(item) is dict else item for item in value[1:]]
        return tuple(fields) if number == _TUPLE else _CLASSES[number - 1](*fields)
    if type(value) is dict:
        return MappingProxyType({key: _unpacked(item) for key, item in value.items()})
    return value
