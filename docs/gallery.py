"""Make pictures of every screen of the wizard, to look at before a release: sheets of six, as HTML or PNG.

    python docs/gallery.py OUTDIR [--sizes 80x24,120x40] [--themes dark,light] [--languages en,zh] [--png]

Each picture is drawn by the wizard itself over the shipped knowledge. PNG needs Chromium on the path. Works
from a bare checkout.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from picture import mend

from lossdoctor.consultation import Consultation
from lossdoctor.knowledge_base import KnowledgeBase, load
from lossdoctor.sessions import SessionStore
from lossdoctor_tui.app import WizardApp
from lossdoctor_tui.keeping import Keeping

if TYPE_CHECKING:
    from textual.pilot import Pilot

ON_A_SHEET = 6
COLUMNS_OF_SHEET = {80: 3, 120: 2}
THEMES = {name: f"lossdoctor-{name}" for name in ("dark", "light")} | {
    f"ansi-{name}": f"ansi-{name}" for name in ("dark", "light")
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COMPLAINTS = {"en": "loss is nan", "zh": "loss变成nan"}
DAMAGED = {
    "format": "lossdoctor-consultation",
    "version": 2,
    "events": [
        {"kind": "observe", "present": ["training-loss-nan"]},
        {"kind": "guess", "text": "?"},
        {"kind": "skip", "question": "colour-of-the-machine"},
        {"kind": "tried", "remedy": "lower-learning-rates", "outcome": "better"},
    ],
}


@dataclass
class Hand:
    """Whoever holds the consultation that is in the pictures."""

    app: WizardApp
    pilot: Pilot[None]
    language: str

    async def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Type letter by letter."""
        await self.press(*("space" if letter == " " else letter for letter in words))

    async def begin(self) -> None:
        """Tell the complaint, and answer what tells most."""
        await self.type(COMPLAINTS[self.language])
        await self.press("enter", "enter")
        for question, answer in (
            ("nan-moment", "nan-after-many-steps"),
            ("gradient-size", "gradients-huge"),
        ):
            self.app.ask(question)
            self.app.answer(question, answer)
        self.app.tell("")
        await self.pilot.pause()


async def start(hand: Hand) -> None:
    """Show the first screen."""


async def matches(hand: Hand) -> None:
    """Show what words may mean."""
    await hand.type(COMPLAINTS[hand.language])


async def picked(hand: Hand) -> None:
    """Show a picked symptom and an open kind."""
    await hand.type(COMPLAINTS[hand.language])
    await hand.press("enter", "down", "down", "enter")


async def how(hand: Hand) -> None:
    """Show how to look."""
    await hand.begin()
    await hand.press("h")


async def several(hand: Hand) -> None:
    """Show a question where several may hold, one marked."""
    await hand.begin()
    questions = hand.app.desk.consultation.knowledge.questions.values()
    hand.app.ask(next(question.id for question in questions if question.choose == "any"))
    await hand.press("2")


async def after_many(hand: Hand) -> None:
    """Show the diagnosis after a long consultation."""
    await hand.begin()
    for _ in range(4):
        await hand.press("1")
    await hand.press("d")


def opened(*keys: str) -> Callable[[Hand], Awaitable[None]]:
    """Make what presses keys in the midst of the consultation."""

    async def press(hand: Hand) -> None:
        await hand.begin()
        await hand.press(*keys)

    return press


async def plan_entry(hand: Hand) -> None:
    """Show the second entry of the plan."""
    await hand.begin()
    await hand.press("p")
    await hand.pilot.pause(0.2)
    await hand.press("down")


async def tried(hand: Hand) -> None:
    """Show what is asked after a remedy was tried."""
    await plan_entry(hand)
    await hand.press("t")


async def searched(hand: Hand) -> None:
    """Show what a search finds."""
    await hand.begin()
    await hand.press("slash")
    await hand.type("overfit" if hand.language == "en" else "过拟合")


async def page(hand: Hand) -> None:
    """Show the page of a cause."""
    await hand.begin()
    hand.app.open_page("learning-rate-too-high")


async def symptom_page(hand: Hand) -> None:
    """Show the page of a symptom."""
    await hand.begin()
    hand.app.open_page("training-loss-nan")


async def lost(hand: Hand) -> None:
    """Show what could not be taken up."""
    hand.app.resume("2026-01-31-loss-is-nan")
    await hand.press("m")


