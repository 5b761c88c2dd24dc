"""``knowledge changelog``: what became of the knowledge from one release to the next, for its readers."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from lossdoctor.cli.knowledge_commands import knowledge

SMALL = Path(__file__).parent / "small"
NEW_CAUSE = """\
id: bad-disk
name: {en: "A disk *returns* rubbish"}
family: hardware
base-rate: rare
why: {en: "Bytes flip on the way. Nobody is told."}
no-known-remedy: true
shows:
  - {symptom: data-has-nan, how-often: usually, sources: [notes-06]}
"""
TOLD = """\
## Knowledge from v1 to v2

1 new cause, 1 renamed, 1 with other numbers, 1 with other links, 0 new, 2 changed and 0 dropped cases.

### New causes (1)

- **A disk \\*returns\\* rubbish** (`bad-disk`): Bytes flip on the way.

### Renamed (1)

- **Normal wavering** (`normal-wavering`) is now `usual-wavering`

### Numbers that changed (1)

- **Learning rate too high** (`learning-rate-too-high`): base rate: very-common → rare

### Links that came or went (1)

- **Missing values in the data** (`missing-values`): gone: shows data-not-scaled (sometimes)

### What this does to diagnoses

"""


def edit(folder: Path, path: str, before: str, after: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert before in text
    (folder / path).write_text(text.replace(before, after), "utf-8")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A repository with two releases, v1 and v2, and a working copy that is like neither."""
    folder = tmp_path / "repository/knowledge"
    shutil.copytree(SMALL, folder)
    git(tmp_path, "init", "-q", str(folder.parent))
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    git(folder, "tag", "v1")
    (folder / "causes/bad-disk.yaml").write_text(NEW_CAUSE, "utf-8")
    (folder / "causes/normal-wavering.yaml").rename(folder / "causes/usual-wavering.yaml")
    edit(folder, "causes/usual-wavering.yaml", "id: normal-wavering", "id: usual-wavering")
    edit(folder, "causes/learning-rate-too-high.cases.yaml", "normal-wavering", "usual-wavering")
    (folder / "retired.yaml").write_text("normal-wavering: usual-wavering\n")
    edit(folder, "causes/learning-rate-too-high.yaml", "base-rate: very-common", "base-rate: rare")
    unscaled = "  - {symptom: data-not-scaled, how-often: sometimes, sources: [notes-06]}\n"
    edit(folder, "causes/missing-values.yaml", unscaled, "")
    git(folder, "add", "-A", ".")
    git(folder, "commit", "-q", "-m", "two")
    git(folder, "tag", "v2")
    (folder / "causes/bad-disk.yaml").unlink()
    return folder


def changelog(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(
        knowledge, ["changelog", *arguments, "--knowledge", str(folder)], catch_exceptions=False
    )
    assert result.exit_code == 0
    return result.stdout


def test_what_is_new_renamed_and_changed_is_told_from_release_to_release(released: Path) -> None:
    text = changelog(released, "v1", "v2")
    assert text.startswith(TOLD), text
    assert "`normal-wavering` → `usual-wavering`" not in text


def test_without_a_second_release_it_tells_of_what_is_there_now(released: Path) -> None:
    assert "bad-disk" not in changelog(released, "v1")
    assert "### Gone (1)" in changelog(released, "v2")


def test_it_is_told_to_programs_too(released: Path) -> None:
    told = json.loads(changelog(released, "v1", "v2", "--json"))
    assert (told["base"], told["head"]) == ("v1", "v2")
    assert [(entry["kind"], entry["id"]) for entry in told["new"]] == [("cause", "bad-disk")]
    assert told["replaced"][0]["details"] == ["usual-wavering"]


def test_releases_that_are_alike_have_nothing_to_tell(released: Path) -> None:
    assert "Nothing changed." in changelog(released, "v2", "v2")
