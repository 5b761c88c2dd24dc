"""Saved consultations: one JSON file each in the user's state folder.

Owns where they lie, writing them so that a killed process loses nothing, listing, renaming, deleting.
Leaves the text inside to ``Consultation.to_json``.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from lossdoctor.errors import SessionError, reason
from lossdoctor.model import Text
from lossdoctor.state import state_folder
from lossdoctor.wording import fill

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["Session", "SessionStore"]

ENDING = ".json"
LONGEST_NAME = 60
LONGEST_FILE_NAME = 200
"""Bytes; most file systems take 255, and endings need some."""
LARGEST_FILE = 10_000_000
FORBIDDEN = re.compile(r'[/\\:\x00-\x1f\x7f<>|?*"\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class Session:
    """A saved consultation, as a list shows it."""

    name: str
    path: Path
    saved: float
    """When it was written last, in seconds since 1970."""


class SessionStore:
    """The saved consultations of one folder.

    Raises:
        SessionError: from every method, when the folder or a file cannot be used; the message is one calm
        line.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder if folder is not None else state_folder() / "sessions"

    def new_name(self, hint: str = "") -> str:
        """Make a name that is free: today's date, and the first words of the complaint."""
        words = re.findall(r"\w+", hint.casefold())
        start = "-".join([time.strftime("%Y-%m-%d"), *words[:5]])[:LONGEST_NAME]
        start = start.encode("utf-8", "ignore")[: 3 * LONGEST_NAME].decode("utf-8", "ignore").rstrip("-")
        name, number = start, 2
        while os.path.exists(self._path(name)):  # which, unlike Path.exists, never refuses to look
            name, number = f"{start}-{number}", number + 1
        return name

    def save(self, name: str, consultation: Consultation) -> None:
        """Write a consultation; the old file stays whole until the new one is on the disk."""
        self.save_text(name, consultation.to_json())

    def save_text(self, name: str, text: str) -> None:
        """Write a saved consultation as it is."""
        path = self._path(name)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".saving-", dir=self.folder)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(temporary, path)
            except OSError:
                with suppress(OSError):
                    os.unlink(temporary)
                raise
        except OSError as error:
            raise SessionError(
                fill(
                    "this consultation cannot be saved in {folder} ({why}); it goes on, unsaved",
                    "无法将会诊保存到 {folder}（{why}）；会诊继续，但不保存",
                    folder=self.folder,
                    why=reason(error),
                ),
                path=str(path),
            ) from error

    def open(self, name: str, *, knowledge: KnowledgeBase | None = None) -> Consultation:
        """Open a saved consultation by its name, or by a path to a file, as far as it can be read.

        Who goes on with one that has something ``lost`` calls ``set_aside`` first.
        """
        from lossdoctor.consultation import Consultation  # listing and deleting do not reason

        path = self.find(name)
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise SessionError(
                    Text("this is too large for a saved consultation", "这对保存的会诊来说太大了")
                )
            return Consultation.from_json(path.read_bytes(), knowledge=knowledge)
        except OSError as error:
            raise _refused(
                "{path} cannot be read ({why})", "无法读取 {path}（{why}）", error, path
            ) from error
        except SessionError as error:
            raise SessionError(
                fill("{path}: {why}", "{path}：{why}", path=path, why=error.text), path=str(path)
            ) from error

    def set_aside(self, name: str) -> Path:
        """Keep a file that could not be read in full beside the one that will be written over it."""
        path = self.find(name)
        number = 1
        while (copy := path.with_name(f"{path.name}.bak{number if number > 1 else ''}")).exists():
            number += 1
        try:
            try:
                os.link(path, copy)  # takes no room, and saving puts a new file in the place of the old one
            except OSError:
                shutil.copy2(path, copy)
        except OSError as error:
            raise _refused(
                "no copy of {path} can be kept ({why})", "无法保留 {path} 的副本（{why}）", error, path
            ) from error
        return copy

    def list(self) -> tuple[Session, ...]:
        """List the saved consultations, the latest first; a folder that is not there yet holds none."""
        if not os.path.isdir(self.folder):
            return ()
        found = []
        try:
            for path in self.folder.iterdir():
                if path.suffix == ENDING and not path.name.startswith("."):
                    with suppress(OSError):  # another process may just have deleted it
                        found.append(Session(path.stem, path, path.stat().st_mtime))
        except OSError as error:
            raise _refused(
                "{path} cannot be read ({why})", "无法读取 {path}（{why}）", error, self.folder
            ) from error
        return tuple(sorted(found, key=lambda session: (-session.saved, session.name)))

    def find(self, name: str) -> Path:
        """Find the file of a saved consultation.

        Raises:
            SessionError: when there is none of this name, with what was perhaps meant.
        """
        if name.endswith(ENDING) and os.path.isfile(name):
            return Path(name)
        path = self._path(name)
        if os.path.isfile(path):
            return path
        from lossdoctor.problems import close_matches

        close = close_matches(name, [session.name for session in self.list()])
        hint = Text("")
        if close:
            hint = Text(
                "; did you mean " + " or ".join(f'"{other}"' for other in close) + "?",
                "；是不是" + "或".join(f"“{other}”" for other in close) + "？",
            )
        raise SessionError(
            fill(
                'there is no saved consultation "{name}" in {folder}{hint}',
                "{folder} 中没有保存名为“{name}”的会诊{hint}",
                name=name,
                folder=self.folder,
                hint=hint,
            ),
            path=str(path),
        )

    def rename(self, name: str, new_name: str) -> None:
        """Give a saved consultation another name."""
        path, wanted = self.find(name), self._path(new_name)
        if os.path.exists(wanted):
            raise SessionError(
                fill(
                    'there is a saved consultation "{name}" already', "已有名为“{name}”的会诊", name=new_name
                ),
                path=str(wanted),
            )
        try:
            os.replace(path, wanted)
        except OSError as error:
            raise _refused(
                "{path} cannot be renamed ({why})", "无法重命名 {path}（{why}）", error, path
            ) from error

    def delete(self, name: str) -> None:
        """Delete a saved consultation, and what was set aside of it."""
        path = self.find(name)
        try:
            path.unlink()
            for copy in path.parent.glob(f"{escape(path.name)}.bak*"):
                copy.unlink()
        except OSError as error:
            raise _refused(
                "{path} cannot be deleted ({why})", "无法删除 {path}（{why}）", error, path
            ) from error

    def _path(self, name: str) -> Path:
        """Give the file for a name, and refuse names that would leave the folder or that no file can have."""
        if (
            not name
            or name.startswith(".")
            or FORBIDDEN.search(name)
            or len(name.encode()) > LONGEST_FILE_NAME
        ):
            raise SessionError(
                fill(
                    '"{name}" cannot name a saved consultation: use letters, digits and dashes',
                    "“{name}”不能作为会诊的名称：请用文字、数字和连字符",
                    name=name[:80],
                )
            )
        return self.folder / (name + ENDING)


def _refused(en: str, zh: str, error: OSError, path: Path) -> SessionError:
    return SessionError(fill(en, zh, path=path, why=reason(error)), path=str(path))
