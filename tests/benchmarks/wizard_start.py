"""How long the wizard takes from the start of the process to its first question.

Measured in a pseudo-terminal of 80x24, in turns with the yardstick: a Textual app of one line that imports
networkx and numpy. The target (DESIGN section 6) is a ratio of at most 1.3.

    python tests/benchmarks/wizard_start.py [RUNS]
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
TARGET = 1.3

YARDSTICK = """
import networkx, numpy
from textual.app import App
from textual.widgets import Static

class Trivial(App):
    def compose(self):
        yield Static("What do you see?")

Trivial().run()
"""

CASES = {
    "trivial Textual app, networkx, numpy": (["-c", YARDSTICK], "What do you see?"),
    "wizard, its question on the screen": (["-m", "lossdoctor"], "What do you see?"),
    "wizard, its knowledge read": (["-m", "lossdoctor"], "Guide me from the beginning"),
}


def time_until(arguments: list[str], words: str, *, state: str, timeout: float = 60) -> float:
    """Start Python in a pseudo-terminal and give the seconds until it has written ``words``."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "LOSSDOCTOR_STATE": state, "LANG": "C.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "engine"), str(ROOT / "tui")])
    for name in ("LC_ALL", "ACCESSIBLE", "COLUMNS", "LINES"):
        environment.pop(name, None)
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    written = b""
    try:
        while words.encode() not in written:
            if not select.select([ours], [], [], timeout)[0]:
                raise TimeoutError(f"{words!r} did not appear:\n{written.decode(errors='replace')[-2000:]}")
            try:
                written += os.read(ours, 65536)
            except OSError as error:
                raise RuntimeError(f"it ended early:\n{written.decode(errors='replace')}") from error
        return time.perf_counter() - began
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def main(runs: int) -> None:
    """Time all cases in turns, and print medians and ratios."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    with tempfile.TemporaryDirectory() as state:
        for arguments, words in CASES.values():  # once for the caches of Python and of the knowledge
            time_until(arguments, words, state=state)
        for _ in range(runs):
            for name, (arguments, words) in CASES.items():
                times[name].append(time_until(arguments, words, state=state))
    yardstick = statistics.median(next(iter(times.values())))
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:38}  median {median:6.3f} s  best {min(taken):6.3f} s  ratio {median / yardstick:5.2f}")
    print(f"target: ratio at most {TARGET}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
