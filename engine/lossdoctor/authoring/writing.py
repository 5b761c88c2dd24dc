"""New files on the disk: all of them or none, and never over one that is there.

Owns writing drafts, and checking and playing what was written. Leaves checks to ``loading`` and cases to
``knowledge_tests``.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lossdoctor.authoring.drafts import Draft
from lossdoctor.errors import LossdoctorError
from lossdoctor.knowledge_base import SHIPPED
from lossdoctor.loading.pack_names import pack_name
from lossdoctor.mending.files import replace_file
from lossdoctor.problems import Problem

__all__ = ["Verdict", "base_folders", "try_out", "write_drafts"]

NO_CHINESE = "KB076"
SCHEMA_LINE = "# yaml-language-server: $schema=../schema/{kind}.schema.json\n"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check and the cases say of new files."""

    problems: tuple[Problem, ...]
    without_chinese: int
    """Texts in English alone, which is how contributions may begin: counted, and no problem."""
    cases: int
    passed: int
    failed: tuple[Problem, ...]


def base_folders(into: str, *, knowledge: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the folders that new files in ``into`` are read together with, itself the last.

    Args:
        into: where the files go. With a vocabulary of its own it stands for itself; else it is a pack.
        knowledge: what it is added to, instead of the shipped knowledge.
    """
    if not pack_name(into):
        return (into,)
    return (*(knowledge or (os.fspath(SHIPPED),)), into)


def write_drafts(into: str, drafts: Sequence[Draft]) -> list[Path]:
    """Write new files, and what is added to others; where one cannot be written, all is as before.

    Raises:
        LossdoctorError: if a new file is there already, one that is added to has changed, or one cannot be
            written.
    """
    written: list[Path] = []
    restored: dict[Path, str] = {}
    try:
        for draft in drafts:
            target = Path(into, draft.path)
            if draft.before is not None:
                _add(target, draft)
                restored[target] = draft.before
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as file:
                written.append(target)
                file.write(_schema_line(into, draft.kind) + draft.text)
    except OSError as error:
        for new in written:
            new.unlink(missing_ok=True)
        for changed, before in restored.items():
            changed.write_text(before, "utf-8", newline="\n")
        reason = "it is there already" if isinstance(error, FileExistsError) else error.strerror
        raise LossdoctorError(f'"{target}" cannot be written: {reason}; nothing was written') from error
    return [*written, *restored]


def _add(target: Path, draft: Draft) -> None:
    if target.read_text("utf-8") != draft.before:
        raise OSError(errno.EBUSY, "it was changed meanwhile")
    replace_file(target, draft.text.encode("utf-8"))


def _schema_line(into: str, kind: str) -> str:
    """Name the schema for editors, where it lies beside."""
    return SCHEMA_LINE.format(kind=kind) if Path(into, f"schema/{kind}.schema.json").is_file() else ""


def try_out(folders: Sequence[str], written: Sequence[Path]) -> Verdict:
    """Check what was written together with all else, and play its cases."""
    from lossdoctor.knowledge_tests import play_all, problems_of
    from lossdoctor.loading.check import check_folders

    outcome = check_folders(folders)
    ours = {os.path.realpath(path) for path in written}
    problems = [problem for problem in outcome.problems if os.path.realpath(problem.position.path) in ours]
    into = folders[-1]
    cases = [
        case
        for case in outcome.knowledge.cases
        if case.position and os.path.realpath(os.path.join(into, case.position.path)) in ours
    ]
    failed: list[Problem] = []
    passed = 0
    for result in play_all(outcome.knowledge, cases):
        passed += result.outcome == "passed"
        failed += problems_of(result, os.path.join(into, result.position.path))
    others = tuple(problem for problem in problems if problem.code != NO_CHINESE)
    return Verdict(others, len(problems) - len(others), len(cases), passed, tuple(failed))
