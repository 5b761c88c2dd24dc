"""The questions that several kinds of new things have in common.

Owns texts in two languages, ids, near-duplicates, picking what exists while searching, links and sources.
Leaves the questions of each kind to ``new_cause``, ``new_symptom``, ``new_remedy`` and ``new_source``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lossdoctor.authoring.asking import Asker, Unfit
from lossdoctor.authoring.desk import Desk
from lossdoctor.authoring.near import near
from lossdoctor.errors import LossdoctorError
from lossdoctor.model import Frequency, Link, Term, Text
from lossdoctor.wording import figure

__all__ = ["AlreadyThere", "Sitting", "told", "two_languages"]

Maker = Callable[["Sitting"], str]
ARTICLES = {"cause": "a cause", "symptom": "a symptom", "remedy": "a remedy", "source": "a claim or source"}


class AlreadyThere(Exception):
    """What was to be made is there already; the argument is its id."""


@dataclass(frozen=True)
class Sitting:
    """One person at the desk."""

    asker: Asker
    desk: Desk
    chinese: bool = False
    """Whether texts are asked for in Chinese, too."""
    distinct: bool = False
    """Whether what is near is known not to be meant."""
    makers: Mapping[str, Maker] = field(default_factory=dict)
    """How a thing of each kind is made on the way; gives its id."""

    def text(self, key: str, question: str, *, hint: str = "", needed: bool = True) -> Text:
        """Ask for a text, in both languages where the person writes both."""
        en = self.asker.text(key, question, hint=hint, needed=needed)
        zh_key = f"{key}-zh"
        wanted = bool(en) and (self.chinese or self.asker.was_given(zh_key))
        zh = (
            self.asker.text(zh_key, "  in Chinese (Enter leaves it to others)", needed=False)
            if wanted
            else ""
        )
        return Text(en, zh)

    def new_id(self, name: str, *, key: str = "id") -> str:
        """Ask for the id of what is called ``name``."""
        question = "Id, which is also the name of its file" if key else "  its id"
        return self.asker.text(key, question, default=self.desk.suggested_id(name), fit=self.desk.free)

    def rule_out(self, kind: str, name: str, *, where: str = "") -> None:
        """Show what is near to ``name``, before a new thing of that name is made.

        Raises:
            AlreadyThere: if the person means one of them.
            LossdoctorError: if nobody can be asked and one is very near.
        """
        candidates = near(self.desk.knowledge, kind, name, where=where)
        if not candidates or self.distinct:
            return
        if not self.asker.asks:
            if candidates[0].sure:
                there = f'{candidates[0].id} ("{candidates[0].name}")'
                raise LossdoctorError(
                    f'"{name}" is near to {there}; add to that, or say --distinct if it is another'
                )
            return
        self.asker.say("Already there, and near to it:")
        names = {candidate.id: candidate.name for candidate in candidates}
        chosen = self._number_of(names, "Is it one of these? Its number; Enter: no, none of them")
        if chosen:
            raise AlreadyThere(chosen)

    def pick(self, kind: str, question: str, *, enter: str = "Enter ends") -> str:
        """Let the person find something that exists by its words; "" where they are done."""
        asker = self.asker
        question = f"{question} (words or an id; {enter})"
        words = asker.text("", question, needed=False)
        while words:
            if self.desk.name(kind, words):
                asker.say(f"  {self.desk.name(kind, words)}")
                return words
            found = self.desk.find(kind, words)
            self._list(found)
            can_make = kind in self.makers
            more = f"n: none fits, make {ARTICLES[kind]}; " if can_make else ""
            head = "Its number" if found else "Nothing is found"
            answer = asker.text("", f"{head}; {more}other words; Enter: forget it", needed=False)
            if answer.isdecimal() and 0 < int(answer) <= len(found):
                return list(found)[int(answer) - 1]
            if answer.lower() == "n" and can_make:
                made = self._make(kind)
                if made:
                    return made
                answer = ""
            words = answer or asker.text("", question, needed=False)
        return ""

    def _make(self, kind: str) -> str:
        nested = Sitting(self.asker.nested(), self.desk, self.chinese, makers=self.makers)
        self.asker.say(f"-- {ARTICLES[kind]}, then back")
        try:
            made = self.makers[kind](nested)
        except AlreadyThere as known:
            made = self._answer_to(str(known)) if kind == "symptom" else str(known)
        self.asker.say("-- back")
        return made

    def _answer_to(self, question: str) -> str:
        """Let the person choose among the answers to a question that is there: those are the symptoms."""
        known = self.desk.knowledge
        answers = {option: known.symptoms[option].name.en for option in known.questions[question].options}
        self.asker.say("Its answers, each a symptom:")
        chosen = self._number_of(answers, "Is it one of these? Its number; Enter: no, none of them")
        if not chosen:
            self.asker.say(f"  Add your answer to symptoms/{question}.yaml in an editor, and link it then.")
        return chosen

    def links(self, key: str, kind: str, question: str, often: str) -> tuple[Link, ...]:
        """Ask for links to things of ``kind``, each with how often it holds and who says so."""
        if self.asker.was_given(key):
            given: dict[str, Link] = {}

            def fit(answer: str) -> str:
                link = self.desk.link(kind, answer)
                given[link.target] = link
                return answer

            self.asker.lines(key, question, fit=fit)
            return tuple(given.values())
        if not self.asker.asks:
            return ()
        links: dict[str, Link] = {}
        while target := self.pick(kind, question):
            frequency = self.frequency("", often)
            links[target] = Link(target, frequency, self.sources("", "Who says so?", needed=True))
            question = "And then?"
        return tuple(links.values())

    def frequency(self, key: str, question: str, *, default: str = "") -> Frequency:
        """Ask how often something holds."""
        words = {
            term.id: f"{figure(term.low)} to {figure(term.high)}"
            for term in self.desk.knowledge.vocabulary.how_often.values()
        }
        names = list(words)
        if self.asker.asks and not self.asker.was_given(key):
            self.asker.say(question)
            self.asker.say("  " + "  ".join(f"{number} {name}" for number, name in enumerate(names, 1)))
            self.asker.say("  or a count with its source, such as 7/13")

        def fit(answer: str) -> str:
            number = int(answer) if answer.isdecimal() else 0
            return self.desk.frequency(names[number - 1] if 0 < number <= len(names) else answer).written

        return self.desk.frequency(self.asker.text(key, "Number, word or count", default=default, fit=fit))

    def sources(self, key: str, question: str, *, needed: bool) -> tuple[str, ...]:
        """Ask who says something: claims, or whole sources."""
        if key and self.asker.was_given(key):
            return tuple(
                self.asker.lines(key, question, fit=lambda answer: self.desk.known("source", answer))
            )
        if not self.asker.asks:
            return ()
        chosen: dict[str, None] = {}
        again = self.desk.last_sources if needed else ()
        same = f"Enter: {', '.join(again)} again" if again else "Enter ends"
        while True:
            source = self.pick("source", "Who else?") if chosen else self.pick("source", question, enter=same)
            if source:
                chosen[source] = None
            elif chosen or again or not needed:
                self.desk.last_sources = tuple(chosen) or self.desk.last_sources
                return tuple(chosen) or again
            else:
                self.asker.say(
                    "  Every link has a source; what you saw yourself is one: type its name, then n."
                )

    def ids(self, key: str, kind: str, question: str) -> tuple[str, ...]:
        """Ask for ids of things that exist; none is fine."""
        if self.asker.was_given(key):
            return tuple(self.asker.lines(key, question, fit=lambda answer: self.desk.known(kind, answer)))
        chosen: dict[str, None] = {}
        while self.asker.asks and (identifier := self.pick(kind, question)):
            chosen[identifier] = None
            question = "And then?"
        return tuple(chosen)

    def _list(self, found: Mapping[str, str]) -> None:
        for number, (identifier, name) in enumerate(found.items(), 1):
            self.asker.say(f"  {number}  {identifier}: {name}")

    def _number_of(self, names: Mapping[str, str], question: str) -> str:
        self._list(names)

        def fit(answer: str) -> str:
            if answer.lower() in ("n", "no"):
                return ""
            if answer in names:
                return answer
            if not answer.isdecimal() or not 0 < int(answer) <= len(names):
                raise Unfit(f"a number from 1 to {len(names)}, or Enter")
            return list(names)[int(answer) - 1]

        return self.asker.text("", question, needed=False, fit=fit)


def told(terms: Mapping[str, Term]) -> dict[str, str]:
    """Give the words of a closed list with what they say."""
    return {term.id: term.name.en for term in terms.values()}


def two_languages(written: str) -> Text:
    """Read a text of the command line.

    >>> two_languages("Lower it by ten.|除以十。")
    Text(en='Lower it by ten.', zh='除以十。')
    """
    en, _, zh = written.partition("|")
    return Text(en.strip(), zh.strip())
