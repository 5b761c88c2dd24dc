"""Saved consultations: one JSON file each in the user's state folder.

Owns where they lie, writing them so that a killed process loses nothing, listing, renaming, deleting.
Leaves the text inside to ``Consultation.to_json``.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lossdoctor.errors import SessionError
from lossdoctor.state import state_folder

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["Session", "SessionStore"]

ENDING = ".json"
LONGEST_NAME = 60
LARGEST_FILE = 10_000_000


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
        start = "-".join([time.strftime("%Y-%m-%d"), *words[:5]])[:LONGEST_NAME].rstrip("-")
        name, number = start, 2
        while self._path(name).exists():
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
                f"this consultation cannot be saved in {self.folder} ({error.strerror}); it goes on, unsaved",
                path=str(path),
            ) from error

    def open(self, name: str, *, knowledge: KnowledgeBase | None = None) -> Consultation:
        """Open a saved consultation by its name, or by a path to a file."""
        from lossdoctor.consultation import Consultation  # listing and deleting do not reason

        path = self.find(name)
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise SessionError(f"{path}: this is too large for a saved consultation", path=str(path))
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise SessionError(f"{path} cannot be read ({error.strerror})", path=str(path)) from error
        except UnicodeDecodeError as error:
            raise SessionError(
                f"{path}: this is no saved consultation: it is not text", path=str(path)
            ) from error
        try:
            return Consultation.from_json(text, knowledge=knowledge)
        except SessionError as error:
            raise SessionError(f"{path}: {error}", path=str(path)) from error

    def list(self) -> tuple[Session, ...]:
        """List the saved consultations, the latest first; a folder that is not there yet holds none."""
        if not self.folder.is_dir():
            return ()
        found = []
        try:
            for path in self.folder.iterdir():
                if path.suffix == ENDING and not path.name.startswith("."):
                    with suppress(OSError):  # another process may just have deleted it
                        found.append(Session(path.stem, path, path.stat().st_mtime))
        except OSError as error:
            raise SessionError(
                f"{self.folder} cannot be read ({error.strerror})", path=str(self.folder)
            ) from error
        return tuple(sorted(found, key=lambda session: (-session.saved, session.name)))

    def find(self, name: str) -> Path:
        """Find the file of a saved consultation.

        Raises:
            SessionError: when there is none of this name, with what was perhaps meant.
        """
        if name.endswith(ENDING) and Path(name).is_file():
            return Path(name)
        path = self._path(name)
        if path.is_file():
            return path
        from lossdoctor.problems import close_matches

        close = close_matches(name, [session.name for session in self.list()])
        hint = "; did you mean " + " or ".join(f'"{other}"' for other in close) + "?" if close else ""
        raise SessionError(f'there is no saved consultation "{name}" in {self.folder}{hint}', path=str(path))

    def rename(self, name: str, new_name: str) -> None:
        """Give a saved consultation another name."""
        path, wanted = self.find(name), self._path(new_name)
        if wanted.exists():
            raise SessionError(f'there is a saved consultation "{new_name}" already', path=str(wanted))
        try:
            os.replace(path, wanted)
        except OSError as error:
            raise SessionError(f'"{name}" cannot be renamed ({error.strerror})', path=str(path)) from error

    def delete(self, name: str) -> None:
        """Delete a saved consultation."""
        path = self.find(name)
        try:
            path.unlink()
        except OSError as error:
            raise SessionError(f'"{name}" cannot be deleted ({error.strerror})', path=str(path)) from error

    def _path(self, name: str) -> Path:
        """Give the file for a name, and refuse names that would leave the folder."""
        if not name or name.startswith(".") or re.search(r'[/\\:\x00-\x1f<>|?*"]', name) or len(name) > 200:
            raise SessionError(
                f'"{name[:80]}" cannot name a saved consultation: use letters, digits and dashes'
            )
        return self.folder / (name + ENDING)
