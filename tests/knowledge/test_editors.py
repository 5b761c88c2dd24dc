"""What comes for editors: snippets that expand to valid files, and a schema for every file."""

from __future__ import annotations

import fnmatch
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lossdoctor.knowledge_base import SHIPPED
from lossdoctor.loading.folders import KnowledgeFile, survey
from lossdoctor.loading.packs import shipped_vocabulary
from lossdoctor.loading.report import Report
from lossdoctor.loading.rules import check_rules
from lossdoctor.loading.schemas import SCHEMA_FOLDER, schema_for
from lossdoctor.strictyaml import read

TOP = Path(__file__).parents[2]
SNIPPETS: dict[str, dict[str, Any]] = json.loads(
    (TOP / ".vscode/lossdoctor.code-snippets").read_text("utf-8")
)
SETTINGS: dict[str, Any] = json.loads((TOP / ".vscode/settings.json").read_text("utf-8"))

FILES = {
    "cause": ("cause", "causes/example.yaml"),
    "cases": ("cases", "causes/example.cases.yaml"),
    "question": ("question", "symptoms/example.yaml"),
    "yes-no": ("question", "symptoms/example.yaml"),
    "remedy": ("remedy", "remedies/example.yaml"),
    "source": ("source", "sources/example.yaml"),
    "case": ("cases", "causes/example.cases.yaml"),
}
"""Snippets that are a file, by what is typed for them."""
ITEMS = {"claim": ("source", "claims"), "shows": ("cause", "shows"), "leads-to": ("cause", "leads-to")} | {
    "remedies": ("cause", "remedies")
}
"""Snippets that are an item of a list in a file."""
CHOICE = re.compile(r"\$\{\d+\|([^|]*)\|\}")
DEFAULT = re.compile(r"\$\{\d+:([^}]*)\}")


def expanded(snippet: dict[str, Any]) -> str:
    """Give what stands there after Tab alone: the first of every choice, and every default."""
    body = snippet["body"]
    text = body if isinstance(body, str) else "\n".join(body)
    text = CHOICE.sub(lambda choice: choice[1].split(",")[0], text)
    text = DEFAULT.sub(lambda default: default[1], text)
    return text.replace("$TM_FILENAME_BASE", "example").replace("$0", "").rstrip("\n") + "\n"


BY_PREFIX = {snippet["prefix"]: snippet for snippet in SNIPPETS.values()}


def test_every_snippet_is_tried_below() -> None:
    assert sorted(BY_PREFIX) == sorted([*FILES, *ITEMS])
    assert all(snippet["scope"] == "yaml" and snippet["description"] for snippet in SNIPPETS.values())


@pytest.mark.parametrize("prefix", FILES)
def test_a_snippet_expands_to_a_file_of_the_right_form(prefix: str) -> None:
    kind, relative = FILES[prefix]
    document = read(expanded(BY_PREFIX[prefix]).encode(), relative)
    assert document.problems == ()
    assert document.root is not None
    schema = schema_for(kind, shipped_vocabulary())
    assert [*Draft202012Validator(schema.content).iter_errors(document.root.plain())] == []
    report = Report(document)
    check_rules(KnowledgeFile(kind, relative, relative, relative), document.root, report)
    assert report.problems == ()


@pytest.mark.parametrize("prefix", ITEMS)
def test_a_snippet_expands_to_an_item_of_its_list(prefix: str) -> None:
    kind, key = ITEMS[prefix]
    document = read(expanded(BY_PREFIX[prefix]).encode(), prefix)
    assert document.problems == ()
    assert document.root is not None
    part = schema_for(kind, shipped_vocabulary()).content["properties"][key]
    assert [*Draft202012Validator(part).iter_errors(document.root.plain())] == []


def test_choices_of_snippets_are_words_of_the_vocabulary() -> None:
    vocabulary = shipped_vocabulary()
    lists = {
        "family": vocabulary.families,
        "base-rate": vocabulary.base_rates,
        "effort": vocabulary.efforts,
        "how-often": vocabulary.how_often,
        "works": vocabulary.how_often,
        "background": vocabulary.how_often,
    }
    for snippet in SNIPPETS.values():
        text = snippet["body"] if isinstance(snippet["body"], str) else "\n".join(snippet["body"])
        for key, choice in re.findall(r"([a-z-]+): \$\{\d+\|([^|]*)\|\}", text):
            words = lists.get(key)
            assert words is None or set(choice.split(",")) <= set(words), (snippet["prefix"], key)


def test_every_knowledge_file_has_a_schema_in_the_editor() -> None:
    mapping = {
        Path(schema).name.removesuffix(".schema.json"): [globs] if isinstance(globs, str) else globs
        for schema, globs in SETTINGS["yaml.schemas"].items()
    }
    assert {f"{kind}.schema.json" for kind in mapping} == {file.name for file in SCHEMA_FOLDER.iterdir()}
    for file in survey(SHIPPED).files:
        path = f"knowledge/{file.relative}"
        kinds = [kind for kind, globs in mapping.items() if is_meant(path, globs)]
        assert kinds == [file.kind], path


def is_meant(path: str, globs: list[str]) -> bool:
    without = [glob.removeprefix("!") for glob in globs if glob.startswith("!")]
    wanted = [glob.replace("**/", "*") for glob in globs if not glob.startswith("!")]
    return any(fnmatch.fnmatch(path, glob) for glob in wanted) and not any(
        fnmatch.fnmatch(path, glob) for glob in without
    )
