"""Which files a knowledge folder holds, and of what kind each is, by its place.

Owns the layout of a folder and what must not be in it (links that lead out of it, stray files). Leaves
content to others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lossdoctor.errors import KnowledgeError
from lossdoctor.model import Position
from lossdoctor.problems import Problem
from lossdoctor.strictyaml import LARGEST_FILE

__all__ = ["KINDS", "KnowledgeFile", "Survey", "read_all", "read_bytes", "survey"]

_FOLDERS = {
    "sources": "source",
    "symptoms": "question",
    "causes": "cause",
    "remedies": "remedy",
    "cases": "cases",
}
_SINGLE_FILES = {"vocabulary.yaml": "vocabulary", "retired.yaml": "retired", "pack.yaml": "pack"}
_NOT_KNOWLEDGE = frozenset({"schema"})
_CASES = ".cases.yaml"
_MOST_FILES = 20_000

KINDS = (*_FOLDERS.values(), *_SINGLE_FILES.values())
"""The kinds of files, in the words of ``knowledge/schema``."""


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """One file of a knowledge folder."""

    kind: str
    path: str
    """Where to open it."""
    relative: str
    """Inside its folder, with slashes: "causes/dead-relu.yaml"."""
    shown: str
    """As people are told it."""

    @property
    def folder(self) -> str:
        """The knowledge folder in which it lies."""
        return self.path[: -len(self.relative)].rstrip("/\\")

    @property
    def stem(self) -> str:
        """The name without its endings; the id of what the file holds."""
        name = self.relative.rpartition("/")[2]
        return name.removesuffix(_CASES) if name.endswith(_CASES) else name.removesuffix(".yaml")


@dataclass(frozen=True, slots=True)
class Survey:
    """What a folder holds."""

    folder: str
    files: tuple[KnowledgeFile, ...]
    problems: tuple[Problem, ...]


def survey(folder: str | os.PathLike[str]) -> Survey:
    """List the knowledge files of ``folder``.

    Raises:
        KnowledgeError: if ``folder`` is none, or holds no knowledge.
    """
    root = os.fspath(folder)
    if not os.path.isdir(root):
        what = "is a file, not a folder" if os.path.exists(root) else "does not exist"
        raise KnowledgeError(f'the knowledge folder "{root}" {what}', folder=root)
    found = _Found(os.path.realpath(root), _shown(root))
    try:
        found.walk(root, "")
    except OSError as error:
        raise KnowledgeError(
            f'cannot read the knowledge folder "{root}": {error.strerror}', folder=root
        ) from error
    if not found.files:
        wanted = ", ".join(f"{name}/" for name in _FOLDERS)
        raise KnowledgeError(
            f'"{root}" holds no knowledge: none of {wanted} with a .yaml file in it', folder=root
        )
    return Survey(root, tuple(found.files), tuple(found.problems))


def read_all(surveys: Iterable[Survey]) -> tuple[list[tuple[KnowledgeFile, bytes]], list[Problem]]:
    """Read all files of the folders; tell those that cannot be read."""
    found: list[tuple[KnowledgeFile, bytes]] = []
    problems: list[Problem] = []
    for one in surveys:
        problems += one.problems
        for file in one.files:
            try:
                found.append((file, read_bytes(file.path)))
            except OSError as error:
                message = f"the file cannot be read: {error.strerror}"
                problems.append(Problem("KB058", "error", message, Position(file.shown)))
    return found, problems


def read_bytes(path: str) -> bytes:
    """Read a file, at most one byte more than is allowed."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(descriptor, LARGEST_FILE + 1)
    finally:
        os.close(descriptor)


def _shown(root: str) -> str:
    """Name the folder from where the person stands, where that is shorter."""
    absolute = Path(root).absolute()
    try:
        return str(absolute.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(absolute)


class _Found:
    def __init__(self, real_root: str, shown_root: str) -> None:
        self.real_root = real_root
        self.shown_root = shown_root
        self.files: list[KnowledgeFile] = []
        self.problems: list[Problem] = []

    def walk(self, directory: str, relative: str) -> None:
        for entry in _sorted_entries(directory):
            inside = f"{relative}/{entry.name}" if relative else entry.name
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            if not relative and entry.name not in _FOLDERS and entry.name not in _SINGLE_FILES:
                self._check_stray(entry, inside)
            elif entry.is_symlink() and not self._stays_inside(entry.path):
                self._add(
                    "KB056",
                    inside,
                    "this link leads out of the knowledge folder",
                    "copy the file itself here",
                )
            elif entry.is_dir():
                self._walk_deeper(entry, inside)
            else:
                self._add_file(entry, inside)

    def _walk_deeper(self, entry: os.DirEntry[str], inside: str) -> None:
        if entry.is_symlink():
            self._add("KB056", inside, "a folder here cannot be a link", "make it a real folder")
        elif "/" in inside and not inside.startswith("cases/"):
            self._add(
                "KB057",
                inside,
                "a folder in a folder is not read",
                "put its files directly into the upper one",
            )
        elif inside.count("/") < 8:
            self.walk(entry.path, inside)

    def _add_file(self, entry: os.DirEntry[str], inside: str) -> None:
        if not entry.name.endswith(".yaml"):
            if not entry.name.endswith((".md", ".txt")):
                self._add("KB057", inside, "this file is not read", 'knowledge files end in ".yaml"')
        elif not entry.is_file():
            self._add("KB058", inside, "this is no ordinary file", "put an ordinary file here")
        elif len(self.files) < _MOST_FILES:
            top = inside.split("/", 1)[0]
            kind = _SINGLE_FILES.get(inside) or _FOLDERS[top]
            if kind == "cause" and entry.name.endswith(_CASES):
                kind = "cases"
            self.files.append(KnowledgeFile(kind, entry.path, inside, self._show(inside)))

    def _check_stray(self, entry: os.DirEntry[str], inside: str) -> None:
        if entry.is_dir() and entry.name not in _NOT_KNOWLEDGE:
            self._add("KB057", inside, "this folder is not read", f"knowledge is in {', '.join(_FOLDERS)}")
        elif entry.name.endswith((".yaml", ".yml")):
            self._add("KB057", inside, "this file is not read", f"put it into one of {', '.join(_FOLDERS)}")

    def _stays_inside(self, path: str) -> bool:
        return os.path.realpath(path).startswith(self.real_root + os.sep)

    def _show(self, inside: str) -> str:
        return inside if self.shown_root == "." else os.path.join(self.shown_root, *inside.split("/"))

    def _add(self, code: str, inside: str, message: str, mend: str) -> None:
        self.problems.append(Problem(code, "error", message, Position(self._show(inside)), mend))


def _sorted_entries(directory: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(directory) as entries:
        yield from sorted(entries, key=lambda entry: entry.name)
