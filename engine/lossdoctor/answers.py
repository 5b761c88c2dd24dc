"""Answers from a file: a whole consultation written down beforehand, for scripts and tests.

Owns reading such a file. It is either what a person would type into the plain wizard, line by line, or YAML
that names what was seen:

    complaint: the loss is NaN
    seen: [training-loss-nan]
    not-seen: [data-has-nan]
    answers: {learning-rate-size: rate-large, few-epochs: none, gradient-size: unknown}
    tried: {lower-learning-rate: better}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lossdoctor.errors import EvidenceError, LossdoctorError
from lossdoctor.wording import fill

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation

__all__ = ["Answers", "read_answers"]

YES_OR_NO = "KB006"
"""Strict YAML refuses a bare yes or no, which some readers take for true and false; here they are answers."""
KEYS = ("complaint", "seen", "not-seen", "answers", "tried")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file of answers says."""

    lines: tuple[tuple[int, str], ...] = ()
    """To be typed into the plain wizard one after the other, each with its number in the file."""
    told: Mapping[str, Any] | None = None
    """The YAML form."""

    def tell(self, consultation: Consultation) -> None:
        """Tell a consultation all that the YAML form says."""
        for key, say in _sayings(consultation).items():
            if self.told and key in self.told:
                say(self.told[key])


def read_answers(text: str, where: str = "answers") -> Answers:
    """Read a file of answers.

    Raises:
        LossdoctorError: a YAML form with keys that mean nothing, or that cannot be read; the message says
        where.

    >>> read_answers("seen: [training-loss-nan]").told
    {'seen': ['training-loss-nan']}
    >>> read_answers("# my run\\nloss is nan\\n1\\n").lines
    ((2, 'loss is nan'), (3, '1'))
    """
    lines = [line.rstrip() for line in text.splitlines()]
    written = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not written or written[0].split(":", 1)[0] not in KEYS or ":" not in written[0]:
        typed = tuple((n, line) for n, line in enumerate(lines, 1) if not line.startswith("#"))
        return Answers(lines=typed if written else ())
    from lossdoctor.strictyaml import read  # a file of lines needs none

    document = read(text.encode(), where)
    faults = [
        problem for problem in document.problems if problem.severity == "error" and problem.code != YES_OR_NO
    ]
    if faults or document.root is None:
        fault = faults[0]
        raise LossdoctorError(
            fill(
                "{place}: {message}; {help}",
                "{place}：这里不是有效的 YAML（{message}；{help}）",
                place=fault.position,
                message=fault.message,
                help=fault.help,
            )
        )
    data = document.root.plain()
    for key in data:
        if key not in KEYS:
            line = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)
            raise LossdoctorError(
                fill(
                    '{where}:{line}: unknown key "{key}"; known are {known}',
                    "{where}:{line}：没有“{key}”这个键；可用的有 {known}",
                    where=where,
                    line=line,
                    key=key,
                    known=", ".join(KEYS),
                )
            )
    return Answers(told=data)


def _sayings(consultation: Consultation) -> Mapping[str, Callable[[Any], None]]:
    return {
        "complaint": lambda words: _complain(consultation, words),
        "seen": lambda seen: consultation.observe(*_ids(seen, "seen")),
        "not-seen": lambda denied: consultation.observe(absent=_ids(denied, "not-seen")),
        "answers": lambda answers: _answer_all(consultation, answers),
        "tried": lambda tried: _try_all(consultation, tried),
    }


def _complain(consultation: Consultation, words: Any) -> None:
    consultation.complain(str(words))


def _answer_all(consultation: Consultation, answers: Any) -> None:
    for question, answer in _pairs(answers, "answers"):
        if answer == "unknown":
            consultation.unknown(question)
        elif answer == "skip":
            consultation.skip(question)
        elif answer in ("none", "no", False):
            consultation.answer(question, none=True)
        elif answer in ("yes", True):
            asked = consultation.knowledge.questions[consultation.knowledge.resolve(question, "question")]
            consultation.answer(question, *asked.options)
        else:
            consultation.answer(question, *_ids(answer, f"answers: {question}"))


def _try_all(consultation: Consultation, tried: Any) -> None:
    for remedy, outcome in _pairs(tried, "tried"):
        consultation.tried(remedy, str(outcome))


def _ids(value: Any, key: str) -> list[str]:
    ids = [value] if isinstance(value, str) else value
    if not isinstance(ids, list) or not all(isinstance(known_id, str) for known_id in ids):
        raise EvidenceError(
            fill('"{key}" must be an id or a list of ids', "“{key}”须是一个 id 或 id 的列表", key=key)
        )
    return ids


def _pairs(value: Any, key: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, dict):
        raise EvidenceError(
            fill(
                '"{key}" must say what belongs to what, as in "{key}: {{id: answer}}"',
                "“{key}”须写明对应关系，例如“{key}: {{id: 回答}}”",
                key=key,
            )
        )
    for name, answer in value.items():
        yield str(name), answer
