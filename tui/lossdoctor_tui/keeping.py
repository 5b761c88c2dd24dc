"""Keeping the consultation that is on: after every word, on this machine, without ever ending the program.

Owns under which name it is kept, and telling once that it could not be. Leaves files, formats and atomic
writing to ``lossdoctor.sessions``.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossdoctor.errors import LossdoctorError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lossdoctor.consultation import Consultation
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Text
    from lossdoctor.sessions import SessionStore

__all__ = ["Keeping", "Recent"]

DATE_LENGTH = len("2026-01-31-")


@dataclass(frozen=True, slots=True)
class Recent:
    """A consultation that can be gone on with, as the first screen shows it."""

    name: str
    title: str
    when: str


class Keeping:
    """Keeps one consultation after another in a store."""

    def __init__(self, store: SessionStore | None = None, *, name: str = "") -> None:
        if store is None:
            from lossdoctor.sessions import SessionStore

            store = SessionStore()
        self.store = store
        self.name = name
        """Under which the consultation that is on is kept; empty until something was said."""
        self.set_aside = ""
        """Where the file lies that could not be taken up in full; empty where it could."""
        self._failed = False

    def keep(self, consultation: Consultation, meanwhile: Callable[[], object]) -> Text | None:
        """Keep the consultation as it stands, and do something else while the disk is at work.

        Returns:
            What is in the way, the first time that something is; else nothing.
        """
        with ThreadPoolExecutor(1) as disk:
            writing = disk.submit(self._write, consultation)
            meanwhile()
        return writing.result()

    def _write(self, consultation: Consultation) -> Text | None:
        if not self.name and not consultation.events:
            return None
        try:
            if not self.name:
                self.name = self.store.new_name(_hint(consultation))
            self.store.save(self.name, consultation)
        except LossdoctorError as error:
            told, self._failed = self._failed, True
            return None if told else error.text
        self._failed = False
        return None

    def keep_copy(self, code: str) -> str:
        """Keep what was copied beside the consultations; give the path, and "-" where that cannot be."""
        path = self.store.folder.parent / "copied.txt"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(code + "\n", encoding="utf-8", errors="replace")
        except OSError:
            return "-"
        return str(path)

    def recent(self) -> tuple[Recent, ...]:
        """List what else was kept, the latest first; nothing where the folder cannot be read."""
        try:
            sessions = [session for session in self.store.list() if session.name != self.name]
        except LossdoctorError:
            return ()
        return tuple(
            Recent(
                session.name,
                _title(session.name),
                time.strftime("%Y-%m-%d %H:%M", time.localtime(session.saved)),
            )
            for session in sessions
        )

    def open(self, name: str, knowledge: KnowledgeBase) -> Consultation:
        """Open what was kept under ``name``, and go on keeping it there.

        A file that could not be taken up in full is never written over: it is kept beside, or else the
        consultation goes on under another name.

        Raises:
            SessionError: when it cannot be read.
        """
        consultation = self.store.open(name, knowledge=knowledge)
        self.name, self.set_aside = name, ""
        if consultation.lost:
            try:
                self.set_aside = str(self.store.set_aside(name))
            except LossdoctorError:
                self.name, self.set_aside = self.store.new_name(_title(name)), str(self.store.find(name))
        return consultation

    def rename(self, name: str, new_name: str) -> None:
        """Give what was kept another name.

        Raises:
            SessionError: when there is one of that name, or none can have it.
        """
        self.store.rename(name, new_name)

    def delete(self, name: str) -> None:
        """Delete what was kept.

        Raises:
            SessionError: when it cannot be deleted.
        """
        self.store.delete(name)

    def leave(self) -> None:
        """Keep the next consultation beside this one and not over it."""
        self.name = ""


def _hint(consultation: Consultation) -> str:
    """Give the words that name a consultation: the person's own, or else the first symptom."""
    if consultation.complaints:
        return consultation.complaints[0]
    for symptom in consultation.present[:1]:
        return consultation.knowledge.symptoms[symptom].name.in_language(consultation.language)
    return ""


def _title(name: str) -> str:
    """Make a title of a name: the date is shown beside it anyway.

    >>> _title("2026-01-31-loss-is-nan"), _title("2026-01-31"), _title("my-run")
    ('loss is nan', '2026-01-31', 'my-run')
    """
    dated = name[4:5] == name[7:8] == "-" and name[:4].isdigit() and len(name) > DATE_LENGTH
    return name[DATE_LENGTH:].replace("-", " ") if dated else name
