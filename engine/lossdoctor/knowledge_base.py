"""The knowledge, loaded and sound: everything that can be asked of it without observing anything.

Owns :func:`load` and :class:`KnowledgeBase`. Leaves reading files to ``loading``, the graph to ``graph``,
probabilities to ``network`` and ``inference``, and search to ``search``; each is imported when it is first
asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lossdoctor.errors import KnowledgeError, UnknownIdError
from lossdoctor.model import Case, Cause, Claim, Link, Question, Remedy, Source, Symptom, Text, Vocabulary

if TYPE_CHECKING:
    import networkx

    from lossdoctor.graph import Distinction, KnowledgePath
    from lossdoctor.loading.folders import KnowledgeFile
    from lossdoctor.neighbours import Neighbourhood
    from lossdoctor.network import NoisyOrNetwork
    from lossdoctor.problems import Problem
    from lossdoctor.search import Match

__all__ = ["SHIPPED", "TRIED_BACKGROUND", "TRIED_PREFIX", "Incoming", "Kind", "KnowledgeBase", "load"]

Kind = Literal["symptom", "question", "cause", "remedy", "source", "claim"]

_IN_THE_WHEEL = Path(__file__).parent / "knowledge"
_IN_A_CHECKOUT = Path(__file__).parents[2] / "knowledge"

SHIPPED: Path = _IN_A_CHECKOUT if _IN_A_CHECKOUT.is_dir() and not _IN_THE_WHEEL.is_dir() else _IN_THE_WHEEL
"""The folder of the knowledge that comes with lossdoctor; give it to :func:`load` to build on it."""

TRIED_PREFIX = "tried:"
"""The network's nodes for remedies that were tried are named so: "tried:lower-learning-rate"."""
TRIED_BACKGROUND = 0.03
"""How often a run gets better after a remedy that mends none of its causes."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A link seen from its target: ``origin`` is the cause that shows the symptom, say."""

    origin: str
    link: Link


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """All that lossdoctor knows, immutable.

    Every method that takes an id follows retired ids, and raises :class:`~lossdoctor.errors.UnknownIdError`
    with close matches for one that does not exist.

    >>> knowledge = load()
    >>> knowledge.causes["learning-rate-too-high"].name.in_language("zh")
    '学习率过大'
    >>> knowledge.resolve("training-los-nan")
    Traceback (most recent call last):
        ...
    lossdoctor.errors.UnknownIdError: unknown symptom "training-los-nan"; did you mean "training-loss-nan"?
    """

    vocabulary: Vocabulary
    questions: Mapping[str, Question]
    symptoms: Mapping[str, Symptom]
    causes: Mapping[str, Cause]
    remedies: Mapping[str, Remedy]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    cases: tuple[Case, ...]
    retired: Mapping[str, str]
    """Old id to the id that took its place; "" where none did."""
    fingerprint: str
    """Hash of the content of all files; sessions store it."""

    def __repr__(self) -> str:
        counts = f"{len(self.causes)} causes, {len(self.symptoms)} symptoms, {len(self.remedies)} remedies"
        return f"KnowledgeBase({counts})"

    def _repr_html_(self) -> str:
        from lossdoctor.notebook import knowledge_html

        return knowledge_html(self)

    @cached_property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """The knowledge as a graph: symptoms, causes and remedies; edges are shows, leads-to and fixes."""
        from lossdoctor.graph import build_graph

        return build_graph(self)

    @cached_property
    def network(self) -> NoisyOrNetwork:
        """The knowledge as numbers: causes, symptoms, and a node for each remedy that may be tried."""
        from lossdoctor.network import NoisyOrNetwork

        backgrounds = {symptom.id: symptom.background.number for symptom in self.symptoms.values()}
        tried = {link.target for cause in self.causes.values() for link in cause.remedies}
        backgrounds |= {
            TRIED_PREFIX + remedy: TRIED_BACKGROUND for remedy in self.remedies if remedy in tried
        }
        causes = self.causes.values()
        return NoisyOrNetwork.build(
            {cause.id: cause.base_rate.number for cause in causes},
            backgrounds,
            [(cause.id, link.target, link.frequency.number) for cause in causes for link in cause.leads_to],
            [
                *((cause.id, link.target, link.frequency.number) for cause in causes for link in cause.shows),
                *(
                    (c.id, TRIED_PREFIX + link.target, link.frequency.number)
                    for c in causes
                    for link in c.remedies
                ),
            ],
        )

    def search(self, text: str, *, limit: int = 8) -> tuple[Match, ...]:
        """Find the symptoms that ``text`` may mean, in English or Chinese."""
        from lossdoctor.search import search

        return search(self, text, limit=limit)

    def resolve(self, identifier: str, kind: Kind = "symptom") -> str:
        """Give the id that ``identifier`` stands for today, following retired ids.

        Raises:
            UnknownIdError: if nothing of that kind has or had this id.
        """
        things = self.tables[kind]
        name, steps = identifier, 0
        while name not in things and name in self.retired and steps < len(self.retired):
            name, steps = self.retired[name], steps + 1
        if name in things:
            return name
        from lossdoctor.problems import close_matches

        raise UnknownIdError(identifier, kind=kind, suggestions=close_matches(identifier, things))

    @property
    def tables(self) -> Mapping[Kind, Mapping[str, object]]:
        """Everything that has an id, by what it is."""
        return {
            "cause": self.causes,
            "symptom": self.symptoms,
            "question": self.questions,
            "remedy": self.remedies,
            "source": self.sources,
            "claim": self.claims,
        }

    def causes_of(self, symptom: str) -> tuple[Incoming, ...]:
        """Give the causes that show ``symptom`` themselves, most frequent first.

        >>> "numerical-overflow" in [entry.origin for entry in load().causes_of("training-loss-nan")]
        True
        """
        return self._showing.get(self.resolve(symptom), ())

    def symptoms_of(self, cause: str) -> tuple[Link, ...]:
        """Give the symptoms that ``cause`` shows itself, most frequent first."""
        return _most_frequent_first(self.causes[self.resolve(cause, "cause")].shows)

    def remedies_of(self, cause: str) -> tuple[Link, ...]:
        """Give the remedies that mend ``cause``, the one that works most often first.

        >>> load().remedies_of("learning-rate-too-high")[0].target
        'lower-learning-rate'
        """
        return _most_frequent_first(self.causes[self.resolve(cause, "cause")].remedies)

    def causes_fixed_by(self, remedy: str) -> tuple[Incoming, ...]:
        """Give the causes that ``remedy`` mends, the one for which it works most often first."""
        return self._fixed_by.get(self.resolve(remedy, "remedy"), ())

    def source_of(self, claim: str) -> Source:
        """Give the document that makes ``claim``; a source's own id gives that source."""
        if claim in self.sources:
            return self.sources[claim]
        return self._claiming[self.resolve(claim, "claim")]

    def paths(self, cause: str, symptom: str) -> tuple[KnowledgePath, ...]:
        """Give the ways in which ``cause`` brings ``symptom`` about, strongest first.

        >>> ways = load().paths("learning-rate-too-high", "training-loss-nan")
        >>> any("exploding-gradient" in way.nodes for way in ways)
        True
        """
        from lossdoctor.graph import find_paths

        return find_paths(self, self.resolve(cause, "cause"), self.resolve(symptom))

    def around(self, identifier: str) -> Neighbourhood:
        """Give everything that a cause, symptom or remedy is linked to; a notebook shows it as a table.

        >>> [link.relation for link in load().around("lower-learning-rate").links][:2]
        ['fixes', 'fixes']
        """
        from lossdoctor.neighbours import neighbourhood

        return neighbourhood(self, identifier)

    def tell_apart(self, first: str, second: str) -> tuple[Distinction, ...]:
        """Give what to look at to tell two causes apart, the most telling first.

        >>> telling = load().tell_apart("learning-rate-too-high", "learning-rate-too-low")
        >>> "lower-learning-rate-helps" in {entry.symptom for entry in telling[:3]}
        True
        """
        from lossdoctor.graph import distinctions

        return distinctions(self, self.resolve(first, "cause"), self.resolve(second, "cause"))

    @cached_property
    def _claiming(self) -> Mapping[str, Source]:
        return {claim.id: source for source in self.sources.values() for claim in source.claims}

    @cached_property
    def _showing(self) -> Mapping[str, tuple[Incoming, ...]]:
        return _incoming(self.causes, lambda cause: cause.shows)

    @cached_property
    def _fixed_by(self) -> Mapping[str, tuple[Incoming, ...]]:
        return _incoming(self.causes, lambda cause: cause.remedies)


