"""The recording is made by the real command over the shipped knowledge, and can be played."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_recording_can_be_made_and_tells_a_whole_consultation(tmp_path):
    pytest.importorskip("pty", reason="pseudo-terminals exist on Unix alone")
    target = tmp_path / "wizard.cast"
    subprocess.run([sys.executable, str(ROOT / "docs" / "recording.py"), str(target)], check=True)

    for made in (target, ROOT / "docs" / "wizard.cast"):
        header, *events = map(json.loads, made.read_text(encoding="utf-8").splitlines())
        assert (header["version"], header["width"], header["height"]) == (2, 100, 30)
        assert [when for when, _, _ in events] == sorted(when for when, _, _ in events)
        shown = "".join(text for _, _, text in events)
        for words in ("Likely causes", "Why this question?", "Speaks for it", "lossdoctor resume"):
            assert words in shown
        assert str(Path.home()) not in shown
