"""The answers of one sitting, kept as they are given: nothing that was typed is lost, and one can go back.

Owns the list and its file. An interview asks the same questions for the same answers, so that giving the kept
ones again leads to where it stopped; going back is giving all of them again but the last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Back", "Transcript"]


class Back(Exception):
    """The last answer was taken back: the interview begins anew with those before it."""


@dataclass
class Transcript:
    """Answers in order."""

    path: Path | None = None
    """Where they are kept."""
    answers: list[str] = field(default_factory=list)
    given_again: int = 0

    @classmethod
    def of(cls, path: Path, *, resume: bool) -> Transcript:
        """Begin one that is kept at ``path``, with the answers that are kept there where it is resumed."""
        kept = path.read_text("utf-8", errors="replace").splitlines() if resume and path.is_file() else []
        transcript = cls(path, kept)
        transcript._keep()
        return transcript

    @property
    def is_giving_again(self) -> bool:
        """Whether there are answers that were not asked for anew yet."""
        return self.given_again < len(self.answers)

    def next_answer(self) -> str:
        """Give the next kept answer."""
        self.given_again += 1
        return self.answers[self.given_again - 1]

    def add(self, answer: str) -> None:
        """Take up an answer."""
        self.answers.append(answer)
        self.given_again += 1
        self._keep()

    def take_back(self) -> None:
        """Drop the last answer, and begin again with the others."""
        del self.answers[-1:]
        self.given_again = 0
        self._keep()

    def forget(self) -> None:
        """Delete the file: what was asked for is made."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)

    def _keep(self) -> None:
        if self.path is None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text("".join(f"{answer}\n" for answer in self.answers), "utf-8")
        except OSError:
            self.path = None  # nowhere to keep them; asking goes on
