"""The questions that several kinds of new things have in common.

Owns texts in two languages, ids, near-duplicates, picking what exists while searching, links and sources.
Leaves the questions of each kind to ``new_cause``, ``new_symptom``, ``new_remedy`` and ``new_source``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lossdoctor.authoring.asking import Asker, Unfit, Words
from lossdoctor.authoring.desk import Desk
from lossdoctor.authoring.near import near
from lossdoctor.errors import LossdoctorError
from lossdoctor.model import Frequency, Link, Term, Text
from lossdoctor.wording import fill

__all__ = ["ONE_OF_THESE", "AlreadyThere", "Sitting", "told", "two_languages"]

Maker = Callable[["Sitting"], str]
ARTICLES = {
    "cause": Text("a cause", "原因"),
    "symptom": Text("a symptom", "症状"),
    "remedy": Text("a remedy", "对策"),
    "source": Text("a claim or source", "论述或来源"),
}
ENDS = Text("Enter ends", "回车结束")
AND_THEN = Text("And then?", "还有呢？")
BACK_AGAIN = Text("-- back", "—— 回到原处")
ONE_OF_THESE = Text(
    "Is it one of these? Its number; Enter: no, none of them", "是其中之一吗？输入编号；回车：都不是"
)


class AlreadyThere(Exception):
    """What was to be made is there already; the argument is its id, or "" where nothing can be made of it."""


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

    def text(self, key: str, question: Words, *, hint: Words = "", needed: bool = True) -> Text:
        """Ask for a text, in both languages where the person writes both."""
        if self.chinese:
            question = fill("{q}", "{q}（先用英文）", q=question)
        en = self.asker.text(key, question, hint=hint, needed=needed)
        zh_key = f"{key}-zh"
        wanted = bool(en) and (self.chinese or self.asker.was_given(zh_key))
        zh = (
            self.asker.text(
                zh_key,
                Text("  in Chinese (Enter leaves it to others)", "  再用中文（回车留给别人）"),
                needed=False,
            )
            if wanted
            else ""
        )
        return Text(en, zh)

    def new_id(self, name: str, *, key: str = "id") -> str:
        """Ask for the id of what is called ``name``."""
        question = Text("  its id", "  它的 id")
        if key:
            question = Text("Id, which is also the name of its file", "id，也是它的文件名")
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
                    Text(
                        f'"{name}" is near to {there}; add to that, or say --distinct if it is another',
                        f"“{name}”与 {there} 相近；请补充到那里，或用 --distinct 说明是另一个",
                    )
                )
            return
        self.asker.say(Text("Already there, and near to it:", "已经有相近的："))
        names = {candidate.id: candidate.name for candidate in candidates}
        chosen = self.number_of(names, ONE_OF_THESE)
        if chosen:
            raise AlreadyThere(chosen)

    def pick(self, kind: str, question: Words, *, enter: Words = ENDS) -> str:
        """Let the person find something that exists by its words; "" where they are done."""
        asker = self.asker
        question = fill("{q} (words or an id; {enter})", "{q}（用词或 id；{enter}）", q=question, enter=enter)
        words = asker.text("", question, needed=False)
        while words:
            if self.desk.name(kind, words):
                asker.say(self.desk.name(kind, words), indented=True)
                return words
            found = self.desk.find(kind, words)
            self._list(found)
            can_make = kind in self.makers
            more = fill("n: none fits, make {it}; ", "n：都不合适，新建{it}；", it=ARTICLES[kind])
            offer = fill(
                "{head}; {more}other words; Enter: forget it",
                "{head}；{more}别的词；回车：算了",
                head=Text("Its number", "编号") if found else Text("Nothing is found", "没有找到"),
                more=more if can_make else "",
            )
            answer = asker.text("", offer, needed=False)
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
        self.asker.say(fill("-- {it}, then back", "—— {it}，然后回到原处", it=ARTICLES[kind]))
        try:
            made = self.makers[kind](nested)
        except AlreadyThere as known:
            made = str(known)
        self.asker.say(BACK_AGAIN)
        return made

    def links(self, key: str, kind: str, question: Words, often: Words) -> tuple[Link, ...]:
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
            who = Text("Who says so?", "是谁说的？")
            links[target] = Link(target, frequency, self.sources("", who, needed=True))
            question = AND_THEN
        return tuple(links.values())

    def frequency(self, key: str, question: Words, *, default: str = "") -> Frequency:
        """Ask how often something holds."""
        words = self.desk.knowledge.vocabulary.how_often
        names = list(words)
        in_chinese = {term.name.zh: name for name, term in words.items()}
        if self.asker.asks and not self.asker.was_given(key):
            self.asker.say(question)
            self.asker.say(_numbered(words, self.asker), indented=True)
            self.asker.say(
                Text("or a count with its source, such as 7/13", "或有来源的计数，例如 7/13"), indented=True
            )

        def fit(answer: str) -> str:
            number = int(answer) if answer.isdecimal() else 0
            word = names[number - 1] if 0 < number <= len(names) else in_chinese.get(answer, answer)
            return self.desk.frequency(word).written

        label = Text("Number, word or count", "数字、词或计数")
        return self.desk.frequency(self.asker.text(key, label, default=default, fit=fit))

    def sources(self, key: str, question: Words, *, needed: bool) -> tuple[str, ...]:
        """Ask who says something: claims, or whole sources."""
        if key and self.asker.was_given(key):
            return tuple(
                self.asker.lines(key, question, fit=lambda answer: self.desk.known("source", answer))
            )
        if not self.asker.asks:
            return ()
        chosen: dict[str, None] = {}
        again = self.desk.last_sources if needed else ()
        names = ", ".join(again)
        same = Text(f"Enter: {names} again", f"回车：仍是 {names}") if again else ENDS
        more = Text("Who else?", "还有谁？")
        while True:
            source = self.pick("source", more) if chosen else self.pick("source", question, enter=same)
            if source:
                chosen[source] = None
            elif chosen or again or not needed:
                self.desk.last_sources = tuple(chosen) or self.desk.last_sources
                return tuple(chosen) or again
            else:
                hint = Text(
                    "Every link has a source; what you saw yourself is one: type its name, then n.",
                    "每条链接都要有来源；你亲眼所见也是来源：输入它的名字，再按 n。",
                )
                self.asker.say(hint, indented=True)

    def ids(self, key: str, kind: str, question: Words) -> tuple[str, ...]:
        """Ask for ids of things that exist; none is fine."""
        if self.asker.was_given(key):
            return tuple(self.asker.lines(key, question, fit=lambda answer: self.desk.known(kind, answer)))
        chosen: dict[str, None] = {}
        while self.asker.asks and (identifier := self.pick(kind, question)):
            chosen[identifier] = None
            question = AND_THEN
        return tuple(chosen)

    def _list(self, found: Mapping[str, str]) -> None:
        for number, (identifier, name) in enumerate(found.items(), 1):
            self.asker.say(f"{number}  {identifier}: {name}", indented=True)

    def number_of(self, names: Mapping[str, str], question: Words) -> str:
        """Let the person choose among ids that are listed with their names; "" for none of them."""
        self._list(names)

        def fit(answer: str) -> str:
            if answer.lower() in ("n", "no"):
                return ""
            if answer in names:
                return answer
            if not answer.isdecimal() or not 0 < int(answer) <= len(names):
                most = len(names)
                raise Unfit(Text(f"a number from 1 to {most}, or Enter", f"1 到 {most} 的数字，或回车"))
            return list(names)[int(answer) - 1]

        return self.asker.text("", question, needed=False, fit=fit)


def _numbered(words: Mapping[str, Term], asker: Asker) -> str:
    """Lay frequency words out in one line, each with its number."""
    names = [term.name.zh if asker.language == "zh" else term.id for term in words.values()]
    return "  ".join(f"{number} {name}" for number, name in enumerate(names, 1))


def told(terms: Mapping[str, Term]) -> dict[str, Text]:
    """Give the words of a closed list with what they say."""
    return {term.id: term.name for term in terms.values()}


def two_languages(written: str) -> Text:
    """Read a text of the command line.

    >>> two_languages("Lower it by ten.|除以十。")
    Text(en='Lower it by ten.', zh='除以十。')
    """
    en, _, zh = written.partition("|")
    return Text(en.strip(), zh.strip())
