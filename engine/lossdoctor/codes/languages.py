"""What codes mean in another language than English.

Owns reading ``chinese.toml``, once and only when it is wanted. Examples are the same in all languages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from lossdoctor.codes.code import Code

__all__ = ["in_language"]


def in_language(code: Code, language: str) -> Code:
    """Give ``code`` as it is explained in ``language``, "en" or "zh".

    >>> from lossdoctor.codes import CODES
    >>> in_language(CODES["KB031"], "zh").title
    '未知的键'
    """
    told = _chinese().get(code.code) if language == "zh" else None
    if told is None:
        return code
    return replace(
        code,
        title=told["title"],
        what=told["what"],
        why=told["why"],
        mend=told["mend"],
        mended=told.get("mended", ""),
    )


@cache
def _chinese() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("lossdoctor.codes") / "chinese.toml").read_text("utf-8"))
