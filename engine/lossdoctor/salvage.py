"""What can still be read of the text of a saved consultation that is no JSON any more.

Owns finding the entries in a text that was cut off or has wrong bytes in it, and naming what lies between
them. Leaves what an entry means to ``replay``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from lossdoctor.errors import SessionError
from lossdoctor.lost import Lost
from lossdoctor.wording import fill

__all__ = ["salvage"]

LONGEST_EXCERPT = 60

_STRING = r'"(?:[^"\\\n]|\\.)*+"'
_ENTRY = re.compile(rf'\{{(?:[^{{}}"]|{_STRING})*+\}}')
"""An object without objects in it, as every entry is; what looks like one inside a string has escaped quotes
and is therefore none."""
_HEADER = re.compile(rf'"(format|version|language|framework|knowledge)"\s*:\s*({_STRING}|\d{{1,9}})')
_FRAME = re.compile(r'"(?:events|undone)"\s*:|[\s,\[\]{}]')
_UNDONE = re.compile(r"undone|\n \]")
"""Where the list of what was taken back begins: its name, or the end of the list before it as we write it."""


def salvage(text: str) -> tuple[dict[str, Any], list[Lost]]:
    """Read what can be read, as the data that the whole text would have given, and what could not be.

    Raises:
        SessionError: when not one entry can be read; the message says where the text stops being JSON.
    """
    data: dict[str, Any] = {"events": [], "undone": []}
    lost = [Lost(fill("the file", "文件"), _where_broken(text))]
    held, end = data["events"], 0
    for found in _ENTRY.finditer(text):
        entry = _read(found.group())
        if not isinstance(entry, dict) or "kind" not in entry:
            continue
        between = text[end : found.start()]
        if _UNDONE.search(between):
            held = data["undone"]
        lost += _unread(text, end, found.start())
        held.append(entry)
        end = found.end()
    if not end:
        raise SessionError(
            fill("this is no saved consultation: {why}", "这不是保存的会诊：{why}", why=lost[0].why)
        )
    lost += _unread(text, end, len(text))
    data |= {name: _read(value) for name, value in reversed(_HEADER.findall(text))}  # the first one counts
    return data, lost


def _where_broken(text: str) -> Any:
    """Say where a text stops being JSON."""
    try:
        json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        return fill(
            "it is not JSON from line {line}, column {column} on",
            "从第 {line} 行第 {column} 列起不是 JSON",
            line=error.lineno,
            column=error.colno,
        )
    except (ValueError, RecursionError):
        pass
    return fill("it is not JSON that can be read", "不是可读的 JSON")


def _read(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _unread(text: str, start: int, end: int) -> list[Lost]:
    """Name what stands between two entries and is neither header nor punctuation."""
    left = _FRAME.sub(_blank, _HEADER.sub(_blank, text[start:end]))
    if not left.strip():
        return []
    begin = start + len(left) - len(left.lstrip())
    excerpt = " ".join(text[begin : start + len(left.rstrip())].split())
    if len(excerpt) > LONGEST_EXCERPT:
        excerpt = excerpt[:LONGEST_EXCERPT] + "…"
    return [
        Lost(
            fill("line {n}", "第 {n} 行", n=text.count("\n", 0, begin) + 1),
            fill("this cannot be read: {excerpt}", "无法读取：{excerpt}", excerpt=excerpt),
        )
    ]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
