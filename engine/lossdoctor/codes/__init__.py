"""What every code means: the registry behind ``lossdoctor knowledge explain`` and its documentation.

Owns the explanations. Where a code is found is the business of ``strictyaml``, ``loading``, ``lints`` and
``knowledge_tests``, which carry nothing but the code; a test holds that every code they use is here, and that
each bad example has its problem and each good one has not.
"""

from __future__ import annotations

from collections.abc import Mapping

from lossdoctor.codes import case_codes, lint_codes, reference_codes, shape_codes, yaml_codes
from lossdoctor.codes.code import Code, as_text
from lossdoctor.errors import UnknownIdError
from lossdoctor.problems import close_matches

__all__ = ["CODES", "Code", "as_text", "look_up"]

CODES: Mapping[str, Code] = {
    code.code: code
    for module in (yaml_codes, shape_codes, reference_codes, lint_codes, case_codes)
    for code in module.CODES
}


def look_up(code: str) -> Code:
    """Find a code, however it is written.

    Raises:
        UnknownIdError: if there is none.

    >>> look_up("kb2").title
    'A key stands there twice'
    """
    digits = code.strip().upper().removeprefix("KB")
    normal = f"KB{digits.zfill(3)}"
    if normal not in CODES:
        raise UnknownIdError(code, kind="code", suggestions=close_matches(normal, CODES))
    return CODES[normal]
