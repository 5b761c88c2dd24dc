"""Saying things, taking them back, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossdoctor import Consultation, EvidenceError, KnowledgeBase, LossdoctorError, UnknownIdError

SAYINGS: list[Callable[[Consultation], None]] = [
    lambda c: c.observe("training-loss-nan"),
    lambda c: c.observe(absent=["data-has-nan"]),
    lambda c: c.answer("learning-rate-size", "rate-large"),
    lambda c: c.answer("run-setup", "no-normalisation", "log-of-softmax"),
    lambda c: c.answer("hidden-activation", none=True),
    lambda c: c.tried("lower-learning-rate", "better"),
    lambda c: c.tried("clean-data", "no-change"),
    lambda c: c.unknown("gradient-size"),
    lambda c: c.skip("weights-look"),
    lambda c: c.complain("the loss is nan"),
]


@pytest.mark.parametrize(
    ("say", "present", "absent"),
    [
        (lambda c: c.answer("few-epochs", "trained-briefly"), ("trained-briefly",), ()),
        (lambda c: c.answer("few-epochs", none=True), (), ("trained-briefly",)),
        (lambda c: c.answer("learning-rate-size", "rate-large"), ("rate-large",), ()),
        (lambda c: c.answer("learning-rate-size", none=True), (), ("rate-large", "rate-small")),
        (
            lambda c: (c.observe("log-of-softmax"), c.answer("run-setup", none=True)),
            ("log-of-softmax",),
            ("no-normalisation", "default-initialisation"),
        ),
        (lambda c: (c.unknown("few-epochs"), c.skip("run-setup"), c.complain("nan")), (), ()),
        (lambda c: (c.answer("few-epochs", none=True), c.unknown("few-epochs")), (), ("trained-briefly",)),
        (lambda c: (c.observe("rate-large"), c.forget("rate-large")), (), ()),
        (lambda c: (c.answer("run-setup", none=True), c.forget("run-setup")), (), ()),
    ],
    ids=[
        "yes",
        "no",
        "one of",
        "none of",
        "none of the rest",
        "no evidence",
        "late doubt",
        "forgot",
        "forgot all",
    ],
)
def test_what_is_said_becomes_evidence(
    consultation: Consultation,
    say: Callable[[Consultation], object],
    present: tuple[str, ...],
    absent: tuple[str, ...],
) -> None:
    say(consultation)
    assert (consultation.present, consultation.absent) == (present, absent)


@pytest.mark.parametrize(
    ("before", "say", "named"),
    [
        (lambda c: c.observe("weights-nan"), lambda c: c.observe(absent=["weights-nan"]), "weights-nan"),
        (lambda c: None, lambda c: c.observe("weights-nan", absent=["weights-nan"]), "weights-nan"),
        (
            lambda c: c.answer("few-epochs", none=True),
            lambda c: c.answer("few-epochs", "trained-briefly"),
            "trained-briefly",
        ),
        (
            lambda c: c.answer("learning-rate-size", "rate-large"),
            lambda c: c.answer("learning-rate-size", "rate-small"),
            "rate-large",
        ),
        (
            lambda c: c.observe("rate-large"),
            lambda c: c.answer("learning-rate-size", none=True),
            "rate-large",
        ),
        (lambda c: None, lambda c: c.answer("learning-rate-size", "rate-large", "rate-small"), "rate-small"),
        (lambda c: None, lambda c: c.answer("learning-rate-size", "weights-nan"), "weights-nan"),
        (lambda c: None, lambda c: c.answer("run-setup", "log-of-softmax", none=True), "log-of-softmax"),
        (lambda c: None, lambda c: c.answer("run-setup"), "run-setup"),
        (
            lambda c: c.tried("clean-data", "fixed"),
            lambda c: c.tried("clean-data", "worse"),
            "clean-data",
        ),
        (lambda c: None, lambda c: c.tried("clean-data", "perhaps"), "perhaps"),
        (lambda c: None, lambda c: c.complain(" \n "), "empty"),
    ],
)
def test_contradictions_are_named_and_change_nothing(
    consultation: Consultation,
    before: Callable[[Consultation], None],
    say: Callable[[Consultation], None],
    named: str,
) -> None:
    before(consultation)
    events, ranking = consultation.events, consultation.ranking()
    with pytest.raises(EvidenceError, match=named):
        say(consultation)
    assert consultation.events == events
    assert consultation.ranking() == ranking


@pytest.mark.parametrize(
    ("say", "meant"),
    [
        (lambda c: c.observe("trainig-loss-nan"), "training-loss-nan"),
        (lambda c: c.answer("learning-rate", "rate-large"), "learning-rate-size"),
        (lambda c: c.answer("learning-rate-size", "rate-larg"), "rate-large"),
        (lambda c: c.tried("lower-learning-rat", "fixed"), "lower-learning-rate"),
        (lambda c: c.why_not("overfiting"), "overfitting"),
        (lambda c: c.compare("overfitting", "nan-in-dat"), "nan-in-data"),
        (lambda c: c.forget("weights-na"), "weights-nan"),
    ],
)
def test_unknown_ids_say_what_was_meant(
    consultation: Consultation, say: Callable[[Consultation], object], meant: str
) -> None:
    with pytest.raises(UnknownIdError) as raised:
        say(consultation)
    assert meant in raised.value.suggestions
    assert consultation.events == ()


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(SAYINGS))
def test_the_order_of_answers_never_matters(
    demo: KnowledgeBase, order: list[Callable[[Consultation], None]]
) -> None:
    told, again = Consultation(demo), Consultation(demo)
    for say in SAYINGS:
        say(told)
    for say in order:
        say(again)
    assert again.ranking() == told.ranking()
    assert again.plan() == told.plan()
    assert [cause.evidence_for for cause in again.diagnosis().causes] == [
        cause.evidence_for for cause in told.diagnosis().causes
    ]


@settings(max_examples=25, deadline=None)
@given(count=st.integers(0, len(SAYINGS)))
def test_undo_takes_back_exactly_the_last_thing_said(demo: KnowledgeBase, count: int) -> None:
    consultation = Consultation(demo)
    states = [(consultation.present, consultation.absent, consultation.ranking())]
    for say in SAYINGS[:count]:
        say(consultation)
        states.append((consultation.present, consultation.absent, consultation.ranking()))
    said = consultation.events
    for state in reversed(states[:-1]):
        consultation.undo()
        assert (consultation.present, consultation.absent, consultation.ranking()) == state
    assert consultation.undo() is None
    while consultation.redo():
        pass
    assert consultation.events == said
    assert consultation.ranking() == states[-1][2]


def test_something_new_cannot_be_redone_over(consultation: Consultation) -> None:
    consultation.observe("weights-nan")
    consultation.undo()
    consultation.observe("rate-large")
    assert consultation.redo() is None


def test_the_ranking_can_be_asked_as_it_was(consultation: Consultation) -> None:
    before = consultation.ranking()
    consultation.observe("weights-nan")
    assert consultation.ranking(back=1) == before != consultation.ranking()


def test_words_alone_are_never_evidence(consultation: Consultation) -> None:
    base_rates = consultation.ranking()
    matches = consultation.complain("loss is nan")
    assert matches[0].id == "training-loss-nan"
    assert consultation.ranking() == base_rates
    assert consultation.diagnosis().nothing_observed


def test_other_languages_are_refused(demo: KnowledgeBase) -> None:
    with pytest.raises(LossdoctorError, match="fr"):
        Consultation(demo, language="fr")
