"""Simulated people: drawn from the knowledge as it says that the world is, complaining, and answering.

Owns who there is and what they say. A world is drawn from the whole network, leaks and several causes at
once included; a complaint is drawn among all that a curve can show, and worlds in which it is not there are
thrown away. So the distribution of people who complain of it is exactly the one that the engine reasons with,
and an exact posterior must be calibrated: what is claimed with 30 % is there in 30 of 100. Drawing the
complaint from what a world shows, or forcing a cause to be there, would not do: both prefer worlds with much
to see.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from networks import sample_world

from lossdoctor.knowledge_base import KnowledgeBase
from lossdoctor.model import Question
from lossdoctor.network import NoisyOrNetwork

__all__ = ["PICKS", "Person", "people"]

PICKS = ("at random", "the strongest", "in proportion")
"""How somebody answers an exclusive question of which several options hold: with any of them; with that which
is brought about most strongly; or with an option drawn in proportion to how probable it is, none included,
given the causes, whatever is there."""


@dataclass
class Person:
    """Somebody with a problem."""

    there: frozenset[str]
    """All causes that are there."""
    complaint: str
    sees: dict[str, float]
    """Symptoms that are there, with the strength of the strongest link that brought them about."""
    chances: dict[str, float]
    """How probable each symptom is, given the causes that are there."""
    pick: str
    forgets: float
    errs: float
    rng: random.Random

    def answer(self, question: Question, options: tuple[str, ...]) -> tuple[str, ...] | None:
        """Give the options chosen, none if empty; None: I don't know."""
        if self.rng.random() < self.forgets:
            return None
        seen = [option for option in options if option in self.sees]
        if self.rng.random() < self.errs:
            return () if seen else (self.rng.choice(options),)
        if question.choose == "any":
            return tuple(seen)
        if self.pick == "in proportion" and question.choose == "one":
            return self._drawn(options)
        if self.pick == "at random":
            self.rng.shuffle(seen)
        return tuple(sorted(seen, key=lambda o: -self.sees[o] if self.pick == "the strongest" else 0)[:1])

    def _drawn(self, options: tuple[str, ...]) -> tuple[str, ...]:
        chances = [self.chances[option] for option in options]
        none = float(np.prod([1 - chance for chance in chances]))
        (place,) = self.rng.choices(range(len(options) + 1), [*chances, none])
        return options[place : place + 1]


def people(
    knowledge: KnowledgeBase,
    count: int,
    seed: int,
    *,
    forgets: float = 0.0,
    errs: float = 0.0,
    pick: str = PICKS[0],
) -> list[Person]:
    """Draw so many people."""
    network, rng = knowledge.network, random.Random(seed)
    complaints = [
        option
        for question in knowledge.questions.values()
        if question.kind == "curve" and not question.ask_when
        for option in question.options
    ]
    found: list[Person] = []
    while len(found) < count:
        on, seen = sample_world(network, rng)
        complaint = rng.choice(complaints)
        if network.symptom_index[complaint] in seen:
            sees = {network.symptoms[s]: _strongest(network, s, on) for s in seen}
            missing = 1 - network.backgrounds
            for cause in on:
                children, strengths = network.shows.of_parent(cause)
                missing[children] *= 1 - strengths
            chances = dict(zip(network.symptoms, (1 - missing).tolist(), strict=True))
            there = frozenset(network.causes[c] for c in on)
            own = random.Random(rng.random())
            found.append(Person(there, complaint, sees, chances, pick, forgets, errs, own))
    return found


def _strongest(network: NoisyOrNetwork, symptom: int, on: set[int]) -> float:
    return max((s for c, s in zip(*network.shows.of_child(symptom), strict=True) if c in on), default=0.0)
