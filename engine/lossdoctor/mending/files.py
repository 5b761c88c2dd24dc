"""Going over knowledge files until nothing is left to mend, and writing them.

Owns what keeps the files safe: a file without errors means the same afterwards; a mend that would break the
YAML is not made; a file is written whole or not at all, and not where it changed meanwhile. Leaves the edits
to ``menders``.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lossdoctor.errors import LossdoctorError
from lossdoctor.loading.folders import KnowledgeFile, read_all, read_bytes, survey
from lossdoctor.loading.inspection import Inspection, inspect
from lossdoctor.loading.schemas import schema_for
from lossdoctor.mending.edits import Edit, apply
from lossdoctor.mending.menders import MENDERS
from lossdoctor.mending.scene import Scene
from lossdoctor.problems import Problem
from lossdoctor.strictyaml import Document, read

__all__ = ["Mend", "MendedFile", "as_diff", "mend_folders", "replace_file", "write_all"]

_MOST_ROUNDS = 10
"""A mend may uncover what it hid: a key behind a no-break space, an id behind a key."""
_UNREADABLE = frozenset({"KB010", "KB017"})
"""A file of which not every byte is known is left alone."""
_BROKEN_YAML = frozenset({"KB001", "KB002", "KB008", "KB019", "KB024"})
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_INSTALLED = frozenset({"site-packages", "dist-packages"})


@dataclass(frozen=True, slots=True)
class Mend:
    """A problem that is mended."""

    problem: Problem
    """Its place is that of the round in which it was found."""
    edits: tuple[Edit, ...]

    @property
    def words(self) -> str:
        """What was written instead of what, where both can be seen; else what the problem was."""
        seen = [edit for edit in self.edits if edit.before.strip() and edit.before.isprintable()]
        told = [f"{edit.before.strip(', ')} → {edit.after.strip() or 'nothing'}" for edit in seen]
        return ", ".join(told) or self.problem.message


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file that can be better than it is."""

    file: KnowledgeFile
    before: bytes
    after: bytes
    mends: tuple[Mend, ...]


def mend_folders(
    folders: Iterable[str], *, chosen: Callable[[Problem], bool] = lambda problem: True
) -> tuple[MendedFile, ...]:
    """Mend the files of ``folders``, together one knowledge, in memory.

    Args:
        folders: as for ``check_folders``.
        chosen: which problems are to be mended.
    """
    surveys = [survey(folder) for folder in dict.fromkeys(map(os.path.realpath, folders))]
    before, _ = read_all(surveys)
    now = dict(before)
    mended: dict[KnowledgeFile, list[Mend]] = {}
    for _ in range(_MOST_ROUNDS):
        inspection = inspect([*now.items()])
        changed = False
        for file, document in inspection.files:
            content, mends = _mend(file, document, inspection, chosen)
            if mends:
                changed = True
                now[file] = content
                mended.setdefault(file, []).extend(mends)
        if not changed:
            break
    return tuple(
        MendedFile(file, content, now[file], tuple(mended[file]))
        for file, content in before
        if file in mended
    )


def _mend(
    file: KnowledgeFile, document: Document, inspection: Inspection, chosen: Callable[[Problem], bool]
) -> tuple[bytes, Sequence[Mend]]:
    """Mend one file once; give its new content, and what is mended by it."""
    own = [problem for problem in inspection.problems if problem.position.path == document.path]
    wanted = [problem for problem in own if problem.code in MENDERS and chosen(problem)]
    if not wanted or not _UNREADABLE.isdisjoint(problem.code for problem in own):
        return b"", ()
    vocabulary = None if file.kind == "vocabulary" else inspection.knowledge.vocabulary
    scene = Scene(file, document, schema_for(file.kind, vocabulary).content, inspection.knowledge)
    edits: Mapping[Problem, Sequence[Edit]] = {
        problem: MENDERS[problem.code](problem, scene) for problem in wanted
    }
    text, made = apply((edit for several in edits.values() for edit in several), scene.text)
    mends = [
        Mend(problem, tuple(several))
        for problem, several in edits.items()
        if several and set(several) <= set(made)
    ]
    content = text.encode("utf-8")
    return (content, mends) if _is_safe(document, own, content) else (b"", ())


def _is_safe(document: Document, own: Sequence[Problem], content: bytes) -> bool:
    after = read(content, document.path)
    if not any(problem.severity == "error" for problem in own):
        meant = [one.root.plain() if one.root else None for one in (document, after)]
        return meant[0] == meant[1]
    counts = [
        Counter(problem.code for problem in one.problems if problem.code in _BROKEN_YAML)
        for one in (document, after)
    ]
    return not counts[1] - counts[0]


def write_all(mended: Iterable[MendedFile]) -> None:
    """Write the mended files, each whole or not at all.

    Raises:
        LossdoctorError: at the first that was installed, cannot be written, or changed since it was read.
    """
    for one in mended:
        target = Path(os.path.realpath(one.file.path))
        if not _INSTALLED.isdisjoint(target.parts):
            raise LossdoctorError(
                f'"{one.file.shown}" was installed, and the next installation would undo a mend; '
                "name a folder of your own: lossdoctor knowledge check --fix FOLDER"
            )
        try:
            if read_bytes(str(target)) != one.before:
                raise LossdoctorError(f'"{one.file.shown}" changed while it was mended; run it again')
            replace_file(target, one.after)
        except OSError as error:
            raise LossdoctorError(f'"{one.file.shown}" cannot be written: {error.strerror}') from error


def replace_file(target: Path, content: bytes) -> None:
    """Put ``content`` in the place of ``target``: wholly, or not at all.

    Raises:
        OSError: if it may not be written.
    """
    if not os.access(target, os.W_OK):  # to replace a file, one needs to be allowed to write its folder only
        raise PermissionError(13, "it may only be read")
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        shutil.copymode(target, temporary)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def as_diff(mended: Iterable[MendedFile]) -> str:
    """Lay the changes out as a patch."""
    return "".join(line for one in mended for line in _patch(one))


def _patch(one: MendedFile) -> Iterator[str]:
    before, after = (_lines(content) for content in (one.before, one.after))
    for line in difflib.unified_diff(before, after, f"a/{one.file.shown}", f"b/{one.file.shown}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(content: bytes) -> list[str]:
    return _LINE.findall(content.decode("utf-8", "replace"))
