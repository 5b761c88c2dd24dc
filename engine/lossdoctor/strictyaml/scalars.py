"""What an unquoted word stands for: true, false, null, a number, or itself.

Owns the resolvers; words on which YAML readers disagree (``no``, ``on``, dates, ``0123``, ``1:30``) are
refused. Leaves where the word stands to ``build``.
"""

from __future__ import annotations

import re

__all__ = ["Ambiguous", "plain_value"]

_LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?")
_MANY_DIGITS = 40

_WORDS = frozenset(
    [
        "y",
        "Y",
        "yes",
        "Yes",
        "YES",
        "n",
        "N",
        "no",
        "No",
        "NO",
        "on",
        "On",
        "ON",
        "off",
        "Off",
        "OFF",
        "True",
        "TRUE",
        "False",
        "FALSE",
        "Null",
        "NULL",
    ]
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?")
_OTHER_NUMBER = re.compile(
    r"""[-+]?(?:
        0[0-9_]+(?:\.[0-9_]*)?                # octal in YAML 1.1
      | 0[xob][0-9a-fA-F_]+                   # hexadecimal, octal, binary
      | [0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?   # to the base 60
      | [0-9]+_[0-9_]*(?:\.[0-9_]*)?          # underscores
      | \.(?:inf|Inf|INF|nan|NaN|NAN)
    )""",
    re.VERBOSE,
)


class Ambiguous(ValueError):
    """A word on which YAML readers disagree; the message says what to write instead."""


def plain_value(word: str) -> str | int | float | bool | None:
    """Give the value of the unquoted ``word``.

    Raises:
        Ambiguous: if YAML readers disagree on it.

    >>> plain_value("1e-4"), plain_value("7/13"), plain_value("true"), plain_value("on the way")
    (0.0001, '7/13', True, 'on the way')
    >>> plain_value("no")
    Traceback (most recent call last):
        ...
    lossdoctor.strictyaml.scalars.Ambiguous: write "no" in quotes if the word is meant, else true or false
    """
    if word in _LITERALS:
        return _LITERALS[word]
    if word[0] not in "+-.0123456789yYnNoOtTfF" or len(word) > _MANY_DIGITS:
        return word
    if word in _WORDS:
        raise Ambiguous(f'write "{word}" in quotes if the word is meant, else {_meaning(word)}')
    if word[0] not in "+-.0123456789":
        return word
    if _DATE.fullmatch(word):
        raise Ambiguous(f'write "{word}" in quotes')
    if _OTHER_NUMBER.fullmatch(word):
        raise Ambiguous(f'write "{word}" in quotes if text is meant, or else a plain decimal number')
    if _INTEGER.fullmatch(word):
        return int(word)
    if _FLOAT.fullmatch(word):
        return float(word)
    return word


def _meaning(word: str) -> str:
    return "null" if word.lower() == "null" else "true or false"
