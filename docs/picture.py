"""Make the README's picture: a consultation held by this script in the wizard, drawn by the wizard itself.

    python docs/picture.py [docs/wizard.svg]

Works from a bare checkout. The picture needs no network: it names fonts that systems have, and loads none.
"""

from __future__ import annotations

import asyncio
import html
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tui")]

from rich.cells import cell_len  # noqa: E402

from lossdoctor.consultation import Consultation  # noqa: E402
from lossdoctor.sessions import SessionStore  # noqa: E402
from lossdoctor_tui.app import WizardApp  # noqa: E402
from lossdoctor_tui.keeping import Keeping  # noqa: E402

SIZE = (106, 30)
COMPLAINT = "loss is nan"
ANSWERS = {"nan-moment": "nan-after-many-steps", "gradient-size": "gradients-huge"}
"""Asked and answered in this order; the question after that is in the picture."""
FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace"


async def draw() -> str:
    """Hold the consultation, and give the screen with the next question as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        app = WizardApp(Consultation, keeping=Keeping(SessionStore(Path(folder))))
        async with app.run_test(size=SIZE) as pilot:
            while not app.ready:
                await pilot.pause(0.01)
            await pilot.press(*("space" if letter == " " else letter for letter in COMPLAINT))
            await pilot.press("enter", "enter")
            await pilot.pause()
            for question, answer in ANSWERS.items():
                app.ask(question)
                app.answer(question, answer)
            app.tell("")
            await pilot.pause(0.5)
            return app.export_screenshot(title="lossdoctor")


def mend(svg: str) -> str:
    """Give wide characters the room of two, and take out the fonts that would be loaded from elsewhere."""

    def measure(match: re.Match[str]) -> str:
        before, length, between, text = match.groups()
        shown = html.unescape(text)
        return (
            f'{before}textLength="{float(length) * cell_len(shown) / len(shown):.1f}"{between}>{text}</text>'
        )

    svg = re.sub(r'(<text[^>]*?)textLength="([\d.]+)"([^>]*)>([^<]+)</text>', measure, svg)
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family: ?Fira Code[^;]*", f"font-family: {FONTS}", svg)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "wizard.svg"
    target.write_text(mend(asyncio.run(draw())), encoding="utf-8")
    print(f"written to {target}")
