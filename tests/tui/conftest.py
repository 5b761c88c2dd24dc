"""What the tests share: a small knowledge, and a user who presses keys, clicks, and reads the screen."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lossdoctor.consultation import Consultation
from lossdoctor.knowledge_base import KnowledgeBase, load
from lossdoctor.sessions import SessionStore
from lossdoctor_tui.app import WizardApp
from lossdoctor_tui.keeping import Keeping

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.screen import Screen

DEMO_PACK = Path(__file__).parents[1] / "engine" / "demo_pack"


class User:
    """Somebody in front of the wizard."""

    def __init__(self, app: WizardApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after another; what is in double quotes is typed letter by letter."""
        for key in keys:
            typed = list(key.strip(chr(34))) if key[0] == chr(34) else [key]
            await self.pilot.press(*("space" if one == " " else one for one in typed))
        await self.pilot.pause()

    async def click(self, words: str) -> None:
        """Click where these words stand."""
        for y, line in enumerate(self.sees.split("\n")):
            if words in line:
                await self.pilot.click(offset=(line.index(words) + 1, y))
                await self.pilot.pause()
                return
        raise AssertionError(f"{words!r} is not on the screen:\n{self.sees}")

    async def is_asked(self, question_id: str) -> None:
        """Have this question on the desk."""
        self.app.ask(question_id)
        await self.pilot.pause()

    @property
    def sees(self) -> str:
        """Everything on the screen, as the compositor drew it."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def screen(self) -> Screen[object]:
        """The screen that is up."""
        return self.app.screen

    @property
    def place(self) -> str:
        """The name of the screen that is up: start, question, diagnosis ..."""
        return type(self.app.screen).__name__.removesuffix("Screen").lower()

    @property
    def said(self) -> Consultation:
        """The consultation that is on."""
        return self.app.desk.consultation

    @property
    def question(self) -> str:
        """The question on the desk."""
        assert self.place == "question"
        question = self.app.desk.question
        assert question is not None
        return question.id


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    return load(DEMO_PACK)


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "sessions")


@pytest.fixture
def wizard(knowledge: KnowledgeBase, store: SessionStore) -> Callable[..., AbstractAsyncContextManager[User]]:
    """Open the wizard with the first screen up and the knowledge read."""

    @asynccontextmanager
    async def open_wizard(
        *,
        size: tuple[int, int] = (80, 24),
        language: str = "en",
        over: KnowledgeBase | None = None,
        consultation: Consultation | None = None,
        name: str = "",
    ) -> AsyncIterator[User]:
        app = WizardApp(
            lambda: consultation or Consultation(over or knowledge),
            keeping=Keeping(store, name=name),
            language=language,
        )
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            while not app.ready:
                await pilot.pause(0.01)
            await pilot.pause()
            yield User(app, pilot)

    return open_wizard


class Terminal:
    """The real command in a pseudo-terminal of 80x24."""

    def __init__(self, *arguments: str, state: Path, **variables: str) -> None:
        import fcntl  # these three exist on Unix alone
        import pty
        import termios

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = os.environ | {"TERM": "xterm-256color", "LOSSDOCTOR_STATE": str(state)}
        for name in ("COLUMNS", "LINES", "NO_COLOR", "ACCESSIBLE", "LANG", "LC_ALL"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lossdoctor", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment | variables | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            start_new_session=True,
        )
        os.close(theirs)
        self._written = b""

    def press(self, *keys: str) -> None:
        """Press keys, each when the one before has had time to arrive."""
        for key in keys:
            os.write(self._ours, key.encode())
            self.read_on(0.05)

    def wait_for(self, words: str, *, timeout: float = 30) -> None:
        """Wait until these words were written."""
        self._wait(lambda: words in self.text, f"{words!r} to appear", timeout)

    def wait_until(self, happened: Callable[[], bool], *, timeout: float = 30) -> None:
        """Wait until something has happened."""
        self._wait(happened, "it to happen", timeout)

    @property
    def styles(self) -> set[str]:
        """Every style and colour that was asked for, as the numbers of SGR sequences."""
        found = re.findall(rb"\x1b\[([0-9;]*)m", self._written)
        return {number for numbers in found for number in numbers.decode().split(";")}

    @property
    def text(self) -> str:
        """Everything written so far, without the sequences that move the cursor and set colours."""
        return re.sub(
            r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[P\]].*?(?:\x07|\x1b\\)", "", self._written.decode(errors="replace")
        )

    def read_on(self, seconds: float) -> None:
        """Take up what is written for some time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self._ours], [], [], left)[0]:
                try:
                    self._written += os.read(self._ours, 65536)
                except OSError:  # the other end is closed
                    return

    def exit_code(self) -> int:
        """Wait for the end, and give the exit code."""
        until = time.monotonic() + 30
        while self.process.poll() is None and time.monotonic() < until:
            self.read_on(0.05)  # it could not end while nobody reads what it writes
        return self.process.wait(timeout=1)

    def close(self) -> None:
        """End it, however it stands."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def _wait(self, happened: Callable[[], bool], what: str, timeout: float) -> None:
        until = time.monotonic() + timeout
        while not happened():
            self.read_on(0.05)
            if happened():
                return
            given_up = self.process.poll() is not None or time.monotonic() > until
            assert not given_up, f"waited for {what}:\n{self.text[-3000:]}"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Open the real command over the small knowledge, in a pseudo-terminal."""
    pytest.importorskip("pty", reason="pseudo-terminals exist on Unix alone")
    opened: list[Terminal] = []

    def open_terminal(*arguments: str, **variables: str) -> Terminal:
        opened.append(Terminal(*arguments, state=tmp_path, **variables))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()
