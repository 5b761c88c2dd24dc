"""Saved consultations: what is written comes back, over newer knowledge too; nothing foreign is taken."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    assert list(map(str, opened.lost)) == [
        'your answer to “few-epochs”: unknown question "few-epochs"',
        'what came of trying “lower-learning-rate”: unknown remedy "lower-learning-rate"; '
        'did you mean "raise-learning-rate"?',
    ]
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
    (lost,) = opened.lost
    assert "both present and absent" in str(lost)
    assert opened.present == opened.absent == ()


GOOD = {"format": "lossdoctor-consultation", "version": 1, "framework": "pytorch", "events": []}
SEEN = {"kind": "observe", "present": ["weights-nan"]}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON from line 1, column 1"),
        ("hello", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("9" * 10_000, "not JSON"),
        ('{"format": "lossdoctor-consultation", "vers', "line 1, column 39"),
        (b"\xff\xfe\x00", "not JSON"),
        ("[]", "no saved consultation"),
        ('{"events": []}', "format"),
        ('{"format": "something else", "events": [{"kind": "dance"}]}', "format"),
        ("x" * 10_000_001, "too long"),
    ],
)
def test_what_is_no_saved_consultation_is_refused_in_one_line(
    demo: KnowledgeBase, text: str | bytes, says: str
) -> None:
    with pytest.raises(SessionError, match=says) as raised:
        Consultation.from_json(text, knowledge=demo)
    assert "\n" not in str(raised.value)
    assert raised.value.text.zh not in ("", raised.value.text.en)


def saved(*events: object, **header: object) -> str:
    """Write a file in which one good event stands behind the others."""
    return json.dumps({**GOOD, "events": [*events, SEEN], **header})


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        (saved(version=99), "later lossdoctor (format 99, this one reads 1)", "更新版本"),
        (saved(version="one"), "“version”: it is no number of a version", "不是版本号"),
        (saved(version=1e999), "it is no number of a version", "不是版本号"),
        (saved(format="something else"), "“format”: it is not “lossdoctor-consultation”", "不是"),
        (saved(language="fr"), "“language”: there is no such language", "没有这种语言"),
        (saved(mood=":)"), "“mood”: this lossdoctor knows nothing of the kind", "“mood”：本版"),
        (saved(undone=3), "“undone”: it is no list", "“undone”：不是列表"),
        (saved(3), "entry 1 of “events”: it is no event", "“events”的第 1 条：不是会诊记录"),
        (saved({}), "no event of the kind “None”", "没有“None”这种记录"),
        (saved({"kind": "dance"}), "no event of the kind “dance”", "没有“dance”这种记录"),
        (saved({"kind": ["answer"]}), "no event of the kind", "没有"),
        (saved({"kind": "observe"}), "does not say “present”", "没有“present”"),
        (saved({"kind": "forget"}), "does not say “question”", "没有“question”"),
        (saved({"kind": "observe", "present": "x"}), "“present” is of the wrong type", "类型不对"),
        (saved({"kind": "observe", "present": [1]}), "“present” is of the wrong type", "类型不对"),
        (saved({**SEEN, "mood": 1}), "entry 1 of “events”, “mood”: this", "第 1 条中的“mood”"),
        (saved({"kind": "answer", "question": "run-setup"}), "does not say “present”", "没有"),
        (saved({"kind": "tried", "remedy": "clean-data", "outcome": "?"}), "outcome “?”", "未知的结果"),
        (saved({"kind": "skip", "question": "run-setip"}), 'did you mean "run-setup"', "是不是“run-setup”"),
        (
            saved(
                {"kind": "answer", "question": "learning-rate-size", "present": ["rate-large"]},
                {"kind": "answer", "question": "learning-rate-size", "present": ["rate-small"]},
            ),
            '"rate-large" was given before',
            "之前已回答“rate-large”",
        ),
        (
            saved(
                {"kind": "tried", "remedy": "clean-data", "outcome": "better"},
                {"kind": "tried", "remedy": "clean-data", "outcome": "worse"},
            ),
            "said to have done two things",
            "两种不同的结果",
        ),
        (
            saved(undone=[{"kind": "observe", "absent": ["weights-nan"]}]),
            "both present and absent",
            "既说有又说没有",
        ),
        (saved()[:-1], "the file: it is not JSON from line 1, column", "文件：从第 1 行第"),
        (
            saved({"kind": "skip"}).replace('"skip"}', '"skip"'),
            'line 1: this cannot be read: "kind": "skip"',
            "无法读取",
        ),
        (saved() + '{"kind": "answer", "quest', 'this cannot be read: "kind": "answer", "quest', "无法读取"),
        (saved().encode().replace(b"pytorch", b"py\xfftorch"), "bytes that are no text", "不是文字的字节"),
    ],
)
def test_a_damaged_file_opens_as_far_as_it_can_and_says_what_is_lost(
    demo: KnowledgeBase, text: str | bytes, english: str, chinese: str
) -> None:
    opened = Consultation.from_json(text, knowledge=demo)
    assert "weights-nan" in opened.present
    assert english in " ".join(one.in_language("en") for one in opened.lost)
    assert chinese in " ".join(one.in_language("zh") for one in opened.lost)
    again = Consultation.from_json(opened.to_json(), knowledge=demo)
    assert (again.events, again.undone, again.lost) == (opened.events, opened.undone, ())


@pytest.mark.parametrize("text", ["\ufeff" + saved(), saved().encode("utf-8-sig"), saved().encode("utf-16")])
def test_other_ways_to_write_the_same_file_lose_nothing(demo: KnowledgeBase, text: str | bytes) -> None:
    opened = Consultation.from_json(text, knowledge=demo)
    assert opened.present == ("weights-nan",)
    assert opened.lost == ()


def test_what_was_undone_stays_undone_in_a_damaged_file(demo: KnowledgeBase) -> None:
    before = a_consultation(demo)
    text = before.to_json().replace('"undone"', '"undone')
    opened = Consultation.from_json(text, knowledge=demo)
    assert (opened.events, opened.undone) == (before.events, before.undone)


def test_half_characters_can_be_saved_again(demo: KnowledgeBase) -> None:
    opened = Consultation.from_json(saved({"kind": "complain", "text": "\ud83d nan"}), knowledge=demo)
    assert opened.to_json().encode()
    assert opened.complaints == ("? nan",)


def test_a_long_file_that_contradicts_itself_opens_quickly(demo: KnowledgeBase) -> None:
    """One event after the other is looked at once, not once for each of the others."""
    events = [SEEN, {"kind": "observe", "absent": ["weights-nan"]}] * 5_000
    opened = Consultation.from_json(saved(*events), knowledge=demo)
    assert len(opened.events) == 5_001
    assert len(opened.lost) == 1


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_wrong_byte_or_a_lost_end_is_told_or_changes_nothing(
    demo: KnowledgeBase, data: st.DataObject
) -> None:
    before = Consultation(demo, language="zh")
    before.observe("training-loss-nan", absent=["data-has-nan"])
    before.answer("run-setup", none=True)
    before.tried("lower-learning-rate", "better")
    before.skip("hidden-activation")
    before.undo()
    whole = before.to_json().encode()
    place = data.draw(st.integers(0, len(whole) - 1))
    how = data.draw(st.sampled_from(["cut", "change", "remove", "insert"]))
    byte = bytes([data.draw(st.integers(0, 255))])
    rest = {
        "cut": b"",
        "change": byte + whole[place + 1 :],
        "remove": whole[place + 1 :],
        "insert": byte + whole[place:],
    }
    try:
        opened = Consultation.from_json(whole[:place] + rest[how], knowledge=demo)
    except SessionError:  # in one line, as the table above has it
        return
    same = (opened.events, opened.undone) == (before.events, before.undone)
    assert same or opened.lost
    assert {*opened.present} <= {*before.present}
    opened.diagnosis()
