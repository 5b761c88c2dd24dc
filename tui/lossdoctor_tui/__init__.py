"""The wizard in the terminal: screens over a :class:`lossdoctor.Consultation`, and no reasoning of its own.

Owns :func:`run_wizard`, the one entry. Textual is imported when it is called and not before.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lossdoctor.consultation import Consultation
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["run_wizard"]


def run_wizard(
    *,
    consultation: Consultation | None = None,
    knowledge: KnowledgeBase | Callable[[], KnowledgeBase] | None = None,
    language: str = "en",
    framework: str = "pytorch",
    session: str | None = None,
) -> int:
    """Run the wizard in this terminal until the person quits.

    Args:
        consultation: a consultation to go on with; a new one by default.
        knowledge: what to reason over, or what loads it; the shipped knowledge by default. A loader is called
            while the first screen is up already.
        language: "en" or "zh".
        framework: whose code to show.
        session: the name of a saved consultation: it is gone on with, and kept under this name.

    Returns:
        The exit code: 0, 2 when the knowledge or the session cannot be used, else that of a crash.
    """
    from lossdoctor_tui.app import WizardApp
    from lossdoctor_tui.keeping import Keeping

    keeping = Keeping(name=session or "")

    def read() -> Consultation:
        from lossdoctor.consultation import Consultation

        if consultation is not None:
            return consultation
        if session:
            from lossdoctor.knowledge_base import load

            known = (knowledge() if callable(knowledge) else knowledge) or load()
            return keeping.open(session, known)
        return Consultation(knowledge() if callable(knowledge) else knowledge)

    app = WizardApp(read, keeping=keeping, language=language, framework=framework)
    app.run()
    if keeping.name and not app.return_code:
        print(app.speaker.say("kept-as", name=keeping.name), file=sys.stderr)
    return app.return_code or 0
