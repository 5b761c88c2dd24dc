"""The schemas: complete for editors, checked themselves, and of one mind with the loader."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from lossdoctor.knowledge_base import SHIPPED
from lossdoctor.loading.folders import KINDS
from lossdoctor.loading.packs import shipped_vocabulary
from lossdoctor.loading.schemas import SCHEMA_FOLDER, schema_for
from lossdoctor.strictyaml import read

SMALL = Path(__file__).parent / "small"
SCHEMAS = {kind: json.loads((SCHEMA_FOLDER / f"{kind}.schema.json").read_text("utf-8")) for kind in KINDS}
FILES = {
    "source": SMALL / "sources/notes.yaml",
    "question": SMALL / "symptoms/weights-look.yaml",
    "cause": SMALL / "causes/learning-rate-too-high.yaml",
    "remedy": SMALL / "remedies/lower-learning-rate.yaml",
    "cases": SMALL / "causes/learning-rate-too-high.cases.yaml",
    "vocabulary": SHIPPED / "vocabulary.yaml",
}
SUBSCHEMAS = ("properties", "$defs")
NOT_IN_DRAFT_7 = {"prefixItems", "unevaluatedProperties", "dependentRequired", "minContains", "$dynamicRef"}


def parts(schema: Mapping[str, Any], where: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each schema inside ``schema``, with its path."""
    yield where, schema
    for group in SUBSCHEMAS:
        for key, part in schema.get(group, {}).items():
            yield from parts(part, f"{where}/{key}")
    for key in ("items", "then", "else", "if", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(key), dict):
            yield from parts(schema[key], f"{where}/{key}")


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_help_editors(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])
    Draft7Validator.check_schema(SCHEMAS[kind])
    for where, part in parts(SCHEMAS[kind]):
        assert part.get("description"), where
        assert not {"oneOf", "anyOf", *NOT_IN_DRAFT_7} & set(part), where
        if "enum" in part and part["enum"] != [True]:
            assert len(part["enumDescriptions"]) == len(part["enum"]), where
        if "pattern" in part:
            assert part.get("patternErrorMessage") or where.endswith("/if"), where
        if part.get("type") in ("string", "number", "boolean") and "/then" not in where:
            assert "examples" in part or where.endswith("propertyNames"), where
        for example in part.get("examples", ()):
            inside = {**part, "$defs": SCHEMAS[kind].get("$defs", {})}
            assert Draft202012Validator(inside).is_valid(example), (where, example)


def test_definitions_are_the_same_in_all_schemas() -> None:
    for name in {name for schema in SCHEMAS.values() for name in schema.get("$defs", {})}:
        written = {
            json.dumps(s["$defs"][name], sort_keys=True)
            for s in SCHEMAS.values()
            if name in s.get("$defs", {})
        }
        assert len(written) == 1, name


def test_words_in_the_schemas_are_those_of_the_vocabulary() -> None:
    vocabulary = shipped_vocabulary()
    lists = {
        "how-often": vocabulary.how_often,
        "base-rate": vocabulary.base_rates,
        "effort": vocabulary.efforts,
        "family": vocabulary.families,
        "kind": vocabulary.kinds,
        "source-kind": vocabulary.source_kinds,
    }
    for schema in SCHEMAS.values():
        for where, part in parts(schema):
            if "x-words" in part:
                words = part["enum"] if "enum" in part else part["else"]["enum"]
                assert words == list(lists[part["x-words"]]), where


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-2, 2),
        st.sampled_from(["", "usually", "7/13", "a b", "x-1", "en"]),
    ),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["en", "zh", "id"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_fast_verdict_is_that_of_jsonschema(kind: str, data: st.DataObject) -> None:
    document = read(FILES[kind].read_bytes(), kind)
    assert document.root is not None
    value = document.root.plain()
    schema = schema_for(kind, shipped_vocabulary())
    assert schema.conforms(value)
    changed = change(copy.deepcopy(value), data)
    assert schema.conforms(changed) == Draft202012Validator(schema.content).is_valid(changed)


def change(value: Any, data: st.DataObject) -> Any:
    """Put something else, or nothing, at a place inside ``value``."""
    holder = value
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            return value
        key = data.draw(st.sampled_from(keys))
        if isinstance(holder[key], dict | list) and data.draw(st.booleans()):
            holder = holder[key]
            continue
        if data.draw(st.booleans()):
            holder[key] = data.draw(VALUES)
        elif isinstance(holder, dict):
            holder[data.draw(st.sampled_from(["zh", "odd", str(key)]))] = holder.pop(key)
        else:
            holder.append(holder[key])
        return value


GONE = object()
INVALID: list[tuple[str, tuple[str | int, ...], Any, str]] = [
    ("cause", ("id",), "Learning_Rate", "pattern"),
    ("cause", ("name",), "Learning rate too low", "type"),
    ("cause", ("name", "en"), "x" * 200, "maxLength"),
    ("cause", ("family",), "optimization", "enum"),
    ("cause", ("base-rate",), "often", "enum"),
    ("cause", ("base-rate",), "13", "enum"),
    ("cause", ("why",), GONE, "required"),
    ("cause", ("whys",), {"en": "x"}, "additionalProperties"),
    ("cause", ("mimics",), [], "minItems"),
    ("cause", ("mimics",), ["a", "a"], "uniqueItems"),
    ("cause", ("no-known-remedy",), False, "enum"),
    ("cause", ("shows", 0, "how-often"), "70%", "enum"),
    ("cause", ("shows", 0, "sources"), GONE, "required"),
    ("cause", ("shows", 0, "sources"), "nonconv-05", "type"),
    ("cause", ("leads-to", 0, "symptom"), "x", "additionalProperties"),
    ("question", ("choose",), "several", "enum"),
    ("question", ("options", 0, "background"), GONE, "required"),
    ("question", ("options",), [], "minItems"),
    ("question", ("effort",), "an hour", "enum"),
    ("remedy", ("do", 0), "Multiply it by three.", "type"),
    ("remedy", ("undo",), GONE, "required"),
    ("remedy", ("not-when", 0), "Not An Id", "pattern"),
    ("source", ("lang",), "english", "pattern"),
    ("source", ("kind",), "blog", "enum"),
    ("source", ("claims", 0, "at"), GONE, "required"),
    ("cases", (0, "seen"), GONE, "required"),
    ("cases", (0, "expect", "first"), "x", "additionalProperties"),
    ("cases", (0, "expect", "nothing-wrong"), False, "enum"),
    ("retired", ("Old Id",), "learning-rate-too-high", "pattern"),
    ("pack", ("name",), "Acme Inc.", "pattern"),
    ("pack", ("name",), GONE, "required"),
]
"""What a schema refuses: its own example with one thing put in or taken out, and the keyword that says no."""


@pytest.mark.parametrize(
    ("kind", "path", "value", "keyword"), INVALID, ids=lambda part: part if isinstance(part, str) else None
)
def test_a_schema_refuses_what_is_invalid_and_for_that_reason_alone(
    kind: str, path: tuple[str | int, ...], value: object, keyword: str
) -> None:
    example = copy.deepcopy(SCHEMAS[kind]["examples"][0])
    holder = example
    for step in path[:-1]:
        holder = holder[step]
    if value is GONE:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    errors = [*Draft202012Validator(SCHEMAS[kind]).iter_errors(example)]
    assert [error.validator for error in errors] == [keyword]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"vocabulary"}))
def test_a_schema_shows_a_whole_file(kind: str) -> None:
    assert schema_for(kind, shipped_vocabulary()).conforms(SCHEMAS[kind]["examples"][0])
