"""Free text: which symptoms, causes and remedies people may mean by their own words.

Owns the index over names and other words (``also-said``), and the score of a match. Words are weighed by how
rare they are in the knowledge (inverse document frequency), so that "nan" counts for more than "loss"; a
typing error is met by the nearest known word. Leaves cutting text into words to ``search_words``, and a
second opinion on the order to ``word_ranking``. A match is never evidence by itself.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lossdoctor.model import Text
from lossdoctor.records import Record
from lossdoctor.search_words import DENIED, Clause, contraries, opposite, read_clauses
from lossdoctor.typeahead import begun_words, score_beginning
from lossdoctor.word_ranking import WordRanking, join_rankings

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["TAKEN_SCORE", "Match", "choose_symptoms", "search"]

TAKEN_SCORE = 0.75
"""``diagnose --text`` takes matches from this score on."""
SHOWN_SCORE = 0.2
"""Matches below this score are not shown at all."""
JOINED = 30
"""How many of the best of each ranking are joined."""
ELSEWHERE = 0.85
"""What a word counts that stands in another clause: "the loss was fine, then became nan"."""
CONTRARY = 0.3
"""What a word costs whose contrary was said."""
ELSEWHOSE = 0.8
"""What is left of a match that speaks of training where the text speaks of validation, or the like."""
SETS = frozenset({"train", "validation", "test"})
"""The words that say whose loss is meant; a question that names none leaves it open."""
CONTEXT = 0.5
"""What a word of the question counts, beside the words of its options."""
FUZZY = 0.85
"""What a word counts that was met in spite of a typing error, or by its beginning."""
SHORTEST_FUZZY = 4


@dataclass(frozen=True, slots=True)
class Match(Record):
    """Something that a text may mean."""

    kind: str
    """``symptom``, ``cause`` or ``remedy``."""
    id: str
    name: Text
    score: float
    """From 0 to 1."""
    words: str
    """The words of the knowledge that were met."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying one thing."""

    kind: str
    id: str
    words: str
    weights: Mapping[str, float]
    """What each token counts, before it is weighed by how rare it is."""
    context: str = ""
    """The question to which it is an answer."""
    sets: frozenset[str] = frozenset()
    """Whose figures it is about: those of training, validation or test; empty where it does not matter."""


@dataclass(frozen=True, slots=True)
class Index:
    """All phrases, and where each token occurs."""

    phrases: tuple[Phrase, ...]
    occurrences: Mapping[str, tuple[int, ...]]
    rarity: Mapping[str, float]


def search(
    knowledge: KnowledgeBase, text: str, *, limit: int = 8, kinds: Collection[str] = ("symptom",)
) -> tuple[Match, ...]:
    """Find what a text may mean, the best match first.

    Args:
        knowledge: where to look.
        text: a complaint in English, Chinese or both; half a word will do.
        limit: how many matches to give.
        kinds: what to look for: symptom, cause, remedy.
    """
    found: dict[tuple[str, str], Match] = {}
    for matches in (*_matches(knowledge, text), _begun(knowledge, text)):
        for match in matches:
            key = (match.kind, match.id)
            if match.kind in kinds and (key not in found or match.score > found[key].score):
                found[key] = match
    own = [(match.kind, match.id) for match in sorted(found.values(), key=lambda m: (-m.score, m.id))]
    if not own:
        return ()
    other = [key for key in _rank_words(knowledge).best(text, JOINED) if key[0] in kinds]
    joined = join_rankings(own[:JOINED], other)[:limit]
    return tuple(found.get(key) or _barely_met(knowledge, *key) for key in joined)


def choose_symptoms(
    knowledge: KnowledgeBase, text: str, *, score: float = TAKEN_SCORE
) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """Choose the symptoms that a text surely means: of each clause the best one, of each question one option.

    Returns:
        The matches taken, and those left although they came near.
    """
    near: dict[str, Match] = {}
    taken: dict[str, Match] = {}
    for clause_matches in _matches(knowledge, text):
        symptoms = [match for match in clause_matches if match.kind == "symptom"]
        for match in symptoms[:3]:
            near.setdefault(match.id, match)
        if symptoms and symptoms[0].score >= score:
            best = symptoms[0]
            question = knowledge.symptoms[best.id].question
            taken[question] = best  # what is said last holds now: "was going down, then became nan"
    chosen = {match.id: match for match in taken.values()}
    left = sorted(
        (match for match in near.values() if match.id not in chosen), key=lambda m: (-m.score, m.id)
    )
    return tuple(chosen.values()), tuple(left)


def _matches(knowledge: KnowledgeBase, text: str) -> Iterator[list[Match]]:
    """Give the matches of each clause, the best first."""
    index = build_index(knowledge)
    clauses = [_known(index, clause) for clause in read_clauses(text)]
    everywhere: dict[str, float] = {}
    for clause in clauses:
        for token, count in clause.items():
            everywhere[token] = max(everywhere.get(token, 0.0), count)
    for clause in clauses:
        best: dict[tuple[str, str], Match] = {}
        for number in sorted({n for token in clause for n in index.occurrences.get(token, ())}):
            phrase = index.phrases[number]
            score = _score(index, phrase, clause, everywhere)
            key = (phrase.kind, phrase.id)
            if score >= SHOWN_SCORE and (key not in best or score > best[key].score):
                best[key] = Match(
                    phrase.kind, phrase.id, _name(knowledge, phrase.kind, phrase.id), score, phrase.words
                )
        yield sorted(best.values(), key=lambda match: (-match.score, match.id))


