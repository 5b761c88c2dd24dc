"""A knowledge folder as it was: at a revision that git knows, or in another folder.

Owns asking git, which is only ever read from, and unpacking what it gives into a temporary folder. What is
wrong with the earlier knowledge does not matter here: what is sound of it is compared. Leaves reading to
``inspection``.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lossdoctor.errors import KnowledgeError
from lossdoctor.loading.folders import read_all, survey
from lossdoctor.loading.inspection import inspect

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["knowledge_before"]

_LONGEST_WAIT = 120
"""Seconds after which git is given up."""


def knowledge_before(
    base: str, folders: Sequence[str | os.PathLike[str]], *, beside: Sequence[str | os.PathLike[str]] = ()
) -> KnowledgeBase:
    """Give the knowledge of ``folders`` as it was at ``base``, as far as it was sound.

    Args:
        base: A folder, which takes the place of ``folders``; else a git revision.
        folders: The folders of which an earlier state is wanted.
        beside: Folders that are taken as they are now.

    Raises:
        KnowledgeError: If there is no such folder or revision, no git, or no knowledge at that place.
    """
    with tempfile.TemporaryDirectory(prefix="lossdoctor-") as temporary:
        if os.path.isdir(base):
            earlier = [base]
        else:
            earlier = [
                _unpacked(base, os.fspath(folder), Path(temporary) / str(number))
                for number, folder in enumerate(folders)
            ]
        raw, _ = read_all([survey(folder) for folder in (*beside, *earlier)])
        return inspect(raw).knowledge


def _unpacked(revision: str, folder: str, target: Path) -> str:
    """Unpack ``folder`` as it was at ``revision`` into ``target``."""
    if not os.path.isdir(folder):
        raise KnowledgeError(f'the knowledge folder "{folder}" does not exist', folder=folder)
    if revision.startswith("-"):
        raise KnowledgeError(f'"{revision}" is neither a folder nor a git revision')
    place = _ask(
        folder,
        ["rev-parse", "--show-toplevel", "--show-prefix"],
        otherwise=f'there is no folder "{revision}", and "{folder}" lies in no git repository to ask',
    )
    root, inside, *_ = f"{os.fsdecode(place)}\n".split("\n")
    commit = _ask(
        root,
        ["rev-parse", "--verify", f"{revision}^{{commit}}"],
        otherwise=f'"{revision}" is neither a folder nor a revision that git knows here; a shallow clone may '
        "have to fetch it first",
    )
    content = _ask(
        root,
        ["archive", "--format=tar", f"{os.fsdecode(commit).strip()}:{inside}"],
        otherwise=f'there is no folder "{inside}" in the revision "{revision}"',
    )
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        archive.extractall(target, filter="data")
    return str(target)


def _ask(folder: str, arguments: Sequence[str], *, otherwise: str) -> bytes:
    """Ask git about ``folder``; where it says no, complain with ``otherwise`` and git's own words."""
    try:
        answer = subprocess.run(
            ["git", "-C", folder, *arguments],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=_LONGEST_WAIT,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        message = "git is not installed, and only git knows how the knowledge was; name a folder instead"
        raise KnowledgeError(message, folder=folder) from error
    except subprocess.TimeoutExpired as error:
        raise KnowledgeError("git takes too long to answer", folder=folder) from error
    if answer.returncode != 0:
        words = answer.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise KnowledgeError(f"{otherwise} (git says: {words})", folder=folder)
    return answer.stdout
