"""The command palette's entries: every action by name, in the user's language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from lossdoctor_tui import theme
from lossdoctor_tui.drawings.view import FRAMEWORK_NAMES

if TYPE_CHECKING:
    from lossdoctor_tui.app import WizardApp

__all__ = ["commands"]

_PLACES = ("question", "diagnosis", "plan", "undo", "redo", "search", "report", "lost", "new", "help", "quit")


def commands(app: WizardApp) -> Iterator[SystemCommand]:
    """Give every command with its name and what it does."""
    from lossdoctor.consultation import FRAMEWORKS  # late, for a quick start

    say = app.speaker.say
    for name in _PLACES:
        words = say("place-help" if name == "help" else f"key-{name}")
        yield SystemCommand(words[:1].upper() + words[1:], "", partial(app.run_action, name))
    yield SystemCommand(say("command-language"), say("command-language-help"), app.action_language)
    for framework in FRAMEWORKS:
        shown = FRAMEWORK_NAMES.get(framework, framework)
        yield SystemCommand(
            say("command-framework", name=shown),
            say("command-framework-help", name=shown),
            partial(app.action_framework, framework),
        )
    for one in theme.NAMES:
        yield SystemCommand(
            say("command-theme", name=say(f"theme-{one}")),
            say("command-theme-help"),
            partial(app.action_theme, one),
        )
