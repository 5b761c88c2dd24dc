"""How long the wizard takes from a key to the answer on the screen, over the shipped knowledge.

Consultations of up to eight answers are driven through Textual's pilot, in turns with a yardstick: a
Textual app that puts nine rows into an OptionList and thirty lines into a Static on each key, and no more.
Three times are told: to the first drawing, which is when a person sees the answer; to the last one that the
key caused; and the processor time of the main thread until then, which other programs disturb less.
Choosing the next question and keeping the answer on the disk are part of all three. The target (issue 4) is
a median below 50 ms.

    python tests/benchmarks/wizard_keys.py [CONSULTATIONS]
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tui")]

from lossdoctor.consultation import Consultation  # noqa: E402
from lossdoctor.sessions import SessionStore  # noqa: E402
from lossdoctor_tui.app import WizardApp  # noqa: E402
from lossdoctor_tui.keeping import Keeping  # noqa: E402
from lossdoctor_tui.screens.question import QuestionScreen  # noqa: E402

TARGET = 50
ANSWERS = "0i10i100"
"""Keys for eight questions: the first option, none of these, don't know."""
SIZES = ((80, 24), (120, 40))


class Yardstick(App[None]):
    """Writes a list and a text anew for each key."""

    CSS = "OptionList { width: 1fr; height: auto; } Static { width: 40; }"

    def compose(self) -> ComposeResult:
        """Put list and text beside one another."""
        with Horizontal():
            yield OptionList()
            yield Static()

    def on_mount(self) -> None:
        """Write both for the first time."""
        self.write("start")
        self.query_one(OptionList).focus()

    def on_key(self, event: Key) -> None:
        """Write both anew."""
        self.write(f"{event.key} {time.perf_counter()}")

    def write(self, words: str) -> None:
        """Write ``words`` on all lines."""
        rows = self.query_one(OptionList)
        rows.set_options([f"row {number} {words}" for number in range(9)])
        rows.highlighted = 0
        self.query_one(Static).update("\n".join(f"line {number} {words}" for number in range(30)))


@dataclass(frozen=True, slots=True)
class Answered:
    """When a key was answered, in milliseconds."""

    first: float
    last: float
    processor: float


async def press(pilot: Pilot[None], drawn: list[tuple[float, float]], key: str) -> Answered:
    """Press a key, and give when it was answered."""
    await asyncio.sleep(0.05)
    drawn.clear()
    began, worked = time.perf_counter(), time.thread_time()
    await pilot.press(key)
    await pilot.pause()
    if not drawn:
        raise RuntimeError(f"nothing was drawn after {key!r}")
    return Answered(
        (drawn[0][0] - began) * 1000, (drawn[-1][0] - began) * 1000, (drawn[-1][1] - worked) * 1000
    )


def watch(app: App[None]) -> list[tuple[float, float]]:
    """Give a list to which the time is added, by the clock and of the processor, at each drawing."""
    display = app._display
    drawn: list[tuple[float, float]] = []

    def display_and_note(*drawing: object) -> None:
        display(*drawing)  # type: ignore[arg-type]
        drawn.append((time.perf_counter(), time.thread_time()))

    app._display = display_and_note  # type: ignore[method-assign]
    return drawn


async def time_wizard(size: tuple[int, int]) -> list[Answered]:
    """Hold one consultation, and give the time of each answer."""
    with tempfile.TemporaryDirectory() as folder:
        app = WizardApp(Consultation, keeping=Keeping(SessionStore(Path(folder) / "sessions")))
        drawn = watch(app)
        async with app.run_test(size=size) as pilot:
            while not app.ready:
                await pilot.pause(0.01)
            await pilot.pause(0.5)  # the index for what is typed is made ready in a thread
            await pilot.press("enter")
            answered = []
            for key in ANSWERS:
                if isinstance(app.screen, QuestionScreen):  # an earlier answer may have told enough
                    answered.append(await press(pilot, drawn, key))
            return answered


async def time_yardstick(size: tuple[int, int]) -> list[Answered]:
    """Press as many keys in the yardstick."""
    app = Yardstick()
    drawn = watch(app)
    async with app.run_test(size=size) as pilot:
        return [await press(pilot, drawn, key) for key in ANSWERS]


def main(consultations: int) -> None:
    """Time both in turns, and print median, worst and ratio for each size."""
    for size in SIZES:
        times: dict[str, list[Answered]] = {"yardstick": [], "wizard": []}
        for _ in range(consultations):
            times["yardstick"] += asyncio.run(time_yardstick(size))
            times["wizard"] += asyncio.run(time_wizard(size))
        for what in ("first", "last", "processor"):
            taken = {name: [getattr(one, what) for one in answered] for name, answered in times.items()}
            medians = {name: statistics.median(one) for name, one in taken.items()}
            print(
                f"{size[0]}x{size[1]:<3} {what:9}"
                f"  wizard: median {medians['wizard']:6.1f} ms, worst {max(taken['wizard']):6.1f} ms"
                f"  yardstick: median {medians['yardstick']:6.1f} ms"
                f"  ratio {medians['wizard'] / medians['yardstick']:4.1f}"
            )
    print(f"target: median below {TARGET} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
