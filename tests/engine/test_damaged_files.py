"""Damaged saved consultations on the command line: what is lost is listed, and no file is written over."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from lossdoctor.cli.main import _run

DEMO = ("--knowledge", str(Path(__file__).parent / "demo_pack"))
CUT_OFF = '{"format": "lossdoctor-consultation", "version": 1, "language": "%s", "events": [\n {"kind": '
CUT_OFF += '"observe", "present": ["weights-nan"]},\n {"kind": "skip", "question": "few-ep'


@pytest.fixture
def sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of saved consultations; the input is at its end, and is no terminal."""
    monkeypatch.setenv("LOSSDOCTOR_STATE", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    folder = tmp_path / "sessions"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("language", "heading", "reason"),
    [
        ("en", "Left out when this was opened", 'line 3: this cannot be read: "kind": "skip"'),
        ("zh", "打开时略去的内容", '第 3 行：无法读取："kind": "skip"'),
    ],
)
def test_it_is_listed_wherever_the_consultation_is_shown(
    sessions: Path, capfd: pytest.CaptureFixture[str], language: str, heading: str, reason: str
) -> None:
    file = sessions / "mine.json"
    file.write_text(CUT_OFF % language)
    for arguments in (("report", "mine"), ("resume", "mine", "--json")):
        assert _run([*arguments, *DEMO]) == 0
        told = capfd.readouterr()
        assert heading in told.err
        assert reason in told.err
        assert reason.partition('"')[0] in told.out
    assert [path.name for path in sessions.iterdir()] == ["mine.json"]

    assert _run(["resume", "mine", "--plain", *DEMO]) == 0
    told = capfd.readouterr()
    assert heading in told.out
    assert reason in told.out
    assert "mine.json.bak" in told.err
    assert (sessions / "mine.json.bak").read_text() == CUT_OFF % language


def test_a_file_from_elsewhere_never_takes_the_place_of_a_saved_one(
    sessions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sessions / "mine.json").write_text("of old")
    elsewhere = tmp_path / "mine.json"
    elsewhere.write_text(json.dumps({"format": "lossdoctor-consultation", "version": 1, "events": []}))
    monkeypatch.setattr(sys, "stdin", StringIO("training-loss-nan\n"))
    assert _run(["resume", str(elsewhere), "--plain", *DEMO]) == 0
    assert (sessions / "mine.json").read_text() == "of old"
    assert len(list(sessions.iterdir())) == 2
