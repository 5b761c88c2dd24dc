"""Which word was meant, where that is beyond doubt: another case, an underscore, one slip of the finger.

Owns what ``check --fix`` may take for the same word. What is merely near is proposed to a person, by
``problems.close_matches``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["kebab_case", "meant"]

_SHORTEST = 4
"""Of shorter words, two that both exist are often one letter apart."""
_BETWEEN_WORDS = re.compile("[\\s_\u2010-\u2015\u2212]+")


def kebab_case(word: str) -> str:
    """Write ``word`` as ids and keys are written, full-width letters and typographic hyphens too.

    >>> kebab_case("Loss_NaN"), kebab_case("ｌｏｓｓ－nan"), kebab_case("loss‑nan")
    ('loss-nan', 'loss-nan', 'loss-nan')
    """
    return _BETWEEN_WORDS.sub("-", unicodedata.normalize("NFKC", word).strip().lower())


def meant(wrong: str, right: Iterable[str]) -> str:
    """Give the one word of ``right`` that ``wrong`` is, but for one slip; "" where there is none, or several.

    >>> words = ["usually", "sometimes", "never"]
    >>> meant("Usually", words), meant("usualy", words), meant("somteimes", words)
    ('usually', 'usually', 'sometimes')
    >>> meant("unusually", words), meant("often", words), meant("sources", ["source", "sourcer"])
    ('', '', '')
    """
    candidates = list(dict.fromkeys(right))
    normal = kebab_case(wrong)
    if normal in candidates:
        return normal
    near = [word for word in candidates if len(normal) >= _SHORTEST and _is_one_slip(normal, word)]
    return near[0] if len(near) == 1 else ""


def _is_one_slip(wrong: str, right: str) -> bool:
    """Whether one letter was added, left out or mistaken, or two neighbours were swapped."""
    start = 0
    while start < min(len(wrong), len(right)) and wrong[start] == right[start]:
        start += 1
    rest_wrong, rest_right = wrong[start:], right[start:]
    return (
        rest_wrong[1:] == rest_right
        or rest_wrong == rest_right[1:]
        or rest_wrong[1:] == rest_right[1:]
        or (rest_wrong[:2] == rest_right[1::-1] and rest_wrong[2:] == rest_right[2:])
    )
