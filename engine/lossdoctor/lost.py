"""What a saved consultation said and what could not be taken up again, each with its reason.

Owns the record that every front end lists. Leaves finding out what is lost to ``salvage`` and ``replay``.
"""

from __future__ import annotations

from dataclasses import dataclass

from lossdoctor.model import Text
from lossdoctor.records import Record

__all__ = ["Lost"]


@dataclass(frozen=True, slots=True)
class Lost(Record):
    """One thing that could not be taken up.

    >>> Lost(Text("line 7", "第 7 行"), Text("it is no event", "不是会诊记录")).in_language("zh")
    '第 7 行：不是会诊记录'
    """

    what: Text
    why: Text

    def in_language(self, language: str) -> str:
        """Say it in one line."""
        colon = "：" if language == "zh" else ": "
        return self.what.in_language(language) + colon + self.why.in_language(language)

    def __str__(self) -> str:
        return self.in_language("en")
