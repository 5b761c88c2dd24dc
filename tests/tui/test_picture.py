"""The README's picture is drawn by the program, over the shipped knowledge."""

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
