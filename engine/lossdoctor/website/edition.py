"""The site in one language: saying texts, linking pages, writing frequencies.

Owns what a page is (title, facts, sections) and the addresses of pages. Leaves what pages hold to the modules
of each kind, and the document around them to ``frame``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lossdoctor.knowledge_base import KnowledgeBase
from lossdoctor.model import Frequency, Position, Text
from lossdoctor.website.digest import Digest
from lossdoctor.website.markup import Content, Html, element, join, marked
from lossdoctor.wording import figure, fill

__all__ = ["FOLDERS", "Edition", "Page", "Section"]

FOLDERS: Mapping[str, str] = {
    "cause": "causes",
    "question": "symptoms",
    "remedy": "remedies",
    "source": "sources",
    "code": "codes",
}
"""In which folder the pages of each kind are."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page; one without content is left out."""

    anchor: str
    heading: Text
    content: Html


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language."""

    path: str
    """Inside the language's folder: "causes/dead-relu.html"."""
    title: Text
    kind: Text
    """What the page is about, in a word or two: it stands over the title."""
    lead: Html
    sections: tuple[Section, ...]
    style: str = ""
    """The kind for the style sheet: cause, symptom, remedy, source or code."""
    known_id: str = ""
    position: Position | None = None
    """Where the knowledge stands that the page shows."""


@dataclass(frozen=True)
class Edition:
    """All that pages share in one language."""

    knowledge: KnowledgeBase
    digest: Digest
    language: str
    edit_url: str = ""
    up: str = "../"
    """The way from a page to the language's folder."""
    _made: dict[tuple[str, ...], Html] = field(default_factory=dict, repr=False, compare=False)
    """Pieces that many pages have, each made once."""

    def at_top(self) -> Edition:
        """Give the same for pages that lie in the language's folder itself."""
        return replace(self, up="", _made={})

    def say(self, text: Text | str) -> Html:
        """Write a text of the knowledge; where it has no Chinese, say that this is English."""
        if isinstance(text, str):
            return marked(text)
        spoken = marked(text.in_language(self.language))
        return element("span", spoken, lang="en") if self.language == "zh" and not text.zh else spoken

    def address(self, kind: str, known_id: str) -> str:
        """Give the address of what has this id; a symptom or claim is a part of a page."""
        if kind == "symptom":
            return f"{self.address('question', self.knowledge.symptoms[known_id].question)}#{known_id}"
        if kind == "claim":
            source = self.knowledge.source_of(known_id).id
            return self.address("source", source) + (f"#{known_id}" if known_id != source else "")
        return f"{self.up}{FOLDERS[kind]}/{known_id}.html"

    def link(self, kind: str, known_id: str, *content: Content) -> Html:
        """Link to what has this id, by its name or by ``content``."""
        if content:
            return element("a", *content, href=self.address(kind, known_id))
        return self._once(
            ("link", kind, known_id), lambda: self.link(kind, known_id, self.say(self.name(kind, known_id)))
        )

    def name(self, kind: str, known_id: str) -> Text:
        """Give the name of what has this id; a question's is what it asks."""
        if kind == "question":
            return self.knowledge.questions[known_id].ask
        if kind == "source":
            return Text(self.knowledge.sources[known_id].title, self.knowledge.sources[known_id].title)
        if kind == "cause":
            return self.knowledge.causes[known_id].name
        return (self.knowledge.symptoms if kind == "symptom" else self.knowledge.remedies)[known_id].name

    def observation(self, symptom_id: str) -> Html:
        """Link to a symptom, with the question that it answers where it says little without."""

        def make() -> Html:
            question = self.knowledge.questions[self.knowledge.symptoms[symptom_id].question]
            asked = element("small", self.say(question.ask), class_="asked")
            return join(None if question.choose == "yes-no" else asked, self.link("symptom", symptom_id))

        return self._once(("observation", symptom_id), make)

    def often(self, frequency: Frequency) -> Html:
        """Write how often something holds: a bar, the word, and its number."""

        def make() -> Html:
            term = self.knowledge.vocabulary.how_often.get(frequency.written)
            word = term.name if term else Text(frequency.written, frequency.written)
            words = fill("{word} ({n})", "{word}（{n}）", word=word, n=figure(frequency.number))
            return self.bar(frequency.number, self.say(words))

        return self._once(("often", frequency.written), make)

    def bar(self, share: float, words: Content) -> Html:
        """Write a share of one as a bar before its words."""
        filling = element("span", style=f"width:{100 * share:.3g}%")
        return element(
            "span", element("span", filling, class_="bar", aria_hidden="true"), words, class_="often"
        )

    def _once(self, key: tuple[str, ...], make: Callable[[], Html]) -> Html:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]
