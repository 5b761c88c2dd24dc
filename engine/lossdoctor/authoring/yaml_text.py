"""How knowledge files are written: the house style of YAML, from plain data.

Owns quoting and layout: ids and words stand bare, texts people read are in double quotes, what fits into a
line stands in braces. What is written here reads back as the same data in the strict YAML of the loader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

__all__ = ["Lines", "Plain", "as_yaml"]

Plain: TypeAlias = "str | bool | Sequence[Plain] | Mapping[str, Plain]"
"""What knowledge files hold; numbers are only in vocabularies, which are not written by tools."""


class Lines(str):
    """A text that stands on lines of its own even where it has only one: code, which others will add to."""

    __slots__ = ()


WIDEST, MOST_IN_LINE = 120, 3
_BARE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*|[0-9]{1,9}/[0-9]{1,9}")
_AMBIGUOUS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def as_yaml(data: Mapping[str, Plain] | Sequence[Plain]) -> str:
    """Write plain data as a knowledge file.

    >>> plain = {"id": "dead-relu", "name": {"en": "Dead units"}, "mimics": ["no"], "complete": True}
    >>> print(as_yaml(plain), end="")
    id: dead-relu
    name: {en: "Dead units"}
    mimics: ["no"]
    complete: true
    """
    return "\n".join(_block(data, "")) + "\n"


def _block(value: Plain, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _entry(f"{indent}{key}:", held, indent)
    else:
        for held in value if isinstance(value, Sequence) else ():
            yield from _item(held, indent)


def _entry(head: str, held: Plain, indent: str) -> Iterator[str]:
    """Write what belongs to a key: in its line where it fits, else indented below."""
    if _wants_lines(held) and isinstance(held, str) and _stands_as_it_is(held):
        yield f"{head} |-"
        yield from (f"{indent}  {line}" if line.strip() else "" for line in held.split("\n"))
        return
    line = f"{head} {_flow(held)}"
    if _is_scalar(held) or (len(line) <= WIDEST and not _wants_lines(held)):
        yield line
    else:
        yield head
        yield from _block(held, indent + "  ")


def _item(held: Plain, indent: str) -> Iterator[str]:
    line = f"{indent}- {_flow(held)}"
    in_one = not isinstance(held, Mapping) or (len(held) <= MOST_IN_LINE and not _wants_lines(held))
    if len(line) <= WIDEST and in_one:
        yield line
        return
    first, *rest = _block(held, indent + "  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def _wants_lines(held: Plain) -> bool:
    """Tell lists of mappings, and what holds several lines: they are read more easily below each other."""
    if isinstance(held, str):
        return "\n" in held or isinstance(held, Lines)
    if isinstance(held, Mapping):
        return any(map(_wants_lines, held.values()))
    return isinstance(held, Sequence) and any(
        isinstance(item, Mapping) or _wants_lines(item) for item in held
    )


def _is_scalar(held: Plain) -> bool:
    return isinstance(held, str | bool)


def _flow(held: Plain) -> str:
    if isinstance(held, bool):
        return "true" if held else "false"
    if isinstance(held, str):
        return held if _BARE.fullmatch(held) and held not in _AMBIGUOUS else _quoted(held)
    if isinstance(held, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in held.items()) + "}"
    return "[" + ", ".join(map(_flow, held)) + "]"


def _stands_as_it_is(text: str) -> bool:
    """Tell whether lines can stand under ``|-``: nothing in them must be escaped."""
    ends = text[0].isspace() or text[-1].isspace()
    return not ends and all(map(_is_plain, text.replace("\n", "")))


def _quoted(text: str) -> str:
    """Quote a text as JSON does; what cannot be seen, or only looks like a space, is written as a number."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if _is_plain(letter) else _number_of(letter) for letter in quoted)


def _is_plain(letter: str) -> bool:
    return letter == " " or (letter.isprintable() and not letter.isspace())


def _number_of(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) <= 0xFFFF else f"\\U{ord(letter):08x}"
