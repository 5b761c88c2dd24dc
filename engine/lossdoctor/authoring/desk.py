"""What somebody writes on: the knowledge that is there, and the things made in this sitting.

Owns finding ids in both, checking answers against both, and the drafts. Leaves asking to the interviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lossdoctor.authoring.asking import Unfit, perhaps
from lossdoctor.authoring.drafts import Draft
from lossdoctor.knowledge_base import KnowledgeBase
from lossdoctor.loading import records
from lossdoctor.loading.words import instead_of
from lossdoctor.model import Frequency, Link, Text
from lossdoctor.wording import fill, observation

__all__ = ["Desk", "slug"]

FOUND_AT_ONCE = 7
KINDS = {
    "symptom": Text("symptom", "症状"),
    "cause": Text("cause", "原因"),
    "remedy": Text("remedy", "对策"),
    "source": Text("claim or source", "论述或来源"),
}
_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST, _MOST_WORDS = 80, 6
_LITTLE_WORDS = frozenset(
    {"a", "an", "and", "are", "at", "by", "for", "from", "has", "how", "in", "is", "it", "its"}
    | {"of", "on", "or", "that", "the", "to", "what", "which", "with"}
)
_LINK = re.compile(r"(?P<target>[^=@\s]+)\s*=\s*(?P<often>[^=@\s]+)\s*@\s*(?P<sources>\S.*)")


@dataclass
class Desk:
    """The knowledge, and what is made on top of it."""

    knowledge: KnowledgeBase
    prefix: str = ""
    """What the ids of a pack begin with."""
    language: str = "en"
    """In which names are given."""
    folder: str = ""
    """Where the files go; what is in it can be added to."""
    drafts: list[Draft] = field(default_factory=list)
    made: dict[str, dict[str, str]] = field(default_factory=dict)
    """Kind to id to name, of what was made in this sitting."""
    reserved: set[str] = field(default_factory=set)
    """Ids that were given away in this sitting."""
    last_sources: tuple[str, ...] = ()
    """Who said the last thing; often the next one, too."""

    def make(self, kind: str, identifier: str, name: str) -> None:
        """Remember what was made, so that it is found from now on."""
        self.made.setdefault(kind, {})[identifier] = name
        self.reserved.add(identifier)

    def add(self, draft: Draft) -> None:
        """Take up a file that is to be written."""
        self.drafts.append(draft)

    def replace(self, draft: Draft) -> None:
        """Take up a file in the place of what this sitting was going to write there."""
        self.drafts = [other for other in self.drafts if other.path != draft.path]
        self.drafts.append(draft)

    def name(self, kind: str, identifier: str) -> str:
        """Give what a thing is called; "" where there is none."""
        made = self.made.get(kind, {})
        if identifier in made:
            return made[identifier]
        known = self.knowledge
        if kind == "symptom" and identifier in known.symptoms:
            return observation(known, identifier).in_language(self.language)
        if kind == "cause" and identifier in known.causes:
            return known.causes[identifier].name.in_language(self.language)
        if kind == "remedy" and identifier in known.remedies:
            return known.remedies[identifier].name.in_language(self.language)
        if kind == "source" and identifier in known.claims:
            return known.claims[identifier].says.in_language(self.language)
        if kind == "source" and identifier in known.sources:
            return known.sources[identifier].title
        return ""

    def find(self, kind: str, words: str) -> dict[str, str]:
        """Find what ``words`` may mean, what was made in this sitting first: ids and names."""
        wanted = words.casefold().split()
        found = {
            identifier: name
            for identifier, name in self.made.get(kind, {}).items()
            if all(word in f"{identifier} {name}".casefold() for word in wanted)
        }
        more = self._sources(wanted) if kind == "source" else self._things(kind, words)
        found |= {identifier: self.name(kind, identifier) for identifier in more}
        return dict(list(found.items())[:FOUND_AT_ONCE])

    def _things(self, kind: str, words: str) -> Iterable[str]:
        from lossdoctor.search import search

        return [match.id for match in search(self.knowledge, words, limit=FOUND_AT_ONCE, kinds=(kind,))]

    def _sources(self, wanted: list[str]) -> Iterable[str]:
        """Find claims and sources by words of the claim, its source and its id, most words first."""
        known = self.knowledge
        texts = {source.id: f"{source.id} {source.title}" for source in known.sources.values()}
        for source in known.sources.values():
            texts |= {c.id: f"{c.id} {source.title} {c.says.en} {c.says.zh}" for c in source.claims}
        hits = {name: sum(word in text.casefold() for word in wanted) for name, text in texts.items()}
        best = sorted((name for name in hits if hits[name]), key=lambda name: -hits[name])
        return best[:FOUND_AT_ONCE]

    def known(self, kind: str, answer: str) -> str:
        """Accept the id of a thing of this kind.

        Raises:
            Unfit: for any other answer.
        """
        if self.name(kind, answer):
            return answer
        tables: Mapping[str, Iterable[str]] = {
            "symptom": self.knowledge.symptoms,
            "cause": self.knowledge.causes,
            "remedy": self.knowledge.remedies,
            "source": [*self.knowledge.claims, *self.knowledge.sources],
        }
        hint = perhaps(answer, tables[kind]) or fill(
            '"lossdoctor search {answer}" may find it', "试试 lossdoctor search {answer}", answer=answer
        )
        message = fill(
            'there is no {what} "{answer}"; {hint}',
            "没有{what}“{answer}”；{hint}",
            what=KINDS[kind],
            answer=answer,
            hint=hint,
        )
        raise Unfit(message)

    def free(self, answer: str) -> str:
        """Accept an id that nothing has and nothing ever had.

        Raises:
            Unfit: for any other answer.
        """
        if not _IDENTIFIER.fullmatch(answer) or len(answer) > _LONGEST:
            raise Unfit(
                Text(
                    "an id is lower-case words joined by hyphens, such as loss-nan-at-once",
                    "id 是用连字符连接的小写英文单词，例如 loss-nan-at-once",
                )
            )
        if not answer.startswith(self.prefix):
            fitting = f"{self.prefix}{answer}"
            raise Unfit(
                Text(
                    f'ids of this pack begin with its name: "{fitting}"',
                    f"这个知识包的 id 以包名开头：“{fitting}”",
                )
            )
        known = self.knowledge
        tables = (known.causes, known.symptoms, known.questions, known.remedies, known.sources, known.claims)
        if answer in self.reserved or any(answer in table for table in tables):
            raise Unfit(
                Text(
                    f'"{answer}" is taken; ids are unique across all kinds',
                    f"“{answer}”已被占用；id 在所有种类里都是唯一的",
                )
            )
        if answer in known.retired:
            raise Unfit(
                Text(
                    f'"{answer}" was retired, and ids are never used again',
                    f"“{answer}”已停用，id 不会再用第二次",
                )
            )
        return answer

    def frequency(self, answer: str) -> Frequency:
        """Accept a frequency word or a count.

        Raises:
            Unfit: for any other answer.
        """
        words = self.knowledge.vocabulary.how_often
        count = re.fullmatch(r"([0-9]{1,9})/([1-9][0-9]{0,8})", answer)
        if answer in words or (count and int(count[1]) <= int(count[2])):
            return records.frequency(answer, words)
        names = ", ".join(words)
        hint = instead_of(answer, list(words)) or f"one of {names}, or a count such as 7/13"
        raise Unfit(
            Text(
                f'"{answer}" is no frequency; {hint}',
                f"“{answer}”不是频率；可用的词：{names}，或计数，例如 7/13",
            )
        )

    def link(self, kind: str, answer: str) -> Link:
        """Accept a link as the command line has it: ``ID=HOW-OFTEN@CLAIM,CLAIM``.

        Raises:
            Unfit: for any other answer.
        """
        parts = _LINK.fullmatch(answer)
        if parts is None:
            raise Unfit(
                Text(
                    f'"{answer}" is no link; write ID=HOW-OFTEN@CLAIM,CLAIM',
                    f"“{answer}”不是链接；写成 ID=频率@论述,论述",
                )
            )
        sources = tuple(self.known("source", source.strip()) for source in parts["sources"].split(","))
        return Link(self.known(kind, parts["target"]), self.frequency(parts["often"]), sources)

    def suggested_id(self, name: str) -> str:
        """Suggest a free id for what is called ``name``."""
        base = slug(name)
        if not base:
            return ""
        if self.prefix and not base.startswith(self.prefix):
            base = f"{self.prefix}{base}"
        for suffix in ("", *(f"-{number}" for number in range(2, 100))):
            try:
                return self.free(base[: _LONGEST - len(suffix)].rstrip("-") + suffix)
            except Unfit:
                continue
        return ""


def slug(name: str) -> str:
    """Make an id of a name; the little words are left out.

    >>> slug("The optimizer's step is never called (twice)"), slug("学习率")
    ('optimizers-step-never-called-twice', '')
    """
    words = re.findall(r"[a-z0-9]+", name.casefold().replace("'", ""))
    kept = [word for word in words if word not in _LITTLE_WORDS] or words
    return "-".join(kept[:_MOST_WORDS])
