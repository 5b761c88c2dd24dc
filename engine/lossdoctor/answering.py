"""An answer to a question, as an event.

Owns what an answer means for the options that were not chosen, and refusing answers that the question does
not have or that contradict what was said. Leaves contradictions between symptoms to ``events``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lossdoctor.errors import EvidenceError
from lossdoctor.events import Event, Said

if TYPE_CHECKING:
    from lossdoctor.model import Question

__all__ = ["read_answer"]


def read_answer(question: Question, chosen: Sequence[str], said: Said, *, none: bool) -> Event:
    """Turn an answer into an event: the options chosen are present, or none of the open ones is.

    Args:
        question: what was asked.
        chosen: the options that hold.
        said: what was said before.
        none: the answer was "none of these".

    Raises:
        EvidenceError: an answer that the question does not have, or that contradicts what was said.
    """
    _check_options(question, chosen, none=none)
    if none:
        return Event("answer", question=question.id, absent=_denied(question, said))
    _check_exclusive(question, chosen, said)
    return Event("answer", question=question.id, present=tuple(chosen))


def _check_options(question: Question, chosen: Sequence[str], *, none: bool) -> None:
    options = ", ".join(question.options)
    for symptom in chosen:
        if symptom not in question.options:
            raise EvidenceError(
                f'"{symptom}" is no answer to "{question.id}"; its answers are: {options}', values=[symptom]
            )
    if none and chosen:
        raise EvidenceError(
            f'"{question.id}" was answered both with "{chosen[0]}" and with "none of these"', values=chosen
        )
    if not none and not chosen:
        raise EvidenceError(f'no answer to "{question.id}" was given; its answers are: {options}')
    if question.choose != "any" and len(chosen) > 1:
        raise EvidenceError(
            f'"{question.id}" has one answer, not {len(chosen)}: {", ".join(chosen)}', values=chosen
        )


def _denied(question: Question, said: Said) -> tuple[str, ...]:
    """Give the options that "none of these" denies: all but those seen before the question was asked."""
    seen = [option for option in question.options if option in said.present]
    answered = [option for option in said.answered.get(question.id, ()) if option in seen]
    left = tuple(option for option in question.options if option not in seen)
    if answered or not left or (seen and question.choose != "any"):
        raise EvidenceError(
            f'"none of these" to "{question.id}" contradicts what was said before: '
            f"{', '.join(answered or seen)}; take that back first",
            values=answered or seen,
        )
    return left


def _check_exclusive(question: Question, chosen: Sequence[str], said: Said) -> None:
    """Refuse a second answer to a question whose options exclude each other."""
    earlier = [option for option in said.answered.get(question.id, ()) if option not in chosen]
    if question.choose == "one" and earlier:
        raise EvidenceError(
            f'"{question.id}" has one answer, and "{earlier[0]}" was given before; take that back first',
            values=[*earlier, *chosen],
        )
