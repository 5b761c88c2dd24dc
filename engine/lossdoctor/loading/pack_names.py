"""What a pack is called, and that its ids begin with it: so no pack takes an id from another, now or later.

Owns the name: what ``pack.yaml`` says, else the folder's. A folder with a vocabulary and without a
``pack.yaml`` is a knowledge of its own, such as lossdoctor's, and has no name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lossdoctor.loading.folders import KnowledgeFile, read_bytes
from lossdoctor.loading.references import definitions
from lossdoctor.problems import Problem
from lossdoctor.slips import kebab_case
from lossdoctor.strictyaml import Document, read

__all__ = ["check_prefixes", "pack_name"]

_OF_LOSSDOCTOR = ("-lossdoctor", "-knowledge")
Read = Sequence[tuple[KnowledgeFile, Document]]


def pack_name(folder: str | os.PathLike[str]) -> str:
    """Give the name of the pack in ``folder``, which need not exist yet; "" for a knowledge of its own.

    >>> pack_name("src/acme_lossdoctor/knowledge"), pack_name("./our-team")
    ('acme', 'our-team')
    """
    named = Path(folder, "pack.yaml")
    if named.is_file():
        return _written(read(read_bytes(str(named)), "pack.yaml")) or _of_folder(folder)
    return "" if Path(folder, "vocabulary.yaml").is_file() else _of_folder(folder)


def check_prefixes(files: Read) -> list[Problem]:
    """Tell ids of packs that do not begin with the name of their pack."""
    names = _names(files)
    problems = []
    for file, document in files:
        name = names[file.folder]
        for definition in definitions(file, document) if name else ():
            # Other codes tell that a claim does not begin with its source, and an id is not its file's name.
            told_elsewhere = definition.kind == "claim" or definition.doubtful
            if not told_elsewhere and not definition.id.startswith(f"{name}-"):
                message = f'the id "{definition.id}" does not begin with the name of its pack, "{name}"'
                mend = f'write "{name}-{definition.id}"; the name stands in pack.yaml, or is the folder\'s'
                problems.append(
                    Problem("KB066", "error", message, definition.position, mend, definition.excerpt)
                )
    return problems


def _names(files: Read) -> Mapping[str, str]:
    kinds: dict[str, dict[str, Document]] = {}
    for file, document in files:
        kinds.setdefault(file.folder, {})[file.kind] = document
    return {
        folder: ""
        if "vocabulary" in documents and "pack" not in documents
        else _written(documents.get("pack")) or _of_folder(folder)
        for folder, documents in kinds.items()
    }


def _written(document: Document | None) -> str:
    """Give the name that a ``pack.yaml`` says, as far as it can be read."""
    node = document.root.fields.get("name") if document and document.root else None
    return node.value if node is not None and isinstance(node.value, str) else ""


def _of_folder(folder: str | os.PathLike[str]) -> str:
    """Make a name of the folder's, or of that around it where it is merely called knowledge."""
    parts: Iterable[str] = reversed(Path(os.path.abspath(folder)).parts)
    name = next((kebab_case(part) for part in parts if part != "knowledge"), "")
    for ending in _OF_LOSSDOCTOR:
        name = name.removesuffix(ending)
    return name
