"""Saved consultations: what is written comes back, over newer knowledge too; nothing foreign is taken."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lossdoctor import Consultation, KnowledgeBase, SessionError


def a_consultation(demo: KnowledgeBase) -> Consultation:
    consultation = Consultation(demo, language="zh", framework="keras")
    consultation.complain("loss突然变成nan [x] 😀")
    consultation.observe("training-loss-nan", absent=["data-has-nan"])
    consultation.answer("run-setup", none=True)
    consultation.unknown("few-epochs")
    consultation.skip("hidden-activation")
    consultation.tried("lower-learning-rate", "better")
    consultation.observe("weights-nan")
    consultation.undo()
    return consultation


def test_what_is_saved_comes_back(demo: KnowledgeBase) -> None:
    before = a_consultation(demo)
    after = Consultation.from_json(before.to_json(), knowledge=demo)
    assert after.events == before.events
    assert after.undone == before.undone
    assert (after.language, after.framework, after.lost) == ("zh", "keras", ())
    assert after.diagnosis() == before.diagnosis()
    assert after.redo() == before.redo()


def test_newer_knowledge_opens_what_is_left(demo: KnowledgeBase) -> None:
    """One symptom was renamed, one question and one remedy are gone, one symptom is asked for elsewhere."""
    symptoms = dict(demo.symptoms)
    symptoms["loss-nan"] = replace(symptoms.pop("training-loss-nan"), id="loss-nan")
    questions = {name: question for name, question in demo.questions.items() if name != "few-epochs"}
    course = questions["training-loss-course"]
    questions["training-loss-course"] = replace(course, options=("loss-nan", *course.options[1:]))
    questions["run-setup"] = replace(questions["run-setup"], options=("no-normalisation",))
    remedies = {name: remedy for name, remedy in demo.remedies.items() if name != "lower-learning-rate"}
    newer = replace(
        demo,
        symptoms=symptoms,
        questions=questions,
        remedies=remedies,
        retired={"training-loss-nan": "loss-nan", "few-epochs": ""},
    )
    opened = Consultation.from_json(a_consultation(demo).to_json(), knowledge=newer)
    assert opened.lost == ("few-epochs", "lower-learning-rate")
    assert opened.present == ("loss-nan",)
    assert opened.absent == ("data-has-nan", "no-normalisation", "log-of-softmax", "default-initialisation")
    assert "run-setup" not in opened.answered


def test_options_that_are_new_were_not_denied(demo: KnowledgeBase) -> None:
    consultation = Consultation(demo)
    consultation.answer("hidden-activation", none=True)
    question = demo.questions["hidden-activation"]
    grown = replace(
        demo,
        questions={
            **demo.questions,
            question.id: replace(question, options=(*question.options, "gelu-hidden")),
        },
        symptoms={**demo.symptoms, "gelu-hidden": replace(demo.symptoms["relu-hidden"], id="gelu-hidden")},
    )
    opened = Consultation.from_json(consultation.to_json(), knowledge=grown)
    assert "gelu-hidden" not in opened.absent


def test_ids_that_became_one_do_not_contradict_themselves(demo: KnowledgeBase) -> None:
    consultation = Consultation(demo)
    consultation.observe("rate-large", absent=["rate-small"])
    symptoms = {name: symptom for name, symptom in demo.symptoms.items() if name != "rate-small"}
    merged = replace(demo, symptoms=symptoms, retired={"rate-small": "rate-large"})
    opened = Consultation.from_json(consultation.to_json(), knowledge=merged)
    assert opened.lost == ("rate-large",)
    assert opened.present == opened.absent == ()


GOOD = {"format": "lossdoctor-consultation", "version": 1, "events": []}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON"),
        ("hello", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no saved consultation"),
        ('{"events": []}', "format"),
        (json.dumps({**GOOD, "version": 99}), "later lossdoctor"),
        (json.dumps({**GOOD, "version": "one"}), "version"),
        (json.dumps({**GOOD, "version": 0}), "version"),
        (json.dumps({**GOOD, "events": {}}), "no list"),
        (json.dumps({**GOOD, "events": [3]}), r"events\[0\]"),
        (json.dumps({**GOOD, "events": [{}]}), r"events\[0\]"),
        (json.dumps({**GOOD, "events": [{"kind": "dance"}]}), r"events\[0\]"),
        (json.dumps({**GOOD, "events": [{"kind": "observe", "present": "weights-nan"}]}), "list"),
        (json.dumps({**GOOD, "events": [{"kind": "observe", "present": [1]}]}), "no event"),
        (
            json.dumps({**GOOD, "events": [{"kind": "tried", "remedy": "clean-data", "outcome": "?"}]}),
            "outcome",
        ),
        ("x" * 10_000_001, "too long"),
    ],
)
def test_what_is_no_saved_consultation_is_refused_in_one_line(
    demo: KnowledgeBase, text: str, says: str
) -> None:
    with pytest.raises(SessionError, match=says) as raised:
        Consultation.from_json(text, knowledge=demo)
    assert "\n" not in str(raised.value)


def test_an_edited_file_that_contradicts_itself_opens_without_the_contradiction(demo: KnowledgeBase) -> None:
    events = [
        {"kind": "observe", "present": ["weights-nan"]},
        {"kind": "observe", "absent": ["weights-nan"]},
    ]
    opened = Consultation.from_json(json.dumps({**GOOD, "events": events}), knowledge=demo)
    assert opened.present == ("weights-nan",)
    assert opened.lost == ("weights-nan",)
