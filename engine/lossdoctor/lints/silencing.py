"""A file may silence a warning for itself, with a reason, and only one that there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lossdoctor.lints.look import Look
from lossdoctor.problems import Problem
from lossdoctor.strictyaml import Document, Node

__all__ = ["silence"]


def silence(found: Iterable[Problem], look: Look, codes: Collection[str]) -> tuple[tuple[Problem, ...], int]:
    """Take out the warnings that their files silence; tell what is silenced and cannot be (KB064, KB065)."""
    wanted = {
        (document.path, str(entry.value)): (document, entry)
        for _, document in look.files
        for entry in _entries(document)
    }
    left: list[Problem] = []
    used: set[tuple[str, str]] = set()
    silenced = 0
    for problem in found:
        key = (problem.position.path, problem.code)
        if key in wanted:
            used.add(key)
            silenced += 1
        else:
            left.append(problem)
    for key, (document, entry) in wanted.items():
        if key[1] not in codes:
            mend = "only warnings can be silenced, and only in their own file; an error has to be mended"
            place = document.position(entry.line, entry.column)
            message = f"{key[1]} is no warning that could be silenced"
            left.append(Problem("KB064", "error", message, place, mend, document.excerpt(entry.line)))
        elif key not in used:
            message = f"{key[1]} is silenced here, and there is nothing to silence"
            left.append(look.warn_at("KB065", message, document, entry, mend="take it out"))
    return tuple(left), silenced


def _entries(document: Document) -> Iterable[Node]:
    suppress = document.root.fields.get("suppress") if document.root else None
    for item in suppress.items if suppress else ():
        code = item.fields.get("code")
        if code is not None and isinstance(code.value, str):
            yield code
