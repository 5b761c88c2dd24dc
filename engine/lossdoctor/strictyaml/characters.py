"""Bytes become clean text: UTF-8, plain line ends, no character that cannot be seen.

Owns every fault below the level of YAML. What it refuses it replaces by spaces, so that lines and columns
stay and reading goes on to the next fault. Leaves YAML itself to ``build``.
"""

from __future__ import annotations

import re

from lossdoctor.strictyaml.bounds import LARGEST_FILE
from lossdoctor.strictyaml.faults import Faults

__all__ = ["clean_text"]

_ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_LINE_BREAKS = "\u0085\u2028\u2029"
_REFUSED = re.compile(
    f"[\t{_ODD_SPACES}{_LINE_BREAKS}\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_SAVE_AS_UTF8 = "save the file as UTF-8 (editors often write GBK or Latin-1 when not told)"
_SPACE_NAMES = {"\u00a0": "no-break space", "\u200b": "zero-width space", "\u3000": "full-width space"}


def clean_text(raw: bytes, faults: Faults) -> str:
    """Decode ``raw`` and take out what must not be in it, adding a fault for each such place.

    >>> faults = Faults("x.yaml")
    >>> clean_text(b"a: 1\\r\\nb:\\t2", faults)
    'a: 1\\nb: 2'
    >>> [(problem.code, problem.position.line, problem.position.column) for problem in faults.problems]
    [('KB018', 1, 5), ('KB011', 2, 3)]
    """
    if len(raw) > LARGEST_FILE:
        faults.add(
            "KB010",
            f"the file is larger than {LARGEST_FILE // 1024} KiB",
            line=1,
            column=1,
            mend="one file holds one thing; cut it up",
        )
        return ""
    text = _decoded(raw, faults)
    text = _with_plain_line_ends(text, faults)
    faults.lines = text.split("\n")
    return _without_unseen(text, faults) if _REFUSED.search(text) else text


def _decoded(raw: bytes, faults: Faults) -> str:
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        faults.add(
            "KB016",
            "the file begins with a byte-order mark, which cannot be seen",
            line=1,
            column=1,
            mend='save it as "UTF-8", not as "UTF-8 with BOM"',
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        is_other_encoding = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        faults.add(
            "KB017",
            f"the byte 0x{raw[error.start]:02x} is not UTF-8",
            line=before.count("\n") + 1,
            column=len(before) - (before.rfind("\n") + 1) + 1,
            mend="the file is UTF-16; save it as UTF-8" if is_other_encoding else _SAVE_AS_UTF8,
        )
        return "" if is_other_encoding else raw.decode("utf-8", errors="replace")


def _with_plain_line_ends(text: str, faults: Faults) -> str:
    first = text.find("\r")
    if first < 0:
        return text
    faults.add(
        "KB018",
        "lines end in CR (Windows or old Mac line ends)",
        line=text.count("\n", 0, first) + 1,
        column=first - (text.rfind("\n", 0, first) + 1) + 1,
        mend='save the file with line ends "LF"; all lines are meant, the first is shown',
    )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_unseen(text: str, faults: Faults) -> str:
    cleaned: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _REFUSED.finditer(line):
            _refuse(match.group(), number, match.start() + 1, faults)
        cleaned.append(_REFUSED.sub(" ", line))
    return "\n".join(cleaned)


def _refuse(character: str, line: int, column: int, faults: Faults) -> None:
    name = f"U+{ord(character):04X}"
    if character == "\t":
        faults.add(
            "KB011",
            "there is a TAB here",
            line=line,
            column=column,
            mend="YAML is indented with spaces, two a level",
        )
    elif re.match(f"[{_ODD_SPACES}]", character):
        called = _SPACE_NAMES.get(character, "special space")
        faults.add(
            "KB013",
            f"there is a {called} ({name}) here, which looks like a space and is none",
            line=line,
            column=column,
            mend="replace it by a plain space, or delete it",
        )
    else:
        faults.add(
            "KB012",
            f"there is a control character ({name}) here",
            line=line,
            column=column,
            mend="delete it; it came in by copying",
        )
