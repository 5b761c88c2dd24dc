"""What the tests of the knowledge share: a small sound folder, and laying changes over it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lossdoctor.knowledge_base import SHIPPED, KnowledgeBase, load
from lossdoctor.loading.check import check_folders
from lossdoctor.problems import Problem

HERE = Path(__file__).parent
SMALL = HERE / "small"

HEADER = re.compile(r"^# (?P<path>\S+\.ya?ml)(?: -> (?P<target>\S+))?$", re.MULTILINE)
TOP_LEVEL_KEY = re.compile(r"^(?=[^\s#-][^:\n]*:)", re.MULTILINE)


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a state folder of its own, so that none sees what another has kept."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("LOSSDOCTOR_STATE", str(folder))
    return folder


@pytest.fixture
def small() -> KnowledgeBase:
    return load(SMALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the small knowledge, to change it."""
    copy = tmp_path / "knowledge"
    shutil.copytree(SMALL, copy)
    (copy / "cases").mkdir(exist_ok=True)  # git keeps no empty folder
    return copy


@pytest.fixture
def problems_with(folder: Path) -> Callable[[str], list[Problem]]:
    """Check the small knowledge with an example laid over it, as ``knowledge explain`` shows it."""

    def check(example: str) -> list[Problem]:
        folders = [folder]
        for path, target, text in sections(example):
            if path.startswith("other-pack/"):
                folders = [folder, folder.parent / "other-pack"]
                lay(folder.parent / path, "", target)
            lay(folder.parent / path if path.startswith("other-pack/") else folder / path, text, target)
        return list(check_folders(folders).problems)

    return check


def sections(example: str) -> Iterator[tuple[str, str, str]]:
    """Yield path, target of a link, and text for each file of an example."""
    headers = [*HEADER.finditer(example)]
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        text = example[header.end() : following.start() if following else len(example)]
        yield header["path"], header["target"] or "", text.strip("\n") + "\n"


def lay(file: Path, text: str, target: str) -> None:
    """Lay ``text`` over ``file``: its keys replace those there, and items of block lists are added."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if target:
        file.symlink_to(target)
        return
    if not file.exists() and file.name == "vocabulary.yaml":
        shutil.copy(SHIPPED / "vocabulary.yaml", file)
    before = file.read_text("utf-8") if file.exists() else ""
    if text.startswith("- "):
        file.write_text(before + text, "utf-8")
        return
    blocks = {block.partition(":")[0]: block for block in TOP_LEVEL_KEY.split(before) if block.strip()}
    for block in TOP_LEVEL_KEY.split(text):
        key, _, rest = block.partition(":")
        is_list = rest.startswith("\n  - ") and blocks.get(key, "").partition(":")[2].startswith("\n  - ")
        if block.strip():
            blocks[key] = blocks[key] + rest.removeprefix("\n") if is_list else block
    file.write_text("".join(block.rstrip("\n") + "\n" for block in blocks.values()), "utf-8")
