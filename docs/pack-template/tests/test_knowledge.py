"""The pack is sound, and its cases come out: what its CI runs."""

import subprocess
import sys
from pathlib import Path

import pytest

KNOWLEDGE = next((Path(__file__).parents[1] / "src").glob("*/knowledge"))


@pytest.mark.parametrize(
    "command", [["check"], ["test", "--only", f"{KNOWLEDGE.parent.name.split('_')[0]}-*"]]
)
def test_lossdoctor_is_content(command: list[str]) -> None:
    """Run what people run: its exit code says whether anything is wrong."""
    arguments = [sys.executable, "-m", "lossdoctor", "knowledge", *command, "--pack", str(KNOWLEDGE)]
    result = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stdout + result.stderr
