"""What the tests share: a small knowledge, and a user who presses keys, clicks, and reads the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
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
            await app.workers.wait_for_complete()
            await pilot.pause()
            yield User(app, pilot)

    return open_wizard
