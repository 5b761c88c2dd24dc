"""The documentation tells the truth: its examples run, and the commands that it names exist."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import click
import pytest

from lossdoctor.cli.main import cli

TOP = Path(__file__).parents[1]
PAGES = ["README.md", "CONTRIBUTING.md", "docs/design.md", "docs/editors.md"]


def test_the_examples_of_the_api_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSDOCTOR_STATE", str(tmp_path))
    failed, tried = doctest.testfile(str(TOP / "docs/api.md"), module_relative=False, encoding="utf-8")
    assert tried > 20
    assert failed == 0


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_exists(page: str) -> None:
    text = (TOP / page).read_text(encoding="utf-8")
    for words in re.findall(r"(?:^|[`/])lossdoctor((?: [a-z][a-z-]*)+)", text, re.MULTILINE):
        command: click.Command | None = cli
        for word in words.split():
            if isinstance(command, click.Group):
                command = command.get_command(click.Context(command), word)
                assert command is not None, f"{page}: lossdoctor{words}"
