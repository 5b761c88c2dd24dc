"""Half-typed words: which phrases have words that begin like what was typed so far.

Owns the score of a beginning. Leaves whole words, and words that mean the same, to ``search``: a beginning is
a help while typing and never a reason to take a symptom as seen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from lossdoctor.search_words import DENIED, PIECES, STOP_WORDS, read_clauses

__all__ = ["begun_words", "is_half_typed", "score_beginning"]

LEAST_SCORE, MOST_SCORE = 0.2, 0.7
"""Always below what ``search.TAKEN_SCORE`` asks for."""
LEAST_LETTERS = 2
"""Letters of an English word that are worth looking for; one Chinese character is."""


def begun_words(text: str) -> tuple[str, ...]:
    """Give the words of ``text`` to look for; none where something is denied, or it is one letter.

    >>> begun_words("the learning ra"), begun_words("训练los"), begun_words("no nan"), begun_words("l")
    (('learning', 'ra'), ('训练', 'los'), (), ())
    """
    if any(token.startswith(DENIED) for clause in read_clauses(text) for token in clause):
        return ()
    typed = _words(text) or _pieces(text)[-1:]  # "over" says nothing, but may become "overfits"
    return tuple(word for word in typed if len(word) >= LEAST_LETTERS or not word.isascii())


def score_beginning(typed: Sequence[str], words: str, context: str = "") -> float:
    """Score how much of a phrase was typed; 0 where a typed word begins none of its words.

    Args:
        typed: what ``begun_words`` gave.
        words: the phrase.
        context: words around it, in which a typed word may be found too, but counts for nothing.

    >>> score_beginning(["los"], "Loss is NaN") > score_beginning(["los"], "Validation loss is NaN") > 0.2
    True
    >>> score_beginning(["rate"], "too large", "the learning rate"), score_beginning(["ate"], "learning rate")
    (0.2, 0.0)
    """
    phrase, around = _words(words), _words(context)
    met = 0
    for word in typed:
        if any(_begins(known, word) for known in phrase):
            met += len(word)
        elif not any(_begins(known, word) for known in around):
            return 0.0
    share = met / max(met, sum(map(len, phrase))) if met else 0.0
    return LEAST_SCORE + (MOST_SCORE - LEAST_SCORE) * share


def is_half_typed(text: str, words: str) -> bool:
    """Tell whether ``text`` breaks off within one of the words that it met, so that nobody would quote it.

    >>> is_half_typed("loss osc", "loss oscillates"), is_half_typed("my loss", "loss oscillates")
    (True, False)
    """
    last = "".join(_words(text)[-1:])
    met = [known for known in _words(words) if last.isascii() and last and known.startswith(last)]
    return bool(met) and last not in met


@lru_cache(maxsize=16384)  # every phrase is looked at after every letter
def _words(text: str) -> tuple[str, ...]:
    return tuple(piece for piece in _pieces(text) if piece not in STOP_WORDS)


def _pieces(text: str) -> list[str]:
    return PIECES.findall(unicodedata.normalize("NFKC", text).casefold())


def _begins(known: str, typed: str) -> bool:
    """Tell whether a word begins so; Chinese sets no spaces, so there it may stand anywhere."""
    return known.startswith(typed) or (not typed.isascii() and typed in known)
