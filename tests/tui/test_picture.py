"""The pictures are drawn by the program, over the shipped knowledge."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_picture_can_be_drawn_and_loads_nothing(tmp_path):
    target = tmp_path / "wizard.svg"
    subprocess.run([sys.executable, str(ROOT / "docs" / "picture.py"), str(target)], check=True)

    svg = target.read_text(encoding="utf-8")
    assert "Likely&#160;causes" in svg
    assert "@font-face" not in svg


def test_the_gallery_shows_what_it_names(tmp_path):
    wanted = ("--sizes", "80x24", "--themes", "light", "--languages", "zh", "--scenes", "start,resumed,lost")
    subprocess.run([sys.executable, str(ROOT / "docs" / "gallery.py"), str(tmp_path), *wanted], check=True)

    assert "打开时略去的内容" in (tmp_path / "80x24-light-zh_lost.svg").read_text(encoding="utf-8")
    assert (tmp_path / "80x24-light-zh-1.html").read_text(encoding="utf-8").count("<img") == 3
