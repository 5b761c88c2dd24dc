"""What the knowledge is made of, as frozen records: the words of DESIGN section 1, one class each.

Owns the shape of a symptom, question, cause, remedy, link, source, claim and case.
Leaves reading them from YAML to ``loading``, and the graph and queries to ``knowledge_base``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = [
    "Case",
    "Cause",
    "Claim",
    "Correction",
    "Disagreement",
    "Expectation",
    "Frequency",
    "Link",
    "Note",
    "Position",
    "Question",
    "Remedy",
    "Side",
    "Source",
    "Symptom",
    "Term",
    "Text",
    "Vocabulary",
]

_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a knowledge file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Text:
    """A text that people read, in English and, where it exists, in Chinese.

    >>> Text("loss", "损失").in_language("zh"), Text("loss").in_language("zh")
    ('损失', 'loss')
    """

    en: str
    zh: str = ""

    def in_language(self, language: str) -> str:
        """Give the text in ``language`` ("en" or "zh"), falling back to English."""
        return self.zh if language == "zh" and self.zh else self.en

    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often something holds: the word or count as written, and the number that the engine uses."""

    written: str
    """A word of the vocabulary ("usually") or a count ("7/13")."""
    number: float
    """Strictly between 0 and 1; a count n/m stands for (n + 0.5) / (m + 1)."""


@dataclass(frozen=True, slots=True)
class Link:
    """One edge of the graph, from the record that holds it to ``target``."""

    target: str
    frequency: Frequency
    sources: tuple[str, ...]
    """Claim ids ("nonconv-05") or source ids; at least one."""
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth saying that no link says, with its sources."""

    says: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement between sources, and when it holds."""

    says: Text
    when: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Sources that contradict each other: both sides are kept and shown."""

    about: Text
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right where a claim is wrong or overstated, and who says so."""

    says: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One numbered statement of a source."""

    id: str
    at: str
    """Where in the source it stands."""
    says: Text
    against: tuple[str, ...] = ()
    """Claims that say something different."""
    caution: Correction | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its numbered claims."""

    id: str
    title: str
    lang: str
    kind: str
    where: str
    """What finds it: a file, a DOI, a repository, an address."""
    claims: tuple[Claim, ...] = ()
    complete: bool = False
    """Whether everything it says is among the claims, so that each of them must be cited."""
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Symptom:
    """Something that can be observed: one option of a question."""

    id: str
    name: Text
    question: str
    """The id of the question that asks for it."""
    kind: str
    """curve, internals, data, setting, check or response."""
    background: Frequency
    """How often it appears when none of its listed causes is there."""
    also_said: tuple[str, ...] = ()
    """People's own words for it, in any language."""
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """How symptoms are asked for: one file, one question."""

    id: str
    kind: str
    ask: Text
    how: Text
    effort: str
    choose: str
    """one (exclusive options), any (several may hold), or yes-no (exactly one option)."""
    options: tuple[str, ...]
    """Symptom ids in the order in which they are shown."""
    none: Text | None = None
    """What "none of these" means here, where it has a name of its own ("full precision")."""
    ask_when: tuple[str, ...] = ()
    """Asked only once one of these symptoms was seen; empty: always."""
    code: Mapping[str, str] = field(default_factory=lambda: _EMPTY, hash=False)
    """How to look, per framework ("pytorch", "keras")."""
    sources: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that can be wrong, or harmless (family ``nothing-wrong``)."""

    id: str
    name: Text
    family: str
    base_rate: Frequency
    why: Text
    leads_to: tuple[Link, ...] = ()
    shows: tuple[Link, ...] = ()
    remedies: tuple[Link, ...] = ()
    mimics: tuple[str, ...] = ()
    """Causes that look alike."""
    no_known_remedy: bool = False
    sources: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    position: Position | None = field(default=None, compare=False)

    @property
    def harmless(self) -> bool:
        """Whether nothing needs mending."""
        return self.family == "nothing-wrong"


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something to do."""

    id: str
    name: Text
    do: tuple[Text, ...]
    """The steps, in order."""
    effort: str
    risk: Text
    works_if: Text
    """How to see that it worked."""
    undo: Text
    code: Mapping[str, str] = field(default_factory=lambda: _EMPTY, hash=False)
    not_when: tuple[str, ...] = ()
    """Symptoms under which it does harm."""
    sources: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must come out of a case; empty fields ask for nothing."""

    top: str = ""
    """This cause is first; causes on one leads-to chain with it do not count against it."""
    within_top_3: tuple[str, ...] = ()
    alone: str = ""
    """This cause, with what it brings about, accounts for everything that was seen."""
    never: tuple[str, ...] = ()
    """``not:`` in the file: none of these is reported."""
    remedy: str = ""
    """This remedy is among the first three of the plan."""
    offers: tuple[str, ...] = ()
    """Each of these is a remedy worth trying for the expected cause, and does no harm here."""
    asks: str = ""
    """This question is asked next."""
    nothing_wrong: bool = False
    """No cause outside the family nothing-wrong is reported."""

    @property
    def cause(self) -> str:
        """The cause that the case is a story of; empty where it names none."""
        return self.top or self.alone or next(iter(self.within_top_3), "")

    @property
    def causes(self) -> tuple[str, ...]:
        """All causes that are named, whether they must come out or must not."""
        named = (self.top, self.alone, *self.within_top_3, *self.never)
        return tuple(dict.fromkeys(filter(None, named)))

    @property
    def remedies(self) -> tuple[str, ...]:
        """All remedies that are named."""
        return tuple(dict.fromkeys(filter(None, (self.remedy, *self.offers))))


@dataclass(frozen=True, slots=True)
class Case:
    """A worked consultation: what was observed, and what must come out."""

    name: str
    seen: tuple[str, ...]
    not_seen: tuple[str, ...]
    expect: Expectation
    sources: tuple[str, ...] = ()
    beside: str = ""
    """The cause whose file this case lies beside; empty for cases of no one cause."""
    complaint: str = ""
    """The person's own words, where the case begins with them."""
    complained: tuple[str, ...] = ()
    """For a real case: what the complaint alone tells; a part of ``seen``."""
    established: tuple[str, ...] = ()
    """For a real case: the causes that were found, any of which counts. It measures, and is no test."""
    todo: str = ""
    """Why it is known not to pass yet; such a case may fail, and must be un-marked once it passes."""
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a closed list."""

    id: str
    name: Text
    number: float = 0.0
    """For frequencies and base rates a probability; for efforts a cost in minutes; else 0."""
    low: float = 0.0
    high: float = 0.0
    """The interval that a frequency word stands for."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists, by word. The only place where words become numbers."""

    how_often: Mapping[str, Term]
    base_rates: Mapping[str, Term]
    efforts: Mapping[str, Term]
    families: Mapping[str, Term]
    kinds: Mapping[str, Term]
    source_kinds: Mapping[str, Term]
    report_threshold: float
    """A cause at or above this probability is reported."""