def _most_frequent_first(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: -link.frequency.number))


def _incoming(
    causes: Mapping[str, Cause], links_of: Callable[[Cause], Iterable[Link]]
) -> Mapping[str, tuple[Incoming, ...]]:
    found: dict[str, list[Incoming]] = {}
    for cause in causes.values():
        for link in links_of(cause):
            found.setdefault(link.target, []).append(Incoming(cause.id, link))
    return {
        target: tuple(sorted(incoming, key=lambda entry: -entry.link.frequency.number))
        for target, incoming in found.items()
    }


def load(*packs: str | os.PathLike[str]) -> KnowledgeBase:
    """Load the knowledge in the folders ``packs``; without any, the knowledge that comes with lossdoctor.

    Name :data:`SHIPPED` among the folders to build on it. What is no folder is the name of an installed pack.

    Raises:
        KnowledgeError: if a folder holds no knowledge, or knowledge that cannot be used; ``problems`` says
        where.

    >>> load("/no/such/folder")
    Traceback (most recent call last):
        ...
    lossdoctor.errors.KnowledgeError: the knowledge folder "/no/such/folder" does not exist
    """
    from lossdoctor.loading.compiled import fingerprint_of, keep, stored
    from lossdoctor.loading.folders import read_all, survey
    from lossdoctor.loading.installed import locate

    folders = tuple(map(locate, packs)) or (SHIPPED,)
    raw, problems = read_all([survey(folder) for folder in dict.fromkeys(map(os.path.realpath, folders))])
    fingerprint = fingerprint_of(raw)
    known = None if problems else stored(fingerprint)
    if known is None:
        known = _checked(raw, problems, fingerprint, folder=os.fspath(folders[0]))
        keep(known)
    return known


def _checked(
    raw: Sequence[tuple[KnowledgeFile, bytes]], problems: Sequence[Problem], fingerprint: str, *, folder: str
) -> KnowledgeBase:
    from lossdoctor.loading.inspection import inspect
    from lossdoctor.problems import summary

    inspection = inspect(raw, fingerprint=fingerprint)
    errors = [problem for problem in (*problems, *inspection.problems) if problem.severity == "error"]
    if errors:
        first = f"{errors[0].position}: {errors[0].message}"
        raise KnowledgeError(
            Text(
                f"the knowledge cannot be used: {summary(errors)}; the first is at {first}",
                f"知识库无法使用，有 {len(errors)} 处错误；第一处：{first}",
            ),
            folder=folder,
            problems=errors,
        )
    return inspection.knowledge
