"""Putting a site into a folder, without ever writing over what is not ours.

Owns the list of files that a site leaves in its folder, so that it can be written again: pages that are gone
are deleted, and files of others are neither touched nor overwritten.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from lossdoctor.errors import LossdoctorError

__all__ = ["LIST_NAME", "refuse_foreign", "write_site"]

LIST_NAME = "lossdoctor-site.txt"
HEADING = "# Written by `lossdoctor knowledge docs`, which may replace and delete the files named here.\n"


def write_site(folder: str | os.PathLike[str], files: Mapping[str, bytes]) -> int:
    """Write ``files``, by their paths inside ``folder``; give how many changed.

    The list is written first, so that a run that was killed can be repeated.

    Raises:
        LossdoctorError: if the folder holds something else, or cannot be written.
    """
    root = Path(folder)
    try:
        refuse_foreign(root)
        ours = _listed(root)
        _refuse_overwriting(root, files, ours)
        root.mkdir(parents=True, exist_ok=True)
        _write_list(root, {*ours, *files})
        for path in sorted(ours - files.keys()):
            _delete(root, path)
        changed = sum(_write(root / path, content) for path, content in files.items())
        _write_list(root, files.keys())
    except OSError as error:
        raise LossdoctorError(f'the site cannot be written to "{root}": {error.strerror}') from error
    return changed


def _listed(root: Path) -> set[str]:
    try:
        text = (root / LIST_NAME).read_text("utf-8")
    except FileNotFoundError:
        return set()
    except (OSError, UnicodeDecodeError) as error:
        raise LossdoctorError(f'"{root / LIST_NAME}" cannot be read; name another folder') from error
    return {line for line in text.splitlines() if line and not line.startswith("#") and _stays_inside(line)}


def _stays_inside(path: str) -> bool:
    """A list that somebody changed must not lead us out of the folder."""
    return not os.path.isabs(path) and ".." not in path.split("/") and "\\" not in path


def refuse_foreign(folder: str | os.PathLike[str]) -> None:
    """Refuse a folder that holds something else than a site.

    Raises:
        LossdoctorError: if it does.
    """
    root = Path(folder)
    if root.exists() and not root.is_dir():
        raise LossdoctorError(f'"{root}" is a file; name a folder for the site')
    try:
        is_foreign = root.exists() and not (root / LIST_NAME).exists() and any(root.iterdir())
    except OSError as error:
        raise LossdoctorError(f'"{root}" cannot be read: {error.strerror}') from error
    if is_foreign:
        raise LossdoctorError(
            f'"{root}" holds something else, and a site would be written over it; name a new folder'
        )


def _refuse_overwriting(root: Path, files: Mapping[str, bytes], ours: set[str]) -> None:
    real_root = os.path.realpath(root)
    for path in files:
        target = root / path
        if os.path.lexists(target) and path not in ours:
            raise LossdoctorError(
                f'"{target}" is not part of the site, and a page would overwrite it; move it'
            )
        if not os.path.realpath(target).startswith(real_root + os.sep):
            raise LossdoctorError(f'"{target}" leads out of the site through a link; remove the link')


def _write_list(root: Path, paths: Iterable[str]) -> None:
    lines = "".join(f"{path}\n" for path in sorted(paths))
    (root / LIST_NAME).write_text(HEADING + lines, "utf-8")


def _write(target: Path, content: bytes) -> bool:
    """Write what changed only: a code host publishes less then, and a disk is spared."""
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return True


def _delete(root: Path, path: str) -> None:
    """Delete a page that is gone, and the folders that it leaves empty."""
    target = root / path
    if not os.path.realpath(target.parent).startswith(os.path.realpath(root)):
        return
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == root or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
