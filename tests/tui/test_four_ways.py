"""One consultation held in four ways: keys, mouse, plain lines and a file come to one diagnosis.

Keys and mouse are tried twice: inside this process, and with the real command in a real terminal, tmux.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lossdoctor.sessions import SessionStore

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


CLICKS = {
    "how a curve moves": "It becomes NaN or infinite",
    "It becomes NaN or infinite": "Begin with this",
    "Begin with this": "question 1",
    "None of these": "question 2",
    "I don't know": "question 3",
    "Yes": "question 4",
    "Larger than usual": "p plan",
    "p plan": "I tried it",
    "I tried it": "Did it help?",
    "No change": "Noted as evidence",
}
"""What is clicked, and what is on the screen then."""


async def by_keys(user):
    await user.press('"loss is nan"', "enter", "enter", "0", "i", "1", "1")
    await user.press("p", "t", "3")


async def by_mouse(user):
    for words in CLICKS:
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

    assert by_lines == by_file
    assert_same(in_wizard, by_file)


def assert_same(in_wizard, told):
    """Compare a whole ranking with one of JSON, which leaves the unlikely causes out."""
    assert len(in_wizard) > 3
    assert list(in_wizard)[: len(told)] == list(told)
    assert {cause: in_wizard[cause] for cause in told} == pytest.approx(told, abs=1e-4)


class Tmux:
    """The real command in a tmux of its own; what is on the screen is asked of tmux."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux")
        path = os.pathsep.join(path for path in sys.path if path)
        command = f'"{sys.executable}" -m lossdoctor --knowledge "{DEMO_PACK}" --lang en'
        variables = {"PYTHONPATH": path, "LOSSDOCTOR_STATE": str(folder), "TEXTUAL_ANIMATIONS": "none"}
        settings = [part for item in variables.items() for part in ("-e", "=".join(item))]
        self._tmux("new-session", "-d", "-x", "100", "-y", "30", *settings, command)

    def type(self, keys: str, *, then: str) -> None:
        """Type keys, and wait for these words."""
        self._tmux("send-keys", "-l", keys)
        self.find(then)

    def click(self, words: str) -> None:
        """Click where these words stand, as a terminal reports it."""
        column, row = self.find(words)
        while (moved := self._once_more(words)) != (column, row):  # what stands above it has just come
            column, row = moved
        for end in "Mm":
            self._tmux("send-keys", "-l", f"\x1b[<0;{column + 2};{row + 1}{end}")

    def find(self, words: str, *, timeout: float = 40) -> tuple[int, int]:
        """Wait for words, and give column and row at which they stand."""
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            screen = self._tmux("capture-pane", "-p").split("\n")
            for row, line in enumerate(screen):
                if words in line:
                    return line.index(words), row
            time.sleep(0.05)
        raise AssertionError(f"waited for {words!r}:\n" + "\n".join(screen))

    def _once_more(self, words: str) -> tuple[int, int]:
        time.sleep(0.3)
        return self.find(words)

    def end(self) -> None:
        """End the wizard and its terminal, without asking."""
        self._tmux("kill-server")

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", self._socket, "-f", os.devnull, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout


def keys_in_tmux(tmux):
    tmux.find("Guide me from the beginning")
    tmux.type("loss is nan", then="What this may mean")
    tmux.type("\r", then="Begin with this")
    tmux.type("\r", then="question 1")
    for number, key in enumerate("0i11", 2):
        tmux.type(key, then=f"question {number}" if number < 5 else "")
    tmux.type("p", then="If nothing helps")
    tmux.type("t", then="Did it help?")
    tmux.type("3", then="Noted as evidence")


def mouse_in_tmux(tmux):
    for words, then in CLICKS.items():
        tmux.click(words)
        tmux.find(then)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not here")
@pytest.mark.parametrize(
    ("hold", "kinds"), [(keys_in_tmux, EVENTS), (mouse_in_tmux, EVENTS[1:])], ids=["keys", "mouse"]
)
def test_the_real_wizard_in_tmux_comes_to_the_same_diagnosis(tmp_path, ask, knowledge, hold, kinds):
    folder = tmp_path / "wizard"
    folder.mkdir()
    tmux = Tmux(folder)
    try:
        hold(tmux)
    finally:
        tmux.end()
    (session,) = SessionStore(folder / "sessions").list()
    consultation = SessionStore(folder / "sessions").open(session.name, knowledge=knowledge)
    assert tuple(event.kind for event in consultation.events) == kinds

    file = tmp_path / "answers.yaml"
    file.write_text(FILE)
    in_wizard = {cause.id: cause.probability for cause in consultation.diagnosis().causes}
    assert_same(in_wizard, ask("ask", "--answers", str(file), "--json"))
