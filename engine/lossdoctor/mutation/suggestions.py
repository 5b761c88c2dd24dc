"""Cases that would protect what no case protects, tried out; whether they are true, a person has to judge.

Owns composing them: stories of one cause from the symptoms that nothing hangs on and a few that tell most;
and what existing cases might expect besides. Leaves the tries to ``tryout``.

A link that says what a chain says, too, is not noticed by any story of one cause. For those, few symptoms are
looked for with which the cause only just comes first; or a story in which what the chain runs through was
looked for and is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, zip_longest
from typing import TYPE_CHECKING

from lossdoctor.model import Case, Expectation, Position
from lossdoctor.mutation.links import MutationReport
from lossdoctor.mutation.stories import LinkKey
from lossdoctor.mutation.tryout import Tryout
from lossdoctor.records import Record

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["PLACEHOLDER", "Addition", "NewCase", "Suggestions", "suggest"]

PLACEHOLDER = "???"
"""What the name of a suggested case begins with. The schema refuses it: nothing lands that nobody read."""
MOST_SEEN = 7
"""Symptoms of one story: more are hard to imagine, and hard to judge."""
CORE = 2
"""Symptoms of a story that are there to tell which cause it is."""
LARGER_CORE = 4
PARTNERS = 7
"""The most telling symptoms, of which small stories are tried."""
TRIES = 80
"""Small stories that are tried for one link."""
LOOKED_FOR = 4
"""Symptoms that are looked for in vain, to tell that no mechanism is there."""


@dataclass(frozen=True, slots=True)
class NewCase(Record):
    """A case that holds, and would make links tested."""

    cause: str
    seen: tuple[str, ...]
    not_seen: tuple[str, ...]
    expect: Expectation
    tests: tuple[LinkKey, ...]
    """The links that nothing tested before."""


@dataclass(frozen=True, slots=True)
class Addition(Record):
    """What an existing case might expect besides: it holds, and would make links tested."""

    cause: str
    name: str
    position: Position
    alone: str
    offers: tuple[str, ...]
    tests: tuple[LinkKey, ...]


@dataclass(frozen=True, slots=True)
class Suggestions(Record):
    """What would make the links of some causes tested."""

    additions: tuple[Addition, ...]
    cases: tuple[NewCase, ...]
    left: tuple[LinkKey, ...]
    """Links for which nothing was found."""


def suggest(knowledge: KnowledgeBase, report: MutationReport) -> Suggestions:
    """Look for cases that would notice what ``report`` says that no case does.

    What one suggestion notices is not asked of the next: each relies on those before it.
    """
    maker = _Maker(Tryout(knowledge), {(link.cause, link.kind, link.target) for link in report.untested})
    causes = list(dict.fromkeys(link.cause for link in report.untested))
    additions = tuple(maker.additions(causes))
    cases = tuple(case for cause in causes for case in maker.new_cases(cause))
    return Suggestions(additions, cases, tuple(sorted(maker.open)))


class _Maker:
    """Makes suggestions, and keeps which links are still open."""

    def __init__(self, tryout: Tryout, untested: Collection[LinkKey]) -> None:
        self.tryout = tryout
        self.knowledge = tryout.knowledge
        self.open = set(untested)

    def additions(self, causes: Collection[str]) -> Iterator[Addition]:
        """Look what existing cases of ``causes`` might expect besides."""
        own_first = sorted(self.knowledge.cases, key=lambda case: case.beside != case.expect.cause)
        for case in own_first:
            cause, expect = case.expect.cause, case.expect
            if cause not in causes or case.established or case.todo or expect.alone:
                continue
            found = self.tryout.comes_out(case, cause)
            more = replace(expect, alone=found.alone, offers=self._open_offers(cause, found.offers))
            tests = self._taken(replace(case, expect=more))
            if any(kind != "fixes" for _, kind, _ in tests):
                yield self._addition(case, more, tests)
            elif tests:
                yield self._addition(case, replace(more, alone=""), tests)

    def new_cases(self, cause: str) -> Iterator[NewCase]:
        """Compose stories of ``cause``, then small ones for the links that no story hangs on."""
        telling = self.tryout.telling(cause)
        waiting = self._to_be_told(cause, telling)
        while waiting:
            seen = self._story(cause, waiting[0], telling)
            if seen:
                for symptom in waiting[1:]:
                    if len(seen) < MOST_SEEN and self._is_alone(cause, (*seen, symptom)):
                        seen = (*seen, symptom)
                yield from self._new(cause, seen)
            waiting = [symptom for symptom in waiting[1:] if symptom not in seen]
        for key in sorted(key for key in self.open if key[:2] == (cause, "shows")):
            if key in self.open:
                yield from self._small(key, telling)
        if any(key[:2] == (cause, "fixes") for key in self.open):
            seen = self._core(telling, (), LARGER_CORE)
            yield from self._new(cause, seen)

    def _addition(self, case: Case, more: Expectation, tests: Sequence[LinkKey]) -> Addition:
        position = case.position or Position("")
        return Addition(more.cause, case.name, position, more.alone, more.offers, tuple(tests))

    def _to_be_told(self, cause: str, telling: Iterable[str]) -> list[str]:
        """List the symptoms that stories must tell of, so that they hang on the open links of ``cause``."""
        found: dict[str, None] = {}
        for origin, kind, target in sorted(self.open):
            if origin == cause and kind == "shows" and not self.tryout.mechanisms_showing(cause, target):
                found[target] = None
            elif origin == cause and kind == "leads-to":
                found.update(dict.fromkeys(self.tryout.only_through(cause, target)[:1]))
        order = {symptom: place for place, symptom in enumerate(telling)}
        return sorted(found, key=lambda symptom: order.get(symptom, len(order)))

    def _story(self, cause: str, symptom: str, telling: Iterable[str]) -> tuple[str, ...]:
        """Find a few symptoms with which ``symptom`` is a story of ``cause`` alone."""
        for size in (CORE, LARGER_CORE):
            seen = self._core(telling, (symptom,), size)
            if self._is_alone(cause, seen):
                return seen
        return ()

    def _core(self, telling: Iterable[str], begun: tuple[str, ...], size: int) -> tuple[str, ...]:
        seen = begun
        for symptom in telling:
            if len(seen) >= size + len(begun):
                break
            if self.tryout.fit_together((*seen, symptom)):
                seen = (*seen, symptom)
        return seen

    def _is_alone(self, cause: str, seen: tuple[str, ...]) -> bool:
        if not self.tryout.fit_together(seen):
            return False
        return bool(self.tryout.comes_out(Case("", seen, (), Expectation()), cause).alone)

    def _new(self, cause: str, seen: tuple[str, ...], not_seen: tuple[str, ...] = ()) -> Iterator[NewCase]:
        """Make a case of what comes out, if it notices anything new."""
        bare = Case("", seen, not_seen, Expectation())
        found = self.tryout.comes_out(bare, cause)
        yield from self._made(replace(bare, expect=replace(found, offers=())), cause, found.offers)

    def _made(self, case: Case, cause: str, offers: Iterable[str]) -> Iterator[NewCase]:
        case = replace(case, expect=replace(case.expect, offers=self._open_offers(cause, offers)))
        if case.expect.cause:
            tests = self._taken(case)
            if tests:
                yield NewCase(cause, case.seen, case.not_seen, case.expect, tuple(tests))

    def _small(self, key: LinkKey, telling: Iterable[str]) -> Iterator[NewCase]:
        """Find few symptoms that only just tell of the cause: without the link another one comes first."""
        cause, _, symptom = key
        mechanisms = self.tryout.mechanisms_showing(cause, symptom)
        partners = [other for other in telling if self.tryout.fit_together((symptom, other))][:PARTNERS]
        for seen, not_seen in islice(self._small_stories(cause, symptom, partners, mechanisms), TRIES):
            for expect in self._ranks(cause, mechanisms if not_seen else ()):
                case = Case("", seen, not_seen, expect)
                if self.tryout.breaks(case, [key]):
                    case = self._telling_more(case, key)
                    offers = self.tryout.comes_out(case, cause).offers
                    yield from self._made(case, cause, offers)
                    return

    def _telling_more(self, case: Case, key: LinkKey) -> Case:
        """Let a small story tell of further symptoms with open links, as long as it breaks without each."""
        keys = [key]
        others = sorted(other for other in self.open if other[:2] == key[:2] and other[2] not in case.seen)
        for other in others[:PARTNERS]:
            longer = replace(case, seen=(*case.seen, other[2]))
            fits = other[2] not in case.not_seen and self.tryout.fit_together(longer.seen)
            if len(longer.seen) <= MOST_SEEN and fits and self.tryout.breaks(longer, [*keys, other]):
                case, keys = longer, [*keys, other]
        return case

    def _small_stories(
        self, cause: str, symptom: str, partners: Sequence[str], mechanisms: Sequence[str]
    ) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        for size in (1, 2, 0, 3):
            for others in combinations(partners, size):
                seen = (symptom, *others)
                if self.tryout.fit_together(seen):
                    yield seen, ()
                    if mechanisms:
                        yield seen, self._signs_of(cause, mechanisms, seen)

    def _signs_of(self, cause: str, mechanisms: Sequence[str], seen: Sequence[str]) -> tuple[str, ...]:
        """Give what the mechanisms show most, and the cause does not show itself."""
        own = {link.target for link in self.knowledge.causes[cause].shows}
        signs = [
            [symptom for symptom in self.tryout.telling(mechanism) if symptom not in (*own, *seen)]
            for mechanism in mechanisms
        ]
        in_turn = (symptom for turn in zip_longest(*signs) for symptom in turn if symptom)
        return tuple(islice(dict.fromkeys(in_turn), LOOKED_FOR))

    @staticmethod
    def _ranks(cause: str, never: Sequence[str]) -> Iterator[Expectation]:
        yield Expectation(top=cause)
        if never:
            yield Expectation(top=cause, never=tuple(never))
        yield Expectation(within_top_3=(cause,))

    def _open_offers(self, cause: str, offered: Iterable[str]) -> tuple[str, ...]:
        return tuple(remedy for remedy in offered if (cause, "fixes", remedy) in self.open)

    def _taken(self, case: Case) -> list[LinkKey]:
        """Give which open links ``case`` notices, and count them as tested from here on."""
        found = self.tryout.notices(case, self.open)
        self.open -= found
        return sorted(found)
