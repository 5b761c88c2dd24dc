"""What to say to a word that is not in a closed list.

Owns the synonyms: people write "often" and mean "usually" (why these: reference/frequency-words.md in the
project's notes; "often" and "usually" are one word to readers). Leaves where the word stands to ``shape``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lossdoctor.problems import close_matches, was_meant
from lossdoctor.slips import meant

__all__ = ["beyond_doubt", "instead_of"]

_MEANT = {
    "always": "certain certainly invariably obligate every-time 100%",
    "almost-always": "nearly-always very-often very-likely very-frequent mostly-always highly-likely",
    "usually": "often frequently frequent likely probably commonly mostly generally normally typically",
    "about-half": "half maybe even fifty-fifty as-often-as-not",
    "sometimes": "occasionally occasional now-and-then at-times not-often",
    "rarely": "rare seldom unlikely hardly hardly-ever infrequently very-rarely uncommonly",
    "never": "impossible not excluded none",
    "very-common": "very-often very-frequent ubiquitous always almost-always",
    "common": "often frequent frequently usual usually likely typical about-half",
    "uncommon": "unusual occasional occasionally sometimes unlikely",
    "rare": "rarely seldom very-rare exotic never",
    "glance": "look seconds instant none trivial minute",
    "minutes": "small low easy cheap short",
    "run": "hours hour medium rerun retrain",
    "project": "days weeks high large hard expensive",
    "one": "single exclusive radio",
    "any": "many multiple several all",
    "yes-no": "yes/no boolean bool yesno",
    "optimisation": "optimizer optimiser learning-rate",
    "evaluation": "metrics metric",
    "numerics": "precision numerical",
    "nothing-wrong": "harmless healthy normal none",
    "article": "blog post web website issue",
    "documentation": "docs manual",
}
_SYNONYMS: dict[str, tuple[str, ...]] = {}
for _word, _others in _MEANT.items():
    for _other in _others.split():
        _SYNONYMS[_other] = (*_SYNONYMS.get(_other, ()), _word)

_SHARE = re.compile(r"(0?\.[0-9]+)|([0-9]{1,3}(?:\.[0-9]+)?) ?%")
_COUNT_IN_WORDS = re.compile(r"([0-9]+) *(?:of|out of|in|from|/) *([0-9]+)")
_LOWEST = {
    "always": 0.98,
    "almost-always": 0.85,
    "usually": 0.6,
    "about-half": 0.4,
    "sometimes": 0.15,
    "rarely": 0.02,
}


def instead_of(wrong: str, allowed: Sequence[str]) -> str:
    """Say which of the words ``allowed`` to write instead of ``wrong``; empty where nothing comes to mind.

    >>> scale = ["always", "almost-always", "usually", "about-half", "sometimes", "rarely", "never"]
    >>> instead_of("often", scale)
    'write "usually"'
    >>> instead_of("usualy", scale)
    'did you mean "usually"?'
    >>> instead_of("70%", scale)
    'write "usually", or a count such as 7/10 where somebody counted'
    >>> instead_of("7 of 13", scale)
    'write 7/13'
    """
    count = _count(wrong, allowed)
    if count:
        return f"write {count}"
    share = _SHARE.fullmatch(wrong.strip())
    if share and "usually" in allowed:
        number = float(share.group(1)) if share.group(1) else float(share.group(2)) / 100
        word = next((word for word, low in _LOWEST.items() if number >= low), "never")
        return f'write "{word}", or a count such as 7/10 where somebody counted'
    normal = re.sub(r"[ _]+", "-", wrong.strip().lower())
    if normal in allowed:
        return f'write "{normal}"'
    synonyms = [word for word in _SYNONYMS.get(normal, ()) if word in allowed]
    if synonyms:
        return f'write "{synonyms[0]}"'
    return was_meant(close_matches(normal, allowed, limit=2))


def beyond_doubt(wrong: str, allowed: Sequence[str]) -> str:
    """Give what ``wrong`` is but for a slip; never another word, however near it is in meaning.

    >>> scale = ["always", "usually", "rarely"]
    >>> beyond_doubt("usualy", scale), beyond_doubt("7 of 13", scale), beyond_doubt("often", scale)
    ('usually', '7/13', '')
    """
    is_another_word = any(word in allowed for word in _SYNONYMS.get(wrong.lower(), ()))
    return _count(wrong, allowed) or ("" if is_another_word else meant(wrong, allowed))


def _count(wrong: str, allowed: Sequence[str]) -> str:
    """Give a count in words as a count, where counts are allowed."""
    count = _COUNT_IN_WORDS.fullmatch(wrong.strip())
    return f"{count[1]}/{count[2]}" if count and "usually" in allowed else ""
