"""One consultation held in four ways: keys, mouse, plain lines and a file come to one diagnosis."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DEMO_PACK = str(Path(__file__).parents[1] / "engine" / "demo_pack")

EVENTS = ("complain", "observe", "answer", "unknown", "answer", "answer", "tried")
"""NaN is seen; none of these, I don't know, yes, and the first option; then a remedy changed nothing."""

LINES = "loss is nan\n1\n4\n3\n1\n1\nplan\ntried 1 no change\nquit\n"

FILE = """\
complaint: loss is nan
seen: [training-loss-nan]
answers: {run-setup: none, data-check: unknown, weights-look: yes, learning-rate-size: rate-large}
tried: {clean-data: no-change}
"""


async def by_keys(user):
    await user.press('"loss is nan"', "enter", "enter", "0", "i", "1", "1")
    await user.press("p", "t", "3")


async def by_mouse(user):
    for words in (
        "how a curve moves",
        "It becomes NaN or infinite",
        "Begin with this",
        "None of these",
        "I don't know",
        "Yes",
        "Larger than usual",
        "p plan",
        "I tried it",
        "No change",
    ):
        await user.click(words)


@pytest.fixture
def ask(tmp_path):
    """Run ``lossdoctor`` with no terminal; give the causes and their probabilities that it prints as JSON."""
    environment = os.environ | {
        "LANG": "C.UTF-8",
        "LOSSDOCTOR_STATE": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }

    def run(*arguments: str, typed: str = "") -> dict[str, float]:
        command = [sys.executable, "-m", "lossdoctor", *arguments, "--knowledge", DEMO_PACK]
        ran = subprocess.run(
            command, input=typed, capture_output=True, check=True, text=True, timeout=60, env=environment
        )
        if "--json" not in arguments:
            return {}
        return {cause["id"]: cause["probability"] for cause in json.loads(ran.stdout)["causes"]}

    return run


@pytest.mark.parametrize(
    ("hold", "kinds"), [(by_keys, EVENTS), (by_mouse, EVENTS[1:])], ids=["keys", "mouse"]
)
async def test_the_wizard_lines_and_a_file_come_to_one_diagnosis(wizard, ask, tmp_path, hold, kinds):
    async with wizard() as user:
        await hold(user)
        assert tuple(event.kind for event in user.said.events) == kinds
        in_wizard = {cause.id: cause.probability for cause in user.said.diagnosis().causes}

    ask("ask", "--plain", typed=LINES)
    by_lines = ask("resume", "--json")
    file = tmp_path / "answers.yaml"
    file.write_text(FILE)
    by_file = ask("ask", "--answers", str(file), "--json")

    assert len(in_wizard) > 3
    assert by_lines == by_file
    assert list(in_wizard)[: len(by_lines)] == list(by_lines)  # JSON leaves the unlikely ones out
    assert {cause: in_wizard[cause] for cause in by_lines} == pytest.approx(by_lines, abs=1e-4)
