"""The JSON Schemas of ``knowledge/schema``, ready for checking.

Owns reading them, putting references in place, and putting in the words of the vocabulary that holds.
Leaves checking to ``conformance`` and ``shape``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from lossdoctor.knowledge_base import SHIPPED
from lossdoctor.loading.conformance import Conforms, compile_schema
from lossdoctor.model import Vocabulary

__all__ = ["SCHEMA_FOLDER", "Schema", "schema_for"]

SCHEMA_FOLDER = SHIPPED / "schema"


class Schema:
    """One schema with its references put in place."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        self.conforms: Conforms = compile_schema(content)


_compiled: dict[tuple[str, tuple[tuple[str, ...], ...]], Schema] = {}


def schema_for(kind: str, vocabulary: Vocabulary | None) -> Schema:
    """Give the schema for files of ``kind``, with the words of ``vocabulary`` in it."""
    words = _words(vocabulary)
    key = (kind, tuple(words.values()))
    if key not in _compiled:
        content = _read(kind)
        _compiled[key] = Schema(_in_place(content, content.get("$defs", {}), words))
    return _compiled[key]


def _words(vocabulary: Vocabulary | None) -> dict[str, tuple[str, ...]]:
    if vocabulary is None:
        return {}
    return {
        "how-often": tuple(vocabulary.how_often),
        "base-rate": tuple(vocabulary.base_rates),
        "effort": tuple(vocabulary.efforts),
        "family": tuple(vocabulary.families),
        "kind": tuple(vocabulary.kinds),
        "source-kind": tuple(vocabulary.source_kinds),
    }


@cache
def _read(kind: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SCHEMA_FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return content


def _in_place(part: Any, definitions: Mapping[str, Any], words: Mapping[str, tuple[str, ...]]) -> Any:
    """Copy ``part`` of a schema with references put in place, and enumerations replaced by ``words``."""
    if isinstance(part, list):
        return [_in_place(item, definitions, words) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        named = definitions[part["$ref"].removeprefix("#/$defs/")]
        part = {**named, **{key: value for key, value in part.items() if key != "$ref"}}
    if part.get("x-words") in words:
        part = _with_words(part, words[part["x-words"]])
    return {key: _in_place(value, definitions, words) for key, value in part.items() if key != "$defs"}


def _with_words(part: dict[str, Any], words: tuple[str, ...]) -> dict[str, Any]:
    if "enum" in part:
        return {**part, "enum": list(words)}
    return {**part, "else": {**part["else"], "enum": list(words)}}
