"""Asking a person line by line, or taking the answers from the command line.

Owns prompts, and asking again with a hint where an answer cannot be used. The same questions can be answered
by options: an answer that was given is never asked for, and one that cannot be used is told in one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import click

from lossdoctor.authoring.transcript import Back, Transcript
from lossdoctor.errors import LossdoctorError
from lossdoctor.model import Text
from lossdoctor.printing.layout import clean
from lossdoctor.problems import close_matches
from lossdoctor.wording import fill

__all__ = ["BACK", "Asker", "Unfit", "Words", "perhaps"]


Words = str | Text
"""What is said: in both languages, or a name that is the same in all."""


class Unfit(ValueError):
    """An answer that cannot be used; the message is a hint."""

    def __init__(self, hint: Words) -> None:
        self.hint = hint if isinstance(hint, Text) else Text(hint)
        super().__init__(self.hint.en)


Fit = Callable[[str], str]
BACK = "<"
"""What is typed to go back to the question before."""


NEEDED = Text(
    "it cannot be left out; ctrl-c stops, and nothing is written",
    "这一项不能空着；按 ctrl-c 停下，不会写入任何文件",
)


def perhaps(wrong: str, right: Iterable[str]) -> Text | None:
    """Ask whether one of the words ``right`` was meant; None where none is close."""
    near = close_matches(wrong, right)
    if not near:
        return None
    en, zh = (joint.join(f'"{word}"' for word in near) for joint in (" or ", " 或 "))
    return Text(f"did you mean {en}?", f"是不是 {zh}？")


def _as_it_is(answer: str) -> str:
    return answer


@dataclass(frozen=True)
class Asker:
    """Whoever answers."""

    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Answers of the command line, by the name of the option."""
    asks: bool = True
    """Whether what was not given is asked for; else it takes its default, or is missing."""
    transcript: Transcript = field(default_factory=Transcript)
    language: str = "en"
    """In which it is asked."""

    def nested(self) -> Asker:
        """Give one who asks for a further thing: the answers of the command line are not about it."""
        return Asker({}, self.asks, self.transcript, self.language)

    def was_given(self, key: str) -> bool:
        """Tell whether the command line has an answer."""
        return bool(self.given.get(key))

    def say(self, words: Words = "", *, indented: bool = False) -> None:
        """Say something to whoever is asked."""
        if self.asks and not self.transcript.is_giving_again:
            click.echo(("  " if indented else "") + self.spoken(words), err=True)

    def spoken(self, words: Words) -> str:
        """Give ``words`` in the language of whoever is asked."""
        return words.in_language(self.language) if isinstance(words, Text) else words

    def text(
        self,
        key: str,
        question: Words,
        *,
        hint: Words = "",
        default: str = "",
        needed: bool = True,
        fit: Fit = _as_it_is,
    ) -> str:
        """Ask for a line of text.

        Args:
            key: the option that answers it.
            question: what is asked.
            hint: what is said before the question, and again where the answer is empty.
            default: what Enter stands for.
            needed: whether there must be an answer.
            fit: gives the answer as it is meant, or raises Unfit.
        """
        if self.was_given(key):
            return self._fitting(key, self.given[key][-1], fit)
        if not self.asks:
            if needed and not default:
                raise _missing(key, question)
            return fit(default) if default else ""
        if hint:
            self.say(hint, indented=True)
        label = self.spoken(question)
        while True:
            answer = self._line(f"{label} [{default}]" if default else label) or default
            if not answer and not needed:
                return ""
            try:
                if not answer:
                    raise Unfit(hint or NEEDED)
                return fit(answer)
            except Unfit as problem:
                self.say(problem.hint, indented=True)

    def lines(self, key: str, question: Words, *, needed: bool = True, fit: Fit = _as_it_is) -> list[str]:
        """Ask for several lines; an empty one ends them."""
        if self.was_given(key):
            return [self._fitting(key, answer, fit) for answer in self.given[key]]
        found: list[str] = []
        if self.asks:
            self.say(fill("{q} (one a line; Enter ends)", "{q}（每行一条，回车结束）", q=question))
        while not found or self.asks:
            label = f"  {len(found) + 1}"
            line = self.text(key, label, needed=needed and not found, fit=fit) if self.asks else ""
            if not line:
                break
            found.append(line)
        if needed and not found:
            raise _missing(key, question)
        return found

    def choose(self, key: str, question: Words, words: Mapping[str, Words], *, default: str = "") -> str:
        """Ask for one word of a closed list, by its number or itself."""
        names = list(words)

        def fit(answer: str) -> str:
            if answer.isdecimal() and 0 < int(answer) <= len(names):
                return names[int(answer) - 1]
            if answer in words:
                return answer
            all_names = ", ".join(names)
            hint = perhaps(answer, names) or Text(f"one of: {all_names}", f"可选：{all_names}")
            raise Unfit(
                fill(
                    '"{answer}" is not among them; {hint}',
                    "“{answer}”不在其中；{hint}",
                    answer=answer,
                    hint=hint,
                )
            )

        if self.asks and not self.was_given(key):
            self.say(question)
            for number, name in enumerate(names, 1):
                told = self.spoken(words[name])
                self.say(f"  {number:>2}  {name}" + (f": {told}" if told and told != name else ""))
        return self.text(key, Text("Number or word", "数字或词"), default=default, fit=fit)

    def agrees(self, question: Words, *, default: bool = False) -> bool:
        """Ask for yes or no; without asking, the default holds."""
        if not self.asks:
            return default
        while True:
            answer = self._line(f"{self.spoken(question)} [{'Y/n' if default else 'y/N'}]").lower()
            if answer in ("", "y", "yes", "是", "n", "no", "否"):
                return default if not answer else answer[0] in "y是"
            self.say(Text("y or n", "y（是）或 n（否）"), indented=True)

    def raw_line(self, question: str, *, suffix: str = "") -> str:
        """Ask for a line as it is typed, with its spaces.

        Raises:
            Back: if the person goes back.
        """
        if self.transcript.is_giving_again:
            return self.transcript.next_answer()
        while True:
            answer = clean(
                str(click.prompt(question, default="", show_default=False, err=True, prompt_suffix=suffix))
            )
            if answer.strip() != BACK:
                self.transcript.add(answer)
                return answer
            if self.transcript.answers:
                self.transcript.take_back()
                raise Back
            self.say(Text("this is the first question", "这已经是第一个问题"), indented=True)

    def _line(self, question: str) -> str:
        return re.sub(r"\s+", " ", self.raw_line(question, suffix=": ")).strip()

    def _fitting(self, key: str, answer: str, fit: Fit) -> str:
        try:
            if not answer.strip():
                raise Unfit(Text("it is empty", "这是空的"))
            return fit(answer.strip())
        except Unfit as problem:
            raise LossdoctorError(
                fill("--{key}: {hint}", "--{key}：{hint}", key=key, hint=problem.hint)
            ) from None


def _missing(key: str, question: Words) -> LossdoctorError:
    asked = question if isinstance(question, Text) else Text(question)
    lowered = Text(asked.en[0].lower() + asked.en[1:], asked.in_language("zh"))
    return LossdoctorError(
        fill("--{key} is needed: {asked}", "需要 --{key}：{asked}", key=key, asked=lowered)
    )
