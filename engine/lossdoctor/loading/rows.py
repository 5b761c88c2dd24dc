"""Records as plain tuples, and back, in a fraction of the time that reading them from YAML takes.

Owns the mapping. A record becomes the tuple of its fields in their order; the way back is made once for each
class from what its fields are declared to be, so that ``model`` may change without a word here.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from lossdoctor import model
from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["FORM", "from_rows", "to_rows"]

_Back = Callable[[Any], Any]

_RECORDS: Mapping[str, type] = {name: getattr(model, name) for name in model.__all__}
_ONE_FOR_ALL = frozenset({"Frequency"})
"""Records of which there are few different ones: made once each."""

FORM = " ".join(
    f"{name}({','.join(f'{field.name}:{field.type}' for field in dataclasses.fields(record))})"
    for name, record in [*_RECORDS.items(), ("KnowledgeBase", KnowledgeBase)]
)
"""Tells every field of every record: where it differs, rows were made from other records."""


def to_rows(knowledge: KnowledgeBase) -> tuple[Any, ...]:
    """Turn the knowledge into tuples, dicts, texts and numbers; claims are among their sources."""
    fields = (field.name for field in dataclasses.fields(knowledge) if field.name != "claims")
    return tuple(_row(getattr(knowledge, name)) for name in fields)


def _row(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return tuple(_row(getattr(value, field.name)) for field in dataclasses.fields(value))
    if isinstance(value, Mapping):
        return {key: _row(item) for key, item in value.items()}
    return tuple(_row(item) for item in value) if isinstance(value, tuple) else value


def from_rows(rows: tuple[Any, ...]) -> KnowledgeBase:
    """Turn back what :func:`to_rows` gave."""
    fields = [field for field in dataclasses.fields(KnowledgeBase) if field.name != "claims"]
    values = {f.name: (_back(str(f.type)) or _as_it_is)(row) for f, row in zip(fields, rows, strict=True)}
    claims = {claim.id: claim for source in values["sources"].values() for claim in source.claims}
    return KnowledgeBase(**values, claims=MappingProxyType(claims))


def _as_it_is(value: Any) -> Any:
    return value


@cache
def _back(declared: str) -> _Back | None:
    """Make what turns a row back into what is ``declared``; None where a row is as it was.

    >>> _back("tuple[str, ...]") is None
    True
    >>> _back("tuple[Text, ...]")((("loss", "损失"),))
    (Text(en='loss', zh='损失'),)
    """
    if declared.endswith(" | None"):
        inner = _back(declared.removesuffix(" | None"))
        return inner and (lambda row: None if row is None else inner(row))
    if several := re.fullmatch(r"tuple\[(\w+), \.\.\.\]", declared):
        item = _back(several[1])
        return item and (lambda rows: tuple([item(row) for row in rows]))
    if table := re.fullmatch(r"Mapping\[str, (\w+)\]", declared):
        value = _back(table[1]) or _as_it_is
        return lambda rows: MappingProxyType({key: value(row) for key, row in rows.items()})
    record = _RECORDS.get(declared)
    if record is None:
        return None
    make = _maker(record)
    return cache(make) if declared in _ONE_FOR_ALL else make


def _maker(record: type) -> _Back:
    """Make what turns a row back into ``record``."""
    types = [str(field.type) for field in dataclasses.fields(record)]
    to_change = [(place, back) for place, declared in enumerate(types) if (back := _back(declared))]
    if not to_change:
        return lambda row: record(*row)

    def make(row: tuple[Any, ...]) -> Any:
        fields = list(row)
        for place, back in to_change:
            fields[place] = back(fields[place])
        return record(*fields)

    return make
