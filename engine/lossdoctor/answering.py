"""An answer to a question, as an event.

Owns what an answer means for the options that were not chosen, and refusing answers that the question does
not have or that contradict what was said. Leaves contradictions between symptoms to ``events``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lossdoctor.errors import EvidenceError
from lossdoctor.events import Event, Said
from lossdoctor.wording import fill

if TYPE_CHECKING:
    from lossdoctor.model import Question

__all__ = ["check_answer", "read_answer"]


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
    if none:
        if chosen:
            raise EvidenceError(
                fill(
                    '"{q}" was answered both with "{a}" and with "none of these"',
                    "“{q}”既回答了“{a}”又回答了“以上都不是”",
                    q=question.id,
                    a=chosen[0],
                ),
                values=chosen,
            )
        return Event("answer", question=question.id, absent=_denied(question, said))
    check_answer(question, chosen, said.answered)
    return Event("answer", question=question.id, present=tuple(chosen))


def check_answer(question: Question, chosen: Sequence[str], answered: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse options that the question does not have, that exclude each other, or an earlier answer to it.

    Args:
        question: what was asked.
        chosen: the options that hold.
        answered: the options chosen so far, by question.

    Raises:
        EvidenceError: why it is no answer.
    """
    options = ", ".join(question.options)
    for symptom in chosen:
        if symptom not in question.options:
            raise EvidenceError(
                fill(
                    '"{a}" is no answer to "{q}"; its answers are: {options}',
                    "“{a}”不是“{q}”的选项；选项有：{options}",
                    a=symptom,
                    q=question.id,
                    options=options,
                ),
                values=[symptom],
            )
    if not chosen:
        raise EvidenceError(
            fill(
                'no answer to "{q}" was given; its answers are: {options}',
                "没有给出“{q}”的回答；选项有：{options}",
                q=question.id,
                options=options,
            )
        )
    if question.choose != "any" and len(chosen) > 1:
        raise EvidenceError(
            fill(
                '"{q}" has one answer, not {n}: {chosen}',
                "“{q}”只能有一个回答，而不是 {n} 个：{chosen}",
                q=question.id,
                n=len(chosen),
                chosen=", ".join(chosen),
            ),
            values=chosen,
        )
    earlier = [option for option in answered.get(question.id, ()) if option not in chosen]
    if question.choose == "one" and earlier:
        raise EvidenceError(
            fill(
                '"{q}" has one answer, and "{a}" was given before; take that back first',
                "“{q}”只能有一个回答，之前已回答“{a}”；请先撤回",
                q=question.id,
                a=earlier[0],
            ),
            values=[*earlier, *chosen],
        )


def _denied(question: Question, said: Said) -> tuple[str, ...]:
    """Give the options that "none of these" denies: all but those seen before the question was asked."""
    seen = [option for option in question.options if option in said.present]
    answered = [option for option in said.answered.get(question.id, ()) if option in seen]
    left = tuple(option for option in question.options if option not in seen)
    if answered or not left or (seen and question.choose != "any"):
        raise EvidenceError(
            fill(
                '"none of these" to "{q}" contradicts what was said before: {seen}; take that back first',
                "对“{q}”回答“以上都不是”与之前说的矛盾：{seen}；请先撤回",
                q=question.id,
                seen=", ".join(answered or seen),
            ),
            values=answered or seen,
        )
    return left
