"""The door for contributors: issue forms ask what the schemas want, and workflows run what people run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from lossdoctor.loading.packs import shipped_vocabulary
from lossdoctor.loading.schemas import schema_for
from lossdoctor.strictyaml import read

HOST = Path(__file__).parents[1] / ".github"
FORMS = {"cause": "cause", "symptom": "question", "remedy": "remedy", "source": "source", "case": "cases"}
UNSURE = "I do not know"
KNOWN_LATER = {"id"}
"""What a maintainer gives a thing: nobody has to think of it to tell what they know."""


def form(name: str) -> dict[str, Any]:
    document = read((HOST / f"ISSUE_TEMPLATE/{name}.yml").read_bytes(), name)
    assert document.root is not None
    assert document.problems == ()
    return document.root.plain()  # type: ignore[no-any-return]


def schema(kind: str) -> dict[str, Any]:
    content = dict(schema_for(kind, shipped_vocabulary()).content)
    return dict(content["items"]) if kind == "cases" else content


@pytest.mark.parametrize(("name", "kind"), FORMS.items())
def test_a_form_asks_for_the_keys_of_its_schema(name: str, kind: str) -> None:
    fields = {field["id"]: field for field in form(name)["body"]}
    wanted = schema(kind)
    assert set(fields) <= set(wanted["properties"])
    assert set(wanted["required"]) - KNOWN_LATER <= set(fields)
    for key in set(wanted["required"]) - KNOWN_LATER:
        assert fields[key]["validations"] == {"required": True}, key


@pytest.mark.parametrize(("name", "kind"), FORMS.items())
def test_a_form_offers_the_words_of_the_vocabulary(name: str, kind: str) -> None:
    for field in form(name)["body"]:
        part = schema(kind)["properties"][field["id"]]
        words = part.get("enum") or part.get("else", {}).get("enum")
        offered = field["attributes"].get("options")
        assert offered == (None if words is None else [*words, UNSURE]), field["id"]


@pytest.mark.parametrize("name", sorted(file.stem for file in (HOST / "ISSUE_TEMPLATE").glob("*.yml")))
def test_a_form_is_one_that_the_code_host_takes(name: str) -> None:
    content = form(name)
    assert all(content[key] for key in ("name", "description", "labels"))
    ids = [field["id"] for field in content["body"]]
    assert len(ids) == len(set(ids))
    for field in content["body"]:
        assert field["type"] in ("input", "textarea", "dropdown")
        assert field["attributes"]["label"]


def test_workflows_run_the_commands_that_people_run() -> None:
    check = (HOST / "workflows/check.yml").read_text("utf-8")
    commands = re.findall(r"lossdoctor knowledge (\w+)", check)
    assert commands == ["check", "test", "diff"]
    assert ".ci/run" in check
    assert "paths" not in check
    assert "lossdoctor knowledge changelog" in (HOST / "workflows/release.yml").read_text("utf-8")


def test_what_runs_code_of_a_pull_request_may_write_nothing() -> None:
    check = (HOST / "workflows/check.yml").read_text("utf-8")
    comment = (HOST / "workflows/comment.yml").read_text("utf-8")
    assert "permissions: {contents: read}" in check
    assert "pull_request_target" not in check + comment
    assert "checkout" not in comment
    assert "--edit-last" in comment
