"""Whoever speaks Chinese is told in Chinese what is wrong, and what would be right."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

import pytest

from lossdoctor import Consultation, KnowledgeBase, LossdoctorError
from lossdoctor.cli.main import _run

DEMO = ("--knowledge", str(Path(__file__).parent / "demo_pack"))


@pytest.mark.parametrize(
    ("arguments", "stdin", "says"),
    [
        (
            ("diagnose", "training-loss-nam"),
            "",
            "没有名为“training-loss-nam”的症状；是不是“training-loss-nan”",
        ),
        (("path", "overfiting", "weights-nan"), "", "没有名为“overfiting”的原因；是不是“overfitting”"),
        (("show", "xyzzy"), "", "没有名为“xyzzy”的条目"),
        (("diagnose", "rate-large", "--absent", "rate-large"), "", "“rate-large”既说有又说没有"),
        (("diagnose", "--tried", "clean-data"), "", "请说明结果"),
        (("diagnose", "--tried", "clean-data=great"), "", "未知的结果“great”；结果只能是"),
        (("search", " "), "", "没有内容"),
        (("resume", "nothing"), "", "没有保存名为“nothing”的会诊"),
        (("resume", "../x"), "", "不能作为会诊的名称"),
        (("ask", "--answers", "/no/such/file"), "", "无法读取 /no/such/file（没有这个文件或文件夹）"),
        (("ask", "--answers", "/"), "", "（这是一个文件夹）"),
        (("ask", "--answers", "-"), "loss is nan\n99\n", "-:2：“99”：请输入 1 到"),
        (("ask", "--answers", "-"), "seen: [x]\n", "-：没有名为“x”的症状"),
        (("ask", "--answers", "-"), "seen: [rate-large]\nsaw: []\n", "-:2：没有“saw”这个键"),
        (("ask", "--answers", "-"), "seen: [rate-large\n", "不是有效的 YAML"),
        (("ask", "--answers", "-"), "answers: {few-epochs: maybe}\n", "没有名为“maybe”的症状"),
        (("ask", "--answers", "-"), "answers: {few-epochs: rate-large}\n", "不是“few-epochs”的选项"),
        (("search", "--limt", "3", "nan"), "", "没有选项 --limt"),
        (("search",), "", "缺少 WORDS"),
        (("graph", "--format", "png"), "", "--format 的值无效，只能是"),
        (("search", "nan", "--limit", "many"), "", "--limit 的值无效"),
        (("search", "nan", "--limit"), "", "选项 --limit 用法不对"),
        (("serch", "nan"), "", "没有命令“serch”；是不是“search”"),
    ],
)
def test_the_command_line(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: Sequence[str],
    stdin: str,
    says: str,
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(sys, "stdin", StringIO(stdin))
    monkeypatch.setenv("COLUMNS", "200")
    known = DEMO if arguments[0] != "serch" else ()
    code = _run([*known, *arguments])
    told = capfd.readouterr()
    assert (code, told.out) == (2, "")
    assert says in told.err
    assert told.err.count("\n") == 1


def contradict(consultation: Consultation) -> None:
    consultation.observe("rate-large")
    consultation.answer("learning-rate-size", none=True)


def answer_twice(consultation: Consultation) -> None:
    consultation.answer("learning-rate-size", "rate-large")
    consultation.answer("learning-rate-size", "rate-small")


def report_two_outcomes(consultation: Consultation) -> None:
    consultation.tried("clean-data", "better")
    consultation.tried("clean-data", "worse")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (contradict, "与之前说的矛盾"),
        (answer_twice, "之前已回答“rate-large”"),
        (report_two_outcomes, "两种不同的结果"),
        (lambda consultation: consultation.answer("run-setup"), "没有给出“run-setup”的回答"),
        (
            lambda consultation: consultation.answer("learning-rate-size", "rate-large", "rate-small"),
            "而不是 2 个",
        ),
        (lambda consultation: consultation.answer("run-setup", "no-normalisation", none=True), "以上都不是"),
        (lambda consultation: consultation.complain(" "), "没有内容"),
        (
            lambda consultation: setattr(consultation, "language", "fr"),
            "不支持语言“fr”；lossdoctor 支持 en和zh",
        ),
    ],
)
def test_a_consultation(demo: KnowledgeBase, wrong: Callable[[Consultation], None], says: str) -> None:
    with pytest.raises(LossdoctorError) as raised:
        wrong(Consultation(demo))
    assert says in raised.value.text.zh
    assert str(raised.value) == raised.value.text.en
    assert not re.search("[\u4e00-\u9fff]", raised.value.text.en)
