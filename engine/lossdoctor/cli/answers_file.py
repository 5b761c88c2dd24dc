"""A file of answers, told to a consultation: what ``ask --answers`` takes.

Owns reading the file, and saying which line of it is wrong. Leaves its two forms to ``answers``, and what a
typed line means to the plain wizard, which takes it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lossdoctor.errors import EvidenceError, LossdoctorError, unreadable
from lossdoctor.wording import fill

if TYPE_CHECKING:
    from lossdoctor.answers import Answers
    from lossdoctor.consultation import Consultation

__all__ = ["answer_from"]


def answer_from(consultation: Consultation, file: str) -> None:
    """Tell a consultation what a file of answers says; ``-`` is stdin.

    Raises:
        LossdoctorError: naming the file, and the line where lines were typed.
    """
    from lossdoctor.answers import read_answers

    answers = read_answers(_read_file(file), file)
    if not answers.told and not answers.lines:
        raise EvidenceError(fill("{file}: there is no answer in it", "{file}：其中没有回答", file=file))
    if answers.told is not None:
        try:
            answers.tell(consultation)
        except LossdoctorError as error:
            told = fill("{file}: {why}", "{file}：{why}", file=file, why=error.text)
            raise LossdoctorError(told) from error
    else:
        _type_in(consultation, answers, file)


def _type_in(consultation: Consultation, answers: Answers, file: str) -> None:
    from lossdoctor.plain import PlainWizard
    from lossdoctor.printing.sheet import Style

    typed = 0

    def read(prompt: str) -> str | None:
        nonlocal typed
        if typed == len(answers.lines):
            return None
        typed += 1
        return answers.lines[typed - 1][1]

    wizard = PlainWizard(consultation, read, lambda _: None, style=Style(consultation.language), strict=True)
    try:
        wizard.run()
    except LossdoctorError as error:
        number, line = answers.lines[typed - 1]
        place = f"{file}:{number}"
        raise LossdoctorError(
            fill(
                '{place}: "{line}": {why}',
                "{place}：“{line}”：{why}",
                place=place,
                line=line,
                why=error.text,
            )
        ) from error


def _read_file(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise unreadable(file, error) from error
    except UnicodeDecodeError as error:
        raise LossdoctorError(
            fill("{file} is not text in UTF-8", "{file} 不是 UTF-8 文本", file=file)
        ) from error