def _begun(knowledge: KnowledgeBase, text: str) -> Iterator[Match]:
    """Give the matches of words that are half typed."""
    typed = begun_words(text)
    for phrase in build_index(knowledge).phrases if typed else ():
        score = score_beginning(typed, phrase.words, phrase.context)
        if score:
            yield Match(phrase.kind, phrase.id, _name(knowledge, phrase.kind, phrase.id), score, phrase.words)


def _score(
    index: Index, phrase: Phrase, clause: Mapping[str, float], everywhere: Mapping[str, float]
) -> float:
    """Score a phrase: how much of it is said, and how much of what is said it accounts for."""
    whole = said = 0.0
    for token, weight in phrase.weights.items():
        worth = weight * index.rarity[token]
        whole += worth
        if token in clause:
            said += worth * clause[token]
        elif not clause.keys().isdisjoint(contraries(token)):
            said -= worth * CONTRARY
        elif token in everywhere:
            said += worth * everywhere[token] * ELSEWHERE
    spoken = sum(index.rarity.get(token, index.rarity[""]) for token in clause)
    accounted = sum(index.rarity[token] for token in clause if token in phrase.weights)
    meant = SETS.intersection(clause) or SETS.intersection(everywhere)
    elsewhose = bool(meant and phrase.sets and phrase.sets.isdisjoint(meant))
    return max(0.0, said / whole) * (0.7 + 0.3 * accounted / spoken) * (ELSEWHOSE if elsewhose else 1.0)


def _known(index: Index, clause: Clause) -> dict[str, float]:
    """Give the tokens of a clause with what they count; an unknown one stands for the nearest known ones."""
    tokens: dict[str, float] = {}
    for token in clause:
        if token in index.occurrences or opposite(token) in index.occurrences:
            tokens[token] = 1.0
            continue
        nearest = _nearest(index, token)
        tokens.update({near: FUZZY for near in nearest if near not in tokens})
        if not nearest:
            tokens[token] = 1.0
    return tokens


def _nearest(index: Index, token: str) -> Sequence[str]:
    if len(token) < SHORTEST_FUZZY or token.startswith(DENIED) or not token.isascii():
        return ()
    longer = [known for known in index.occurrences if known.startswith(token)]
    if longer:
        return longer
    from rapidfuzz import fuzz, process  # most texts are spelt well and never need it

    close = process.extract(token, index.occurrences.keys(), scorer=fuzz.ratio, limit=2, score_cutoff=82)
    return [known for known, _, _ in close]


@lru_cache(maxsize=4)
def _rank_words(knowledge: KnowledgeBase) -> WordRanking[tuple[str, str]]:
    phrases = build_index(knowledge).phrases
    return WordRanking.of(((phrase.kind, phrase.id), phrase.words) for phrase in phrases)


def _barely_met(knowledge: KnowledgeBase, kind: str, identifier: str) -> Match:
    """Give the match of what only the word counts found."""
    name = _name(knowledge, kind, identifier)
    return Match(kind, identifier, name, SHOWN_SCORE, name.en)


@lru_cache(maxsize=4)
def build_index(knowledge: KnowledgeBase) -> Index:
    """Index every name and every other word of a knowledge base."""
    phrases = tuple(phrase for phrase in _phrases(knowledge) if phrase.weights)
    occurrences: dict[str, list[int]] = defaultdict(list)
    owners: dict[str, set[str]] = defaultdict(set)
    for number, phrase in enumerate(phrases):
        for token in phrase.weights:
            occurrences[token].append(number)
            owners[token].add(phrase.id)
    things = len({phrase.id for phrase in phrases})
    rarity = {token: math.log(1 + things / len(ids)) for token, ids in owners.items()}
    rarity[""] = math.log(1 + things)  # a word that the knowledge does not have
    return Index(phrases, {token: tuple(numbers) for token, numbers in occurrences.items()}, rarity)


def _phrases(knowledge: KnowledgeBase) -> Iterator[Phrase]:
    for symptom in knowledge.symptoms.values():
        question = knowledge.questions[symptom.question]
        sets = SETS.intersection(_weights([question.ask.en, symptom.name.en]))
        for name, ask in ((symptom.name.en, question.ask.en), (symptom.name.zh, question.ask.zh)):
            weights = {**_weights([ask], CONTEXT), **_weights([name])}
            yield Phrase("symptom", symptom.id, name, weights, context=ask, sets=sets)
        for words in symptom.also_said:
            yield Phrase("symptom", symptom.id, words, _weights([words]), sets=sets)
    for kind, things in (("cause", knowledge.causes), ("remedy", knowledge.remedies)):
        for thing in things.values():
            for words in (thing.name.en, thing.name.zh, thing.id.replace("-", " ")):
                yield Phrase(kind, thing.id, words, _weights([words]))


def _weights(texts: Iterable[str], weight: float = 1.0) -> dict[str, float]:
    return {token: weight for text in texts for clause in read_clauses(text) for token in clause}


def _name(knowledge: KnowledgeBase, kind: str, identifier: str) -> Text:
    if kind == "symptom":
        return knowledge.symptoms[identifier].name
    if kind == "cause":
        return knowledge.causes[identifier].name
    return knowledge.remedies[identifier].name
