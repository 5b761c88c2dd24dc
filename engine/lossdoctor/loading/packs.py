"""What concerns several files or folders: one vocabulary, one table of retired ids, ids that are unique.

Owns merging them and telling conflicts. Leaves single files to the other checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lossdoctor.loading import records
from lossdoctor.loading.circles import find_circles
from lossdoctor.loading.folders import KnowledgeFile, read_bytes
from lossdoctor.loading.references import Definition, Identifiers
from lossdoctor.loading.report import Report
from lossdoctor.loading.rules import check_rules
from lossdoctor.loading.schemas import SCHEMA_FOLDER, schema_for
from lossdoctor.loading.shape import check_shape
from lossdoctor.model import Vocabulary
from lossdoctor.problems import Problem, close_matches, was_meant
from lossdoctor.strictyaml import Document, read

__all__ = [
    "check_circles",
    "check_retired",
    "check_strays",
    "define_all",
    "merged_retired",
    "shipped_vocabulary",
    "the_vocabulary",
]

_LINKED = ("symptom", "question", "cause", "remedy")
Read = Sequence[tuple[KnowledgeFile, Document]]


def shipped_vocabulary() -> Vocabulary:
    """Read the vocabulary that lossdoctor ships."""
    path = SCHEMA_FOLDER.parent / "vocabulary.yaml"
    document = read(read_bytes(str(path)), str(path))
    if document.root is None:
        raise FileNotFoundError(path)
    return records.vocabulary(document.root.plain())


def the_vocabulary(files: Read) -> tuple[Vocabulary, list[Problem]]:
    """Find the one vocabulary of these files; the shipped one where they have none that is sound."""
    found: Vocabulary | None = None
    first = ""
    problems: list[Problem] = []
    for file, document in files:
        if file.kind != "vocabulary":
            continue
        report, sound = check_shape(document, schema_for("vocabulary", None))
        if document.root is not None:
            check_rules(file, document.root, report)
        problems += report.problems
        if not sound or report.problems or document.root is None:
            continue
        this = records.vocabulary(document.root.plain())
        if found is not None and this != found:
            message = f"there are two vocabularies that differ; the first is {first}"
            mend = "a pack uses the words of the knowledge that it adds to: delete this file"
            problems.append(
                Problem("KB061", "error", message, document.position(1, 1), mend, document.excerpt(1))
            )
        found, first = found or this, first or file.shown
    return found or shipped_vocabulary(), problems


def merged_retired(files: Read) -> dict[str, str]:
    """Merge the tables of retired ids, as far as they can be read."""
    retired: dict[str, str] = {}
    for file, document in files:
        if file.kind == "retired" and document.root is not None:
            for old, new in document.root.fields.items():
                if new.kind == "scalar":
                    retired[old] = new.value if isinstance(new.value, str) else ""
    return retired


def check_retired(document: Document, identifiers: Identifiers, report: Report) -> None:
    """Check that retired ids are gone, and that what took their place is there."""
    if document.root is None:
        return
    for old, new in document.root.fields.items():
        if identifiers.kinds_of(old):
            mend = "an id that is retired is never used again: take it out here, or rename the thing"
            report.add_at(
                "KB063", f'"{old}" is retired here, and yet it exists', document.root.key_places[old], mend
            )
        name = new.value
        if isinstance(name, str) and not identifiers.kinds_of(name) and name not in identifiers.retired:
            mend = (
                was_meant(close_matches(name, identifiers.of_kind(_LINKED))) or "write null where nothing did"
            )
            report.add("KB063", f'there is no "{name}" to take the place of "{old}"', new, mend)
    successors = {
        old: [str(new.value)] for old, new in document.root.fields.items() if isinstance(new.value, str)
    }
    for circle in find_circles(successors):
        report.add_at(
            "KB063",
            f"these ids were retired in a circle: {' -> '.join(circle)}",
            document.root.key_places[circle[-2]],
            "the last of them must lead to what exists, or to null",
        )


def define_all(definitions: Iterable[Definition], identifiers: Identifiers) -> list[Problem]:
    """Enter all definitions; tell ids that are given twice."""
    problems = []
    for definition in definitions:
        first = identifiers.define(definition)
        if first is not None:
            message = f'the id "{definition.id}" is taken: a {first.kind} has it, at {first.position}'
            mend = "ids are unique across all kinds and packs; give this another name"
            problems.append(Problem("KB051", "error", message, definition.position, mend, definition.excerpt))
    return problems


def check_strays(files: Read) -> list[Problem]:
    """Tell files of cases that lie beside no cause."""
    causes = {file.stem for file, _ in files if file.kind == "cause"}
    problems = []
    for file, document in files:
        if file.kind == "cases" and file.relative.startswith("causes/") and file.stem not in causes:
            mend = was_meant(close_matches(file.stem, causes)) or "cases of no one cause belong in cases/"
            message = f'these cases lie beside no cause: there is no "{file.stem}.yaml" here'
            problems.append(
                Problem("KB062", "error", message, document.position(1, 1), mend, document.excerpt(1))
            )
    return problems


def check_circles(files: Read) -> list[Problem]:
    """Tell circles of ``leads-to`` links, at the link that closes each."""
    links: dict[str, dict[str, tuple[Document, tuple[int, int]]]] = {}
    for file, document in files:
        if file.kind == "cause" and document.root is not None:
            links[file.stem] = {
                str(target.value): (document, (target.line, target.column))
                for link in getattr(document.root.fields.get("leads-to"), "items", ())
                if (target := link.fields.get("cause")) is not None
            }
    problems = []
    for circle in find_circles(links):
        if len(circle) > 2:
            document, place = links[circle[-2]][circle[-1]]
            message = f"a cause leads to itself in a circle: {' -> '.join(circle)}"
            mend = "take out the weakest of these links; what brings about what is a one-way street"
            problem = Problem(
                "KB055", "error", message, document.position(*place), mend, document.excerpt(place[0])
            )
            problems.append(problem)
    return problems
