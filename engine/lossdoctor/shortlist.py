"""Which questions look worth asking: a quick estimate of their information.

Owns the estimate by which the short list for the exact computation in ``information`` is drawn.

The causes that are most uncertain hold most of the information. One exact pass, with a column for each of
them missing, gives how everything else hangs together with it: causes that imitate one another, mechanisms
and what led to them. Given such a cause, the parents of a symptom are taken as independent, so that the
probability of an answer is a product; what the answer says about this cause is then one line of Bayes. The
other causes are updated only by symptoms that they show.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from lossdoctor.inference import entropies
from lossdoctor.situation import Situation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Indices = NDArray[np.intp]

__all__ = ["estimate_information"]

_MOST_UNCERTAIN = 12
"""Causes whose dependencies the estimate follows."""


def estimate_information(
    situation: Situation, now: Array, questions: Sequence[tuple[int, ...]], relevance: Array
) -> Array:
    """Estimate the value of each question in bits.

    Args:
        situation: What was observed.
        now: The probability of each cause.
        questions: For each question its options, as symptom indices.
        relevance: How much each cause counts.
    """
    network = situation.network
    options = np.array([option for question in questions for option in question], np.intp)
    question_of = np.repeat(np.arange(len(questions)), [len(question) for question in questions])
    links, option_of = _links_into(situation, options)
    parents, strengths = network.shows.parents[links], network.shows.strengths[links]
    leading, conditions = _conditions(situation, now, relevance)

    # Rows: now, then each leading cause missing, then each there. Columns: links, then options.
    factors = 1 - strengths * conditions[:, parents]
    absent = np.repeat(1 - network.backgrounds[options][None], len(conditions), axis=0)
    starts = np.flatnonzero(np.diff(option_of, prepend=-1))
    linked = option_of[starts]
    if len(links):
        absent[:, linked] *= np.multiply.reduceat(factors, starts, axis=1)

    starts = np.searchsorted(question_of, np.arange(len(questions)))
    outcomes = np.concatenate([1 - absent, np.multiply.reduceat(absent, starts, axis=1)], axis=1)
    outcome_of = np.concatenate([question_of, np.arange(len(questions))])
    missing, there = outcomes[1 : 1 + len(leading)], outcomes[1 + len(leading) :]
    before = now[leading][:, None]
    joint = before * there
    chances = joint + (1 - before) * missing
    left = chances * entropies(joint / chances)
    bits = np.zeros(len(questions))
    for part, chance, uncertain, counts in zip(joint, chances, left, relevance[leading], strict=True):
        total, mixed, rest = (np.bincount(outcome_of, v, len(questions)) for v in (chance, part, uncertain))
        bits += counts * (entropies(mixed / total) - rest / total)

    followed = np.zeros(len(network.causes), bool)
    followed[leading] = True
    own = ~followed[parents]
    total = np.bincount(outcome_of, outcomes[0], len(questions))[question_of]
    weight_present = ((1 - absent[0]) / total)[option_of[own]]
    weight_none = (outcomes[0][len(options) :][question_of] / total)[option_of[own]]
    drop = _drop_by_one_link(
        now[parents[own]], strengths[own], absent[0][option_of[own]], weight_present, weight_none
    )
    counted = relevance[parents[own]] * drop
    return bits + np.bincount(question_of[option_of[own]], counted, len(questions))


def _links_into(situation: Situation, options: Indices) -> tuple[Indices, Indices]:
    """Find the links into some symptoms, and for each which of them."""
    shows = situation.network.shows
    starts, counts = shows.child_starts[options], np.diff(shows.child_starts)[options]
    option_of = np.repeat(np.arange(len(options)), counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return shows.by_child[starts[option_of] + within], option_of


def _conditions(situation: Situation, now: Array, relevance: Array) -> tuple[Indices, Array]:
    """Choose the leading causes; give the probability of every cause now, with each missing, with each
    there."""
    core = situation.core.causes
    uncertainty = relevance[core] * entropies(now[core])
    places = np.argsort(-uncertainty, kind="stable")[:_MOST_UNCERTAIN]
    leading = core[places]
    missing = np.repeat(now[None], len(leading), axis=0)
    missing[:, core] = situation.given_missing(places)
    before = now[leading][:, None]
    there = np.clip((now - (1 - before) * missing) / np.maximum(before, 1e-300), 0, 1)
    there[np.arange(len(leading)), leading] = 1
    return leading, np.concatenate([now[None], missing, there])


def _drop_by_one_link(
    before: Array, strengths: Array, absent: Array, weight_present: Array, weight_none: Array
) -> Array:
    """Estimate what a question says about a cause by one option that it shows; other options leave it as it
    is."""
    if_absent = before * (1 - strengths) / (1 - before * strengths)
    if_present = np.clip((before - absent * if_absent) / (1 - absent), 0, 1)
    rest = 1 - weight_present - weight_none
    mixed = weight_present * if_present + weight_none * if_absent + rest * before
    left = (
        weight_present * entropies(if_present) + weight_none * entropies(if_absent) + rest * entropies(before)
    )
    return np.asarray(entropies(mixed) - left)
