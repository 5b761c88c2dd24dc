"""Schemas with the ids of today: what an editor offers, and what it underlines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lossdoctor.authoring.completion import COMMENT, write_schemas
from lossdoctor.errors import LossdoctorError
from lossdoctor.knowledge_base import SHIPPED, KnowledgeBase
from lossdoctor.strictyaml import read

SMALL = Path(__file__).parent / "small"

CAUSE = {
    "id": "x",
    "name": {"en": "X"},
    "family": "data",
    "base-rate": "rare",
    "why": {"en": "Y"},
    "shows": [{"symptom": "loss-nan", "how-often": "usually", "sources": ["notes-01"]}],
}


@pytest.fixture
def validators(small: KnowledgeBase, tmp_path: Path) -> dict[str, Draft202012Validator]:
    files = write_schemas(small, tmp_path)
    schemas = {file.name.removesuffix(".schema.json"): json.loads(file.read_text("utf-8")) for file in files}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    return {kind: Draft202012Validator(schema) for kind, schema in schemas.items()}


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ({}, True),
        ({"mimics": ["missing-values"]}, True),
        ({"mimics": ["missing-value"]}, False),
        ({"sources": ["notes"]}, True),
        ({"shows": [{**CAUSE["shows"][0], "symptom": "los-nan"}]}, False),  # type: ignore[index,dict-item]
        ({"shows": [{**CAUSE["shows"][0], "sources": ["nowhere"]}]}, False),  # type: ignore[index,dict-item]
    ],
)
def test_ids_that_exist_fit_and_others_do_not(
    change: dict[str, object], fits: bool, validators: dict[str, Draft202012Validator]
) -> None:
    assert validators["cause"].is_valid({**CAUSE, **change}) is fits


def test_the_knowledge_itself_fits(validators: dict[str, Draft202012Validator]) -> None:
    kinds = {"causes": "cause", "symptoms": "question", "remedies": "remedy", "sources": "source"}
    for folder, kind in kinds.items():
        for file in (SMALL / folder).glob("*.yaml"):
            document = read(file.read_bytes(), file.name)
            assert document.root is not None
            kind_here = "cases" if ".cases." in file.name else kind
            assert not [*validators[kind_here].iter_errors(document.root.plain())], file.name


def test_every_id_says_what_it_is(small: KnowledgeBase, tmp_path: Path) -> None:
    write_schemas(small, tmp_path)
    wanted = json.loads((tmp_path / "cause.schema.json").read_text("utf-8"))["properties"]["mimics"]["items"]
    assert dict(zip(wanted["enum"], wanted["enumDescriptions"], strict=True)) == {
        cause.id: cause.name.en for cause in small.causes.values()
    }


def test_schemas_written_by_hand_are_never_overwritten(small: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(LossdoctorError, match="written by hand"):
        write_schemas(small, SHIPPED / "schema")
    write_schemas(small, tmp_path)
    assert COMMENT in (write_schemas(small, tmp_path)[0]).read_text("utf-8")
