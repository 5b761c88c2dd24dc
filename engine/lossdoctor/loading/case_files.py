"""Cases from anywhere, read against knowledge that is loaded already.

Owns finding the files and checking them as those of a knowledge folder are checked. Leaves the checks
themselves to ``shape``, ``rules`` and ``references``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lossdoctor.errors import KnowledgeError
from lossdoctor.loading import records
from lossdoctor.loading.folders import KnowledgeFile, read_bytes
from lossdoctor.loading.references import Definition, Identifiers, check_references
from lossdoctor.loading.rules import check_rules
from lossdoctor.loading.schemas import schema_for
from lossdoctor.loading.shape import check_shape
from lossdoctor.model import Position
from lossdoctor.problems import Problem, summary
from lossdoctor.strictyaml import read

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Case

__all__ = ["read_cases"]

_MOST_FILES = 20_000


def read_cases(paths: Sequence[str | os.PathLike[str]], knowledge: KnowledgeBase) -> tuple[Case, ...]:
    """Read the cases in files, and in all YAML files of folders.

    Raises:
        KnowledgeError: if something is wrong with a file, or it names what ``knowledge`` does not have;
        ``problems``
            says where.
    """
    identifiers = _identifiers(knowledge)
    cases: list[Case] = []
    problems: list[Problem] = []
    for path in _files(paths):
        found, wrong = _read_file(path, knowledge, identifiers)
        cases += found
        problems += wrong
    if problems:
        raise KnowledgeError(f"the cases cannot be used: {summary(problems)}", problems=problems)
    return tuple(cases)


def _read_file(
    path: str, knowledge: KnowledgeBase, identifiers: Identifiers
) -> tuple[Iterable[Case], Iterable[Problem]]:
    try:
        document = read(read_bytes(path), path)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return (), (Problem("KB058", "error", message, Position(path)),)
    if document.root is None:
        return (), document.problems
    file = KnowledgeFile("cases", path, path, path)
    report, sound = check_shape(document, schema_for("cases", knowledge.vocabulary))
    check_rules(file, document.root, report)
    check_references(document, identifiers, report)
    problems = sorted([*document.problems, *report.problems], key=lambda problem: problem.sort_key)
    return (records.cases(file, document.root) if sound and not problems else ()), problems


def _identifiers(knowledge: KnowledgeBase) -> Identifiers:
    identifiers = Identifiers(knowledge.retired)
    tables: dict[str, Iterable[str]] = {
        "symptom": knowledge.symptoms,
        "question": knowledge.questions,
        "cause": knowledge.causes,
        "remedy": knowledge.remedies,
        "source": knowledge.sources,
        "claim": knowledge.claims,
    }
    for kind, names in tables.items():
        for name in names:
            identifiers.define(Definition(name, kind, Position("")))
    return identifiers


def _files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    for given in paths:
        path = os.fspath(given)
        if not os.path.exists(path):
            raise KnowledgeError(f'there is no "{path}"; give a file of cases, or a folder of such files')
        if not os.path.isdir(path):
            yield path
            continue
        found = sorted(_yaml_files(path))[:_MOST_FILES]
        if not found:
            raise KnowledgeError(f'the folder "{path}" holds no .yaml file')
        yield from found


def _yaml_files(folder: str) -> Iterator[str]:
    for where, _, names in os.walk(folder):
        yield from (os.path.join(where, name) for name in names if name.endswith(".yaml"))
