"""The plain wizard, driven by lines: every word that it understands, and every way of leaving it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lossdoctor import Consultation, KnowledgeBase
from lossdoctor.plain import PlainWizard
from lossdoctor.printing.layout import cells
from lossdoctor.printing.sheet import Style
from lossdoctor.sessions import SessionStore


def hold(
    consultation: Consultation, *lines: str, store: SessionStore | None = None, language: str = "en"
) -> str:
    """Type lines into the plain wizard, then end the input; give all that it wrote."""
    typed: Iterator[str] = iter(lines)
    written: list[str] = []
    PlainWizard(
        consultation, lambda _: next(typed, None), written.append, style=Style(language), store=store
    ).run()
    return "".join(written)


def test_words_are_matched_confirmed_and_asked_about(consultation: Consultation) -> None:
    told = hold(consultation, "my loss is nan", "1", "unknown")
    assert "  1. How does the training loss move? It becomes NaN or infinite" in told
    assert consultation.present == ("training-loss-nan",)
    assert len(consultation.unknowns) == 1


def test_nothing_is_evidence_until_its_number_is_typed(consultation: Consultation) -> None:
    hold(consultation, "my loss is nan", "")
    assert consultation.present == ()
    hold(consultation, "my loss is nan", "99")
    assert consultation.present == ()


@pytest.mark.parametrize(
    ("question", "line", "present", "absent"),
    [
        ("learning-rate-size", "1", ("rate-large",), ()),
        ("learning-rate-size", "3", (), ("rate-large", "rate-small")),
        ("learning-rate-size", "none", (), ("rate-large", "rate-small")),
        ("learning-rate-size", "4", (), ()),
        ("learning-rate-size", "不知道", (), ()),
        ("run-setup", "1 3", ("no-normalisation", "default-initialisation"), ()),
        ("run-setup", "1，3", ("no-normalisation", "default-initialisation"), ()),
        ("few-epochs", "1", ("trained-briefly",), ()),
        ("few-epochs", "y", ("trained-briefly",), ()),
        ("few-epochs", "否", (), ("trained-briefly",)),
        ("few-epochs", "2", (), ("trained-briefly",)),
    ],
)
def test_answers(
    demo: KnowledgeBase, question: str, line: str, present: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    consultation = Consultation(demo)
    for other in demo.questions:
        if other != question:
            consultation.unknown(other)
    hold(consultation, line)
    assert (consultation.present, consultation.absent) == (present, absent)


@pytest.mark.parametrize(
    "line", ["0", "9", "42", "1 2", "1 9", "perhaps", "[x]", "\x1b[31m", "tried", "why not"]
)
def test_a_wrong_line_does_nothing_and_says_what_would_work(consultation: Consultation, line: str) -> None:
    consultation.observe("training-loss-nan")
    consultation.skip("run-setup")
    before = consultation.present, consultation.absent, len(consultation.answered)
    told = hold(consultation, line)
    assert (consultation.present, consultation.absent, len(consultation.answered)) == before
    assert "\x1b" not in told
    assert any(hint in told for hint in ("number", "one answer", "numbers", "tried 1", "found no symptom"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("why", "It tells"),
        ("why?", "→"),
        ("how", "Look at"),
        ("why not overfitting", "is number"),
        ("why not overfiting", 'did you mean "overfitting"'),
        ("causes", "Verdict"),
        ("plan", "What to do, in this order"),
        ("seen", "It becomes NaN"),
        ("help", "tried 1 fixed"),
        ("show dead-relu", "Dead ReLU units"),
        ("show dead-rel", 'did you mean "dead-relu"'),
        ("search 过拟合", "It rises while the training loss falls"),
        ("/ gradients explode", "Huge, above 1000"),
        ("report", "# Training consultation"),
        ("lang zh", "个问题"),
        ("lang fr", "unknown language"),
        ("tried stable-loss fixed", "fixed it"),
        ("check data-check", "Does the data hold NaN"),
        ("check few-epoch", 'did you mean "few-epochs"'),
        ("check training-loss-course", "answered already"),
        ("tried 99 fixed", "no remedy"),
        ("tried clean-data no change", "Question"),
        ("weights-nan", "Question"),
        ("not weights-nan", "Question"),
        ("redo", "nothing to take back"),
    ],
)
def test_words_that_always_work(consultation: Consultation, line: str, says: str) -> None:
    consultation.observe("training-loss-nan")
    assert says in hold(consultation, line).replace("\n", " ")


def test_back_takes_one_answer_back_and_asks_again(consultation: Consultation) -> None:
    consultation.observe("training-loss-nan")
    asked = consultation.next_question()
    hold(consultation, "1", "back")
    assert consultation.next_question() == asked
    told = hold(consultation, "back", "back", "back")
    assert "nothing to take back" in told


def test_chinese_from_beginning_to_end(demo: KnowledgeBase) -> None:
    consultation = Consultation(demo, language="zh")
    told = hold(consultation, "loss突然变成nan", "1", "为什么", "原因", "计划", "帮助", "退出", language="zh")
    assert "你看到了什么" in told
    assert "结论" in told
    assert all(cells(line) <= 80 for line in told.splitlines())


def test_a_whole_consultation_ends_in_a_plan_and_goes_on_after_a_remedy(consultation: Consultation) -> None:
    consultation.observe("training-loss-flat")
    while asked := consultation.next_question():
        consultation.unknown(asked.question.id)
    check = next(n for n, step in enumerate(consultation.plan().steps, 1) if step.kind == "check")
    told = hold(
        consultation, "", f"check {check}", "none", "tried clean-data no-change", "tried stable-loss fixed"
    )
    assert "tried 1 better" in told
    assert consultation.absent
    assert "fixed it" in told.replace("\n", " ")
    assert list(consultation.tried_remedies.values()) == ["no-change", "fixed"]


@pytest.mark.parametrize("lines", [(), ("",), ("quit",), ("loss is nan",), ("loss is nan", "1")])
def test_it_ends_calmly_whenever_the_input_ends(consultation: Consultation, lines: tuple[str, ...]) -> None:
    told = hold(consultation, *lines)
    assert "Traceback" not in told
    if consultation.present:
        assert "Verdict" in told


def test_every_answer_is_saved_at_once(demo: KnowledgeBase, tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    told = hold(Consultation(demo), "the loss is nan", "1", "quit", store=store)
    (session,) = store.list()
    assert f"lossdoctor resume {session.name}" in told
    resumed = store.open(session.name, knowledge=demo)
    assert resumed.present == ("training-loss-nan",)
    hold(resumed, "unknown", store=store)
    assert "It becomes NaN" in hold(store.open(session.name, knowledge=demo))


def test_without_a_place_to_save_it_says_so_once_and_goes_on(demo: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    consultation = Consultation(demo)
    told = hold(consultation, "the loss is nan", "1", "1", store=SessionStore(tmp_path / "file"))
    assert told.count("unsaved") == 1
    assert len(consultation.present) >= 1


def test_a_report_is_written_only_where_it_was_asked_for(demo: KnowledgeBase, tmp_path: Path) -> None:
    consultation = Consultation(demo)
    consultation.observe("training-loss-nan")
    file = tmp_path / "report.html"
    hold(consultation, f"report {file}")
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "cannot be written" in hold(consultation, f"report {tmp_path / 'no' / 'folder.md'}")
    assert "must end in" in hold(consultation, "report notes.doc")
