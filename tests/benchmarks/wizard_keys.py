"""How long the wizard takes from a key to the screen written anew, over the shipped knowledge.

Consultations of eight answers are driven through Textual's pilot, in turns with the yardstick: a Textual app
of one line that writes the key that was pressed. A key is answered when the last drawing that it caused has
been handed to the terminal; choosing the next question and keeping the answer on the disk are part of it. The
target (issue 4) is a median below 50 ms.

    python tests/benchmarks/wizard_keys.py [CONSULTATIONS]
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Static

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tui")]

from lossdoctor.consultation import Consultation  # noqa: E402
from lossdoctor.sessions import SessionStore  # noqa: E402
from lossdoctor_tui.app import WizardApp  # noqa: E402
from lossdoctor_tui.keeping import Keeping  # noqa: E402

TARGET = 50
ANSWERS = "0i10i100"
"""Keys for eight questions: the first option, none of these, don't know."""
SIZES = ((80, 24), (120, 40))


class Trivial(App[None]):
    """Writes the key that was pressed."""

    def compose(self) -> ComposeResult:
        """Put one line on the screen."""
        yield Static("What do you see?")

    def on_key(self, event: Key) -> None:
        """Write the line anew."""
        self.query_one(Static).update(f"{event.key} {time.perf_counter()}")


def watch(app: App[None]) -> Callable[[], float]:
    """Give a function that tells when the app last handed a drawing to the terminal."""
    display, drawn = app._display, [0.0]

    def display_and_note(*drawing: object) -> None:
        display(*drawing)  # type: ignore[arg-type]
        drawn[0] = time.perf_counter()

    app._display = display_and_note  # type: ignore[method-assign]
    return lambda: drawn[0]


async def press(pilot: Pilot[None], drawn: Callable[[], float], key: str) -> float:
    """Press a key and give the milliseconds until the last drawing that it caused."""
    await asyncio.sleep(0.05)
    began = time.perf_counter()
    await pilot.press(key)
    await pilot.pause()
    if drawn() < began:
        raise RuntimeError(f"nothing was drawn after {key!r}")
    return (drawn() - began) * 1000


async def time_wizard(size: tuple[int, int]) -> list[float]:
    """Hold one consultation, and give the time of each answer."""
    with tempfile.TemporaryDirectory() as folder:
        app = WizardApp(Consultation, keeping=Keeping(SessionStore(Path(folder) / "sessions")))
        drawn = watch(app)
        async with app.run_test(size=size) as pilot:
            while not app.ready:
                await pilot.pause(0.01)
            await pilot.pause(0.5)  # the index for what is typed is made ready in a thread
            await pilot.press("enter")
            return [await press(pilot, drawn, key) for key in ANSWERS]


async def time_trivial(size: tuple[int, int]) -> list[float]:
    """Press as many keys in the yardstick."""
    app = Trivial()
    drawn = watch(app)
    async with app.run_test(size=size) as pilot:
        return [await press(pilot, drawn, key) for key in ANSWERS]


def main(consultations: int) -> None:
    """Time both in turns, and print median, worst and ratio for each size."""
    for size in SIZES:
        times: dict[str, list[float]] = {"trivial Textual app": [], "wizard, an answer": []}
        for _ in range(consultations):
            times["trivial Textual app"] += asyncio.run(time_trivial(size))
            times["wizard, an answer"] += asyncio.run(time_wizard(size))
        yardstick = statistics.median(times["trivial Textual app"])
        for name, taken in times.items():
            median = statistics.median(taken)
            print(
                f"{size[0]}x{size[1]:<3} {name:20}  median {median:6.1f} ms  worst {max(taken):6.1f} ms"
                f"  ratio {median / yardstick:5.1f}"
            )
    print(f"target: median below {TARGET} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
