"""Asking a person line by line, or taking the answers from the command line.

Owns prompts, and asking again with a hint where an answer cannot be used. The same questions can be answered
by options: an answer that was given is never asked for, and one that cannot be used is told in one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import click

from lossdoctor.authoring.transcript import Back, Transcript
from lossdoctor.errors import LossdoctorError
from lossdoctor.printing.layout import clean
from lossdoctor.problems import did_you_mean

__all__ = ["BACK", "Asker", "Unfit"]


class Unfit(ValueError):
    """An answer that cannot be used; the message is a hint."""


Fit = Callable[[str], str]
BACK = "<"
"""What is typed to go back to the question before."""


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

    def nested(self) -> Asker:
        """Give one who asks for a further thing: the answers of the command line are not about it."""
        return Asker({}, self.asks, self.transcript)

    def was_given(self, key: str) -> bool:
        """Tell whether the command line has an answer."""
        return bool(self.given.get(key))

    def say(self, text: str = "") -> None:
        """Say something to whoever is asked."""
        if self.asks and not self.transcript.is_giving_again:
            click.echo(text, err=True)

    def text(
        self,
        key: str,
        question: str,
        *,
        hint: str = "",
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
                raise LossdoctorError(f"--{key} is needed: {question[0].lower()}{question[1:]}")
            return fit(default) if default else ""
        if hint:
            self.say(f"  {hint}")
        while True:
            answer = self._line(f"{question} [{default}]" if default else question) or default
            if not answer and not needed:
                return ""
            try:
                if not answer:
                    raise Unfit(hint or "it cannot be left out; ctrl-c stops, and nothing is written")
                return fit(answer)
            except Unfit as problem:
                self.say(f"  {problem}")

    def lines(self, key: str, question: str, *, needed: bool = True, fit: Fit = _as_it_is) -> list[str]:
        """Ask for several lines; an empty one ends them."""
        if self.was_given(key):
            return [self._fitting(key, answer, fit) for answer in self.given[key]]
        found: list[str] = []
        if self.asks:
            self.say(f"{question} (one a line; Enter ends)")
        while not found or self.asks:
            label = f"  {len(found) + 1}"
            line = self.text(key, label, needed=needed and not found, fit=fit) if self.asks else ""
            if not line:
                break
            found.append(line)
        if needed and not found:
            raise LossdoctorError(f"--{key} is needed: {question[0].lower()}{question[1:]}")
        return found

    def choose(self, key: str, question: str, words: Mapping[str, str], *, default: str = "") -> str:
        """Ask for one word of a closed list, by its number or itself."""
        names = list(words)

        def fit(answer: str) -> str:
            if answer.isdecimal() and 0 < int(answer) <= len(names):
                return names[int(answer) - 1]
            if answer in words:
                return answer
            hint = did_you_mean(answer, names) or f"one of: {', '.join(names)}"
            raise Unfit(f'"{answer}" is not among them; {hint}')

        if self.asks and not self.was_given(key):
            self.say(question)
            for number, (name, told) in enumerate(words.items(), 1):
                self.say(f"  {number:>2}  {name}" + (f": {told}" if told and told != name else ""))
        return self.text(key, "Number or word", default=default, fit=fit)

    def agrees(self, question: str, *, default: bool = False) -> bool:
        """Ask for yes or no; without asking, the default holds."""
        if not self.asks:
            return default
        while True:
            answer = self._line(f"{question} [{'Y/n' if default else 'y/N'}]").lower()
            if answer in ("", "y", "yes", "n", "no"):
                return default if not answer else answer.startswith("y")
            self.say("  y or n")

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
            self.say("  this is the first question")

    def _line(self, question: str) -> str:
        return re.sub(r"\s+", " ", self.raw_line(question, suffix=": ")).strip()

    def _fitting(self, key: str, answer: str, fit: Fit) -> str:
        try:
            if not answer.strip():
                raise Unfit("it is empty")
            return fit(answer.strip())
        except Unfit as problem:
            raise LossdoctorError(f"--{key}: {problem}") from None
