"""Knowledge that was checked before, in a form that loads in milliseconds.

Owns the file in the user's state folder, named by the hash of everything that went in: the content of all
knowledge files, and the versions of lossdoctor and Python. It holds nothing but tuples, texts and numbers
(marshal, never a pickle), with a checksum: whatever somebody puts there, nothing is executed. What is
missing, stale, broken or cannot be written is made anew, in silence. Leaves checking to ``inspection``, and
the form of the records to ``rows``.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lossdoctor import __version__
from lossdoctor.loading.folders import KnowledgeFile
from lossdoctor.loading.memory import no_garbage_collection
from lossdoctor.loading.rows import FORM, from_rows, to_rows
from lossdoctor.state import state_folder

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["fingerprint_of", "keep", "stored"]

_CHECKSUM = 16
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


def stored(fingerprint: str) -> KnowledgeBase | None:
    """Give the knowledge that was kept under ``fingerprint``, if it is there and whole."""
    try:
        payload = _file(fingerprint).read_bytes()
        body = memoryview(payload)[_CHECKSUM:]
        if payload[:_CHECKSUM] != _checksum(body):
            return None
        with no_garbage_collection():
            return from_rows(marshal.loads(body))
    except (OSError, RuntimeError, ValueError, TypeError, LookupError, AttributeError, EOFError):
        return None


def keep(knowledge: KnowledgeBase) -> None:
    """Keep ``knowledge`` for the next start; where that cannot be, do nothing."""
    try:
        file = _file(knowledge.fingerprint)
        file.parent.mkdir(parents=True, exist_ok=True)
        body = marshal.dumps(to_rows(knowledge))
        temporary = file.with_name(f"{file.name}.{os.getpid()}")
        temporary.write_bytes(_checksum(body) + body)
        temporary.replace(file)
        _forget_oldest(file.parent)
    except (OSError, RuntimeError, ValueError):
        return


def _file(fingerprint: str) -> Path:
    parts = (fingerprint, __version__, FORM, sys.implementation.cache_tag, str(marshal.version))
    name = hashlib.blake2b(" ".join(parts).encode(), digest_size=16).hexdigest()
    return state_folder() / "knowledge" / f"{name}.kept"


def _checksum(body: bytes | memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECKSUM).digest()


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.kept"), key=lambda path: path.stat().st_mtime, reverse=True)
    for file in files[_MOST_KEPT:]:
        file.unlink(missing_ok=True)
