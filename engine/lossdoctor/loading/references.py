"""Whether every id that a file names exists, and is of the kind that is wanted there.

Owns the table of all ids and the checks of names against it. Works on files that are sound and on those
that are not, so that an unknown id is told in the same run as a misspelt key. Leaves the form of files to
``shape``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lossdoctor.loading.folders import KnowledgeFile
from lossdoctor.loading.report import Report
from lossdoctor.model import Position
from lossdoctor.problems import close_matches, was_meant
from lossdoctor.strictyaml import Document, Node

__all__ = ["WANTED", "Definition", "Identifiers", "check_references", "definitions"]

WANTED: Mapping[str, tuple[str, ...]] = {
    "symptom": ("symptom",),
    "cause": ("cause",),
    "remedy": ("remedy",),
    "sources": ("claim", "source"),
    "mimics": ("cause",),
    "not-when": ("symptom",),
    "ask-when": ("symptom",),
    "against": ("claim",),
    "seen": ("symptom",),
    "not-seen": ("symptom",),
    "complained": ("symptom",),
    "established": ("cause",),
    "top": ("cause",),
    "within-top-3": ("cause",),
    "alone": ("cause",),
    "not": ("cause",),
    "offers": ("remedy",),
    "asks": ("question",),
}
"""Under which key an id of which kind is wanted: one grammar for all files."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID_LINE = re.compile(r"(?m)(?:^|[\s{,-])id:\s*[\"']?([a-z0-9][a-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Definition:
    """Where an id is given to something."""

    id: str
    kind: str
    position: Position
    excerpt: str = ""
    doubtful: bool = False
    """It is not its file's name, which is told elsewhere: it may be named, and takes no id from anything."""


class Identifiers:
    """All ids of the knowledge, by what they name, and those that went."""

    def __init__(self, retired: Mapping[str, str]) -> None:
        self.retired = retired
        self._first: dict[str, Definition] = {}
        self._kinds: dict[str, list[str]] = {}

    def define(self, definition: Definition) -> Definition | None:
        """Take up ``definition``; where the id is taken, give the definition that has it."""
        if definition.doubtful:
            self._kinds.setdefault(definition.id, []).append(definition.kind)
            return None
        self._kinds.setdefault(definition.id, []).insert(0, definition.kind)
        first = self._first.setdefault(definition.id, definition)
        return None if first is definition else first

    def kinds_of(self, identifier: str) -> Sequence[str]:
        """Give the kinds of what ``identifier`` names: several where it is taken twice, or none."""
        return self._kinds.get(identifier, ())

    def successor(self, identifier: str, kinds: Sequence[str]) -> str:
        """Give what took the place of a retired id and is of one of these kinds; "" where nothing is."""
        for _ in range(len(self.retired)):
            identifier = self.retired.get(identifier, identifier)
        return identifier if set(self.kinds_of(identifier)) & set(kinds) else ""

    def of_kind(self, kinds: Sequence[str]) -> list[str]:
        """Give all ids of these kinds."""
        return [identifier for identifier, definition in self._first.items() if definition.kind in kinds]


def definitions(file: KnowledgeFile, document: Document) -> Iterator[Definition]:
    """Yield the ids that a file defines, as far as they can be read."""
    if file.kind not in ("cause", "question", "remedy", "source"):
        return
    root = document.root or Node("mapping", 1, 1)
    own = root.fields.get("id")
    place = document.position(own.line, own.column) if own else document.position(1, 1)
    written = str(own.value) if own is not None and isinstance(own.value, str) else file.stem
    seen = {written, file.stem}
    yield Definition(file.stem, file.kind, place, document.excerpt(place.line))
    if written != file.stem:
        yield Definition(written, file.kind, place, doubtful=True)
    parts = {"question": ("options", "symptom"), "source": ("claims", "claim")}.get(file.kind)
    if parts is None:
        return
    key, kind = parts
    for item in root.fields.get(key, Node("list", 1, 1)).items:
        part = item.fields.get("id")
        if part is not None and isinstance(part.value, str):
            seen.add(part.value)
            position = document.position(part.line, part.column)
            yield Definition(part.value, kind, position, document.excerpt(part.line))
    if document.root is None or document.left_out:
        for match in _ID_LINE.finditer(document.text):
            if match.group(1) not in seen:
                seen.add(match.group(1))
                line = document.text.count("\n", 0, match.start(1)) + 1
                yield Definition(match.group(1), kind, document.position(line, 1))


def check_references(document: Document, identifiers: Identifiers, report: Report) -> None:
    """Check every id that ``document`` names."""
    if document.root is None:
        return
    for wanted, node in _named(document.root):
        _check(wanted, node, identifiers, report)


def _named(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.refused:
            continue
        for key, child in node.fields.items():
            wanted = None if child.refused else WANTED.get(key)
            if key == "remedy" and child.kind != "scalar":
                wanted = None
            if wanted:
                for item in child.items if child.kind == "list" else [child]:
                    if isinstance(item.value, str) and item.value and not item.refused:
                        yield wanted, item
            waiting.append(child)
        waiting.extend(node.items)


def _check(wanted: tuple[str, ...], node: Node, identifiers: Identifiers, report: Report) -> None:
    name = str(node.value)
    kinds = identifiers.kinds_of(name)
    wanted_words = " or ".join(wanted)
    if any(kind in wanted for kind in kinds):
        return
    if kinds:
        kind = kinds[0]
        article = "an" if kind[0] in "aeiou" else "a"
        mend = was_meant(close_matches(name, identifiers.of_kind(wanted)))
        message = f'"{name}" is {article} {kind}, and a {wanted_words} is wanted here'
        report.add("KB054", message, node, mend or _how_to_make(wanted))
    elif name in identifiers.retired:
        successor = identifiers.retired[name]
        mend = f'write "{successor}"' if successor else "nothing took its place; take the line out"
        instead = identifiers.successor(name, wanted)
        report.add("KB052", f'"{name}" was retired', node, mend, instead=instead)
    elif _ID.fullmatch(name):
        mend = was_meant(close_matches(name, identifiers.of_kind(wanted)))
        report.add("KB053", f'there is no {wanted_words} "{name}"', node, mend or _how_to_make(wanted))


def _how_to_make(wanted: Iterable[str]) -> str:
    return {
        "symptom": "symptoms are the options of the questions in symptoms/",
        "cause": "a cause is a file in causes/",
        "remedy": "a remedy is a file in remedies/",
        "claim": "a claim is an entry of a file in sources/",
        "question": "a question is a file in symptoms/",
    }[next(iter(wanted))]
