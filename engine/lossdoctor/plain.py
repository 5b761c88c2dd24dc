"""The plain wizard: the consultation line by line, for screen readers, pipes and terminals that cannot draw.

Owns the dialogue. Reading and writing are given, so that it works on anything and needs no terminal in tests.
Leaves reasoning to the consultation, typed words to ``plain_words``, and layout to ``printing``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lossdoctor.errors import EvidenceError, LossdoctorError, SessionError, unwritable
from lossdoctor.model import Text
from lossdoctor.plain_words import HELP, Typed, read_line, read_outcome
from lossdoctor.printing.consultation_text import causes_text, consultation_text, plan_text, seen_text
from lossdoctor.printing.lost_text import lost_text
from lossdoctor.printing.question_text import how_text, question_text, why_text
from lossdoctor.printing.sheet import Sheet, Style
from lossdoctor.wording import fill, observation

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.questions import NextQuestion
    from lossdoctor.sessions import SessionStore

__all__ = ["PlainWizard", "Read", "Write"]

Read = Callable[[str], str | None]
"""Shows a prompt and gives the line typed; None at the end of the input."""
Write = Callable[[str], None]

NEAR_ENOUGH = 0.5
"""Matches that score less than this share of the best are not offered."""
MOST_OFFERED = 6

WELCOME = Text(
    "lossdoctor finds out why a neural network does not train, and what to try next.\n"
    "Answer by number. Words that always work: why, back, unknown, skip, causes, plan, help, quit.",
    "lossdoctor 帮你找出神经网络训练不好的原因，以及下一步该试什么。\n"
    "用编号回答。随时可输入：为什么、返回、不知道、跳过、原因、计划、帮助、退出。",
)
FIRST = Text(
    "What do you see? Say it in your own words, or press Enter to be asked step by step.",
    "你看到了什么？用自己的话说；或直接按回车，一步一步回答。",
)
MATCHES = Text(
    "Which of these do you see? Type their numbers; Enter for none.",
    "其中哪些是你看到的？输入编号；回车表示都没有。",
)
NO_MATCH = Text("I found no symptom in that; I will ask instead.", "没有找到相应的症状；我来提问。")
NEXT = Text(
    "Do the first step, then tell what came of it: tried 1 better for a remedy, check 1 for a check. "
    "(help: all words; quit: leave)",
    "先做第一步，再告诉我结果：对策用“试过 1 好转”，检查用“检查 1”。（帮助：全部命令；退出：离开）",
)
NOTHING_TO_UNDO = Text("There is nothing to take back.", "没有可以撤销的。")
NOTHING_ASKED = Text("No question is being asked.", "现在没有提问。")
GOODBYE = Text("It is saved. Go on with:", "已保存。继续请用：")


class PlainWizard:
    """One consultation in lines."""

    def __init__(
        self,
        consultation: Consultation,
        read: Read,
        write: Write,
        *,
        style: Style | None = None,
        store: SessionStore | None = None,
        session: str = "",
        strict: bool = False,
    ) -> None:
        self.consultation = consultation
        self._read = read
        self._write = write
        self._style = style or Style(consultation.language)
        self._store = store
        self._session = session
        self._strict = strict
        """Whether a line that means nothing is an error, as it is in a file of answers."""
        self._chosen = ""
        """The question that the person chose to answer out of turn."""
        self._offered: tuple[str, ...] = ()
        """Symptoms found in the person's words, waiting for their numbers."""

    def run(self) -> None:
        """Hold the consultation until the person leaves or the input ends."""
        self._tell(WELCOME)
        self._write(lost_text(self.consultation.lost, self._style))
        if not self.consultation.events:
            self._tell(Text(""))
            self._tell(FIRST)
        else:
            self._write(seen_text(self.consultation, self._style))
            self._ask()
        while True:
            line = self._read("> ")
            if line is None:
                self._end_of_input()
                return
            typed = read_line(line)
            if typed.command == "quit":
                self.say_goodbye()
                return
            try:
                self._take(typed)
            except LossdoctorError as error:
                if self._strict:
                    raise
                self._tell(error.text)

    # Taking one line ----------------------------------------------------------------------------------------

    def _take(self, typed: Typed) -> None:
        if self._offered and (typed.numbers or not typed.text):
            self._confirm(typed.numbers)
        elif not typed.text:
            self._ask()
        elif typed.numbers:
            self._answer_numbers(typed.numbers)
        elif typed.command:
            self._command(typed)
        else:
            self._other(typed.text)

    def _command(self, typed: Typed) -> None:
        consultation, style = self.consultation, self._style
        if typed.command in ("why", "how", "unknown", "skip", "none", "yes", "no"):
            self._about_question(typed.command)
        elif typed.command in ("back", "redo"):
            event = consultation.undo() if typed.command == "back" else consultation.redo()
            self._changed() if event else self._tell(NOTHING_TO_UNDO)
        elif typed.command == "causes":
            self._write(consultation_text(consultation, style, with_plan=False))
        elif typed.command == "plan":
            self._write(plan_text(consultation, style))
        elif typed.command == "seen":
            self._write(seen_text(consultation, style))
        elif typed.command == "why-not":
            self._tell(consultation.why_not(typed.rest).text)
        elif typed.command == "search":
            self._complain(typed.rest)
        elif typed.command == "show":
            self._show(typed.rest)
        elif typed.command == "tried":
            self._tried(typed.rest)
        elif typed.command == "check":
            self._choose(typed.rest)
        elif typed.command == "report":
            self._report(typed.rest)
        elif typed.command == "language":
            consultation.language = typed.rest
            self._style = replace(style, language=typed.rest)
            self._ask()
        else:
            self._tell(HELP)

    def _about_question(self, command: str) -> None:
        asked = self._asked()
        if asked is None:
            self._refuse(NOTHING_ASKED)
            return
        question = asked.question
        if command == "why":
            self._write(why_text(self.consultation, asked, self._style))
        elif command == "how":
            self._write(how_text(question, self.consultation.framework, self._style))
        elif command == "yes" and question.choose == "yes-no":
            self._say(lambda: self.consultation.answer(question.id, *asked.options))
        elif command == "none" or (command == "no" and question.choose == "yes-no"):
            self._say(lambda: self.consultation.answer(question.id, none=True))
        elif command == "unknown":
            self._say(lambda: self.consultation.unknown(question.id))
        elif command == "skip":
            self._say(lambda: self.consultation.skip(question.id))
        else:
            self._not_understood(command)

    def _answer_numbers(self, numbers: Sequence[int]) -> None:
        asked = self._asked()
        if asked is None:
            self._refuse(NOTHING_ASKED)
            return
        said = self._meaning(asked, numbers)
        if said is None:
            last = _lines_of(asked)
            self._refuse(fill("Type a number from 1 to {n}.", "请输入 1 到 {n} 的编号。", n=last))
            return
        self._say(said)

    def _meaning(self, asked: NextQuestion, numbers: Sequence[int]) -> Callable[[], None] | None:
        """Give what the numbers say; None when they are none of the lines shown, or do not go together."""
        question, consultation = asked.question, self.consultation
        count = 1 if question.choose == "yes-no" else len(asked.options)
        if len(numbers) == 1 and numbers[0] > count:
            special: dict[int, Callable[[], None]] = {
                count + 1: lambda: consultation.answer(question.id, none=True),
                count + 2: lambda: consultation.unknown(question.id),
                count + 3: lambda: consultation.skip(question.id),
            }
            return special.get(numbers[0])
        if not all(1 <= number <= count for number in numbers):
            return None
        chosen = [asked.options[number - 1] for number in numbers]
        return lambda: consultation.answer(question.id, *chosen)

    def _other(self, text: str) -> None:
        """Take what is neither number nor command: a symptom's id, or the person's own words."""
        knowledge = self.consultation.knowledge
        denied, _, rest = text.partition(" ")
        if text in knowledge.symptoms or text in knowledge.retired:
            self._say(lambda: self.consultation.observe(text))
        elif denied in ("not", "-") and rest in knowledge.symptoms:
            self._say(lambda: self.consultation.observe(absent=[rest]))
        elif not self.consultation.events or " " in text or not text.isascii():
            self._complain(text)
        else:
            self._not_understood(text)

    # What the lines do --------------------------------------------------------------------------------------

    def _complain(self, words: str) -> None:
        matches = self.consultation.complain(words)
        self._autosave()
        observed = {*self.consultation.present, *self.consultation.absent}
        near = [match.id for match in matches if match.score >= matches[0].score * NEAR_ENOUGH]
        self._offered = tuple(symptom for symptom in near if symptom not in observed)[:MOST_OFFERED]
        if not self._offered:
            self._tell(NO_MATCH)
            self._ask()
            return
        sheet = Sheet(self._style)
        sheet.paragraph(MATCHES, first="")
        for number, symptom in enumerate(self._offered, 1):
            sheet.paragraph(observation(self.consultation.knowledge, symptom), first=f"{number:>3}. ")
        self._write(sheet.text())

    def _confirm(self, numbers: Sequence[int]) -> None:
        if not all(1 <= number <= len(self._offered) for number in numbers):
            self._refuse(
                fill("Type numbers from 1 to {n}.", "请输入 1 到 {n} 的编号。", n=len(self._offered))
            )
            return
        chosen = [self._offered[number - 1] for number in numbers]
        asked = [self.consultation.knowledge.symptoms[symptom].question for symptom in chosen]
        twice = next((question for question in asked if asked.count(question) > 1), "")
        if twice and self.consultation.knowledge.questions[twice].choose == "one":
            question = self.consultation.knowledge.questions[twice].ask
            self._refuse(
                fill("Only one can be the answer to: {q}", "这个问题只能有一个回答：{q}", q=question)
            )
            return
        self._offered = ()
        if chosen:
            self._say(lambda: self.consultation.observe(*chosen))
        else:
            self._ask()

    def _tried(self, words: str) -> None:
        number, _, outcome_words = words.partition(" ")
        outcome = read_outcome(outcome_words)
        if not outcome:
            self._refuse(
                Text(
                    "Say what it did: tried 1 fixed (or better, no-change, worse).",
                    "请说明结果：试过 1 解决（或：好转、没变、更差）。",
                )
            )
            return
        remedy = self._step(number, "remedy") if number.isdigit() else number
        if not remedy:
            self._refuse(fill("Step {n} of the plan is no remedy.", "计划第 {n} 步不是对策。", n=number))
            return
        self._say(lambda: self.consultation.tried(remedy, outcome))

    def _choose(self, words: str) -> None:
        """Ask a question out of turn: a check of the plan by its number, or any question by its id."""
        question = self._step(words, "check") if words.isdigit() else words
        if not question:
            self._refuse(fill("Step {n} of the plan is no check.", "计划第 {n} 步不是检查。", n=words))
            return
        self.consultation.ask(question)  # refuses what is answered already
        self._chosen = question
        self._ask()

    def _step(self, number: str, kind: str) -> str:
        """Give the id behind a step of the plan; empty when it is no step of that kind."""
        steps = self.consultation.plan().steps
        place = int(number) - 1
        return steps[place].id if 0 <= place < len(steps) and steps[place].kind == kind else ""

    def _report(self, file: str) -> None:
        from lossdoctor.report import make_report, report_kind

        if not file:
            self._write(make_report(self.consultation, "markdown"))
            return
        path = Path(file).expanduser()
        text = make_report(self.consultation, report_kind(path.name))
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise unwritable(path, error) from error
        self._tell(fill("The report is in {path}.", "报告已写入 {path}。", path=path))

    def _show(self, known_id: str) -> None:
        from lossdoctor.printing.knowledge_text import show_text

        self._write(
            show_text(
                self.consultation.knowledge, known_id, self._style, framework=self.consultation.framework
            )
        )

    # Talking ------------------------------------------------------------------------------------------------

    def _say(self, said: Callable[[], None]) -> None:
        said()
        self._changed()

    def _changed(self) -> None:
        self._offered, self._chosen = (), ""
        self._autosave()
        self._ask()

    def _ask(self) -> None:
        """Show the next question; when it is time to act, the causes and the plan."""
        asked = self._asked()
        if asked is not None:
            self._write(question_text(self.consultation, asked, self._style))
            return
        self._write(consultation_text(self.consultation, self._style))
        self._tell(NEXT)

    def _asked(self) -> NextQuestion | None:
        """Give the question that numbers answer now."""
        return self.consultation.ask(self._chosen) if self._chosen else self.consultation.next_question()

    def _refuse(self, text: Text) -> None:
        """Say why a line means nothing here, and what would."""
        if self._strict:
            raise EvidenceError(text)
        self._tell(text)

    def _not_understood(self, text: str) -> None:
        self._refuse(
            fill(
                "I do not understand “{text}” here. Type a number, or help for all words.",
                "这里无法理解“{text}”。请输入编号，或输入“帮助”查看全部命令。",
                text=text[:40],
            )
        )

    def _end_of_input(self) -> None:
        if self.consultation.present or self.consultation.absent:
            self._write("\n" + causes_text(self.consultation, self._style))
        self.say_goodbye()

    def say_goodbye(self) -> None:
        """Say where the consultation is kept, if it is."""
        if self._session and self._store is not None:
            self._tell(GOODBYE)
            self._write(f"  lossdoctor resume {self._session}\n")

    def _autosave(self) -> None:
        if self._store is None:
            return
        try:
            if not self._session:
                hints = [*self.consultation.complaints, *self.consultation.present]
                self._session = self._store.new_name(hints[0] if hints else "")
            self._store.save(self._session, self.consultation)
        except SessionError as error:
            # Said once: without a place to save, the consultation goes on all the same.
            self._store = None
            self._tell(error.text)

    def _tell(self, text: Text) -> None:
        sheet = Sheet(self._style)
        sheet.paragraph(text, first="")
        self._write(sheet.text())


def _lines_of(asked: NextQuestion) -> int:
    return (1 if asked.question.choose == "yes-no" else len(asked.options)) + 3
