"""Make the recording of the wizard: one consultation with the real command on a pseudo-terminal.

    python docs/recording.py [docs/wizard.cast]

Writes asciicast v2, which `asciinema play docs/wizard.cast` shows. Works from a bare checkout, on Unix. The
pauses are those of the script below and not of the machine, so that a slow one gives the same recording.
"""

from __future__ import annotations

import codecs
import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
COLUMNS, LINES = 100, 30
ENTER, ESCAPE, DOWN = "\r", "\x1b", "\x1b[B"

STEPS: tuple[tuple[float, str, str], ...] = (
    (0.0, "", "Guide me from the beginning"),
    (1.5, "loss is nan", "What this may mean"),
    (1.2, ENTER, "Begin with this"),
    (1.2, ENTER, "question 1"),
    (2.5, "2", "question 2"),
    (2.5, "i", "question 3"),
    (2.0, "w", "Why this question?"),
    (3.5, ESCAPE, ""),
    (1.5, "1", ""),
    (2.0, "u", "Taken back"),
    (2.0, "1", ""),
    (2.0, "d", "Speaks for it"),
    (3.0, DOWN, ""),
    (2.5, "p", "something here helps"),
    (3.0, DOWN, ""),
    (3.0, "q", "lossdoctor resume"),
)
"""How many seconds to look, what to type then, and the words to wait for."""
LETTER = 0.12
"""Seconds between two letters."""
QUIET = 0.3
"""Seconds without output after which the screen is taken to be drawn."""
PATIENCE = 60.0


class Recorder:
    """A command on a pseudo-terminal, and what it wrote when."""

    def __init__(self, state: str) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        given = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lossdoctor"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=given
            | {
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "LANG": "C.UTF-8",
                "LOSSDOCTOR_STATE": state,
            }
            | {"PYTHONPATH": os.pathsep.join((str(ROOT / "engine"), str(ROOT / "tui")))},
        )
        os.close(theirs)
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self.clock = 0.0
        self.events: list[tuple[float, str, str]] = []

    def say(self, text: str) -> None:
        """Record something as written."""
        when = round(self.clock, 3)
        if text and self.events and self.events[-1][0] == when:
            text = self.events.pop()[2] + text
        if text:
            self.events.append((when, "o", text))

    def do(self, pause: float, keys: str, words: str) -> None:
        """Look for some time, type, and take up what is written until the words have come and all is quiet.

        Raises:
            SystemExit: when the words do not come.
        """
        self.clock += max(pause, LETTER)
        since = len(self.events)
        for letter in [keys] if keys.startswith(ESCAPE) else keys:
            os.write(self._ours, letter.encode())
            self._read(LETTER)
            self.clock += LETTER
        until = time.monotonic() + PATIENCE
        while self._read(QUIET) or words not in self._text(since):
            if time.monotonic() > until or (self.process.poll() is not None and not self._read(QUIET)):
                break
        if words not in self._text(since):
            raise SystemExit(f"waited for {words!r} after {keys!r}")

    def close(self) -> None:
        """End the command, however it stands."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def _read(self, seconds: float) -> bool:
        """Take up one piece of what is written; tell whether there was one."""
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            written = os.read(self._ours, 65536)
        except OSError:  # the other end is closed
            return False
        self.say(self._decode(written))
        return bool(written)

    def _text(self, since: int) -> str:
        """Give what was written since then, without sequences that move the cursor and set colours."""
        written = "".join(text for _, _, text in self.events[since:])
        return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", written)


def record() -> str:
    """Hold the consultation, and give the recording."""
    with tempfile.TemporaryDirectory() as state:
        recorder = Recorder(state)
        try:
            recorder.say("$ ")
            recorder.clock += 0.8
            for letter in "lossdoctor":
                recorder.say(letter)
                recorder.clock += LETTER
            recorder.say("\r\n")
            for pause, keys, words in STEPS:
                recorder.do(pause, keys, words)
            recorder.clock += 2
            recorder.say("$ ")
        finally:
            recorder.close()
    header = {
        "version": 2,
        "width": COLUMNS,
        "height": LINES,
        "title": "lossdoctor: the loss is NaN",
        "env": {"TERM": "xterm-256color"},
    }
    lines = (json.dumps(line, ensure_ascii=False) for line in (header, *recorder.events))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "wizard.cast"
    target.write_text(record(), encoding="utf-8")
    print(f"written to {target}")
