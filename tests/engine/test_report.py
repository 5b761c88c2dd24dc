"""Reports: they hold everything, in both languages, and nothing in them is read as markup."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from lossdoctor import Consultation, Diagnosis, KnowledgeBase, LossdoctorError, make_report
from lossdoctor.report import report_kind

NASTY = "x[i] <script>alert(1)</script> | *bold* `code` \x1b[31m \u202e"


@pytest.fixture
def told(demo: KnowledgeBase) -> Consultation:
    consultation = Consultation(demo)
    consultation.complain(NASTY)
    consultation.observe("training-loss-nan", "rate-large", absent=["data-has-nan"])
    consultation.tried("lower-learning-rate", "better")
    return consultation


@pytest.mark.parametrize("kind", ["markdown", "html"])
@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["Learning rate too high", "It becomes NaN", "made it better", "Plan", "handbook-02"]),
        ("zh", ["学习率过大", "变成 NaN", "有好转", "计划", "handbook-02"]),
    ],
)
def test_a_report_holds_everything(told: Consultation, kind: str, language: str, parts: list[str]) -> None:
    told.language = language
    report = make_report(told, kind)
    for part in parts:
        assert part in report
    assert "\x1b" not in report
    assert "\u202e" not in report


def test_markdown_takes_nothing_for_markup(told: Consultation) -> None:
    assert r"x\[i\] \<script>alert(1)\</script> \| \*bold\* \`code\`" in make_report(told)


def test_html_is_well_formed_and_needs_nothing_else(told: Consultation) -> None:
    opened: list[str] = []
    foreign: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in ("meta", "br", "path", "rect"):
                opened.append(tag)
            foreign.extend(value or "" for name, value in attrs if name in ("src", "href"))

        def handle_endtag(self, tag: str) -> None:
            if tag not in ("path", "rect"):
                assert opened.pop() == tag

    reader = Reader()
    reader.feed(make_report(told, "html"))
    assert opened == []
    assert foreign == []
    assert "<script>" not in make_report(told, "html")


def test_json_holds_the_consultation_so_that_it_can_go_on(told: Consultation) -> None:
    report = json.loads(make_report(told, "json"))
    again = Consultation.from_json(json.dumps(report["consultation"]), knowledge=told.knowledge)
    assert again.diagnosis() == told.diagnosis()


@pytest.mark.parametrize("name", ["report", "report.pdf", ""])
def test_a_file_without_a_known_ending_is_refused(name: str) -> None:
    with pytest.raises(LossdoctorError, match=r"\.md"):
        report_kind(name)


def test_notebooks_show_tables(told: Consultation) -> None:
    assert "<table>" in told.diagnosis()._repr_html_()
    assert "<ol>" in told.plan()._repr_html_()
    assert Diagnosis.from_dict(told.diagnosis().to_dict()) == told.diagnosis()
