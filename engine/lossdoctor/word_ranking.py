"""A second opinion on what a text may mean: Okapi BM25 over all words of each thing.

Owns ranking things by plain word counts (Robertson and Zaragoza 2009), and joining two rankings into one.
Leaves grammar, negation and typing errors to ``search``, whose ranking it is joined with. The two err in
different ways: one by one phrase at a time, the other by all that people say of a thing. Together they find
eight points more of what people mean (``tests/benchmarks/search_recall.py``).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["WordRanking", "join_rankings"]

Key = TypeVar("Key", bound=Hashable)

SATURATION, LENGTH = 1.5, 0.75
"""k1 and b of BM25, as most people set them."""
HEAD = 3
"""How flat the top of a ranking is when two are joined: the first counts 1/3, the second 1/4."""
OWN_SHARE = 0.6
"""What the first of two rankings counts."""
LATIN, HAN = re.compile(r"[a-z0-9]+"), re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class WordRanking(Generic[Key]):
    """For each word what it is worth to each thing."""

    worth: Mapping[str, Mapping[Key, float]]

    @classmethod
    def of(cls, phrases: Iterable[tuple[Key, str]]) -> WordRanking[Key]:
        """Count the words of all phrases of each thing.

        >>> ranking = WordRanking.of([("nan", "loss is nan"), ("flat", "loss does not move")])
        >>> ranking.best("my loss is NaN!", 2)
        ['nan', 'flat']
        """
        documents: dict[Key, Counter[str]] = defaultdict(Counter)
        for key, words in phrases:
            documents[key].update(_words(words))
        mean = sum(document.total() for document in documents.values()) / max(1, len(documents))
        holding = Counter(word for document in documents.values() for word in document)
        worth: dict[str, dict[Key, float]] = defaultdict(dict)
        for key, document in documents.items():
            norm = SATURATION * (1 - LENGTH + LENGTH * document.total() / mean)
            for word, count in document.items():
                rarity = math.log(1 + (len(documents) - holding[word] + 0.5) / (holding[word] + 0.5))
                worth[word][key] = rarity * count * (SATURATION + 1) / (count + norm)
        return cls(worth)

    def best(self, text: str, limit: int) -> list[Key]:
        """Give the things that a text most probably means, the best first."""
        scores: dict[Key, float] = defaultdict(float)
        for word in dict.fromkeys(_words(text)):
            for key, value in self.worth.get(word, {}).items():
                scores[key] += value
        return sorted(scores, key=lambda key: (-scores[key], str(key)))[:limit]


def join_rankings(own: Sequence[Key], other: Sequence[Key]) -> list[Key]:
    """Join two rankings by their reciprocal ranks (Cormack, Clarke and Buettcher 2009).

    >>> join_rankings(["a", "b", "c"], ["c", "b"])
    ['c', 'b', 'a']
    """
    scores: dict[Key, float] = defaultdict(float)
    for ranking, share in ((own, OWN_SHARE), (other, 1 - OWN_SHARE)):
        for place, key in enumerate(ranking):
            scores[key] += share / (HEAD + place)
    return sorted(scores, key=lambda key: -scores[key])


def _words(text: str) -> list[str]:
    """Cut into words, and Chinese, which sets no spaces, into pairs of characters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    runs = HAN.findall(plain)
    return LATIN.findall(plain) + [run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1))]
