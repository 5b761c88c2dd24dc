"""Which question comes next, why, and when to stop."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from lossdoctor import Consultation, KnowledgeBase
from lossdoctor.events import fold
from lossdoctor.questions import Why, open_questions


def hold(consultation: Consultation, truth: set[str], *, most: int = 30) -> int:
    """Answer truthfully until no further question is asked; give how many were."""
    for asked in range(most):
        question = consultation.next_question()
        if question is None:
            return asked
        there = [option for option in question.options if option in truth]
        if question.question.choose != "any":
            there = there[:1]
        consultation.answer(question.question.id, *there, none=not there)
    return most


@pytest.mark.parametrize(
    ("say", "closed", "left_open"),
    [
        (lambda c: c.answer("few-epochs", none=True), "few-epochs", None),
        (lambda c: c.unknown("few-epochs"), "few-epochs", None),
        (lambda c: c.observe("rate-large"), "learning-rate-size", None),
        (lambda c: c.observe(absent=["rate-large", "rate-small"]), "learning-rate-size", None),
        (lambda c: c.observe(absent=["rate-large"]), None, ("learning-rate-size", ("rate-small",))),
        (
            lambda c: c.observe("log-of-softmax"),
            None,
            ("run-setup", ("no-normalisation", "default-initialisation")),
        ),
        (lambda c: c.skip("few-epochs"), None, ("few-epochs", ("trained-briefly",))),
    ],
    ids=["answered", "unknown", "implied", "all denied", "rest of one", "rest of any", "skipped"],
)
def test_what_may_still_be_asked(
    consultation: Consultation,
    say: Callable[[Consultation], None],
    closed: str | None,
    left_open: tuple[str, tuple[str, ...]] | None,
) -> None:
    say(consultation)
    said = fold(consultation.events)
    still = {question.id: options for question, options in open_questions(consultation.knowledge, said)}
    if closed:
        assert closed not in still
    if left_open:
        assert still[left_open[0]] == left_open[1]


def test_the_question_tells_likely_causes_apart(consultation: Consultation) -> None:
    consultation.observe("training-loss-nan")
    asked = consultation.next_question()
    assert asked is not None
    assert asked.bits > 0
    pair = asked.tells_apart[0]
    leading = [cause for cause, _ in consultation.ranking()[:4]]
    assert set(pair) <= set(leading)
    for cause in pair:
        assert consultation.knowledge.causes[cause].name.en in asked.why.en
    assert consultation.stopped == ""
    assert consultation.questions_left() >= 1


def test_skipped_questions_come_back_last(consultation: Consultation) -> None:
    consultation.observe("training-loss-nan")
    first = consultation.next_question()
    assert first is not None
    consultation.skip(first.question.id)
    asked = []
    while question := consultation.next_question():
        asked.append(question.question.id)
        if question.skipped_before:
            break
        consultation.unknown(question.question.id)
    assert asked[-1] == first.question.id
    assert len(asked) > 1


def test_why_shows_what_each_answer_would_really_do(demo: KnowledgeBase) -> None:
    consultation = Consultation(demo)
    consultation.observe("training-loss-nan")
    why = consultation.why("data-check")
    assert sum(outcome.probability for outcome in why.outcomes) == pytest.approx(1)
    yes = next(outcome for outcome in why.outcomes if outcome.present)
    assert yes.answer.en == "Yes"
    consultation.answer("data-check", "data-has-nan")
    after = dict(consultation.ranking())
    for shift in yes.shifts:
        assert shift.after == pytest.approx(after[shift.cause])
    assert Why.from_dict(why.to_dict()) == why


@pytest.mark.parametrize(
    "cause", ["learning-rate-too-high", "nan-in-data", "sigmoid-in-deep-layers", "overfitting"]
)
def test_consultations_are_short_and_find_the_cause(demo: KnowledgeBase, cause: str) -> None:
    generator = random.Random(cause)
    lengths, found = [], 0
    for _ in range(5):
        truth, shown = {cause}, set()
        for reached in [
            cause,
            *(link.target for link in demo.causes[cause].leads_to if generator.random() < 0.7),
        ]:
            truth.add(reached)
            links = demo.causes[reached].shows
            shown |= {link.target for link in links if generator.random() < link.frequency.number}
        consultation = Consultation(demo)
        lengths.append(hold(consultation, shown))
        found += bool(truth & {cause for cause, _ in consultation.ranking()[:3]})
        assert consultation.stopped
    assert max(lengths) <= 12
    assert found >= 4


def test_stopping_is_said_in_both_languages(demo: KnowledgeBase) -> None:
    consultation = Consultation(demo)
    hold(consultation, {"training-loss-nan", "data-has-nan", "weights-nan"})
    english = consultation.stopped
    consultation.language = "zh"
    assert english.isascii() or "“" in english
    assert consultation.stopped != english