async def resumed(hand: Hand) -> None:
    """Show the notice that something could not be taken up."""
    hand.app.resume("2026-01-31-loss-is-nan")


async def renaming(hand: Hand) -> None:
    """Show a kept consultation being renamed."""
    await hand.press("down", "f6")


async def deleting(hand: Hand) -> None:
    """Show a kept consultation about to be deleted."""
    await hand.press("down", "f8")


SCENES: dict[str, Callable[[Hand], Awaitable[None]]] = {
    "start": start,
    "matches": matches,
    "picked": picked,
    "question": opened(),
    "how": how,
    "several": several,
    "why": opened("w"),
    "causes": opened("c"),
    "diagnosis": opened("d"),
    "diagnosis-late": after_many,
    "plan": opened("p"),
    "plan-entry": plan_entry,
    "tried": tried,
    "page": page,
    "symptom-page": symptom_page,
    "search": searched,
    "help": opened("question_mark"),
    "palette": opened("ctrl+p"),
    "report": opened("r"),
    "resumed": resumed,
    "lost": lost,
    "rename": renaming,
    "delete": deleting,
    "wrong-key": opened("9"),
}


async def draw(
    knowledge: KnowledgeBase, scene: str, *, size: tuple[int, int], theme: str, language: str
) -> str:
    """Give one screen as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        store = SessionStore(Path(folder) / "sessions")
        store.save_text("2026-01-31-loss-is-nan", json.dumps(DAMAGED))
        store.save_text("2026-01-30-validation-loss-rises", json.dumps(DAMAGED))
        app = WizardApp(lambda: Consultation(knowledge), keeping=Keeping(store), language=language)
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            while not app.ready:
                await pilot.pause(0.01)
            app.theme = THEMES[theme]
            await pilot.pause()
            await SCENES[scene](Hand(app, pilot, language))
            await pilot.pause(0.2)
            return mend(app.export_screenshot(title=f"{scene} {size[0]}x{size[1]} {theme} {language}"))


def sheets(folder: Path, files: list[str], *, columns: int) -> Iterator[Path]:
    """Put pictures on sheets; give the sheets."""
    for number, first in enumerate(range(0, len(files), ON_A_SHEET), 1):
        images = "".join(f'<img src="{name}">' for name in files[first : first + ON_A_SHEET])
        sheet = folder / f"{files[first].rsplit('_', 1)[0]}-{number}.html"
        sheet.write_text(
            f'<meta charset="utf-8"><style>body {{ margin: 4px; display: grid; gap: 4px; '
            f"grid-template-columns: repeat({columns}, 1fr); }} img {{ width: 100%; }}</style>{images}",
            encoding="utf-8",
        )
        yield sheet


def photograph(sheet: Path, *, wide: int, high: int) -> None:
    """Have a browser turn a sheet into PNG."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"none of {', '.join(BROWSERS)} is on the path")
    subprocess.run(
        [
            browser,
            *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            f"--window-size={wide},{high}",
            f"--screenshot={sheet.with_suffix('.png')}",
            sheet.absolute().as_uri(),
        ],
        check=True,
        capture_output=True,
    )


def main() -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="80x24,120x40")
    parser.add_argument("--themes", default="dark,light")
    parser.add_argument("--languages", default="en,zh")
    parser.add_argument("--scenes", default=",".join(SCENES))
    parser.add_argument("--png", action="store_true")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    knowledge = load()
    for size, theme, language in product(
        chosen.sizes.split(","), chosen.themes.split(","), chosen.languages.split(",")
    ):
        wide, high = map(int, size.split("x"))
        files = []
        for scene in chosen.scenes.split(","):
            picture = draw(knowledge, scene, size=(wide, high), theme=theme, language=language)
            files.append(f"{size}-{theme}-{language}_{scene}.svg")
            (chosen.folder / files[-1]).write_text(asyncio.run(picture), encoding="utf-8")
        columns = COLUMNS_OF_SHEET.get(wide, 2)
        for sheet in sheets(chosen.folder, files, columns=columns):
            rows = ON_A_SHEET // columns
            if chosen.png:
                photograph(sheet, wide=2040, high=int(rows * 2040 / columns * (high + 3) * 2 / wide))
            print(sheet)


if __name__ == "__main__":
    main()
