"""Sound documents become the frozen records of ``model``.

Owns the mapping from keys to fields, and words to numbers. Takes only documents that conform to their schema.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from lossdoctor.loading.folders import KnowledgeFile
from lossdoctor.model import (
    Case,
    Cause,
    Claim,
    Correction,
    Disagreement,
    Expectation,
    Frequency,
    Link,
    Note,
    Position,
    Question,
    Remedy,
    Side,
    Source,
    Symptom,
    Term,
    Text,
    Vocabulary,
)
from lossdoctor.strictyaml import Node

__all__ = ["cases", "cause", "frequency", "question", "remedy", "source", "vocabulary"]

Plain = Mapping[str, Any]


def vocabulary(plain: Plain) -> Vocabulary:
    """Make the vocabulary from its file."""
    return Vocabulary(
        how_often=_terms(plain["how-often"]),
        base_rates=_terms(plain["base-rate"]),
        efforts=_terms(plain["effort"]),
        families=_terms(plain["families"]),
        kinds=_terms(plain["kinds"]),
        source_kinds=_terms(plain["source-kinds"]),
        report_threshold=float(plain["report-threshold"]),
    )


def _terms(entries: Sequence[Plain]) -> Mapping[str, Term]:
    return MappingProxyType(
        {
            entry["id"]: Term(
                entry["id"],
                _text(entry["name"]),
                float(entry.get("number", 0)),
                float(entry.get("low", 0)),
                float(entry.get("high", 0)),
            )
            for entry in entries
        }
    )


def frequency(written: str, scale: Mapping[str, Term]) -> Frequency:
    """Give the number for a word of ``scale`` or a count.

    >>> frequency("7/13", {})
    Frequency(written='7/13', number=0.5357142857142857)
    """
    hits, slash, total = written.partition("/")
    number = (int(hits) + 0.5) / (int(total) + 1) if slash else scale[written].number
    return Frequency(written, number)


def question(file: KnowledgeFile, root: Node, words: Vocabulary) -> tuple[Question, tuple[Symptom, ...]]:
    """Make a question and its symptoms."""
    plain = root.plain()
    symptoms = tuple(
        Symptom(
            id=option["id"],
            name=_text(option["name"]),
            question=plain["id"],
            kind=plain["kind"],
            background=frequency(option["background"], words.how_often),
            also_said=tuple(option.get("also-said", ())),
            position=_position(file, node),
        )
        for option, node in zip(plain["options"], root.fields["options"].items, strict=True)
    )
    return (
        Question(
            id=plain["id"],
            kind=plain["kind"],
            ask=_text(plain["ask"]),
            how=_text(plain["how"]),
            effort=plain["effort"],
            choose=plain["choose"],
            options=tuple(symptom.id for symptom in symptoms),
            none=_text(plain["none"]) if "none" in plain else None,
            ask_when=tuple(plain.get("ask-when", ())),
            code=MappingProxyType(dict(plain.get("code", {}))),
            sources=tuple(plain.get("sources", ())),
            notes=_notes(plain),
            position=_position(file, root),
        ),
        symptoms,
    )


def cause(file: KnowledgeFile, root: Node, words: Vocabulary) -> Cause:
    """Make a cause with its links."""
    plain = root.plain()
    return Cause(
        id=plain["id"],
        name=_text(plain["name"]),
        family=plain["family"],
        base_rate=frequency(plain["base-rate"], words.base_rates),
        why=_text(plain["why"]),
        leads_to=_links(file, root, "leads-to", "cause", "how-often", words),
        shows=_links(file, root, "shows", "symptom", "how-often", words),
        remedies=_links(file, root, "remedies", "remedy", "works", words),
        mimics=tuple(plain.get("mimics", ())),
        no_known_remedy=bool(plain.get("no-known-remedy", False)),
        sources=tuple(plain.get("sources", ())),
        notes=_notes(plain),
        disagreements=_disagreements(plain),
        position=_position(file, root),
    )


def _links(
    file: KnowledgeFile, root: Node, key: str, target: str, how_often: str, words: Vocabulary
) -> tuple[Link, ...]:
    if key not in root.fields:
        return ()
    return tuple(
        Link(
            target=str(node.fields[target].value),
            frequency=frequency(str(node.fields[how_often].value), words.how_often),
            sources=tuple(node.fields["sources"].plain()),
            position=_position(file, node),
        )
        for node in root.fields[key].items
    )


def remedy(file: KnowledgeFile, root: Node) -> Remedy:
    """Make a remedy."""
    plain = root.plain()
    return Remedy(
        id=plain["id"],
        name=_text(plain["name"]),
        do=tuple(_text(step) for step in plain["do"]),
        effort=plain["effort"],
        risk=_text(plain["risk"]),
        works_if=_text(plain["works-if"]),
        undo=_text(plain["undo"]),
        code=MappingProxyType(dict(plain.get("code", {}))),
        not_when=tuple(plain.get("not-when", ())),
        sources=tuple(plain.get("sources", ())),
        notes=_notes(plain),
        disagreements=_disagreements(plain),
        position=_position(file, root),
    )


def source(file: KnowledgeFile, root: Node) -> Source:
    """Make a source with its claims."""
    plain = root.plain()
    return Source(
        id=plain["id"],
        title=plain["title"],
        lang=plain["lang"],
        kind=plain["kind"],
        where=plain["where"],
        claims=tuple(_claim(entry) for entry in plain.get("claims", ())),
        complete=bool(plain.get("complete", False)),
        position=_position(file, root),
    )


def _claim(entry: Plain) -> Claim:
    caution = entry.get("caution")
    return Claim(
        id=entry["id"],
        at=entry["at"],
        says=_text(entry["says"]),
        against=tuple(entry.get("against", ())),
        caution=Correction(_text(caution["says"]), tuple(caution["sources"])) if caution else None,
    )


def cases(file: KnowledgeFile, root: Node) -> tuple[Case, ...]:
    """Make the cases of a file; those in causes/ lie beside a cause."""
    beside = file.stem if file.relative.startswith("causes/") else ""
    return tuple(_case(file, node, beside) for node in root.items)


def _case(file: KnowledgeFile, node: Node, beside: str) -> Case:
    plain = node.plain()
    expect = plain.get("expect", {})
    never = expect.get("not", ())
    return Case(
        name=plain["name"],
        seen=tuple(plain["seen"]),
        not_seen=tuple(plain.get("not-seen", ())),
        expect=Expectation(
            top=expect.get("top", ""),
            within_top_3=tuple(expect.get("within-top-3", ())),
            alone=expect.get("alone", ""),
            never=(never,) if isinstance(never, str) else tuple(never),
            remedy=expect.get("remedy", ""),
            offers=tuple(expect.get("offers", ())),
            asks=expect.get("asks", ""),
            nothing_wrong=bool(expect.get("nothing-wrong", False)),
        ),
        sources=tuple(plain.get("sources", ())),
        beside=beside,
        complaint=plain.get("complaint", ""),
        complained=tuple(plain.get("complained", ())),
        established=tuple(plain.get("established", ())),
        todo=plain.get("todo", ""),
        position=_position(file, node),
    )


def _text(plain: Plain) -> Text:
    return Text(plain["en"], plain.get("zh", ""))


def _notes(plain: Plain) -> tuple[Note, ...]:
    return tuple(Note(_text(note["says"]), tuple(note["sources"])) for note in plain.get("notes", ()))


def _disagreements(plain: Plain) -> tuple[Disagreement, ...]:
    return tuple(
        Disagreement(
            _text(entry["about"]),
            tuple(
                Side(_text(side["says"]), _text(side["when"]), tuple(side["sources"]))
                for side in entry["sides"]
            ),
        )
        for entry in plain.get("disagreements", ())
    )


def _position(file: KnowledgeFile, node: Node) -> Position:
    return Position(file.relative, node.line, node.column)
