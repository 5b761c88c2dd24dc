"""How the wizard looks: a dark and a light theme with one accent colour, and which one to start with.

Owns colours. Leaves shape and spacing to ``wizard.tcss``. The two ansi themes are Textual's own: they use
the terminal's colours and no other.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

__all__ = ["DARK", "EXTRA_VARIABLES", "LIGHT", "NAMES", "THEMES", "starting_theme"]

DARK = "lossdoctor-dark"
LIGHT = "lossdoctor-light"
NAMES = (DARK, LIGHT, "ansi-dark", "ansi-light")

EXTRA_VARIABLES = {"quiet": "ansi_default", "faint": "ansi_default", "chosen": "ansi_default"}
"""Our own colour names, as the ansi themes see them: quiet text, faint rules, the ground of a choice."""

THEMES = (
    Theme(
        name=DARK,
        dark=True,
        primary="#6fc3b4",
        secondary="#6fc3b4",
        accent="#6fc3b4",
        success="#6fc3b4",
        warning="#d9b36c",
        error="#e08a7d",
        foreground="#d7dae0",
        background="#16191e",
        surface="#16191e",
        panel="#1d2127",
        variables={
            "quiet": "#929aa8",
            "faint": "#3b424d",
            "chosen": "#243133",
            "border": "#6fc3b4",
            "border-blurred": "#3b424d",
            "block-cursor-background": "#243133",
            "block-cursor-foreground": "#f1f4f7",
            "block-cursor-blurred-background": "#1d2127",
            "block-cursor-blurred-foreground": "#d7dae0",
            "block-hover-background": "#1d2127",
            "scrollbar": "#3b424d",
            "scrollbar-hover": "#5a6472",
            "scrollbar-active": "#6fc3b4",
            "scrollbar-background": "#16191e",
            "scrollbar-background-hover": "#16191e",
            "scrollbar-background-active": "#16191e",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#0f766e",
        secondary="#0f766e",
        accent="#0f766e",
        success="#0f766e",
        warning="#8a5a00",
        error="#a83a2c",
        foreground="#262b31",
        background="#fcfbf8",
        surface="#fcfbf8",
        panel="#f3f1ec",
        variables={
            "quiet": "#636a74",
            "faint": "#d3d0c7",
            "chosen": "#e2efec",
            "border": "#0f766e",
            "border-blurred": "#d3d0c7",
            "block-cursor-background": "#e2efec",
            "block-cursor-foreground": "#10201e",
            "block-cursor-blurred-background": "#f3f1ec",
            "block-cursor-blurred-foreground": "#262b31",
            "block-hover-background": "#f3f1ec",
            "scrollbar": "#d3d0c7",
            "scrollbar-hover": "#a9a69c",
            "scrollbar-active": "#0f766e",
            "scrollbar-background": "#fcfbf8",
            "scrollbar-background-hover": "#fcfbf8",
            "scrollbar-background-active": "#fcfbf8",
        },
    ),
)


def starting_theme(environment: Mapping[str, str]) -> str:
    """Choose the theme to begin with.

    ``TEXTUAL_THEME`` is obeyed, ``NO_COLOR`` means the terminal's own colours, and ``COLORFGBG`` is how some
    terminals tell that their ground is light.

    >>> starting_theme({}), starting_theme({"NO_COLOR": "1"}), starting_theme({"COLORFGBG": "0;15"})
    ('lossdoctor-dark', 'ansi-dark', 'lossdoctor-light')
    """
    named = environment.get("TEXTUAL_THEME", "")
    if named in NAMES:
        return named
    light = environment.get("COLORFGBG", "").rpartition(";")[2] in {"7", "15"}
    if environment.get("NO_COLOR"):
        return "ansi-light" if light else "ansi-dark"
    return LIGHT if light else DARK
