"""The JSON Schemas with the ids of today in them, so that an editor completes them and says what each is.

Owns putting ids into the schemas. Leaves the schemas themselves to ``knowledge/schema``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lossdoctor.errors import LossdoctorError
from lossdoctor.knowledge_base import KnowledgeBase
from lossdoctor.loading.references import WANTED
from lossdoctor.loading.schemas import SCHEMA_FOLDER

__all__ = ["COMMENT", "schemas_with_ids", "write_schemas"]

COMMENT = "Written by `lossdoctor knowledge schema`; write it again when there are new ids."


def write_schemas(knowledge: KnowledgeBase, folder: str | os.PathLike[str]) -> list[Path]:
    """Write all schemas into ``folder``; schemas that were written by hand are never overwritten.

    Raises:
        LossdoctorError: if one would be, or the folder cannot be written.
    """
    root = Path(folder)
    written = []
    try:
        root.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas_with_ids(knowledge):
            target = root / name
            if target.exists() and COMMENT not in target.read_text("utf-8", errors="replace"):
                raise LossdoctorError(
                    f'"{target}" was written by hand and stays as it is; name another folder'
                )
            target.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", "utf-8")
            written.append(target)
    except OSError as error:
        raise LossdoctorError(f'schemas cannot be written to "{root}": {error.strerror}') from error
    return written


def schemas_with_ids(knowledge: KnowledgeBase) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the file name and content of each schema, with the ids of ``knowledge`` as enumerations."""
    names = _names_by_kind(knowledge)
    for file in sorted(SCHEMA_FOLDER.glob("*.schema.json")):
        schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
        _complete(schema, names)
        yield file.name, {"$schema": schema.pop("$schema"), "$comment": COMMENT, **schema}


def _names_by_kind(knowledge: KnowledgeBase) -> Mapping[str, Mapping[str, str]]:
    return {
        "symptom": {
            s.id: f"{knowledge.questions[s.question].ask} {s.name}" for s in knowledge.symptoms.values()
        },
        "cause": {cause.id: cause.name.en for cause in knowledge.causes.values()},
        "remedy": {remedy.id: remedy.name.en for remedy in knowledge.remedies.values()},
        "question": {question.id: question.ask.en for question in knowledge.questions.values()},
        "claim": {claim.id: claim.says.en for claim in knowledge.claims.values()},
        "source": {source.id: source.title for source in knowledge.sources.values()},
    }


def _complete(part: Any, names: Mapping[str, Mapping[str, str]]) -> None:
    """Put ids wherever a key wants some, all the way down."""
    if isinstance(part, list):
        for item in part:
            _complete(item, names)
    if not isinstance(part, dict):
        return
    for holder in ("properties", "$defs"):
        for key, value in part.get(holder, {}).items():
            if key in WANTED:
                known = {name: told for kind in WANTED[key] for name, told in names[kind].items()}
                _allow(value.get("items", value), known)
    for value in part.values():
        _complete(value, names)


def _allow(wanted: dict[str, Any], known: Mapping[str, str]) -> None:
    if wanted.get("type") == "string":
        wanted["enum"] = list(known)
        wanted["enumDescriptions"] = list(known.values())
